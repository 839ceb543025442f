/* quotes.c - every outermost pair of quotation marks is asked who says it
 * (extract/quote_speakers.h). Without a speaker, or a role that speaks, it is no quotation. What
 * the speaker's name interrupts (“…，”王某说，“…。”) is one quotation, and so is what goes on over
 * several paragraphs, each of which opens the marks anew. */
#include "extract/quotes.h"

#include "base/vec.h"
#include "extract/quote_speakers.h"
#include "extract/sentences.h"
#include "text/utf8.h"

#define LEAST_LETTERS 4   /* of a quotation */
#define BETWEEN_BYTES 120 /* 40 letters between the parts of an interrupted one */

struct finder {
	struct arena *arena;
	const struct people_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	struct slice text;
	struct marks marks;
	size_t next_broken;
	struct vec quotes;
	/* Of the last quotation: its marks, and how its speaker was found. */
	const struct mark_pair *last;
	enum quote_side side;
};

/* Does the paragraph before end within the marks of the last quotation, and this one open anew? */
static bool goes_on(const struct finder *finder, const struct mark_pair *mark)
{
	const struct mark_pair *last = finder->last;

	return last && last->inside.end == last->whole.end && last->family == mark->family &&
	       mark->whole.start > last->whole.end &&
	       slice_equal(slice_sub(finder->text, last->whole.end, mark->whole.start),
			   SLICE("\n"));
}

/* Is it the second part of what the last one began: “…，”王某说，“…。”? */
static bool is_interrupted(const struct finder *finder, const struct mark_pair *mark)
{
	const struct mark_pair *last = finder->last;
	size_t end, n;

	if (!last || finder->side != QUOTE_FOLLOWED || mark->whole.start < last->whole.end ||
	    mark->whole.start > last->whole.end + BETWEEN_BYTES)
		return false;
	uint32_t c = text_last_letter(finder->text, last->whole.end, mark->whole.start, &end);
	if (c != 0xFF0C && c != ',' && c != 0xFF1A && c != ':')
		return false;
	for (size_t at = last->whole.end; at < end; at += n) {
		uint32_t between = utf8_at(finder->text, at, &n);
		if (between == '\n' || is_sentence_end(between))
			return false;
	}
	return true;
}

/* Adds what stands in `mark` to the last quotation. False: no memory. */
static bool extend(struct finder *finder, const struct mark_pair *mark, struct slice between)
{
	struct quote *quote = vec_at(&finder->quotes, finder->quotes.n - 1);
	struct slice more = text_trim(slice_span(finder->text, mark->inside));

	if (between.n) {
		more = arena_join(finder->arena, between, more);
		if (!more.p)
			return false;
	}
	quote->text = arena_join(finder->arena, quote->text, more);
	quote->span.end = mark->inside.end;
	finder->last = mark;
	return quote->text.p != NULL;
}

static bool add_quote(struct finder *finder, struct quote *quote, const struct mark_pair *mark,
		      enum quote_side side)
{
	quote->span.start = (size_t)(quote->text.p - finder->text.p);
	quote->span.end = quote->span.start + quote->text.n;
	finder->last = mark;
	finder->side = side;
	return vec_add(&finder->quotes, quote);
}

static bool look_at(struct finder *finder, size_t pair)
{
	const struct mark_pair *mark = &finder->marks.items[pair];
	struct quote quote = {.span = mark->inside};
	size_t i = sentence_at(&finder->mentions->sentences, mark->whole.start);

	if (mark->depth > 0 || !mark_quotes(mark->family) || i == SIZE_MAX ||
	    article_is_broken(finder->article, &finder->next_broken, mark->whole))
		return true;
	const struct sentence *sentence = &finder->mentions->sentences.items[i];
	const struct paragraph *paragraph = &finder->article->paragraphs[sentence->paragraph];
	if (paragraph->kind == PARAGRAPH_HEADING)
		return true;
	quote.text = text_trim(slice_span(finder->text, mark->inside));
	struct quote_place place = {.rules = finder->rules,
				    .mentions = finder->mentions,
				    .text = finder->text,
				    .marks = &finder->marks,
				    .pair = pair,
				    .sentence = sentence->span,
				    .paragraph = paragraph->span,
				    .content = quote_content_of(quote.text)};
	if (place.content.letters < LEAST_LETTERS)
		return true;
	if (goes_on(finder, mark))
		return extend(finder, mark, SLICE("\n"));
	if (is_interrupted(finder, mark))
		return extend(finder, mark, SLICE_EMPTY);
	enum quote_side side = quote_speaker(&place, &quote);
	return side == QUOTE_UNSPOKEN || add_quote(finder, &quote, mark, side);
}

enum status quotes_find(struct arena *arena, const struct people_rules *rules,
			const struct article *article, const struct mentions *mentions,
			const struct quote **out, size_t *n)
{
	struct finder finder = {.arena = arena,
				.rules = rules,
				.article = article,
				.mentions = mentions,
				.text = article->text,
				.marks = {mentions->sentences.marks, mentions->sentences.n_marks},
				.quotes = vec_of(arena, sizeof(struct quote))};
	enum status status = STATUS_OK;

	*out = NULL;
	*n = 0;
	for (size_t pair = 0; status == STATUS_OK && pair < finder.marks.n; pair++)
		if (!look_at(&finder, pair))
			status = STATUS_MEMORY_LIMIT;
	if (status == STATUS_OK) {
		*out = finder.quotes.items;
		*n = finder.quotes.n;
	}
	return status;
}
