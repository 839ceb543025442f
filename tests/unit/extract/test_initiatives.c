/* test_initiatives.c - tests/corpus/initiatives/cases.tsv: passages with the initiatives that they
 * report, as "name kind stage [component/component] <whole", joined by " | "; "-" for none. A
 * passage is one paragraph ("\" begins another, "\# " a heading); a paragraph about the community
 * is added to each, so that it counts as a report. */
#include "corpus.h"

#include "base/buf.h"
#include "extract/codes.h"
#include "extract/initiative_rules.h"
#include "extract/initiatives.h"
#include "text_article.h"

#define COMMUNITY "\n社区网格员和志愿者每天走访居民。"

static struct arena *arena;
static const struct initiative_rules *rules;

static void set_up(void)
{
	struct err err = {0};
	arena = arena_new((size_t)256 << 20);
	struct lexicon lexicon = corpus_lexicon(arena);
	ck_assert_msg(initiative_rules_load(arena, &lexicon, &rules, &err) == STATUS_OK, "%s",
		      err.text);
}

static void tear_down(void)
{
	arena_free(arena);
}

static struct article article_of(struct slice title, struct slice cell)
{
	struct buf text = buf_in(arena);

	for (size_t i = 0; i < cell.n; i++)
		buf_byte(&text, cell.p[i] == '\\' ? '\n' : cell.p[i]);
	buf_append(&text, SLICE(COMMUNITY));
	ck_assert(!buf_failed(&text));
	struct article article = text_article(arena, buf_slice(&text));
	article.title = title;
	return article;
}

static enum status find(struct arena *page, const struct article *article, struct initiatives *out)
{
	static const struct place_mention place;
	struct mentions mentions = {.places = &place, .n_places = 1};
	enum status status = sentences_split(page, article, &mentions.sentences);

	if (status != STATUS_OK)
		return status;
	return initiatives_find(page, rules, article, &mentions, NULL, out);
}

static struct slice printed(const struct initiatives *found)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < found->n; i++) {
		const struct initiative *item = &found->items[i];
		buf_printf(&out, "%s%.*s %s %s", i ? " | " : "", SLICE_ARG(item->name),
			   kind_name(item->kind), stage_name(item->stage));
		for (size_t c = 0; c < item->components.n; c++)
			buf_printf(&out, "%s%.*s", c ? "/" : " [",
				   SLICE_ARG(item->components.items[c]));
		if (item->components.n)
			buf_printf(&out, "]");
		if (item->part_of >= 0)
			buf_printf(&out, " <%.*s", SLICE_ARG(found->items[item->part_of].name));
	}
	ck_assert(!buf_failed(&out));
	return found->n ? buf_slice(&out) : SLICE("-");
}

START_TEST(passages)
{
	struct table table = corpus_table(arena, "tests/corpus/initiatives/cases.tsv");
	int failed = 0;

	for (size_t row = 0; row < table.n_rows; row++) {
		struct article article =
		    article_of(table_cell(&table, row, 1), table_cell(&table, row, 2));
		struct slice want = table_cell(&table, row, 3);
		struct initiatives found;
		ck_assert(find(arena, &article, &found) == STATUS_OK);
		struct slice got = printed(&found);
		if (!slice_equal(got, want)) {
			fprintf(stderr, "cases.tsv:%zu: %.*s\n  got  %.*s\n  want %.*s\n",
				table.lines[row], SLICE_ARG(table_cell(&table, row, 0)),
				SLICE_ARG(got), SLICE_ARG(want));
			failed++;
		}
	}
	ck_assert_msg(failed == 0, "%d of %zu passages", failed, table.n_rows);
	ck_assert_msg(table.n_rows >= 40, "only %zu passages", table.n_rows);
}
END_TEST

