/* measures_noun.c - see measures_noun.h. The roles of words are those of measure_words.tsv. */
#include "extract/measures_noun.h"

#include "text/numeral.h"
#include "text/utf8.h"

enum {
	FARTHEST = 36,
	LONGEST_BRACKET = 10,
	LONGEST_QUOTE = 30,
	LONGEST_CHAIN = 3,
	SHORT_REACH = 10
};

bool noun_is_empty(struct span span)
{
	return span.end <= span.start;
}

static bool word_at(struct slice text, size_t at, const char *word)
{
	return slice_starts(slice_from(text, at), slice_of(word));
}

/* Behind the suffix at `at` that makes a noun of a verb, or `at`: 救助|站, but 培训|员工. */
static size_t behind_suffix(const struct measure_rules *rules, struct slice text, size_t at)
{
	struct match suffix, word;

	if (!matcher_at(rules->suffixes, text, at, &suffix))
		return at;
	if (matcher_at(rules->words, text, at, &word) && word.span.end > suffix.span.end)
		return at;
	return suffix.span.end;
}

/* Behind the noun that closes a compound with the actions before it (调处|化解|中心), or `at`. */
static size_t behind_compound(const struct measure_rules *rules, struct slice text, size_t at)
{
	size_t p = at, end;
	struct match match;

	for (int i = 0; i < LONGEST_CHAIN; i++, p = match.span.end) {
		end = behind_suffix(rules, text, p);
		if (end != p)
			return end;
		if (matcher_at(rules->compounds, text, p, &match))
			return match.span.end;
		if (!matcher_at(rules->words, text, p, &match) ||
		    (match.entry->value != ROLE_ACT && match.entry->value != ROLE_START &&
		     match.entry->value != ROLE_VERB))
			break;
	}
	return at;
}

bool noun_word_at(const struct measure_rules *rules, struct slice text, size_t at,
		  struct match *match, enum measure_word_role *role)
{
	if (!matcher_at(rules->words, text, at, match))
		return false;
	*role = (enum measure_word_role)match->entry->value;
	size_t end = match->span.end, behind = end;
	if (*role == ROLE_VERB)
		behind = behind_suffix(rules, text, end);
	else if (*role == ROLE_ACT || *role == ROLE_START)
		behind = behind_compound(rules, text, end);
	if (behind != end) {
		*role = ROLE_KEEP;
		match->span.end = behind;
	}
	return true;
}

/* Behind the partner of the opening mark at `at`, or `at` when it is farther than `most` letters.
 */
static size_t behind_partner(struct slice text, size_t at, int most)
{
	size_t n, p = at;
	uint32_t open = utf8_at(text, at, &n), close = closing_mark_of(open);

	for (int i = 0; close && i < most && p < text.n; i++) {
		uint32_t c = utf8_at(text, p, &n);
		p += n;
		if (c == close)
			return p;
		if (c == '\n')
			break;
	}
	return at;
}

/* Start of the opening mark whose partner ends at `end`, or `end`. */
static size_t before_partner(struct slice text, size_t end, int most)
{
	size_t n, p = end;
	uint32_t close = utf8_before(text, end, &n);

	for (int i = 0; i < most && p > 0; i++) {
		uint32_t c = utf8_before(text, p, &n);
		p -= n;
		if (i > 0 && closing_mark_of(c) == close)
			return p;
		if (c == '\n')
			break;
	}
	return end;
}

static bool is_bracket(uint32_t c)
{
	return c == 0xFF08 || c == '(' || c == 0xFF09 || c == ')';
}

bool noun_has_head(const struct measure_rules *rules, struct slice text, struct span span)
{
	struct match match;

	return matcher_before(rules->heads, slice_sub(text, 0, span.end), span.end, &match) &&
	       match.span.start >= span.start;
}

