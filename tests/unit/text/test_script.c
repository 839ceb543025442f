/* test_script.c - which script, what is converted, and what is left alone. */
#include "harness.h"
#include "text/script.h"

struct script_row {
	const char *name;
	struct slice text;
	enum script script;
	struct slice simplified;
};

static const struct script_row ROWS[] = {
    {"empty", SLICE_INIT(""), SCRIPT_HANS, SLICE_INIT("")},
    {"no letter of either script", SLICE_INIT("abc 12，人口"), SCRIPT_HANS,
     SLICE_INIT("abc 12，人口")},
    {"simplified", SLICE_INIT("街道党工委书记说"), SCRIPT_HANS, SLICE_INIT("街道党工委书记说")},
    {"traditional", SLICE_INIT("街道黨工委書記說，“來了”"), SCRIPT_HANT,
     SLICE_INIT("街道党工委书记说，“来了”")},
    {"a phrase rule beats the letter table", SLICE_INIT("乾隆年間與餅乾"), SCRIPT_HANT,
     SLICE_INIT("乾隆年间与饼干")},
    {"the particle of Traditional text", SLICE_INIT("圍繞著居民，忙著說，著力打造，來了"),
     SCRIPT_HANT, SLICE_INIT("围绕着居民，忙着说，着力打造，来了")},
    {"writing and standing out", SLICE_INIT("著名專家的著作與專著成效顯著，卓著，原著"),
     SCRIPT_HANT, SLICE_INIT("著名专家的著作与专著成效显著，卓著，原著")},
    {"Simplified text keeps its letters", SLICE_INIT("忙著说，为了群众"), SCRIPT_HANS,
     SLICE_INIT("忙著说，为了群众")},
    {"a name in Traditional does not make the page so", SLICE_INIT("书记劉某与乾隆街居民说"),
     SCRIPT_HANS, SLICE_INIT("书记刘某与乾隆街居民说")},
    {"NUL is an ordinary byte", SLICE_INIT("黨\0員"), SCRIPT_HANT, SLICE_INIT("党\0员")},
    {"half composed letters are composed", SLICE_INIT("qu\xCC\x84 社区"), SCRIPT_HANS,
     SLICE_INIT("q\xC5\xAB 社区")},
    {"a mark at the start stays", SLICE_INIT("\xCC\x84社"), SCRIPT_HANS, SLICE_INIT("\xCC\x84社")},
    {"compatibility letter becomes the letter", SLICE_INIT("\xEF\xA4\x80社"), SCRIPT_HANS,
     SLICE_INIT("\xE8\xB1\x88社")},
    {"full-width forms stay", SLICE_INIT("（１２）：ＡＢ"), SCRIPT_HANS,
     SLICE_INIT("（１２）：ＡＢ")},
};

START_TEST(converts)
{
	const struct script_row *row = &ROWS[_i];
	struct arena *arena = arena_new(1 << 20);
	struct err err = {0};
	struct script_converter *converter = script_converter_new(&err);
	struct slice out;

	ck_assert_msg(converter != NULL, "%s", err.text);
	ck_assert_msg(script_of(row->text) == row->script, "%s: script", row->name);
	ck_assert_int_eq(script_simplify(converter, arena, row->text, &out), STATUS_OK);
	ck_assert_msg(slice_equal(out, row->simplified), "%s: \"%.*s\"", row->name, SLICE_ARG(out));
	script_converter_free(converter);
	arena_free(arena);
}
END_TEST

START_TEST(long_runs_are_cut_without_loss)
{
	struct arena *arena = arena_new(8 << 20);
	struct err err = {0};
	struct script_converter *converter = script_converter_new(&err);
	size_t n_letters = 50000;
	char *text = arena_alloc(arena, n_letters * 3);
	struct slice out;

	for (size_t i = 0; i < n_letters; i++)
		memcpy(text + i * 3, "黨", 3);
	ck_assert_int_eq(
	    script_simplify(converter, arena, (struct slice){text, n_letters * 3}, &out),
	    STATUS_OK);
	ck_assert_uint_eq(out.n, n_letters * 3);
	for (size_t i = 0; i < n_letters; i++)
		ck_assert(memcmp(out.p + i * 3, "党", 3) == 0);
	script_converter_free(converter);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, converts, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, long_runs_are_cut_without_loss);
}

TEST_MAIN("script", add_tests)
