/* name_bounds.c - see name_bounds.h. Steps code point by code point outwards from the name and
 * stops at marks and at the words of name_stops.tsv. */
#include "extract/name_bounds.h"

#include "text/utf8.h"

#define CLAUSE_BYTES  420 /* no clause that matters is longer */
#define TAIL_LETTERS  16  /* between the closing mark and the end of the first head noun */
#define GAP_LETTERS   6   /* between two head nouns of one name */
#define JOINT_LETTERS 24  /* behind 暨 */

static bool ends_clause(uint32_t c)
{
	return c == 0xFF0C || c == ',' || c == 0x3002 || c == 0xFF1B || c == ';' || c == 0xFF1A ||
	       c == ':' || is_sentence_end(c) || c == '\n';
}

static bool is_quote_opening(uint32_t c)
{
	return c == 0x201C || c == 0x2018 || c == 0x300C || c == 0x300E || c == 0x300A;
}

static bool is_quote_closing(uint32_t c)
{
	return c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0x300B;
}

size_t clause_start(struct slice text, size_t lowest, size_t at)
{
	unsigned depth = 0;
	size_t n;

	if (at > lowest + CLAUSE_BYTES)
		lowest = at - CLAUSE_BYTES;
	while (at > lowest) {
		uint32_t c = utf8_before(text, at, &n);
		if (is_quote_closing(c)) {
			depth++;
		} else if (is_quote_opening(c)) {
			if (depth == 0)
				return at;
			depth--;
		} else if (depth == 0 && ends_clause(c)) {
			return at;
		}
		at -= n;
	}
	return at;
}

size_t clause_end(struct slice text, size_t from, size_t highest)
{
	unsigned depth = 0;
	size_t at = from, n;

	if (highest > from + CLAUSE_BYTES)
		highest = from + CLAUSE_BYTES;
	while (at < highest) {
		uint32_t c = utf8_at(text, at, &n);
		if (is_quote_opening(c)) {
			depth++;
		} else if (is_quote_closing(c)) {
			if (depth == 0)
				return at;
			depth--;
		} else if (depth == 0 && ends_clause(c)) {
			return at;
		}
		at += n;
	}
	return at;
}

const struct governing_verb *governing_verb_in(const struct initiative_rules *rules,
					       struct slice text, size_t from, size_t to,
					       struct span *where)
{
	const struct governing_verb *found = NULL;
	struct slice passage = slice_sub(text, 0, to);
	unsigned depth = 0;
	size_t at = from, n;
	struct match match;

	while (at < to) {
		uint32_t c = utf8_at(text, at, &n);
		if (is_quote_opening(c))
			depth++;
		else if (is_quote_closing(c) && depth)
			depth--;
		else if (depth == 0 && matcher_at(rules->verbs, passage, at, &match)) {
			bool participle = /* 由…组成的 belongs to the noun behind it */
			    slice_equal(match.entry->word, SLICE("组成")) &&
			    slice_starts(slice_from(passage, match.span.end), SLICE("的"));
			if (rules->verb_rows[match.entry->value].force != VERB_NONE &&
			    !participle) {
				found = &rules->verb_rows[match.entry->value];
				*where = match.span;
			}
			n = match.span.end - at;
		}
		at += n;
	}
	return found;
}

/* 的 or 式 may stand between the mark and the head (“党建+”的模式). */
static size_t skip_link(struct slice text, size_t at, bool *linked)
{
	if (slice_starts(slice_from(text, at), SLICE("的"))) {
		*linked = true;
		return at + strlen("的");
	}
	return at;
}

static bool ends_tail(const struct initiative_rules *rules, struct slice passage, size_t at,
		      bool linked)
{
	struct match match;
	size_t n;
	uint32_t c = utf8_at(passage, at, &n);

	if (c == 0x3001 && linked) /* 基层治理、服务模式 */
		return false;
	if (is_digit(c) || is_punctuation(c) || is_space(c))
		return true;
	if (matcher_at(rules->verbs, passage, at, &match) &&
	    rules->verb_rows[match.entry->value].force == VERB_FOUNDING &&
	    match.span.end - match.span.start >= 6)
		return true;
	return matcher_at(rules->stops_behind, passage, at, &match);
}