static size_t behind_one_age(struct slice text, size_t at)
{
	static const char *const AGES[] = {"周岁", "岁", "后"};
	struct numeral numeral;

	if (!numeral_at(text, at, &numeral))
		return at;
	for (size_t i = 0; i < sizeof AGES / sizeof *AGES; i++)
		if (word_at(text, numeral.span.end, AGES[i]))
			return numeral.span.end + slice_of(AGES[i]).n;
	return at;
}

/* 65岁以上独居老人, 18岁至45岁青年, 90后干部: numbers that describe the thing. Behind them, or
 * `at`. */
static size_t behind_age(struct slice text, size_t at)
{
	static const char *const MARKS[] = {"至", "到", "—", "-"};
	size_t end = behind_one_age(text, at);

	for (size_t i = 0; end != at && i < sizeof MARKS / sizeof *MARKS; i++) {
		size_t second = end + slice_of(MARKS[i]).n;
		if (word_at(text, end, MARKS[i]) && behind_one_age(text, second) != second)
			return behind_one_age(text, second);
	}
	return end;
}

/* Whether the noun ends before the mark at *p; else *p moves behind it. */
static bool ends_at_mark(struct slice text, size_t *p, uint32_t c)
{
	size_t behind = *p;

	if (is_opening_mark(c))
		behind = behind_partner(text, *p, is_bracket(c) ? LONGEST_BRACKET : LONGEST_QUOTE);
	else if (is_digit(c))
		behind = behind_age(text, *p);
	if (behind == *p)
		return true;
	*p = behind;
	return false;
}

/* Whether the noun that began at `start` ends before the word or mark at *p; else *p moves behind
 * it. */
static bool right_ends(const struct measure_rules *rules, struct slice text, size_t start,
		       size_t *p)
{
	enum measure_word_role role;
	struct span before = {start, *p};
	struct match match;
	size_t n;
	uint32_t c = utf8_at(text, *p, &n);

	if (is_opening_mark(c) || is_digit(c) || is_space(c) ||
	    (is_punctuation(c) && c != 0xB7 && c != '+'))
		return ends_at_mark(text, p, c);
	if (word_at(text, *p, "的")) {
		if (noun_has_head(rules, text, before))
			return true;
		*p += n;
		return false;
	}
	if (!noun_word_at(rules, text, *p, &match, &role)) {
		*p += n;
		return false;
	}
	/* 内涝点整治任务: an action within the noun, as long as that is not complete before it. */
	bool inside = role == ROLE_ACT && *p > start && !noun_has_head(rules, text, before);
	if (role != ROLE_KEEP && role != ROLE_START && !inside)
		return true;
	*p = match.span.end;
	return false;
}

/* 由党员组成的志愿队: behind the clause that describes the thing, or `at`. */
static size_t behind_opener(const struct measure_rules *rules, struct slice text, size_t at)
{
	enum measure_word_role role;
	struct match match;
	size_t n, p = at;

	/* 12名|有手艺的|老表 */
	bool having = word_at(text, at, "有");
	if (!noun_word_at(rules, text, at, &match, &role) || (role != ROLE_OPENER && !having))
		return at;
	for (int i = 0; i < (having ? SHORT_REACH : FARTHEST) && p < text.n; i++, p += n) {
		uint32_t c = utf8_at(text, p, &n);
		if (word_at(text, p, "的"))
			return p + n;
		if (having && is_digit(c))
			break;
		if (c != 0x3001 && (c == '\n' || (is_punctuation(c) && !is_opening_mark(c) &&
						  !is_closing_mark(c))))
			break;
	}
	return at;
}

size_t noun_behind_figure(const struct measure_rules *rules, struct slice text, size_t at)
{
	struct numeral numeral;
	size_t n, end;

	if (at >= text.n || !numeral_at(text, at, &numeral) || numeral.digit_by_digit ||
	    (!is_digit(utf8_at(text, at, &n)) && numeral.value <= 1))
		return at;
	end = numeral.span.end;
	if (word_at(text, end, "多") || word_at(text, end, "余"))
		end += SLICE("多").n;
	if (end < text.n && numeral_magnitude(utf8_at(text, end, &n)) >= 1e4)
		end += n;
	const struct measure_unit *unit = measure_unit_at(rules, text, end, &end);
	return unit && (is_digit(utf8_at(text, at, &n)) || unit->small_han) ? end : at;
}

