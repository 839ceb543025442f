/* name_bounds.h - how far a name reaches: its clause, the verb that governs it, the head noun
 * behind it, the modifier before it, the number at its side. All looks are bounded to a few hundred
 * bytes.
 */
#ifndef JICENG_EXTRACT_NAME_BOUNDS_H
#define JICENG_EXTRACT_NAME_BOUNDS_H

#include "extract/names.h"

/* Where the clause of the word at `at` begins: behind the last comma, full stop or colon outside
 * quotation marks, or the opening mark of the speech it stands in; never before `lowest`. */
size_t clause_start(struct slice text, size_t lowest, size_t at);
/* Where it ends. */
size_t clause_end(struct slice text, size_t from, size_t highest);

/* The last governing verb in text[from, to), not looking inside quotation marks; NULL: none. */
const struct governing_verb *governing_verb_in(const struct initiative_rules *rules,
					       struct slice text, size_t from, size_t to,
					       struct span *where);

/* Fills tail, head and linked of a quoted candidate from what follows its closing mark. */
void name_tail(const struct initiative_rules *rules, struct slice text, size_t highest,
	       struct name_candidate *candidate);
/* Fills modifier: the few words between a verb, 的 or 、 and the opening mark. */
void name_modifier(const struct initiative_rules *rules, struct slice text,
		   struct name_candidate *candidate);
/* Fills counted and indefinite from a number beside text[span). */
void name_count(struct slice text, size_t lowest, size_t highest, struct name_candidate *candidate);

/* The words of text[start, end) without aspect, number and what precedes the last 的: the part that
 * names. *members: 组成的 stood in it; *number: a number with its unit led it. */
struct span name_words(const struct initiative_rules *rules, struct slice text, size_t start,
		       size_t end, struct name_candidate *candidate);

/* Number words: digits and Chinese numerals (两, 双 and 百 included). */
bool is_numeral(uint32_t c);
/* One-letter units that count things people can be given: 处 个 支 场 家. */
bool is_count_unit(uint32_t c);

#endif
