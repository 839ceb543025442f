/* test_html_scan.c - what is cut out of HTML source, and that libxml2 makes the same tree of what
 * is left: the rows, the sample pages and random markup are parsed before and after, and the two
 * trees are compared in all that html.c looks at. */
#include "page/html_scan.h"

#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>

#include "base/buf.h"
#include "harness.h"
#include "page/html_style.h"
#include "page/html_tags.h"

struct row {
	const char *name, *source, *scanned;
};

static const struct row ROWS[] = {
    {"nothing to cut", "<p>社区食堂</p>", "<p>社区食堂</p>"},
    {"contents of a script", "<script>if (a</b) x('<p>')</script>社", "<script></script>社"},
    {"a script with a longer end tag", "<script>a</scripts>b</SCRIPT><b id=c>",
     "<script>a</scripts>b</SCRIPT><b id=c>"},
    {"an end tag where a script begins", "<script></p>b</script><b id=c>",
     "<script></p>b</script><b id=c>"},
    {"a script that is an empty element", "<script src='x'/><b>x</b>", "<script /><b>x</b>"},
    {"a tag where a style begins", "<style><body id=c>", "<style><body id=c>"},
    {"a script that never ends", "<p>a<script>b", "<p>a<script>"},
    {"JSON-LD", "<script type='application/LD+json'>{}</script>",
     "<script type='application/LD+json'>{}</script>"},
    {"contents of a style", "<style media=x>p > a {}</style>", "<style ></style>"},
    {"a comment", "a<!-- <p> -- > -->b", "a<!---->b"},
    {"a comment with the wrong end", "a<!--b--!>c", "a<!----!>c"},
    {"short comments", "<!-->a--><!--->b--><!---->c", "<!-->a--><!--->b--><!---->c"},
    {"a comment that never ends", "<!-- <a href=x> ", "<!-- <a href=x> "},
    {"attributes", "<a href=\"/x>y\" target=_blank>社区</a>", "<a >社区</a>"},
    {"attributes of a box", "<div data-x='1' Class=\"main\" onclick='a(\"b\")' id=c>x",
     "<div Class=\"main\" id=c>x"},
    {"classes count only on boxes", "<span class='a' title='b'>x</span>", "<span >x</span>"},
    {"what hides", "<b style='color:red'></b><b style='display:none'></b><b hidden></b>",
     "<b ></b><b style='display:none'></b><b hidden></b>"},
    {"the first of two styles", "<p style='a' style='display:none'>x", "<p >x"},
    {"a style that is not what it seems", "<p style='display&#58;none'>x",
     "<p style='display&#58;none'>x"},
    {"facts", "<meta charset=gbk name=a content='b'><link rel=canonical media=x href=y>",
     "<meta name=a content='b'><link rel=canonical href=y>"},
    {"elements that are not looked into", "<input class=a hidden><select id=b></select>",
     "<input ><select ></select>"},
    {"attributes without a blank between", "<div id='a'data-x='b'class='c'>x",
     "<div id='a'class='c'>x"},
    {"what is no attribute", "<div \"a\" / id=b =c hidden\"x\" class=d>x",
     "<div id=b hidden class=d>x"},
    {"a value up to the end of the tag", "<p id=a/><p title=b/>c", "<p id=a/><p >c"},
    {"an empty element keeps its mark", "<div id=a title=b />", "<div id=a />"},
    {"a tag that never ends", "<p>x<a href='y", "<p>x<a "},
    {"an end tag ends at once", "</p title='>'>x", "</p title='>'>x"},
    {"an end tag without a name", "</ <b title=x>", "</ <b >"},
    {"white space", "<b>a</b>\n\n\t <i>b</i>\n\n<br>  c", "<b>a</b>\t<i>b</i>\n<br> c"},
    {"white space in a box", "<div>\n <p> a</p>\n </div>", "<div><p>a</p> </div>"},
    {"no box begins here", "<div hidden/> a<body> b", "<div hidden/> a<body> b"},
    {"declarations", "<!DOCTYPE a '<b id=c>'> <?xml <b id=c>x",
     "<!DOCTYPE a '<b id=c>'> <?xml <b id=c>x"},
    {"signs alone", "a < b <3 <", "a < b <3 <"},
};

START_TEST(rows)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new(65536);
	struct slice out;
	ck_assert(html_scan(arena, slice_of(row->source), &out) == STATUS_OK);
	ck_assert_msg(slice_equal(out, slice_of(row->scanned)), "%s: got \"%.*s\"", row->name,
		      SLICE_ARG(out));
	arena_free(arena);
}
END_TEST

