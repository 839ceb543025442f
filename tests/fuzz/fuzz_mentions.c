/* fuzz_mentions.c - any text through the grammars of numbers, times and figures.
 *
 * Bytes that are no UTF-8 are passed over: text is valid before extraction sees it. What must hold:
 * spans lie in the text, in order, without overlap, on whole letters; dates are days that exist. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "extract/measures.h"
#include "extract/sentences.h"
#include "extract/times.h"
#include "text/numeral.h"
#include "text/utf8.h"

#define BUDGET ((size_t)64 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct rules {
	const struct time_rules *times;
	const struct measure_rules *measures;
};

static const struct rules *rules_for_fuzzing(void)
{
	static struct rules rules;
	struct lexicon lexicon;
	struct err err = {0};
	static struct arena *process; /* kept: the rules live in it */

	if (rules.times)
		return &rules;
	process = arena_new(BUDGET);
	if (!process || lexicon_load(process, NULL, &lexicon, &err) != STATUS_OK ||
	    measure_rules_load(process, &lexicon, &rules.measures, &err) != STATUS_OK ||
	    time_rules_load(process, &lexicon, &rules.times, &err) != STATUS_OK) {
		fprintf(stderr, "fuzz_mentions: %s\n", err.text);
		exit(2);
	}
	return &rules;
}

static void check_span(struct slice text, struct span span, size_t from)
{
	assert(span.start >= from && span.start < span.end && span.end <= text.n);
	assert(utf8_is_valid(slice_span(text, span)));
}

static void check_times(struct slice text, const struct mentions *mentions)
{
	size_t from = 0;

	for (size_t i = 0; i < mentions->n_times; i++) {
		const struct time_mention *time = &mentions->times[i];
		check_span(text, time->span, from);
		assert(!date_is_set(time->start) || date_is_valid(time->start));
		assert(!date_is_set(time->end) || date_is_valid(time->end));
		from = time->span.end;
	}
}

static void check_measures(struct slice text, const struct mentions *mentions)
{
	size_t from = 0;

	for (size_t i = 0; i < mentions->n_measures; i++) {
		const struct measure *measure = &mentions->measures[i];
		check_span(text, measure->span, from);
		assert(measure->object_span.end <= text.n &&
		       utf8_is_valid(slice_span(text, measure->object_span)));
		assert(measure->value >= 0 && measure->unit.n > 0);
		from = measure->span.end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct rules *rules = rules_for_fuzzing();
	struct slice text = {(const char *)data, n};
	struct paragraph paragraph = {{0, n}, PARAGRAPH_BODY};
	struct article article = {.text = text, .paragraphs = &paragraph, .n_paragraphs = 1};
	struct mentions mentions = {0};
	struct numeral numeral;

	if (n == 0 || !utf8_is_valid(text))
		return 0;
	if (numeral_at(text, 0, &numeral))
		check_span(text, numeral.span, 0);
	article.published.date = (struct date){2024, 1 + data[0] % 12, 1 + data[n - 1] % 28};
	article.script = n % 2 ? SCRIPT_HANT : SCRIPT_HANS;
	struct arena *arena = arena_new(BUDGET);
	if (arena && sentences_split(arena, &article, &mentions.sentences) == STATUS_OK &&
	    times_find(arena, rules->times, &article, &mentions.times, &mentions.n_times) ==
		STATUS_OK &&
	    measures_find(arena, rules->measures, &article, &mentions, &mentions.measures,
			  &mentions.n_measures) == STATUS_OK) {
		check_times(text, &mentions);
		check_measures(text, &mentions);
	}
	arena_free(arena);
	return 0;
}
