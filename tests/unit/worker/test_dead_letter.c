/* test_dead_letter.c - a dead letter keeps what came and says why; too large a value is cut. */
#include "dead_letter.h"
#include "flood.h"
#include "harness.h"

static const struct header HEADERS[] = {
    {SLICE_INIT("content-type"), SLICE_INIT("text/html")},
    {SLICE_INIT("x"), SLICE_INIT("a\0b")},
    {SLICE_INIT("x"), {NULL, 0}},
};

static struct raw_record page = {
    .value = SLICE_INIT("0123456789"),
    .headers = HEADERS,
    .n_headers = 3,
    .origin = {SLICE_INIT("raw-pages"), 4, 1234567890123},
};

static struct err error = {.status = STATUS_TIME_LIMIT, .stage = "clean", .text = "too slow"};

static struct dead_letter letter(void)
{
	return (struct dead_letter){
	    .page = &page,
	    .page_time = 1700000000000,
	    .page_time_type = RD_KAFKA_TIMESTAMP_CREATE_TIME,
	    .error = &error,
	    .group = "g",
	    .lane = 2,
	    .attempts = 3,
	    .now = 1700000001000,
	};
}

static struct slice value_of(rd_kafka_headers_t *headers, const char *name)
{
	const void *value = NULL;
	size_t n = 0;

	rd_kafka_header_get_last(headers, name, &value, &n);
	return (struct slice){value, n};
}

struct header_row {
	const char *name;
	struct slice value;
};

static const struct header_row WANTED[] = {
    {"content-type", SLICE_INIT("text/html")},
    {"jiceng.error.reason", SLICE_INIT("time_limit")},
    {"jiceng.error.detail", SLICE_INIT("too slow")},
    {"jiceng.error.stage", SLICE_INIT("clean")},
    {"jiceng.error.topic", SLICE_INIT("raw-pages")},
    {"jiceng.error.partition", SLICE_INIT("4")},
    {"jiceng.error.offset", SLICE_INIT("1234567890123")},
    {"jiceng.error.timestamp", SLICE_INIT("1700000000000")},
    {"jiceng.error.timestamp_type", SLICE_INIT("create_time")},
    {"jiceng.error.group", SLICE_INIT("g")},
    {"jiceng.error.lane", SLICE_INIT("2")},
    {"jiceng.error.attempts", SLICE_INIT("3")},
    {"jiceng.error.at", SLICE_INIT("2023-11-14T22:13:21.000Z")},
    {"jiceng.error.truncated", {NULL, 0}},
    {"__connect.errors.topic", {NULL, 0}},
};

START_TEST(says_why)
{
	struct dead_letter dead = letter();
	rd_kafka_headers_t *headers = dead_letter_headers(&dead, page.value.n);
	const struct header_row *row = &WANTED[_i];
	struct slice value = value_of(headers, row->name);

	ck_assert_msg(slice_equal(value, row->value), "%s is %.*s", row->name, SLICE_ARG(value));
	rd_kafka_headers_destroy(headers);
}
END_TEST

START_TEST(own_headers_of_the_page_come_first_and_unchanged)
{
	struct dead_letter dead = letter();
	rd_kafka_headers_t *headers = dead_letter_headers(&dead, page.value.n);

	for (size_t i = 0; i < page.n_headers; i++) {
		const char *name;
		const void *value;
		size_t n;
		ck_assert(!rd_kafka_header_get_all(headers, i, &name, &value, &n));
		ck_slice_eq(slice_of(name), HEADERS[i].name);
		ck_slice_eq(((struct slice){value, n}), HEADERS[i].value);
		ck_assert((value == NULL) == (HEADERS[i].value.p == NULL));
	}
	rd_kafka_headers_destroy(headers);
}
END_TEST

START_TEST(names_of_connect_on_request)
{
	struct dead_letter dead = letter();
	dead.names = DEAD_LETTER_NAMES_CONNECT;
	rd_kafka_headers_t *headers = dead_letter_headers(&dead, page.value.n);

	ck_slice_eq(value_of(headers, "__connect.errors.exception.class.name"),
		    SLICE("time_limit"));
	ck_slice_eq(value_of(headers, "jiceng.error.reason"), SLICE("time_limit"));
	rd_kafka_headers_destroy(headers);
}
END_TEST

START_TEST(too_large_a_value_is_cut)
{
	struct dead_letter dead = letter();

	ck_assert_uint_eq(dead_letter_kept_bytes(&dead, 5), 10);
	dead.max_bytes = 1000000;
	ck_assert_uint_eq(dead_letter_kept_bytes(&dead, 5), 10);
	dead.max_bytes = 100;
	ck_assert_uint_eq(dead_letter_kept_bytes(&dead, 5), 0);
	rd_kafka_headers_t *headers = dead_letter_headers(&dead, 0);
	ck_slice_eq(value_of(headers, "jiceng.error.truncated"), SLICE("true"));
	ck_slice_eq(value_of(headers, "jiceng.error.value_bytes"), SLICE("10"));
	rd_kafka_headers_destroy(headers);
}
END_TEST

START_TEST(a_flood_is_a_share_of_the_last_pages)
{
	struct flood flood;

	ck_assert(flood_init(&flood, 10, 50));
	flood_add(&flood, 5, 5);
	ck_assert(!flood_is_on(&flood));
	flood_add(&flood, 4, 0);
	flood_add(&flood, 1, 1);
	ck_assert(flood_is_on(&flood));
	flood_add(&flood, 2, 0); /* two of the first five fall out */
	ck_assert(!flood_is_on(&flood));
	flood_add(&flood, 10, 10);
	ck_assert(flood_is_on(&flood));
	flood_clear(&flood);
	ck_assert(!flood_is_on(&flood));
	flood_release(&flood);
	ck_assert(flood_init(&flood, 10, 100));
	flood_add(&flood, 100, 100);
	ck_assert(!flood_is_on(&flood));
	flood_release(&flood);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, says_why, 0, sizeof WANTED / sizeof *WANTED);
	tcase_add_test(tests, own_headers_of_the_page_come_first_and_unchanged);
	tcase_add_test(tests, names_of_connect_on_request);
	tcase_add_test(tests, too_large_a_value_is_cut);
	tcase_add_test(tests, a_flood_is_a_share_of_the_last_pages);
}

TEST_MAIN("dead letter", add_tests)