START_TEST(tags_are_found)
{
	static const char *const NAMES[] = {
	    "a",  "b",  "blockquote", "body", "br",     "col",      "figcaption", "head", "header",
	    "h6", "li", "noscript",   "p",    "script", "textarea", "ul",         "wbr"};
	static const char *const NONE[] = {"",         "i",  "blockquota",      "blockquotes",
					   "figcapti", "zz", "a-very-long-name"};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		ck_assert_str_eq(tag_of(slice_of(NAMES[i]))->name, NAMES[i]);
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		ck_assert_str_eq(tag_of(slice_of(NONE[i]))->name, "");
	ck_assert(tag_nests(tag_of(SLICE("div"))) && tag_nests(tag_of(SLICE("x"))));
	ck_assert(!tag_nests(tag_of(SLICE("p"))) && !tag_nests(tag_of(SLICE("br"))));
}
END_TEST

/* The tree written down as html.c sees it: white space single, that in front of a box's text gone.
 */
struct picture {
	struct buf buf;
	char blank; /* white space seen since the last letter */
	bool at_start;
};

static void draw_text(struct picture *picture, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == ' ' || c == '\t') {
			picture->blank = ' ';
		} else if (c == '\n' || c == '\r') {
			picture->blank = picture->blank ? picture->blank : '\n';
		} else {
			if (picture->blank && !picture->at_start)
				buf_byte(&picture->buf, picture->blank);
			buf_byte(&picture->buf, c);
			picture->blank = 0;
			picture->at_start = false;
		}
	}
}

static void draw_mark(struct picture *picture, const char *mark, const xmlChar *name)
{
	if (picture->blank && !picture->at_start)
		buf_byte(&picture->buf, picture->blank);
	picture->blank = 0;
	picture->at_start = false;
	buf_printf(&picture->buf, "%s%s", mark, (const char *)name);
}

static bool is_among(struct slice name, const char *const *names)
{
	for (; *names; names++)
		if (slice_equal(name, slice_of(*names)))
			return true;
	return false;
}

static void draw_attribute(struct picture *picture, unsigned effect, const xmlAttr *attribute)
{
	static const char *const OF_BOXES[] = {"class", "id", "itemprop", NULL};
	static const char *const OF_FACTS[] = {"name", "property", "content", "itemprop",
					       "type", "datetime", "srcdoc",  "rel",
					       "href", NULL};
	static const char *const OF_TEXT[] = {"hidden", "aria-hidden", NULL};
	struct slice name = slice_of((const char *)attribute->name);
	struct slice value =
	    attribute->children ? slice_of((const char *)attribute->children->content) : SLICE("");

	if (slice_equal(name, SLICE("style")) && !(effect & TAG_SKIP) &&
	    html_style_sight(value) != STYLE_SHOWN)
		buf_printf(&picture->buf, " hides");
	else if (((effect & TAG_BOX) && is_among(name, OF_BOXES)) ||
		 ((effect & TAG_FACT) && is_among(name, OF_FACTS)) ||
		 (!(effect & TAG_SKIP) && is_among(name, OF_TEXT)))
		buf_printf(&picture->buf, " %.*s=%.*s", SLICE_ARG(name), SLICE_ARG(value));
}

static void draw(struct picture *picture, const xmlNode *node)
{
	bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
	unsigned effect;

	if (is_text)
		draw_text(picture, slice_of((const char *)node->content));
	if (node->type != XML_ELEMENT_NODE)
		return;
	effect = tag_of(slice_of((const char *)node->name))->effect;
	draw_mark(picture, "<", node->name);
	for (const xmlAttr *a = node->properties; a; a = a->next)
		draw_attribute(picture, effect, a);
	buf_byte(&picture->buf, '>');
	picture->at_start = (effect & TAG_BOX) && !xmlStrEqual(node->name, BAD_CAST "body");
	if (!xmlStrEqual(node->name, BAD_CAST "script") &&
	    !xmlStrEqual(node->name, BAD_CAST "style"))
		for (const xmlNode *child = node->children; child; child = child->next)
			draw(picture, child);
	draw_mark(picture, "</", node->name);
}

static struct slice picture_of(struct arena *arena, struct slice source)
{
	struct picture picture = {.buf = buf_in(arena)};
	htmlDocPtr doc =
	    htmlReadMemory(source.p, (int)source.n, NULL, "UTF-8",
			   HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);

