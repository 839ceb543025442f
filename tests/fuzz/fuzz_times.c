/* fuzz_times.c - any text through the grammar of dates and periods: spans in order and on whole
 * letters, days that exist, no period that ends before it begins, nothing resolved without a day of
 * publication that does not name its year. */
#include <stdint.h>
#include <string.h>

#include "extract/times.h"
#include "fuzz_mention.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct time_rules *rules_for_fuzzing(void)
{
	static const struct time_rules *rules;
	static struct arena *process; /* kept: the rules live in it */
	struct lexicon lexicon;

	if (rules)
		return rules;
	process = arena_new(FUZZ_BUDGET);
	fuzz_require(process && lexicon_load(process, NULL, &lexicon, NULL) == STATUS_OK &&
			 time_rules_load(process, &lexicon, &rules, NULL) == STATUS_OK,
		     "the tables load");
	return rules;
}

static void check(const struct article *article, const struct time_mention *times, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		const struct time_mention *time = &times[i];
		bool starts = date_is_set(time->start), ends = date_is_set(time->end);
		fuzz_check_span(article->text, time->span, from);
		fuzz_require(slice_equal(time->text, slice_span(article->text, time->span)),
			     "the text of a time is that of its span");
		fuzz_require((!starts || date_is_valid(time->start)) &&
				 (!ends || date_is_valid(time->end)),
			     "days exist");
		fuzz_require(!starts || !ends || date_compare(time->start, time->end) <= 0,
			     "no period ends before it begins");
		fuzz_require(time->precision < PRECISION_COUNT, "precision is known");
		from = time->span.end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice text = {(const char *)data, n};
	struct paragraph paragraph;
	const struct time_mention *times, *again;
	size_t n_times, n_again;

	if (n == 0 || n > 16384 || !utf8_is_valid(text))
		return 0;
	const struct time_rules *rules = rules_for_fuzzing();
	struct article article = fuzz_article(text, &paragraph);
	struct arena *arena = arena_new(FUZZ_BUDGET);
	if (arena && times_find(arena, rules, &article, &times, &n_times) == STATUS_OK &&
	    times_find(arena, rules, &article, &again, &n_again) == STATUS_OK) {
		check(&article, times, n_times);
		fuzz_require(n_times == n_again, "the same text reads the same");
		for (size_t i = 0; i < n_times; i++)
			fuzz_require(date_compare(times[i].start, again[i].start) == 0 &&
					 date_compare(times[i].end, again[i].end) == 0,
				     "the same text reads the same");
	}
	arena_free(arena);
	return 0;
}