START_TEST(evidence_is_whole_sentences)
{
	struct article article = article_of(
	    SLICE("好事"), SLICE("开会。街道成立“红石榴”宣讲队。天晴了。“红石榴”宣讲队下了楼。"));
	struct initiatives found;

	ck_assert(find(arena, &article, &found) == STATUS_OK);
	ck_assert_uint_eq(found.n, 1);
	ck_assert_uint_eq(found.items[0].n_evidence, 2);
	ck_slice_eq(slice_span(article.text, found.items[0].evidence[0]),
		    SLICE("街道成立“红石榴”宣讲队。"));
	ck_slice_eq(slice_span(article.text, found.items[0].evidence[1]),
		    SLICE("“红石榴”宣讲队下了楼。"));
	ck_assert_uint_ge(found.items[0].confidence_percent, 50);
	ck_assert_uint_eq(found.items[0].aliases.n, 1);
	ck_slice_eq(found.items[0].aliases.items[0], SLICE("红石榴"));
}
END_TEST

/* Every name that was looked at is there with the facts that decided, and with their sum. */
START_TEST(dropped_names_can_be_explained)
{
	struct article article =
	    article_of(SLICE("好事"), SLICE("街道成立“红石榴”宣讲队，打通服务“最后一公里”。"));
	struct initiatives found;
	bool kept = false, dropped = false;

	ck_assert(find(arena, &article, &found) == STATUS_OK);
	for (size_t i = 0; i < found.n_judged; i++) {
		const struct judged_name *judged = &found.judged[i];
		double sum = 0;
		for (int fact = 0; fact < FACT_COUNT; fact++)
			sum += judged->facts >> fact & 1 ? rules->weights[fact] : 0;
		ck_assert_double_eq_tol(sum, judged->score, 1e-9);
		if (judged->kept)
			kept = judged->facts >> FACT_HEAD_STRONG & 1;
		else
			dropped = judged->facts >> FACT_FIGURE_WHOLE & 1;
	}
	ck_assert(kept && dropped);
}
END_TEST

START_TEST(nothing_from_broken_letters)
{
	struct article article = article_of(SLICE("好事"), SLICE("街道成立“红石榴”宣讲队。"));
	struct span broken[] = {{12, 20}};
	struct initiatives found;

	article.broken = broken;
	article.n_broken = 1;
	ck_assert(find(arena, &article, &found) == STATUS_OK);
	ck_assert_uint_eq(found.n, 0);
}
END_TEST

/* Nothing but opening marks, nothing but names, one endless clause: the time limit of the test case
 * is what a quadratic step would break. */
START_TEST(hostile_pages)
{
	static const char *const PIECES[] = {"“",        "“红石榴”宣讲队、", "成立了社区",
					     "《公约》", "——居民",           "\n# “红石榴”行动"};
	for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
		struct buf text = buf_in(arena);
		struct initiatives found;
		while (text.n < 400000)
			buf_append(&text, slice_of(PIECES[i]));
		ck_assert(!buf_failed(&text));
		struct article article = text_article(arena, buf_slice(&text));
		ck_assert(find(arena, &article, &found) == STATUS_OK);
		for (size_t n = 0; n < found.n; n++)
			ck_assert_uint_ge(found.items[n].n_evidence, 1);
	}
}
END_TEST

START_TEST(memory_may_fail_anywhere)
{
	struct article article = article_of(
	    SLICE("“红石榴”开花"),
	    SLICE("街道印发《议事公约》,推行“听、议、办”三步工作法,成立“红石榴”宣讲队和法律服务站。"
		  "“红石榴”推进会召开后,构建街道党工委——社区党委——楼栋党小组三级组织体系。"));
	size_t refused = 0;

	for (size_t i = 0; i < 400; i++) {
		struct arena *small = arena_new((size_t)8 << 20);
		struct initiatives found;
		arena_fail_after(small, i);
		enum status status = find(small, &article, &found);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
		refused += status != STATUS_OK;
		arena_free(small);
	}
	ck_assert(refused > 20 && refused < 400);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, passages);
	tcase_add_test(tests, evidence_is_whole_sentences);
	tcase_add_test(tests, dropped_names_can_be_explained);
	tcase_add_test(tests, nothing_from_broken_letters);
	tcase_add_test(tests, hostile_pages);
	tcase_add_test(tests, memory_may_fail_anywhere);
}

TEST_MAIN("initiatives", add_tests)
