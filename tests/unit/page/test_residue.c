/* test_residue.c - tags, template slots and references in text dumps, and what only looks so. */
#include "harness.h"
#include "page/residue.h"

struct row {
	const char *name;
	const char *line;
	const char *text;
	bool tags, slots;
};

static const struct row ROWS[] = {
    {"clean", "社区办起食堂", "社区办起食堂", false, false},
    {"tags", "• <ins id=\"a\"><option></option></ins>", "•", true, false},
    {"a tag among letters", "社区<br/>食堂", "社区食堂", true, false},
    {"slots of a link farm", "<蜘蛛词>| <蜘蛛词>|", "", true, true},
    {"names in angle brackets stay", "诗<春天>里说，", "诗<春天>里说，", false, false},
    {"less than", "3<5，a<b", "3<5，a<b", false, false},
    {"references", "&ldquo;社区&rdquo;&nbsp;A&amp;B&#8212;", "“社区” A&B—", false, false},
    {"references of other kinds", "&#x793E;&#X533A;&#147;A&#148;&#55357;&#56842;", "社区“A”😊",
     false, false},
    {"a number without semicolon stays", "C&#35 和", "C&#35 和", false, false},
    {"an ampersand alone", "A&B; C", "A&B; C", false, false},
    {"a tag that never ends", "<a href=x", "<a href=x", false, false},
};

START_TEST(lines)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new(65536);
	struct residue residue = residue_cut(arena, slice_of(row->line));
	ck_assert_msg(slice_equal(residue.text, slice_of(row->text)), "%s: got \"%.*s\"", row->name,
		      SLICE_ARG(residue.text));
	ck_assert_msg(residue.had_tags == row->tags && residue.had_slots == row->slots, "%s",
		      row->name);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, lines, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("residue", add_tests)