/* 面积超过300平方米的|口袋公园: behind the clause with a figure that describes the thing, or `at`.
 */
static size_t behind_description(const struct measure_rules *rules, struct slice text, size_t at)
{
	struct match match;
	size_t n, p = at;

	for (int i = 0; i < FARTHEST / 2 && p < text.n; i++, p += n) {
		uint32_t c = utf8_at(text, p, &n);
		if (is_punctuation(c) || is_space(c))
			break;
		size_t behind = p > at ? noun_behind_figure(rules, text, p) : p;
		if (behind == p && p > at)
			behind = behind_age(text, p);
		if (behind == p)
			continue;
		if (matcher_at(rules->bound_words[BOUND_SIDE_BEHIND], text, behind, &match))
			behind = match.span.end;
		return word_at(text, behind, "的") ? behind + SLICE("的").n : at;
	}
	return at;
}

/* 行政村|中, 小区|里 */
static size_t before_inside(const struct measure_rules *rules, struct slice text, struct span span)
{
	static const char *const INSIDE[] = {"中", "里", "内", "上"};
	struct match match;

	if (matcher_before(rules->words, text, span.end, &match) && match.entry->value == ROLE_KEEP)
		return span.end;
	for (size_t i = 0; i < sizeof INSIDE / sizeof *INSIDE; i++) {
		if (!slice_ends(slice_span(text, span), slice_of(INSIDE[i])))
			continue;
		size_t end = span.end - slice_of(INSIDE[i]).n;
		if (end == span.start || noun_has_head(rules, text, (struct span){span.start, end}))
			return end;
	}
	return span.end;
}

struct span noun_right(const struct measure_rules *rules, struct slice text, size_t start)
{
	size_t n, p, most;

	if (start < text.n && is_space(utf8_at(text, start, &n)) && text.p[start] != '\n')
		start += n;
	if (word_at(text, start, "的"))
		start += SLICE("的").n;
	start = behind_opener(rules, text, start);
	start = most = behind_description(rules, text, start);
	for (int i = 0; i < FARTHEST && most < text.n; i++)
		most += (utf8_at(text, most, &n), n);
	for (p = start; p < most;) {
		if (right_ends(rules, text, start, &p))
			break;
	}
	struct span span = {start, p};
	struct match link;
	if (p < text.n && is_digit(utf8_at(text, p, &n)) &&
	    matcher_before(rules->links, text, span.end, &link) && link.span.start >= start)
		span.end = link.span.start; /* 16个网格|平均300户 */
	if (slice_ends(slice_span(text, span), SLICE("的")))
		span.end -= SLICE("的").n;
	span.end = before_inside(rules, text, span);
	return span;
}

size_t noun_clause_start(struct slice text, size_t end)
{
	size_t n, p = end;

	for (int i = 0; i < FARTHEST && p > 0; i++) {
		uint32_t c = utf8_before(text, p, &n);
		if (is_closing_mark(c)) {
			size_t open = before_partner(
			    text, p, is_bracket(c) ? LONGEST_BRACKET : LONGEST_QUOTE);
			if (open == p)
				return p;
			p = open;
			continue;
		}
		if (c == '\n' || (is_punctuation(c) && c != 0xB7 && c != '+' && c != '%'))
			return p;
		p -= n;
	}
	return p;
}

/* 同比|减少: a verb of change behind a word that compares. */
static bool change_ends(const struct measure_rules *rules, struct slice text, size_t start,
			size_t end, struct match *verb)
{
	static const struct slice COMPARES[] = {SLICE_INIT("同比"), SLICE_INIT("环比"),
						SLICE_INIT("比"), SLICE_INIT("较")};
	struct match link;

	if (!matcher_before(rules->words, text, end, verb) || verb->entry->value != ROLE_VERB ||
	    !matcher_before(rules->links, text, verb->span.start, &link) || link.span.start < start)
		return false;
	for (size_t i = 0; i < sizeof COMPARES / sizeof *COMPARES; i++)
		if (slice_starts(link.entry->word, COMPARES[i]))
			return true;
	return false;
}

