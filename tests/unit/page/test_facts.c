/* test_facts.c - each row of page_facts.tsv is read from its own example. */
#include "page/facts.h"
#include "page/html.h"
#include "tables.h"

#include "base/buf.h"

static const struct fact_rules *rules;
static const struct html_rules *html;

static void load(void)
{
	struct err err = {0};

	tables_get(NULL);
	if (rules)
		return;
	ck_assert(fact_rules_load(tables_arena, &tables_lexicon, &rules, &err) == STATUS_OK);
	ck_assert(html_rules_load(tables_arena, &tables_lexicon, &html, &err) == STATUS_OK);
}

static enum fact named(struct slice name)
{
	return slice_equal(name, SLICE("title"))       ? FACT_TITLE
	       : slice_equal(name, SLICE("published")) ? FACT_PUBLISHED
	       : slice_equal(name, SLICE("updated"))   ? FACT_UPDATED
	       : slice_equal(name, SLICE("source"))    ? FACT_SOURCE
						       : FACT_SITE;
}

static void blocks_of(struct arena *arena, struct slice head, struct blocks *out)
{
	struct buf page = buf_in(arena);
	struct err err = {0};
	bool is_json = slice_starts(head, SLICE("{"));

	buf_printf(&page, "<html><head>%s%.*s%s</head><body></body></html>",
		   is_json ? "<script type=\"application/ld+json\">" : "", SLICE_ARG(head),
		   is_json ? "</script>" : "");
	ck_assert(html_blocks(arena, html, buf_slice(&page), false, out, &err) == STATUS_OK);
}

START_TEST(every_row_is_read_from_its_example)
{
	const struct table *table = tables_get("page_facts");
	load();
	for (size_t row = 0; row < table->n_rows; row++) {
		struct arena *arena = arena_new((size_t)4 << 20);
		struct slice example = tables_cell(table, row, "example"), value;
		struct blocks blocks;
		size_t at = row; /* the places before it are other rows' */
		blocks_of(arena, example, &blocks);
		ck_assert_msg(fact_next(rules, arena, &blocks,
					named(tables_cell(table, row, "gives")), &at, &value) &&
				  at == row + 1 && slice_contains(example, value),
			      "row %zu: %.*s", row, SLICE_ARG(example));
		arena_free(arena);
	}
}
END_TEST

START_TEST(json_strings)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct slice json = SLICE("{\"a\":{\"x\":\"y\"},\"Headline\" : \"\\u793e\\u533a\",\"n\":1}");
	ck_slice_eq(fact_in_json(arena, json, SLICE("headline")), SLICE("社区"));
	ck_slice_eq(fact_in_json(arena, json, SLICE("x")), SLICE("y"));
	ck_assert(fact_in_json(arena, json, SLICE("n")).p == NULL);
	ck_assert(fact_in_json(arena, json, SLICE("y")).p == NULL);
	ck_assert(fact_in_json(arena, SLICE("\"x\":\"broken"), SLICE("x")).p == NULL);
	ck_assert(fact_in_json(arena, SLICE_EMPTY, SLICE("x")).p == NULL);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, every_row_is_read_from_its_example);
	tcase_add_test(tests, json_strings);
}

TEST_MAIN("facts", add_tests)
