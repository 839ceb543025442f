/* test_log.c - whatever is logged, a line is one line and valid JSON. */
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "log.h"

struct row {
	const char *name;
	struct slice text;
	const char *want; /* NULL: only that it is valid */
};

static char long_text[5000], long_controls[5000], long_chinese[4998];

static struct row rows[] = {
    {"plain", SLICE_INIT("a b"), "a b"},
    {"quotation marks and backslash", SLICE_INIT("\"\\"), "\"\\"},
    {"line feed", SLICE_INIT("a\nb"), "a\nb"},
    {"Chinese", SLICE_INIT("社区"), "社区"},
    {"not UTF-8", SLICE_INIT("a\xff"), "a?"},
    {"too long", {long_text, sizeof long_text}, NULL},
    {"too long with escapes", {long_controls, sizeof long_controls}, NULL},
    {"too long in Chinese", {long_chinese, sizeof long_chinese}, NULL},
};

static void set_up(void)
{
	memset(long_text, 'x', sizeof long_text);
	memset(long_controls, 1, sizeof long_controls);
	for (size_t i = 0; i + 3 <= sizeof long_chinese; i += 3)
		memcpy(long_chinese + i, "网", 3);
}

static json_t *logged(const struct log_field *fields)
{
	char line[8192];
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	struct log log = {.descriptor = ends[1], .json = true, .level = LOG_INFO, .lane = 3};
	log_line(&log, LOG_INFO, "message", fields);
	close(ends[1]);
	ssize_t n = read(ends[0], line, sizeof line);
	close(ends[0]);
	ck_assert(n > 0 && line[n - 1] == '\n');
	ck_assert_ptr_null(memchr(line, '\n', (size_t)n - 1));
	json_error_t error;
	json_t *json = json_loadb(line, (size_t)n, 0, &error);
	ck_assert_msg(json != NULL, "%s", error.text);
	return json;
}

START_TEST(a_line_is_valid_json)
{
	const struct row *row = &rows[_i];
	json_t *json =
	    logged(LOG_FIELDS(log_number("number", -5), log_text("text", row->text),
			      log_text("again", row->text), log_text("and_again", row->text)));

	ck_assert_int_eq(json_integer_value(json_object_get(json, "lane")), 3);
	ck_assert_int_eq(json_integer_value(json_object_get(json, "number")), -5);
	if (row->want)
		ck_assert_str_eq(json_string_value(json_object_get(json, "text")), row->want);
	json_decref(json);
}
END_TEST

START_TEST(less_important_lines_are_left_out)
{
	int ends[2];
	char byte;

	ck_assert_int_eq(pipe(ends), 0);
	struct log log = {.descriptor = ends[1], .json = true, .level = LOG_WARNING, .lane = -1};
	log_line(&log, LOG_INFO, "message", NULL);
	close(ends[1]);
	ck_assert_int_eq(read(ends[0], &byte, 1), 0);
	close(ends[0]);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, NULL);
	tcase_add_loop_test(tests, a_line_is_valid_json, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tests, less_important_lines_are_left_out);
}

TEST_MAIN("log", add_tests)