/* 每份, 每平方米: start of the 每 before the unit that ends at `end`, or `end`. */
static size_t before_every(const struct measure_rules *rules, struct slice text, size_t end)
{
	struct match match;

	if (matcher_before(rules->unit_words, text, end, &match) &&
	    slice_ends(slice_sub(text, 0, match.span.start), SLICE("每")))
		return match.span.start - SLICE("每").n;
	return end;
}

/* 调解公|约: the link is only the end of a longer word. */
static bool is_kept_before(const struct measure_rules *rules, struct slice text, size_t end)
{
	struct match match, link;

	if (!matcher_before(rules->links, text, end, &link))
		return false;
	if (matcher_before(rules->compounds, text, end, &match) &&
	    match.span.start < link.span.start)
		return true;
	return matcher_before(rules->words, text, end, &match) && match.entry->value == ROLE_KEEP &&
	       match.span.start < link.span.start;
}

/* Takes what may stand between a noun and its figure off the end of the clause: links (达, 实现,
 * 的), bounds (不足), 每份, white space. */
static size_t before_links(const struct measure_rules *rules, struct slice text, struct span clause)
{
	struct match match;
	size_t n, every, end = clause.end;

	for (int i = 0; i < 6 && end > clause.start; i++) {
		if (is_space(utf8_before(text, end, &n))) {
			end -= n;
		} else if (is_kept_before(rules, text, end)) {
			break;
		} else if (matcher_before(rules->links, text, end, &match) &&
			   match.span.start >= clause.start) {
			end = match.span.start;
		} else if (measure_bound_before(rules, text, end, &match) &&
			   match.span.start >= clause.start) {
			end = match.span.start;
		} else if ((every = before_every(rules, text, end)) != end &&
			   every >= clause.start) {
			end = every;
		} else if (change_ends(rules, text, clause.start, end, &match)) {
			end = match.span.start;
		} else {
			break;
		}
	}
	return end;
}

/* Behind the letters that belong to the verb that ends at `at` (选出, 办了), but not past `end`. */
static size_t behind_tail(const struct measure_rules *rules, struct slice text, size_t at,
			  size_t end)
{
	struct match match, word;

	if (!matcher_at(rules->tails, text, at, &match) || match.span.end > end ||
	    (matcher_at(rules->words, text, at, &word) && word.span.end > match.span.end))
		return at;
	return match.span.end;
}

/* A clause being read from its beginning. */
struct reading {
	struct noun noun;
	struct span verb; /* the word of two letters or more behind which the noun starts */
	size_t turn; /* byte where 占, 比, 较 stands, before which the noun is; 0: nowhere */
};

static void read_word(const struct measure_rules *rules, struct slice text, size_t *p, size_t end,
		      struct match match, enum measure_word_role role, struct reading *reading)
{
	struct noun *noun = &reading->noun;
	bool first = *p == noun->span.start;

	*p = match.span.end;
	if (role == ROLE_KEEP || (role == ROLE_START && (!first || end < *p + 2 * SLICE("服").n)))
		return;
	if (role == ROLE_TURN)
		reading->turn = match.span.start + 1;
	if (role == ROLE_VERB || role == ROLE_ACT)
		*p = behind_tail(rules, text, *p, end);
	if (*p < end) {
		noun->span.start = *p;
		reading->verb = (struct span){*p, *p};
		if ((role == ROLE_VERB || role == ROLE_ACT) && *p == match.span.end &&
		    match.span.end - match.span.start >= SLICE("居住").n)
			reading->verb = match.span;
		noun->governed = noun->governed || role == ROLE_VERB || role == ROLE_ACT;
	} else if (role == ROLE_BREAK) {
		noun->span.end = match.span.start;
	} else if (role != ROLE_START) {
		noun->weak = true;
		noun->bare = first;
		if (role == ROLE_VERB && !first)
			noun->topic_end = match.span.start;
	}
}