static void take_tail(struct name_candidate *candidate, const struct head_noun *head, size_t from,
		      size_t end, bool linked)
{
	candidate->head = head;
	candidate->tail = (struct span){from, end};
	candidate->linked = linked;
}

/* “甲”活动|暨家风展示活动: two occasions under one name. */
static size_t joint_event_end(const struct initiative_rules *rules, struct slice passage,
			      size_t end)
{
	size_t at = end + strlen("暨"), next, found = end, letters = 0;

	if (!slice_starts(slice_from(passage, end), SLICE("暨")))
		return end;
	while (at < passage.n && letters < JOINT_LETTERS) {
		const struct head_noun *head = head_noun_at(rules, passage, at, &next);
		size_t n;
		if (!head && !is_han(utf8_at(passage, at, &n)))
			break;
		if (head)
			found = next;
		letters += (next - at + 2) / 3;
		at = next;
	}
	return found;
}

void name_tail(const struct initiative_rules *rules, struct slice text, size_t highest,
	       struct name_candidate *candidate)
{
	bool linked = false;
	size_t from = skip_link(text, candidate->span.end, &linked), at = from;
	size_t letters = 0, limit = linked ? 10 : TAIL_LETTERS;
	struct slice passage = slice_sub(text, 0, highest);

	while (at < highest && letters <= limit) {
		size_t next;
		const struct head_noun *head = head_noun_at(rules, passage, at, &next);
		if (!head && ends_tail(rules, passage, at, linked))
			break;
		if (head && (!linked || head->strength == 3)) {
			take_tail(candidate, head, from, next, linked);
			letters = 0;
			limit = GAP_LETTERS;
			if (head->part != HEAD_OF_NAME)
				break;
		}
		letters += (next - at + 2) / 3;
		at = next;
	}
	if (!candidate->tail.end)
		return;
	if (!linked)
		candidate->tail.end = joint_event_end(rules, passage, candidate->tail.end);
	candidate->span.end = candidate->tail.end;
}

bool is_numeral(uint32_t c)
{
	static const uint32_t LETTERS[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
					   0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343,
					   0x4E07, 0x4E24, 0x53CC, 0x3007, 0x96F6};
	if (is_digit(c))
		return true;
	for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
		if (LETTERS[i] == c)
			return true;
	return false;
}

bool is_count_unit(uint32_t c)
{
	/* 处 个 支 场 家 名 项 届 座 间 条 期 所 批 次 类 只 户 件 */
	static const uint32_t UNITS[] = {0x5904, 0x4E2A, 0x652F, 0x573A, 0x5BB6, 0x540D, 0x9879,
					 0x5C4A, 0x5EA7, 0x95F4, 0x6761, 0x671F, 0x6240, 0x6279,
					 0x6B21, 0x7C7B, 0x53EA, 0x6237, 0x4EF6};
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
		if (UNITS[i] == c)
			return true;
	return false;
}

void name_count(struct slice text, size_t lowest, size_t highest, struct name_candidate *candidate)
{
	size_t n, at = candidate->span.start, end = candidate->span.end;

	while (end < highest && utf8_at(text, end, &n) == ' ')
		end++;
	if (end < highest && is_digit(utf8_at(text, end, &n)))
		candidate->counted = true;
	if (at <= lowest)
		return;
	uint32_t unit = utf8_before(text, at, &n);
	if (!is_count_unit(unit) || at - n <= lowest)
		return;
	uint32_t number = utf8_before(text, at - n, &n);
	if (number == 0x4F59 || number == 0x591A) /* 余, 多: 100余处 */
		number = '9';
	if (!is_numeral(number))
		return;
	candidate->counted = true;
	candidate->indefinite = number == 0x4E00;
}

