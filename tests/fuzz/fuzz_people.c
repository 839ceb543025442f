/* fuzz_people.c - sentences, people, organisations and quotations of any text. Beyond not crashing:
 * spans lie in the text, rise, and hold what the mention says. */
#include <stdlib.h>

#include "extract/people.h"
#include "extract/quotes.h"
#include "extract/sentences.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct people_rules *people;

static void require(bool what)
{
	if (!what)
		abort();
}

static void load(void)
{
	static struct arena *process; /* kept: the rules live in it */
	struct lexicon lexicon;

	process = arena_new(64 << 20);
	require(process && lexicon_load(process, NULL, &lexicon, NULL) == STATUS_OK);
	require(people_rules_load(process, &lexicon, &people, NULL) == STATUS_OK);
}

static void check(struct slice text, const struct mentions *mentions)
{
	size_t end = 0;

	for (size_t i = 0; i < mentions->sentences.n; i++) {
		struct span span = mentions->sentences.items[i].span;
		require(span.start >= end && span.end > span.start && span.end <= text.n);
		end = span.end;
	}
	for (size_t i = 0; i < mentions->n_actors; i++)
		require(slice_contains(text, mentions->actors[i].name) &&
			slice_span(text, mentions->actors[i].span).n > 0);
	for (size_t i = 0; i < mentions->n_quotes; i++) {
		const struct quote *quote = &mentions->quotes[i];
		struct slice span = slice_span(text, quote->span);
		/* An interrupted one is shorter than what it spans. */
		require(span.n > quote->text.n || slice_equal(span, quote->text));
		require(utf8_is_valid(quote->text) && quote->text.n > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};
	struct paragraph paragraph = {{0, size}, PARAGRAPH_BODY};
	struct article article = {.text = text, .paragraphs = &paragraph, .n_paragraphs = 1};
	struct mentions mentions = {0};
	struct arena *arena;

	if (!utf8_is_valid(text))
		return 0;
	if (!people)
		load();
	arena = arena_new(64 << 20);
	require(arena != NULL);
	if (sentences_split(arena, &article, &mentions.sentences) == STATUS_OK &&
	    people_find(arena, people, &article, &mentions, &mentions.actors, &mentions.n_actors) ==
		STATUS_OK &&
	    quotes_find(arena, people, &article, &mentions, &mentions.quotes, &mentions.n_quotes) ==
		STATUS_OK)
		check(text, &mentions);
	arena_free(arena);
	return 0;
}