/* 行政村|中|党员: behind the 中 at `at`, when it stands behind a thing; else `at`. */
static size_t behind_among(const struct measure_rules *rules, struct slice text, struct span noun,
			   size_t at)
{
	size_t behind = at + SLICE("中").n;

	return word_at(text, at, "中") && behind < noun.end && at > noun.start &&
		       noun_has_head(rules, text, (struct span){noun.start, at})
		   ? behind
		   : at;
}

static struct reading read_clause(const struct measure_rules *rules, struct slice text,
				  struct span clause)
{
	struct reading reading = {
	    .noun = {.span = {clause.start, before_links(rules, text, clause)}}};
	size_t n, end = reading.noun.span.end;

	for (size_t p = clause.start; p < end;) {
		enum measure_word_role role;
		struct match match;
		uint32_t c = utf8_at(text, p, &n);
		size_t behind = is_opening_mark(c) ? behind_partner(text, p, LONGEST_QUOTE)
				: is_digit(c)      ? behind_age(text, p)
						   : p;
		if (behind != p) {
			p = behind;
		} else if (noun_word_at(rules, text, p, &match, &role)) {
			read_word(rules, text, &p, end, match, role, &reading);
		} else if ((behind = behind_among(rules, text, reading.noun.span, p)) != p) {
			reading.noun.span.start = p = behind;
		} else {
			if (is_space(c) && p + n < end)
				reading.noun.span.start = p + n;
			p += n;
		}
	}
	struct noun *noun = &reading.noun;
	/* 居住|证, 达标|率: what is left is no noun of its own. */
	if (noun->span.end == noun->span.start + SLICE("证").n &&
	    reading.verb.end == noun->span.start && reading.verb.end > reading.verb.start)
		noun->span.start = reading.verb.start;
	/* 那场摆|了210桌: an unknown verb. */
	if (end < clause.end && word_at(text, end, "了") && !noun->weak)
		noun->weak = noun->bare = true;
	return reading;
}

struct noun noun_of_clause(const struct measure_rules *rules, struct slice text, struct span clause)
{
	struct reading reading = read_clause(rules, text, clause);

	/* 老年人占总人口的31%, 信访量较去年减少120件: the noun stands before the word. */
	if (reading.turn)
		reading = read_clause(rules, text, (struct span){clause.start, reading.turn - 1});
	if (noun_is_empty(reading.noun.span))
		reading.noun.weak = reading.noun.bare = true;
	return reading.noun;
}

/* Byte where a figure with a unit begins in the span, or its end: 由200名增加到. */
static size_t figure_in(const struct measure_rules *rules, struct slice text, struct span span)
{
	struct numeral numeral;
	size_t n, p = span.start;

	while (p < span.end) {
		uint32_t c = utf8_at(text, p, &n);
		if (is_opening_mark(c)) {
			size_t quoted = behind_partner(text, p, LONGEST_QUOTE);
			p = quoted == p ? p + n : quoted;
		} else if (noun_behind_figure(rules, text, p) != p) {
			return p;
		} else {
			p = is_digit(c) && numeral_at(text, p, &numeral) ? numeral.span.end : p + n;
		}
	}
	return span.end;
}

struct noun noun_left(const struct measure_rules *rules, struct slice text, size_t end)
{
	struct span clause = {noun_clause_start(text, end), end};
	struct noun noun = noun_of_clause(rules, text, clause);
	size_t figure = figure_in(rules, text, noun.span);

	/* Of 人数由200名增加到356名 both figures count the noun before the first; of
	 * 112家企业复工率 达六成 the second counts the noun between them. */
	if (figure < noun.span.end) {
		struct span between = {noun_behind_figure(rules, text, figure), noun.span.end};
		noun = noun_of_clause(rules, text, (struct span){clause.start, figure});
		if (noun.weak && !noun_is_empty(between))
			noun = noun_of_clause(rules, text, between);
	}
	return noun;
}