static bool ends_with_place(struct slice words)
{
	return !slice_ends(words, SLICE("小区")) &&
	       (slice_ends(words, SLICE("社区")) || slice_ends(words, SLICE("街道")) ||
		slice_ends(words, SLICE("镇")) || slice_ends(words, SLICE("区")) ||
		slice_ends(words, SLICE("市")) || slice_ends(words, SLICE("县")) ||
		slice_ends(words, SLICE("村")) || slice_ends(words, SLICE("乡")));
}

static bool has_stop(const struct initiative_rules *rules, struct slice text, struct span span)
{
	struct slice passage = slice_sub(text, 0, span.end);
	struct match match;
	size_t at = span.start;

	return matcher_next(rules->stops_before, passage, &at, &match);
}

void name_modifier(const struct initiative_rules *rules, struct slice text,
		   struct name_candidate *candidate)
{
	size_t end = candidate->span.start, at = end, n;
	size_t verb_end =
	    candidate->verb && candidate->verb->force != VERB_WEAK ? candidate->verb_span.end : 0;
	size_t letters = 0, least = utf8_count(slice_span(text, candidate->core)) <= 2 ? 1 : 2;
	uint32_t c = 0;
	bool after_comma = false;

	/* What leads up to a number (“五事工作法”) is its list. */
	if (is_numeral(utf8_at(text, candidate->core.start, &n)))
		return;
	while (at > candidate->clause.start && letters <= 8 && at != verb_end) {
		c = utf8_before(text, at, &n);
		after_comma = c == 0x3001;
		if (!is_han(c) || c == 0x7684 || c == 0x4E86 || is_numeral(c)) /* 的, 了 */
			break;
		at -= n;
		letters++;
	}
	bool bounded = at == verb_end || after_comma || c == 0x7684 || c == 0x4E86;
	struct span found = {at, end};
	if (bounded && letters >= least && letters <= 8 &&
	    !ends_with_place(slice_span(text, found)) && !has_stop(rules, text, found)) {
		candidate->modifier = found;
		candidate->span.start = found.start;
	}
}

/* Steps over 了, numbers with unit, 首个 and the like at the start. */
static size_t skip_number(struct slice text, size_t at, size_t end,
			  struct name_candidate *candidate)
{
	static const char *const WORDS[] = {
	    "了",   "起",   "出",   "好",   "国内", "全国", "全省",   "全市", "全区", "全县",
	    "首个", "首家", "首支", "首批", "首座", "多个", "多支",   "多处", "多家", "一系列",
	    "系列", "若干", "各类", "各个", "一批", "新的", "一整套", "一套"};
	bool again = true;
	size_t n;

	while (again && at < end) {
		again = false;
		for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
			struct slice word = slice_of(WORDS[i]);
			if (slice_starts(slice_sub(text, at, end), word)) {
				at += word.n;
				candidate->perfect = candidate->perfect || i < 1;
				again = true;
			}
		}
		size_t number = at, last = 0;
		while (number < end && (is_numeral(utf8_at(text, number, &n)) ||
					slice_starts(slice_from(text, number), SLICE("余")) ||
					slice_starts(slice_from(text, number), SLICE("多")))) {
			last = number;
			number += n;
		}
		if (number > at && number < end && is_count_unit(utf8_at(text, number, &n)) &&
		    number + n <= end) {
			size_t unused;
			candidate->counted = true;
			candidate->indefinite = utf8_at(text, last, &unused) == 0x4E00;
			at = number + n;
			again = true;
		}
	}
	return at;
}

struct span name_words(const struct initiative_rules *rules, struct slice text, size_t start,
		       size_t end, struct name_candidate *candidate)
{
	struct slice passage = slice_sub(text, 0, end);
	size_t at = skip_number(text, start, end, candidate), link;
	struct match match;

	while ((link = slice_find(slice_sub(text, at, end), SLICE("的"))) != SIZE_MAX) {
		size_t behind = at + link + strlen("的");
		if (slice_ends(slice_sub(text, at, at + link), SLICE("组成")))
			candidate->members = true;
		at = skip_number(text, behind, end, candidate);
	}
	for (size_t look = at; matcher_next(rules->stops_before, passage, &look, &match);)
		at = skip_number(text, match.span.end, end, candidate);
	return (struct span){at, end};
}
