/* test_html_style.c - what takes text out of sight, and what only looks like it. */
#include "harness.h"
#include "page/html_style.h"

struct row {
	const char *style;
	enum style_sight sight;
};

static const struct row ROWS[] = {
    {"", STYLE_SHOWN},
    {"color:red", STYLE_SHOWN},
    {"display: none", STYLE_HIDDEN},
    {"margin:0;DISPLAY:NONE;", STYLE_HIDDEN},
    {"display:none !important", STYLE_HIDDEN},
    {"display:block", STYLE_SHOWN},
    {"visibility:hidden", STYLE_FAINT},
    {"visibility: visible", STYLE_SHOWN},
    {"opacity:0", STYLE_FAINT},
    {"opacity: 0.0", STYLE_FAINT},
    {"opacity:0.8", STYLE_SHOWN},
    {"opacity:1", STYLE_SHOWN},
    {"font-size:0", STYLE_HIDDEN},
    {"font-size:0px;", STYLE_HIDDEN},
    {"font-size:0.9em", STYLE_SHOWN},
    {"font-size:10px", STYLE_SHOWN},
    {"text-indent:-9999px", STYLE_HIDDEN},
    {"text-indent:-2em", STYLE_SHOWN},
    {"text-indent:2em", STYLE_SHOWN},
    {"position:absolute;left:-3000px", STYLE_HIDDEN},
    {"left:-12px", STYLE_SHOWN},
    {"margin-left:-10000px", STYLE_HIDDEN},
    {"height:0;overflow:hidden", STYLE_FAINT},
    {"overflow:hidden;max-height:0px", STYLE_FAINT},
    {"overflow:hidden", STYLE_SHOWN},
    {"line-height:0", STYLE_SHOWN},
    {"clip:rect(0,0,0,0);position:absolute", STYLE_HIDDEN},
    {"color:#fff;background:#ffffff", STYLE_FAINT},
    {"color:white;background-color:#FFF", STYLE_FAINT},
    {"color:#ffffff;background:#c0392b", STYLE_SHOWN},
    {"color:#ffffff", STYLE_SHOWN},
    {"color:transparent", STYLE_FAINT},
    {"background:none;color:#000", STYLE_SHOWN},
};

START_TEST(sights)
{
	const struct row *row = &ROWS[_i];
	ck_assert_msg(html_style_sight(slice_of(row->style)) == row->sight, "%s: %d", row->style,
		      (int)html_style_sight(slice_of(row->style)));
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, sights, 0, sizeof ROWS / sizeof *ROWS);
}

TEST_MAIN("html_style", add_tests)
