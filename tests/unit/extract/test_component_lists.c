/* test_component_lists.c - lists round a name; each row of component_words.tsv finds the three
 * parts of its own example and is in none of them. */
#include "corpus.h"

#include "base/buf.h"
#include "extract/component_lists.h"
#include "extract/initiative_rules.h"

static struct arena *arena;
static struct lexicon lexicon;
static struct initiative_rules rules;

static void set_up(void)
{
	struct err err = {0};
	arena = arena_new((size_t)256 << 20);
	lexicon = corpus_lexicon(arena);
	ck_assert_msg(initiative_rules_compile(arena, &lexicon, &rules, &err) == STATUS_OK, "%s",
		      err.text);
}

static void tear_down(void)
{
	arena_free(arena);
}

static struct vec parts_of(struct slice place, struct slice text)
{
	struct vec parts = vec_of(arena, sizeof(struct slice));
	size_t close = slice_find_last(text, SLICE("”")), open_mark = slice_find(text, SLICE("“"));
	struct list_close closed;

	if (slice_equal(place, SLICE("cut")) || slice_equal(place, SLICE("close")))
		ck_assert(component_list_before(&rules, text, 0, open_mark, &parts, &closed));
	else
		ck_assert(component_list_stated(&rules, text, close + 3, text.n, &parts));
	return parts;
}

START_TEST(each_row_works)
{
	const struct table *table;
	struct err err = {0};

	ck_assert(lexicon_table(&lexicon, "component_words", &table, &err) == STATUS_OK);
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, 0);
		struct slice example = table_cell(table, row, 2);
		struct vec parts = parts_of(table_cell(table, row, 1), example);
		ck_assert_msg(slice_contains(example, word), "%.*s is not in its example",
			      SLICE_ARG(word));
		bool other = slice_equal(table_cell(table, row, 1), SLICE("other"));
		ck_assert_msg(parts.n == (other ? 0 : 3), "%.*s: %zu parts", SLICE_ARG(example),
			      parts.n);
		for (size_t i = 0; i < parts.n; i++) {
			struct slice part = *(struct slice *)vec_at(&parts, i);
			ck_assert_msg(part.n <= 9 && part.n >= 6, "%.*s: part \"%.*s\"",
				      SLICE_ARG(example), SLICE_ARG(part));
		}
	}
}
END_TEST

struct stated_row {
	struct slice text; /* behind a name */
	const char *want;
};

static const struct stated_row STATED[] = {
    {SLICE_INIT("，包括“书香里”“茶香里”“花香里”三大板块。"), "书香里|茶香里|花香里|"},
    {SLICE_INIT("（即问需、问计、问效），效果好。"), "问需|问计|问效|"},
    {SLICE_INIT("，由街道干部、片警、医生等组成，每周开门。"), "街道干部|片警|医生|"},
    {SLICE_INIT("，由党员、乡贤和热心商户组成。"), "党员|乡贤|热心商户|"},
    {SLICE_INIT("，包括吃和住、学和玩、医和养。"), "吃和住|学和玩|医和养|"},
    {SLICE_INIT("，由街道出资、社区管理。"), ""},
    {SLICE_INIT("即将在月底开门、迎客。"), ""},
    {SLICE_INIT("包括书吧。"), ""},
    {SLICE_INIT("很受欢迎，包括老人、孩子。"), ""},
    {SLICE_INIT(""), ""},
};

START_TEST(stated_lists)
{
	const struct stated_row *row = &STATED[_i];
	struct vec parts = vec_of(arena, sizeof(struct slice));
	struct buf got = buf_in(arena);

	ck_assert(component_list_stated(&rules, row->text, 0, row->text.n, &parts));
	for (size_t i = 0; i < parts.n; i++) {
		buf_append(&got, *(struct slice *)vec_at(&parts, i));
		buf_byte(&got, '|');
	}
	ck_assert_msg(slice_equal(buf_slice(&got), slice_of(row->want)), "%.*s: %.*s",
		      SLICE_ARG(row->text), SLICE_ARG(buf_slice(&got)));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, each_row_works);
	tcase_add_loop_test(tests, stated_lists, 0, sizeof STATED / sizeof *STATED);
}

TEST_MAIN("component lists", add_tests)
