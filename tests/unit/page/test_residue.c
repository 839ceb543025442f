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
    {"a tag that never ends", "社区食堂<a href=x", "社区食堂", true, false},
    {"a tag cut at the slash", "老人说。</p><br/", "老人说。", true, false},
    {"a tag cut in its attribute", "开张<a href=\"j()\" onclick=\"share('wechat", "开张", true,
     false},
    {"nothing but a name", "开张</div><div", "开张", true, false},
    {"less than at the end", "人数a<b", "人数a<b", false, false},
    {"less than in Chinese", "甲<乙 且 乙=丙", "甲<乙 且 乙=丙", false, false},
    {"the second half of a tag", "class=\"big\" />社区食堂</div>", "社区食堂", true, false},
    {"a tag without its bracket", "span style=\"color:#333\">社区食堂</span>", "社区食堂", true,
     false},
    {"greater than", "5>3，社区>街道", "5>3，社区>街道", false, false},
    {"an arrow", "A->B", "A->B", false, false},
    {"a path", "首页>新闻", "首页>新闻", false, false},
    {"a script", "var s = document.getElementsByTagName(\"script\")[0]; s.go(hm, s);", "", true,
     false},
    {"a style", ".art p{margin:0 auto;font-size:16px}", "", true, false},
    {"data", "{\"id\":1024,\"title\":\"社区食堂\"}", "", true, false},
    {"English", "The council (all nine) met; \"no vote\" was taken.",
     "The council (all nine) met; \"no vote\" was taken.", false, false},
    {"a formula name", "“1+N”模式（试行）", "“1+N”模式（试行）", false, false},
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
