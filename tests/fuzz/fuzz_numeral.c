/* fuzz_numeral.c - the grammar of numbers at every letter of any text. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "fuzz_mention.h"
#include "text/numeral.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_numeral(struct slice text, size_t at)
{
	struct numeral first, again;

	memset(&first, 0, sizeof first);
	memset(&again, 0, sizeof again);
	bool found = numeral_at(text, at, &first);
	fuzz_require(found == numeral_at(text, at, &again), "the same text reads the same");
	if (!found)
		return;
	fuzz_check_span(text, first.span, at);
	fuzz_require(first.span.start == at && first.span.end == again.span.end,
		     "a number starts where it was asked for");
	fuzz_require(isfinite(first.value) && first.value >= 0, "values are finite");
	fuzz_require(!first.is_integer || first.value == floor(first.value),
		     "whole numbers have no fraction");
	fuzz_require(!first.digit_by_digit || first.has_han, "only letters are read one by one");
}

static void check_digits(struct slice text, size_t at)
{
	size_t end = at;
	int value = -1;

	if (!digits_at(text, at, &end, &value))
		return;
	fuzz_check_span(text, (struct span){at, end}, at);
	fuzz_require(value >= 0 && value <= 999999999, "nine digits at most");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice text = {(const char *)data, n};
	size_t at = 0;
	uint32_t c;

	if (n > 4096 || !utf8_is_valid(text))
		return 0;
	for (size_t start = 0; utf8_next(text, &at, &c); start = at) {
		check_numeral(text, start);
		check_digits(text, start);
		fuzz_require(numeral_magnitude(c) >= 0, "magnitudes are positive");
	}
	return 0;
}
