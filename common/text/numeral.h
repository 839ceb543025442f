/* numeral.h - numbers as Chinese text writes them: 12, １２, 1,200, 1.8万, 三百五十, 二〇二一,
 * 两亿. Used by figures (extract/measures) and dates (extract/times, page/metadata). */
#ifndef JICENG_TEXT_NUMERAL_H
#define JICENG_TEXT_NUMERAL_H

#include "base/slice.h"

struct numeral {
	struct span span;
	double value;
	bool is_integer;
	bool has_han;        /* written with Chinese numerals, in whole or in part */
	bool digit_by_digit; /* 二〇二一, 一一九: digits read one by one, no 十百千 */
};

/* The longest number that starts at byte `at`. False when none does. 零 and 〇 count, 几 and 数 do
 * not; a lone 万 or 百 is no number. 5千米 is 5 (of 千米). */
bool numeral_at(struct slice text, size_t at, struct numeral *out);

/* Only digits, ASCII or full-width, no point and no separator: 2021, １２. *out is their value.
 * False when none stands at `at` or when there are more than nine. */
bool digits_at(struct slice text, size_t at, size_t *end, int *out);

/* What a letter multiplies by: 十 10, 百 100, 千 1000, 万 10000, 亿 100000000; 0 for all else. */
double numeral_magnitude(uint32_t c);

#endif
