/* component_lists.c - see component_lists.h. */
#include "extract/component_lists.h"

#include <string.h>

#include "extract/name_bounds.h"
#include "text/numeral.h"
#include "text/utf8.h"

#define LONGEST_PART   120 /* bytes */
#define LONGEST_STATED 60  /* bytes of one part of a list that is only stated */

/* “有思路 and 有口碑”, parts of a list that stood in one pair of marks; but “手拉手”舞蹈队. */
static struct slice without_half_pairs(struct slice part)
{
	size_t n;

	for (bool again = true; again && part.n;) {
		uint32_t first = utf8_at(part, 0, &n), last;
		size_t m;
		again = false;
		last = utf8_before(part, part.n, &m);
		if (is_opening_mark(first)) {
			size_t at = n, close = SIZE_MAX, from = n;
			uint32_t c;
			while (close == SIZE_MAX && utf8_next(part, &at, &c)) {
				if (c == closing_mark_of(first))
					close = from;
				from = at;
			}
			if (close == SIZE_MAX || close + m == part.n) {
				part = close == SIZE_MAX ? slice_from(part, n)
							 : slice_sub(part, n, close);
				again = true;
			}
		} else if (is_closing_mark(last)) {
			size_t at = 0;
			uint32_t c;
			bool opened = false;
			while (utf8_next(part, &at, &c))
				opened = opened || closing_mark_of(c) == last;
			if (!opened) {
				part.n -= m;
				again = true;
			}
		}
	}
	return part;
}

/* “三色”工作法——|红色先锋议大事 */
static struct slice without_dashes(struct slice part)
{
	size_t n;

	while (part.n) {
		uint32_t c = utf8_at(part, 0, &n);
		if (c != 0x2014 && c != 0x2013 && c != ':' && c != 0xFF1A)
			break;
		part = slice_from(part, n);
	}
	return part;
}

bool component_add(struct vec *parts, struct slice part)
{
	part = text_trim(without_half_pairs(without_dashes(text_trim(part))));
	if (part.n == 0 || part.n > LONGEST_PART || parts->n >= MOST_PARTS)
		return true;
	return vec_add(parts, &part);
}

bool component_split(struct slice words, const char *separator, struct vec *parts)
{
	struct slice mark = slice_of(separator);
	size_t at;

	while ((at = slice_find(words, mark)) != SIZE_MAX) {
		if (!component_add(parts, slice_sub(words, 0, at)))
			return false;
		words = slice_from(words, at + mark.n);
	}
	return component_add(parts, words);
}

/* Whether the part ends within quotation marks; *inner: behind the last mark that opened. */
static bool opens_pair(struct slice part, size_t *inner)
{
	uint32_t c, closing = 0;

	for (size_t at = 0; utf8_next(part, &at, &c);) {
		if (!closing && is_opening_mark(c)) {
			closing = closing_mark_of(c);
			*inner = at;
		} else if (closing && c == closing) {
			closing = 0;
		}
	}
	return closing != 0 && *inner < part.n;
}

static struct slice first_part(struct slice list)
{
	size_t comma = slice_find(list, SLICE("、"));

	return comma == SIZE_MAX ? list : slice_sub(list, 0, comma);
}

/* The first part of a list without what leads up to it; at least two letters stay. A lead of one
 * letter (由, 把) only counts where the part begins. A cut that leaves as much as the next part
 * has is right. */
static struct slice cut_before(const struct initiative_rules *rules, struct slice part,
			       struct slice next)
{
	struct match match;
	size_t start = 0, open = 0;

	if (opens_pair(part, &open)) /* 该区以“|责任链、服务链” */
		part = slice_from(part, open);
	for (size_t at = 0; matcher_next(rules->list_cuts, part, &at, &match);)
		if (match.span.end + 6 <= part.n && match.span.end - match.span.start >= 6)
			start = match.span.end;
	for (size_t at = 0; matcher_next(rules->list_cuts, part, &at, &match);)
		if (match.span.end + next.n == part.n && next.n >= 9)
			return slice_from(part, match.span.end); /* 推行|组织细胞化、管理民主化 */
	for (size_t at = start; matcher_next(rules->list_leads, part, &at, &match);)
		if (match.span.end + 6 <= part.n && match.span.end - match.span.start >= 6)
			start = match.span.end;
	for (size_t n, m; start + 9 <= part.n;) {
		uint32_t c = utf8_at(part, start, &n);
		if (matcher_at(rules->list_cuts, part, start, &match))
			start = match.span.end;
		else if (is_numeral(c) && is_count_unit(utf8_at(part, start + n, &m)))
			start += n + m; /* 一支|由医生 */
		else if (start > 0 && slice_starts(slice_from(part, start), SLICE("了")))
			start += n; /* 组建了|由医生 */
		else
			break;
	}
	return slice_from(part, start);
}

