/* fuzz_measures.c - any text through the grammar of figures and of the nouns that they count: spans
 * in order, on whole letters and outside times; finite values with a unit. */
#include <math.h>
#include <stdint.h>

#include "extract/measures.h"
#include "extract/sentences.h"
#include "extract/times.h"
#include "fuzz_mention.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct rules {
	const struct time_rules *times;
	const struct measure_rules *measures;
};

static const struct rules *rules_for_fuzzing(void)
{
	static struct rules rules;
	static struct arena *process; /* kept: the rules live in it */
	struct lexicon lexicon;

	if (rules.times)
		return &rules;
	process = arena_new(FUZZ_BUDGET);
	fuzz_require(process && lexicon_load(process, NULL, &lexicon, NULL) == STATUS_OK &&
			 measure_rules_load(process, &lexicon, &rules.measures, NULL) ==
			     STATUS_OK &&
			 time_rules_load(process, &lexicon, &rules.times, NULL) == STATUS_OK,
		     "the tables load");
	return &rules;
}

static void check_outside_times(const struct mentions *mentions, struct span span)
{
	for (size_t i = 0; i < mentions->n_times; i++)
		fuzz_require(mentions->times[i].span.end <= span.start ||
				 mentions->times[i].span.start >= span.end,
			     "a time is no figure");
}

static void check(struct slice text, const struct mentions *mentions)
{
	size_t from = 0;

	for (size_t i = 0; i < mentions->n_measures; i++) {
		const struct measure *measure = &mentions->measures[i];
		fuzz_check_span(text, measure->span, from);
		if (i < 64)
			check_outside_times(mentions, measure->span);
		fuzz_require(
		    slice_equal(measure->text, slice_span(text, measure->span)) &&
			slice_equal(measure->object, slice_span(text, measure->object_span)),
		    "texts are those of their spans");
		fuzz_require(utf8_is_valid(measure->object), "objects are whole letters");
		fuzz_require(isfinite(measure->value) && measure->value >= 0 && measure->unit.n > 0,
			     "values are finite and have a unit");
		fuzz_require(measure->bound < BOUND_COUNT && measure->kind < MEASURE_KIND_COUNT,
			     "bound and kind are known");
		from = measure->span.end;
	}
}

static enum status find(struct arena *arena, const struct rules *rules,
			const struct article *article, struct mentions *mentions)
{
	enum status status = sentences_split(arena, article, &mentions->sentences);

	if (status == STATUS_OK)
		status =
		    times_find(arena, rules->times, article, &mentions->times, &mentions->n_times);
	if (status == STATUS_OK)
		status = measures_find(arena, rules->measures, article, mentions,
				       &mentions->measures, &mentions->n_measures);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice text = {(const char *)data, n};
	struct mentions mentions = {0}, again = {0};
	struct paragraph paragraph;

	if (n == 0 || n > 16384 || !utf8_is_valid(text))
		return 0;
	const struct rules *rules = rules_for_fuzzing();
	struct article article = fuzz_article(text, &paragraph);
	struct arena *arena = arena_new(FUZZ_BUDGET);
	if (arena && find(arena, rules, &article, &mentions) == STATUS_OK &&
	    find(arena, rules, &article, &again) == STATUS_OK) {
		check(text, &mentions);
		fuzz_require(mentions.n_measures == again.n_measures,
			     "the same text reads the same");
		for (size_t i = 0; i < again.n_measures; i++)
			fuzz_require(
			    slice_equal(mentions.measures[i].text, again.measures[i].text) &&
				slice_equal(mentions.measures[i].object, again.measures[i].object),
			    "the same text reads the same");
	}
	arena_free(arena);
	return 0;
}
