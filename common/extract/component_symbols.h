/* component_symbols.h - what the letters and numbers of a shorthand stand for: “1”是…；“N”是… of
 * 1+3+N, 酸，是…；辣，是… of 酸甜苦辣四步工作法, 常走门…常听话… of 五常五送. */
#ifndef JICENG_EXTRACT_COMPONENT_SYMBOLS_H
#define JICENG_EXTRACT_COMPONENT_SYMBOLS_H

#include "base/vec.h"

/* The meanings that text[from, end) gives to all of the symbols (struct slice), in their order;
 * none unless at least two have one. Added to `parts` (struct slice). False when the arena is full.
 */
bool component_meanings(struct slice text, size_t from, size_t end, const struct vec *symbols,
			struct vec *parts) __attribute__((warn_unused_result));

/* For a shorthand of numerals and letters (五常五送, 三议一晾): words of text[from, end) that are
 * alike (as long as each other, with the letter first or last), as many as the numeral says. */
bool component_shorthand(struct slice text, size_t from, size_t end, struct slice core,
			 struct vec *parts) __attribute__((warn_unused_result));

/* 一..十, 两, 双, 0..9; 0 for all else. */
unsigned component_numeral(uint32_t c);

#endif
