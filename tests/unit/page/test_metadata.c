/* test_metadata.c - title, date, source and people from what stands round an article
 * (tests/corpus/clean/metadata.tsv). Run from the project's root. */
#include "page/clean.h"
#include "tables.h"

#include <stdio.h>

#include "base/buf.h"

#define CORPUS   "tests/corpus/clean/metadata.tsv"
#define MOST     1000
#define HEADLINE "社区办起连心食堂"

static const char *const BODY[] = {
    "连心社区把空置的老车棚改成食堂，六十岁以上的居民凭卡吃饭，一荤两素只收八块钱，每天中午座无"
    "虚席。",
    "食堂由居民议事会选出的小组管账，菜价每周贴在门口，谁都可以来问，剩下的钱用来添置桌椅。",
    "“饭菜热乎，离家又近。”住在三号楼的曹大爷说，他和老伴现在天天来，下一步社区还打算给行动不便"
    "的老人送餐上门。",
};

struct row {
	struct slice name, url, page, want;
};

static struct row rows[MOST];
static size_t n_rows;
static const struct clean_rules *rules;
static struct script_converter *converter;

static void load_rules(void)
{
	struct err err = {0};

	if (rules)
		return;
	tables_get(NULL);
	ck_assert_msg(clean_rules_load(tables_arena, &tables_lexicon, &rules, &err) == STATUS_OK,
		      "%s", err.text);
	converter = script_converter_new(&err);
	ck_assert_msg(converter != NULL, "%s", err.text);
}

static void load_rows(void)
{
	static char text[1 << 18];
	FILE *file = fopen(CORPUS, "rb");
	struct slice rest = {text, file ? fread(text, 1, sizeof text, file) : 0}, line;
	bool is_header = true;

	if (file)
		fclose(file);
	while (slice_next_field(&rest, '\n', &line) && n_rows < MOST) {
		struct row *row = &rows[n_rows];
		if (!line.n || line.p[0] == '#')
			continue;
		if (!is_header && slice_next_field(&line, '\t', &row->name) &&
		    slice_next_field(&line, '\t', &row->url) &&
		    slice_next_field(&line, '\t', &row->page)) {
			row->want = line;
			n_rows++;
		}
		is_header = false;
	}
}

static void append_body(struct buf *out, bool is_html)
{
	for (size_t i = 0; i < sizeof BODY / sizeof *BODY; i++)
		buf_printf(out, is_html ? "<p>%s</p>" : "%s\n", BODY[i]);
}

static struct slice fill_in(struct arena *arena, struct slice page)
{
	struct buf out = buf_in(arena);
	bool is_html = page.p[0] == '<';

	for (size_t at = 0; at < page.n; at++) {
		struct slice rest = slice_from(page, at);
		if (slice_starts(rest, SLICE("{T}"))) {
			buf_append(&out, SLICE(HEADLINE));
			at += 2;
		} else if (slice_starts(rest, SLICE("{B}"))) {
			append_body(&out, is_html);
			at += 2;
		} else if (slice_starts(rest, SLICE("\\n"))) {
			buf_byte(&out, '\n');
			at += 1;
		} else {
			buf_byte(&out, page.p[at]);
		}
	}
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

static void show(struct buf *out, const char *key, struct slice value)
{
	if (!value.n)
		return;
	buf_printf(out, "%s%s=%.*s", out->n ? "; " : "", key, SLICE_ARG(value));
}

static void show_list(struct buf *out, const char *key, struct slices list)
{
	for (size_t i = 0; i < list.n; i++) {
		if (i)
			buf_byte(out, ',');
		else
			buf_printf(out, "%s%s=", out->n ? "; " : "", key);
		buf_append(out, list.items[i]);
	}
}

static struct slice shown(struct arena *arena, const struct article *article)
{
	struct buf out = buf_in(arena);

	if (!slice_equal(article->title, SLICE(HEADLINE)))
		show(&out, "T", article->title.n ? article->title : SLICE("none"));
	show(&out, "K", article->kicker);
	show(&out, "U", article->subtitle);
	if (date_is_set(article->published.date))
		show(&out, "D", timestamp_format(arena, article->published));
	show(&out, "S", article->source);
	show_list(&out, "A", article->authors);
	show_list(&out, "C", article->correspondents);
	show_list(&out, "P", article->photographers);
	show_list(&out, "E", article->editors);
	if (article->flags & FLAG_BIT(FLAG_REPRINT))
		buf_printf(&out, "%sR", out.n ? "; " : "");
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

START_TEST(metadata)
{
	const struct row *row = &rows[_i];
	struct arena *arena = arena_new((size_t)64 << 20);
	struct slice text = fill_in(arena, row->page);
	bool is_html = text.p[0] == '<';
	struct document document = {
	    .bytes = text, .media_type = is_html ? SLICE("text/html") : SLICE("text/plain")};
	struct page page = {.url = row->url};
	struct err err = {0};

	load_rules();
	ck_assert(page_clean(arena, rules, converter, &document, &page, &err) == STATUS_OK);
	ck_assert_msg(page.n_articles == 1, "%.*s: %zu articles", SLICE_ARG(row->name),
		      page.n_articles);
	struct slice got = shown(arena, &page.articles[0]);
	ck_assert_msg(slice_equal(got, row->want), "%.*s: \"%.*s\", not \"%.*s\"",
		      SLICE_ARG(row->name), SLICE_ARG(got), SLICE_ARG(row->want));
	arena_free(arena);
}
END_TEST

START_TEST(there_are_rows)
{
	ck_assert_uint_ge(n_rows, 150);
	ck_assert_uint_lt(n_rows, MOST);
}
END_TEST

static void add_tests(TCase *tests)
{
	load_rows();
	tcase_add_test(tests, there_are_rows);
	tcase_add_loop_test(tests, metadata, 0, (int)n_rows);
}

TEST_MAIN("metadata", add_tests)