/* Letters that count parts of a whole: 三大板块, 四项, 12类服务. */
static bool is_sum_unit(uint32_t c)
{
	return c == 0x5927 || c == 0x9879 || c == 0x7C7B || c == 0x79CD || c == 0x7EA7 ||
	       c == 0x65B9 || is_count_unit(c);
}

/* 议事厅|三大板块: where a number sums the list up, at or after `from`; words.n when none does.
 * *count: the number. With any_unit every letter may be the unit: the caller compares the number.
 */
static size_t find_sum(struct slice words, size_t from, bool any_unit, double *count)
{
	struct numeral number;

	*count = 0;
	for (size_t at = from, n; at < words.n; at += n) {
		utf8_at(words, at, &n);
		if (!numeral_at(words, at, &number))
			continue;
		n = number.span.end - at;
		if (number.span.end >= words.n)
			break;
		size_t m;
		uint32_t unit = utf8_at(words, number.span.end, &m);
		if (any_unit ? is_han(unit) : is_sum_unit(unit)) {
			*count = number.value;
			return at;
		}
	}
	return words.n;
}

/* The last part of a list ends at the next verb or where a count sums it up: 律师、调解员|走进楼院.
 */
static struct slice cut_behind(const struct initiative_rules *rules, struct slice list)
{
	size_t comma = slice_find_last(list, SLICE("、")), at, last;
	struct match match;
	double count;

	last = comma == SIZE_MAX ? 0 : comma + strlen("、");
	list.n = find_sum(list, last + 6 < list.n ? last + 6 : list.n, false, &count);
	at = last + 6;
	if (at < list.n && matcher_next(rules->list_tails, list, &at, &match))
		list.n = match.span.start; /* 工会、平台、骑手代表|每季度坐到一起 */
	at = last + 6;
	while (at < list.n && matcher_next(rules->verbs, list, &at, &match))
		if (rules->verb_rows[match.entry->value].force <= VERB_CARRIES &&
		    match.span.end - match.span.start >= 6)
			return slice_sub(list, 0, match.span.start);
	return list;
}

static struct slice without_close(const struct initiative_rules *rules, struct slice words,
				  struct list_close *close)
{
	struct match match;

	*close = (struct list_close){false, false};
	while (matcher_before(rules->list_closes, words, words.n, &match)) {
		/* 几位会计、退休教师组成“算盘组”: without 由 the list is a subject, with its verb
		 */
		if (slice_ends(match.entry->word, SLICE("成")) &&
		    !slice_contains(words, SLICE("由")))
			break;
		close->open = close->open || slice_equal(match.entry->word, SLICE("等"));
		close->made = close->made || match.entry->word.n > strlen("等");
		words.n = match.span.start;
	}
	return words;
}

bool component_list_before(const struct initiative_rules *rules, struct slice text, size_t lowest,
			   size_t end, struct vec *parts, struct list_close *close)
{
	size_t start = clause_start(text, lowest, end);
	struct slice words = without_close(rules, slice_sub(text, start, end), close), first, rest;
	size_t comma = slice_find(words, SLICE("、"));

	if (comma == SIZE_MAX)
		return true;
	rest = slice_from(words, comma + strlen("、"));
	first = cut_before(rules, slice_sub(words, 0, comma), first_part(rest));
	return component_add(parts, first) && component_split(rest, "、", parts);
}

/* A、B和C: the last two are joined by a word, unless the others are of that form too. */
static bool split_last(struct slice rest, struct vec *parts)
{
	static const char *const LINKS[] = {"以及", "和", "与", "及"};
	size_t comma = slice_find_last(rest, SLICE("、"));
	size_t from = comma == SIZE_MAX ? 0 : comma + strlen("、");
	struct slice last = slice_from(rest, from);

	for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
		struct slice link = slice_of(LINKS[i]);
		size_t at = slice_find_last(last, link);
		if (at == SIZE_MAX || at < 6 || at + link.n + 6 > last.n ||
		    slice_contains(slice_sub(rest, 0, from), link))
			continue;
		return component_split(slice_sub(rest, 0, from + at), "、", parts) &&
		       component_add(parts, slice_from(last, at + link.n));
	}
	return component_split(rest, "、", parts);
}

/* The list of words[0, n) whose first 、 is at `comma`, without lead and without 等. */
static bool take_list(const struct initiative_rules *rules, struct slice words, size_t comma,
		      struct vec *parts)
{
	struct slice rest = slice_from(words, comma + strlen("、"));
	size_t et_cetera = slice_find(rest, SLICE("等"));
	struct match match;

	words = slice_sub(words, 0, comma);
	if (matcher_at(rules->list_leads, words, 0, &match))
		words = slice_from(words, match.span.end);
	if (et_cetera != SIZE_MAX)
		rest.n = et_cetera;
	return component_add(parts, cut_before(rules, words, first_part(rest))) &&
	       split_last(cut_behind(rules, rest), parts);
}

