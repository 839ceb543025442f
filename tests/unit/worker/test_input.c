/* test_input.c - files, folders, lines and archives become records. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "input.h"

static char folder[64];

static void write_file(const char *name, struct slice bytes)
{
	char path[256];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "wb");
	ck_assert(file != NULL);
	fwrite(bytes.p, 1, bytes.n, file);
	fclose(file);
}

static void remove_file(const char *name)
{
	char path[256];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	remove(path);
}

#define WARC_RECORD(uri, body)                                                                     \
	"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: " uri                                 \
	"\r\nWARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: text/html\r\n"                       \
	"Content-Length: 12\r\n\r\n" body "\r\n\r\n"

static void setup(void)
{
	snprintf(folder, sizeof folder, "/tmp/jiceng-input-XXXXXX");
	ck_assert(mkdtemp(folder) != NULL);
	write_file("b.html", SLICE("<p>b</p>"));
	write_file("a.txt", SLICE("a"));
	write_file("c.jsonl", SLICE("{\"body\":1}\n\n{\"body\":2}"));
	write_file("d.warc", SLICE(WARC_RECORD("http://a.example/", "<p>one12</p>")
				       WARC_RECORD("http://b.example/", "<p>two12</p>")));
	write_file("e.bin", SLICE(""));
	write_file(".hidden", SLICE("x"));
}

static void teardown(void)
{
	static const char *const NAMES[] = {"a.txt",  "b.html", "c.jsonl",
					    "d.warc", "e.bin",  ".hidden"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		remove_file(NAMES[i]);
	rmdir(folder);
}

static void expect(struct input *input, struct slice type, struct slice part)
{
	struct raw_record raw;
	struct err err;
	ck_assert_int_eq(input_next(input, &raw, &err), INPUT_RECORD);
	ck_slice_eq(header_find(raw.headers, raw.n_headers, SLICE("content-type")), type);
	ck_assert_msg(part.n ? slice_contains(raw.value, part) : raw.value.n == 0, "%.*s: \"%.*s\"",
		      SLICE_ARG(raw.name), SLICE_ARG(raw.value));
}

START_TEST(folder_gives_its_files_in_order)
{
	const char *paths[] = {folder};
	struct input *input = input_open(paths, 1, SLICE_EMPTY);
	struct raw_record raw;
	struct err err;
	expect(input, SLICE("text/plain"), SLICE("a"));
	expect(input, SLICE("text/html"), SLICE("<p>b</p>"));
	expect(input, SLICE("application/json"), SLICE("{\"body\":1}"));
	expect(input, SLICE("application/json"), SLICE("{\"body\":2}"));
	expect(input, SLICE("application/warc"), SLICE("<p>one12</p>"));
	expect(input, SLICE("application/warc"), SLICE("<p>two12</p>"));
	expect(input, SLICE(""), SLICE(""));
	ck_assert_int_eq(input_next(input, &raw, &err), INPUT_END);
	ck_assert_int_eq(input_next(input, &raw, &err), INPUT_END);
	input_close(input);
}
END_TEST

START_TEST(a_missing_file_is_named_and_the_others_go_on)
{
	char path[256];
	snprintf(path, sizeof path, "%s/a.txt", folder);
	const char *paths[] = {"/nowhere/x.html", path};
	struct input *input = input_open(paths, 2, SLICE("text/html"));
	struct raw_record raw;
	struct err err;
	ck_assert_int_eq(input_next(input, &raw, &err), INPUT_ERROR);
	ck_assert_str_eq(err.text, "cannot read /nowhere/x.html: No such file or directory");
	expect(input, SLICE("text/html"), SLICE("a"));
	ck_assert_int_eq(input_next(input, &raw, &err), INPUT_END);
	input_close(input);
}
END_TEST

START_TEST(a_broken_archive_is_named)
{
	write_file("d.warc", SLICE("WARC/1.0\r\nno end"));
	char path[256];
	snprintf(path, sizeof path, "%s/d.warc", folder);
	const char *paths[] = {path};
	struct input *input = input_open(paths, 1, SLICE_EMPTY);
	struct raw_record raw;
	struct err err;
	ck_assert_int_eq(input_next(input, &raw, &err), INPUT_ERROR);
	ck_assert(err.text[0] != '\0');
	ck_assert_int_eq(input_next(input, &raw, &err), INPUT_END);
	input_close(input);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, folder_gives_its_files_in_order);
	tcase_add_test(tests, a_missing_file_is_named_and_the_others_go_on);
	tcase_add_test(tests, a_broken_archive_is_named);
}

TEST_MAIN("input", add_tests)
