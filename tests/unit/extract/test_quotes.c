/* test_quotes.c - direct speech in context: tests/corpus/mentions/quotes.tsv. */
#include "harness.h"

#include "extract/people.h"
#include "extract/quotes.h"
#include "extract/sentences.h"
#include "mention_corpus.h"
#include "text/utf8.h"
#include "text_article.h"

static struct mention_corpus corpus;
static struct arena *process;
static const struct people_rules *people;

static enum status find(struct arena *arena, struct article *article, const struct quote **quotes,
			size_t *n)
{
	struct mentions mentions = {0};
	enum status status = sentences_split(arena, article, &mentions.sentences);

	if (status == STATUS_OK)
		status = people_find(arena, people, article, &mentions, &mentions.actors,
				     &mentions.n_actors);
	if (status == STATUS_OK)
		status = quotes_find(arena, people, article, &mentions, quotes, n);
	return status;
}

static struct slice shown(struct arena *arena, const struct quote *quotes, size_t n)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_byte(&out, '|');
		buf_append(&out, utf8_head(quotes[i].text, 6));
		buf_byte(&out, '@');
		buf_append(&out, quotes[i].speaker);
		buf_byte(&out, '=');
		buf_append(&out, quotes[i].role);
	}
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

/* The span holds the text, or its parts with the speaker's name in between. */
static void check_span(struct slice text, const struct quote *quote)
{
	struct slice span = slice_span(text, quote->span);

	if (span.n == quote->text.n) {
		ck_slice_eq(span, quote->text);
		return;
	}
	ck_assert_uint_gt(span.n, quote->text.n);
	ck_assert(slice_starts(quote->text, utf8_head(span, 3)));
	ck_assert(slice_ends(quote->text, slice_from(span, span.n - 3)));
}

START_TEST(finds_quotes)
{
	const struct mention_row *row = &corpus.rows[_i];
	struct arena *arena = arena_new(4 << 20);
	struct article article = text_article(arena, with_line_breaks(arena, row->text));
	const struct quote *quotes;
	size_t n;

	ck_assert_int_eq(find(arena, &article, &quotes, &n), STATUS_OK);
	struct slice got = shown(arena, quotes, n);
	ck_assert_msg(slice_equal(got, row->want), "%.*s: \"%.*s\", not \"%.*s\"",
		      SLICE_ARG(row->name), SLICE_ARG(got), SLICE_ARG(row->want));
	for (size_t i = 0; i < n; i++)
		check_span(article.text, &quotes[i]);
	arena_free(arena);
}
END_TEST

START_TEST(broken_text_is_left_out)
{
	struct arena *arena = arena_new(1 << 20);
	struct article article = text_article(arena, SLICE("“路灯修好了。”居民王晓燕说。"));
	struct span broken[] = {{SLICE("“路").n, SLICE("“路灯").n}};
	const struct quote *quotes;
	size_t n;

	ck_assert_int_eq(find(arena, &article, &quotes, &n), STATUS_OK);
	ck_assert_uint_eq(n, 1);
	article.broken = broken;
	article.n_broken = 1;
	ck_assert_int_eq(find(arena, &article, &quotes, &n), STATUS_OK);
	ck_assert_uint_eq(n, 0);
	arena_free(arena);
}
END_TEST

START_TEST(memory_runs_out)
{
	struct arena *arena = arena_new(4 << 20);
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t k = 0; status != STATUS_OK; k++) {
		const struct quote *quotes;
		size_t n;
		ck_assert_uint_lt(k, 300);
		arena_reset(arena);
		struct article article = text_article(arena, SLICE("“好。来。”居民王晓燕说。"));
		arena_fail_after(arena, k);
		status = find(arena, &article, &quotes, &n);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
	}
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	struct lexicon lexicon;
	struct err err = {0};

	process = arena_new(64 << 20);

	if (lexicon_load(process, NULL, &lexicon, &err) != STATUS_OK ||
	    people_rules_load(process, &lexicon, &people, &err) != STATUS_OK) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	mention_corpus_read("tests/corpus/mentions/quotes.tsv", &corpus);
	tcase_add_loop_test(tests, finds_quotes, 0, corpus.n);
	tcase_add_test(tests, broken_text_is_left_out);
	tcase_add_test(tests, memory_runs_out);
}

TEST_MAIN("quotes", add_tests)