bool component_list_behind(const struct initiative_rules *rules, struct slice text, size_t from,
			   size_t end, struct vec *parts)
{
	size_t at = from, n;

	while (at < end) {
		size_t stop = clause_end(text, at, end);
		struct slice words = slice_sub(text, at, stop);
		size_t comma = slice_find(words, SLICE("、"));
		if (comma != SIZE_MAX)
			return take_list(rules, words, comma, parts);
		if (stop >= end)
			break;
		utf8_at(text, stop, &n);
		at = stop + n;
	}
	return true;
}

static bool are_short(const struct vec *parts)
{
	for (size_t i = 0; i < parts->n; i++)
		if (((struct slice *)vec_at(parts, i))->n > LONGEST_STATED)
			return false;
	return true;
}

static bool add_all(struct vec *parts, const struct vec *found)
{
	for (size_t i = 0; i < found->n; i++)
		if (!vec_add(parts, vec_at(found, i)))
			return false;
	return true;
}

bool component_list_counted(const struct initiative_rules *rules, struct slice text, size_t from,
			    size_t end, struct vec *parts, size_t *start)
{
	size_t at = from, n;

	while (at < end) {
		size_t stop = clause_end(text, at, end);
		struct slice words = slice_sub(text, at, stop);
		size_t comma = slice_find(words, SLICE("、"));
		size_t last = slice_find_last(words, SLICE("、"));
		double count = 0;
		size_t sum = comma == SIZE_MAX
				 ? words.n
				 : find_sum(words, last + strlen("、") + 3, true, &count);
		if (sum == words.n && stop < end) { /* 剪纸、书法、太极，三门课 */
			utf8_at(text, stop, &n);
			struct slice behind = slice_sub(text, stop + n, end);
			if (find_sum(behind, 0, true, &count) != 0)
				count = 0;
		}
		struct vec found = vec_of(parts->arena, sizeof(struct slice));
		if (comma != SIZE_MAX && count >= 2 && count <= MOST_PARTS) {
			words.n = sum;
			if (!component_add(&found, cut_before(rules, slice_sub(words, 0, comma),
							      SLICE_EMPTY)) ||
			    !split_last(slice_from(words, comma + strlen("、")), &found))
				return false;
		}
		if (found.n >= 2 && (double)found.n == count && are_short(&found)) {
			*start = at;
			return add_all(parts, &found);
		}
		if (stop >= end)
			break;
		utf8_at(text, stop, &n);
		at = stop + n;
	}
	return true;
}

/* “A”“B”“C” or “A”、“B”: each pair is a part. */
static bool take_pairs(struct slice words, struct vec *parts)
{
	size_t at = 0, start = 0, from = 0;
	uint32_t c, closing = 0;

	while (utf8_next(words, &at, &c)) {
		if (!closing && is_opening_mark(c)) {
			closing = closing_mark_of(c);
			start = at;
		} else if (closing && c == closing) {
			if (!component_add(parts, slice_sub(words, start, from)))
				return false;
			closing = 0;
		} else if (!closing && c != 0x3001 && c != 0x548C && c != 0x4E0E && c != 0x53CA) {
			return true; /* the list is over */
		}
		from = at;
	}
	return true;
}

bool component_list_stated(const struct initiative_rules *rules, struct slice text, size_t from,
			   size_t end, struct vec *parts)
{
	struct slice passage = slice_sub(text, 0, end);
	struct vec found = vec_of(parts->arena, sizeof(struct slice));
	struct match match;
	size_t at = from, n;

	/* one comma, bracket or dash may stand between the name and the word that leads */
	while (at < end && at < from + 9 && is_punctuation(utf8_at(text, at, &n)) &&
	       !is_sentence_end(utf8_at(text, at, &n)))
		at += n;
	if (matcher_at(rules->list_others, passage, at, &match))
		return true;
	bool made = matcher_at(rules->list_made, passage, at, &match);
	if (!made && !matcher_at(rules->list_leads, passage, at, &match))
		return true;
	at = match.span.end;
	if (at >= end)
		return true;
	size_t stop = clause_end(text, at, end);
	struct slice words = slice_sub(text, at, stop);
	if (made) {
		size_t look = 0;
		if (!matcher_next(rules->list_made_end, words, &look, &match))
			return true;
		words.n = match.span.start;
	}
	size_t comma = slice_find(words, SLICE("、"));
	bool pairs = is_opening_mark(utf8_at(text, at, &n));
	if (pairs && !take_pairs(slice_sub(text, at, end), &found))
		return false;
	if (found.n < 2) {
		found.n = 0;
		if (comma != SIZE_MAX && !take_list(rules, words, comma, &found))
			return false;
	}
	return found.n < 2 || !are_short(&found) || add_all(parts, &found);
}
