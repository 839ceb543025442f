/* test_word_paths.c - letters read as ordinary words: what they cost, and where the words end. */
#include "harness.h"

#include "extract/word_paths.h"

static struct arena *process;
static struct lexicon lexicon;
static struct word_costs *costs;

static unsigned cost_of(const char *text)
{
	struct slice all = slice_of(text);
	return word_cost(costs, all, (struct span){0, all.n});
}

START_TEST(every_row_costs_what_it_says)
{
	const struct table *table;
	struct err err = {0};

	ck_assert_int_eq(lexicon_table(&lexicon, "common_words", &table, &err), STATUS_OK);
	ck_assert_uint_gt(table->n_rows, 900);
	size_t bits = table_column(table, SLICE("bits"));
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, example);
		uint64_t want;
		ck_assert(slice_to_uint64(table_cell(table, row, bits), &want));
		ck_assert_uint_eq(word_cost(costs, word, (struct span){0, word.n}), want);
	}
}
END_TEST

START_TEST(a_word_costs_less_than_its_letters)
{
	ck_assert_uint_lt(cost_of("高兴"), cost_of("高") + cost_of("兴"));
	ck_assert_uint_eq(cost_of("高兴"), cost_of("高兴"));
	ck_assert_uint_eq(cost_of("高兴和方便"), cost_of("高兴") + cost_of("和") + cost_of("方便"));
	ck_assert_uint_eq(cost_of(""), 0);
}
END_TEST

START_TEST(a_word_added_is_a_word)
{
	unsigned before = cost_of("淝埠滹");

	ck_assert(word_costs_add(costs, SLICE("淝埠滹"), 9));
	ck_assert_uint_eq(cost_of("淝埠滹"), 9);
	ck_assert_uint_gt(before, 9);
	ck_assert(word_costs_add(costs, SLICE("淝埠滹"), 30)); /* the lower cost stays */
	ck_assert_uint_eq(cost_of("淝埠滹"), 9);
	ck_assert(word_costs_add(costs, SLICE("长得过了头的词"), 1)); /* too long: passed over */
	ck_assert(word_costs_add(costs, SLICE("abc"), 1));            /* no Chinese letters */
}
END_TEST

START_TEST(a_run_is_read_from_both_ends)
{
	struct slice text = SLICE("早，社区居民很高兴。");
	struct word_path path;

	word_path_read(costs, text, SLICE("早，社").n, &path);
	ck_assert_uint_eq(path.n, 7);
	ck_assert_uint_eq(path.at[0], SLICE("早，").n);
	ck_assert_uint_eq(path.at[7], SLICE("早，社区居民很高兴").n);
	ck_assert_uint_eq(path.before[7], path.behind[0]);
	ck_assert_uint_eq(path.before[7], cost_of("社区居民很高兴"));
	ck_assert_uint_eq(path.first[5], 2); /* 高兴 */
	ck_assert_uint_eq(path.last[2], 2);  /* 社区 */
	ck_assert_uint_eq(word_path_index(&path, SLICE("早，社区").n), 2);
	ck_assert_uint_eq(word_path_index(&path, path.at[7]), 7);
	ck_assert_uint_eq(word_path_index(&path, SLICE("早，社区").n + 1), SIZE_MAX);
	ck_assert_uint_eq(word_path_index(&path, text.n), SIZE_MAX);
	word_path_read(costs, text, SLICE("早").n, &path); /* ， is no letter */
	ck_assert_uint_eq(path.n, 1);
}
END_TEST

START_TEST(letters_of_other_words_are_no_word)
{
	struct slice text = SLICE("王书记和李主任在和平社区");
	size_t first = SLICE("王书记").n, second = SLICE("王书记和李主任在").n, n = SLICE("和").n;

	ck_assert(word_is_own(costs, text, (struct span){first, first + n}));
	ck_assert(!word_is_own(costs, text, (struct span){second, second + n}));
}
END_TEST

/* However long the run, and with letters of four bytes in it: the window holds the place. */
START_TEST(a_long_run_is_read_in_a_window)
{
	static char bytes[4 * 500];
	struct slice text = {bytes, 0};
	struct word_path path;

	for (size_t i = 0; i < 500; i++) {
		const char *letter = i % 3 ? "社" : "𠮷";
		memcpy(bytes + text.n, letter, strlen(letter));
		text.n += strlen(letter);
	}
	for (size_t at = 0; at < text.n; at += (unsigned char)bytes[at] >= 0xF0 ? 4 : 3) {
		word_path_read(costs, text, at, &path);
		ck_assert_uint_le(path.n, WORD_PATH_LETTERS);
		size_t index = word_path_index(&path, at);
		ck_assert_uint_lt(index, path.n);
		ck_assert_uint_eq(path.before[path.n], path.behind[0]);
	}
}
END_TEST

static void add_tests(TCase *tests)
{
	struct err err = {0};

	process = arena_new(64 << 20);
	if (lexicon_load(process, NULL, &lexicon, &err) != STATUS_OK ||
	    word_costs_load(process, &lexicon, &costs, &err) != STATUS_OK) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	tcase_add_test(tests, every_row_costs_what_it_says);
	tcase_add_test(tests, a_word_costs_less_than_its_letters);
	tcase_add_test(tests, a_word_added_is_a_word);
	tcase_add_test(tests, a_run_is_read_from_both_ends);
	tcase_add_test(tests, letters_of_other_words_are_no_word);
	tcase_add_test(tests, a_long_run_is_read_in_a_window);
}

TEST_MAIN("word_paths", add_tests)
