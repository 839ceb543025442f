/* test_utf8.c - validity, stepping both ways, classes and white space. */
#include "harness.h"
#include "text/utf8.h"

struct valid_row {
	const char *name;
	struct slice bytes;
	bool valid;
};

static const struct valid_row VALID[] = {
    {"empty", SLICE_INIT(""), true},
    {"Chinese", SLICE_INIT("基层治理"), true},
    {"NUL", SLICE_INIT("a\0b"), true},
    {"four bytes", SLICE_INIT("\xF0\xA0\x80\x80"), true},
    {"cut letter", SLICE_INIT("\xE5\x9F"), false},
    {"lone continuation", SLICE_INIT("\x80"), false},
    {"overlong slash", SLICE_INIT("\xC0\xAF"), false},
    {"overlong three bytes", SLICE_INIT("\xE0\x80\xAF"), false},
    {"surrogate", SLICE_INIT("\xED\xA0\x80"), false},
    {"over U+10FFFF", SLICE_INIT("\xF4\x90\x80\x80"), false},
};

START_TEST(validity)
{
	const struct valid_row *row = &VALID[_i];
	ck_assert_msg(utf8_is_valid(row->bytes) == row->valid, "%s", row->name);
}
END_TEST

/* All beginnings of three bytes, with third bytes from every class. */
START_TEST(reads_what_is_valid)
{
	static const char THIRD[] = {'\0', 'a', '\x7F', '\x80', '\xBF', '\xC3', '\xFF'};

	for (unsigned i = 0xC000 * sizeof THIRD; i < 0xF000 * sizeof THIRD; i++) {
		unsigned bytes = i / sizeof THIRD;
		char p[3] = {(char)(bytes >> 8), (char)bytes, THIRD[i % sizeof THIRD]};
		size_t n;
		uint32_t c = utf8_at((struct slice){p, 3}, 0, &n);
		unsigned a = (unsigned char)p[0], b = (unsigned char)p[1], d = (unsigned char)p[2];
		if (!utf8_is_valid((struct slice){p, n}))
			ck_assert(n == 1 && c == 0xFFFD);
		else if (n == 3)
			ck_assert(c == ((a & 0xF) << 12 | (b & 0x3F) << 6 | (d & 0x3F)));
		else
			ck_assert(n == 2 && c == ((a & 0x1F) << 6 | (b & 0x3F)));
		ck_assert(n == 3 || a < 0xE0 || !utf8_is_valid((struct slice){p, 3}));
	}
}
END_TEST

START_TEST(steps_forward_and_back_agree)
{
	struct slice text = SLICE("a社\xF0\xA0\x80\x80。");
	uint32_t want[] = {'a', 0x793E, 0x20000, 0x3002}, c;
	size_t at = 0, n;
	for (int i = 0; i < 4; i++) {
		ck_assert(utf8_next(text, &at, &c));
		ck_assert_uint_eq(c, want[i]);
	}
	for (int i = 3; i >= 0; i--) {
		ck_assert_uint_eq(utf8_before(text, at, &n), want[i]);
		at -= n;
	}
	ck_assert_uint_eq(utf8_count(text), 4);
	ck_assert_uint_eq(utf8_offset(text, 2), 4);
	ck_assert_uint_eq(utf8_offset(text, 9), text.n);
}
END_TEST

START_TEST(white_space)
{
	struct arena *arena = arena_new(4096);
	ck_slice_eq(text_trim(SLICE("\u3000\u00a0社区 \t")), SLICE("社区"));
	ck_slice_eq(text_squeeze(arena, SLICE("  王 \u3000 某\n")), SLICE("王 某"));
	ck_slice_eq(text_without_space(arena, SLICE(" 1+ 3+\u3000N ")), SLICE("1+3+N"));
	ck_assert_uint_eq(text_trim(SLICE("\u3000")).n, 0);
	ck_assert(text_squeeze(arena, SLICE("")).p != NULL);
	arena_free(arena);
}
END_TEST

START_TEST(marks_pair)
{
	ck_assert_uint_eq(closing_mark_of(0x201C), 0x201D);
	ck_assert_uint_eq(closing_mark_of(0x300A), 0x300B);
	ck_assert_uint_eq(closing_mark_of('a'), 0);
	ck_assert(is_closing_mark(0x300D));
	ck_assert(is_punctuation(0xFF0C) && is_punctuation('+') && is_punctuation(0x2014));
	ck_assert(!is_punctuation(0x793E) && !is_punctuation('a') && !is_punctuation(0xFF11));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, validity, 0, sizeof VALID / sizeof *VALID);
	tcase_add_test(tests, reads_what_is_valid);
	tcase_add_test(tests, steps_forward_and_back_agree);
	tcase_add_test(tests, white_space);
	tcase_add_test(tests, marks_pair);
}

TEST_MAIN("utf8", add_tests)
