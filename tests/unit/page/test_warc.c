/* test_warc.c - the pages of a WARC file, plain and in gzip, and where reading stops. */
#include <zlib.h>

#include "harness.h"
#include "page/warc.h"

#define RECORD(type, length, block)                                                                \
	"WARC/1.0\r\nWARC-Type: " type "\r\nContent-Length: " length "\r\n\r\n" block "\r\n\r\n"
#define INFO     RECORD("warcinfo", "4", "info")
#define ONE      RECORD("resource", "3", "one")
#define TWO      RECORD("response", "3", "two")
#define MAX_SIZE ((size_t)1 << 20)

static struct slice gzip(struct arena *arena, struct slice bytes)
{
	z_stream stream = {0};
	unsigned char *out = arena_alloc(arena, bytes.n + 256);

	deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	stream.next_in = (Bytef *)(uintptr_t)bytes.p;
	stream.avail_in = (unsigned)bytes.n;
	stream.next_out = out;
	stream.avail_out = (unsigned)bytes.n + 256;
	ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	return (struct slice){(char *)out, stream.total_out};
}

static void check_file(struct slice file, struct slice first, struct slice second)
{
	struct warc_reader *reader = warc_reader_new(file, MAX_SIZE);
	struct slice record;
	struct err err = {0};

	ck_assert(warc_reader_next(reader, &record, &err));
	ck_slice_eq(record, first);
	ck_assert(warc_reader_next(reader, &record, &err));
	ck_slice_eq(record, second);
	ck_assert(!warc_reader_next(reader, &record, &err));
	ck_assert_msg(err.status == STATUS_OK, "%s", err.text);
	warc_reader_free(reader);
}

START_TEST(plain_file)
{
	check_file(SLICE(INFO ONE INFO TWO), SLICE(ONE), SLICE(TWO));
}
END_TEST

START_TEST(one_member_for_all)
{
	struct arena *arena = arena_new(MAX_SIZE);
	check_file(gzip(arena, SLICE(INFO ONE TWO)), SLICE(ONE), SLICE(TWO));
	arena_free(arena);
}
END_TEST

START_TEST(a_member_for_each_record)
{
	struct arena *arena = arena_new(MAX_SIZE);
	struct slice file = arena_join(arena, gzip(arena, SLICE(INFO)), gzip(arena, SLICE(ONE)));
	check_file(arena_join(arena, file, gzip(arena, SLICE(TWO))), SLICE(ONE), SLICE(TWO));
	arena_free(arena);
}
END_TEST

START_TEST(stops_where_the_file_is_broken)
{
	struct slice file = SLICE(ONE TWO), record;
	struct warc_reader *reader = warc_reader_new(slice_sub(file, 0, file.n - 6), MAX_SIZE);
	struct err err = {0};

	ck_assert(warc_reader_next(reader, &record, &err));
	ck_assert(!warc_reader_next(reader, &record, &err));
	ck_assert_int_eq(err.status, STATUS_BAD_ENVELOPE);
	ck_assert_msg(strstr(err.text, "cut short") != NULL, "%s", err.text);
	warc_reader_free(reader);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, plain_file);
	tcase_add_test(tests, one_member_for_all);
	tcase_add_test(tests, a_member_for_each_record);
	tcase_add_test(tests, stops_where_the_file_is_broken);
}

TEST_MAIN("warc", add_tests)