	if (doc && xmlDocGetRootElement(doc))
		draw(&picture, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	ck_assert(!buf_failed(&picture.buf));
	return buf_slice(&picture.buf);
}

static void compare_trees(struct arena *arena, const char *name, struct slice source)
{
	struct slice scanned;

	ck_assert(html_scan(arena, source, &scanned) == STATUS_OK);
	struct slice before = picture_of(arena, source), after = picture_of(arena, scanned);
	ck_assert_msg(slice_equal(before, after), "%s: \"%.*s\"\nwas %.*s\nis  %.*s", name,
		      SLICE_ARG(source), SLICE_ARG(before), SLICE_ARG(after));
}

START_TEST(rows_give_the_same_tree)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	compare_trees(arena, ROWS[_i].name, slice_of(ROWS[_i].source));
	arena_free(arena);
}
END_TEST

static void compare_file(const char *folder, const char *name)
{
	static char bytes[1 << 20];
	char path[512];
	struct arena *arena = arena_new((size_t)64 << 20);

	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s", path);
	compare_trees(arena, name, (struct slice){bytes, fread(bytes, 1, sizeof bytes, file)});
	fclose(file);
	arena_free(arena);
}

START_TEST(pages_give_the_same_tree)
{
	static const char *const FOLDERS[] = {"deploy/demo/pages", "tests/corpus/clean"};
	size_t n = 0;

	for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
		DIR *folder = opendir(FOLDERS[i]);
		ck_assert_msg(folder != NULL, "%s", FOLDERS[i]);
		for (struct dirent *entry; (entry = readdir(folder));)
			if (slice_ends(slice_of(entry->d_name), SLICE(".html"))) {
				compare_file(FOLDERS[i], entry->d_name);
				n++;
			}
		closedir(folder);
	}
	ck_assert_uint_ge(n, 10);
}
END_TEST

static const char *const PIECES[] = {
    "<div",
    "<p>",
    "</p>",
    "</div>",
    "<a href='",
    "<span ",
    "<b",
    "<br/>",
    "<body ",
    "<head>",
    "</head>",
    "<title>",
    "<meta ",
    "<link ",
    "<li>",
    "<table><tr>",
    "<td>",
    "<x_y:z.w>",
    "<script>",
    "<script ",
    "</script>",
    "</scripts>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "--!>",
    "<!DOCTYPE html>",
    "<?xml ",
    "<",
    "</",
    ">",
    "/>",
    "/",
    "\"",
    "'",
    "=",
    " ",
    " ",
    "\n",
    "\t",
    "\n\n  ",
    " class=a",
    " class=\"b c\"",
    " id='d'",
    " hidden",
    " data-x=\"1\"",
    " style=\"display: none\"",
    " style='a'",
    " onclick=\"f('<p>')\"",
    " title",
    " type=\"application/ld+json\"",
    "&amp;",
    "&#22303;",
    "&",
    "-",
    "!",
    ":",
    "社区",
    "a",
    "text ",
};

/* Random markup from a fixed seed; the failure message holds the markup. */
START_TEST(random_markup_gives_the_same_tree)
{
	unsigned state = (unsigned)_i * 2654435761U + 1;
	struct arena *arena = arena_new((size_t)4 << 20);

	for (int round = 0; round < 400; round++) {
		struct buf source = buf_in(arena);
		for (int piece = 0; piece < 3 + round % 40; piece++) {
			state = state * 1664525U + 1013904223U;
			buf_append(
			    &source,
			    slice_of(PIECES[(state >> 16) % (sizeof PIECES / sizeof *PIECES)]));
		}
		compare_trees(arena, "random markup", buf_slice(&source));
		arena_reset(arena);
	}
	arena_free(arena);
}
END_TEST

START_TEST(deep_tags_leave_a_blank)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct buf source = buf_in(arena);
	struct slice out;

	for (int i = 0; i < 300; i++)
		buf_append(&source, SLICE("<b>"));
	buf_append(&source, SLICE("a<div class='x' title='y>z'>b<br/>"));
	ck_assert(html_scan(arena, buf_slice(&source), &out) == STATUS_OK);
	ck_slice_eq(slice_from(out, 900), SLICE("a b<br/>"));
	arena_free(arena);
}
END_TEST

static void be_silent(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static void add_tests(TCase *tests)
{
	xmlSetStructuredErrorFunc(NULL, be_silent);
	tcase_add_loop_test(tests, rows, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, tags_are_found);
	tcase_add_loop_test(tests, rows_give_the_same_tree, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, pages_give_the_same_tree);
	tcase_add_loop_test(tests, random_markup_gives_the_same_tree, 0, 20);
	tcase_add_test(tests, deep_tags_leave_a_blank);
}

TEST_MAIN("html_scan", add_tests)
