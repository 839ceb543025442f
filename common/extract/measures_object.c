/* measures_object.c - see measures_object.h.
 *
 * To the right (11处社区便民食堂) the noun runs from the unit to the first verb, conjunction or
 * mark; quoted parts and short brackets are taken whole. To the left (社区便民食堂11处) the clause
 * is read from its beginning, and the noun is what stands behind its last verb; a word that links
 * noun and figure (达, 实现) is taken off first. Which side counts depends on the kind of unit. */
#include "extract/measures_object.h"

#include "text/numeral.h"
#include "text/utf8.h"

enum { FARTHEST = 36, LONGEST_BRACKET = 10, LONGEST_QUOTE = 30 }; /* code points */
enum { CLAUSE_REACH = 60 }; /* bytes of a clause without a noun */

struct side {
	struct span span;
	bool weak; /* only a verb stands there */
};

static bool word_role_at(const struct measure_rules *rules, struct slice text, size_t at,
			 struct match *match, enum measure_word_role *role)
{
	if (!matcher_at(rules->words, text, at, match))
		return false;
	*role = (enum measure_word_role)match->entry->value;
	/* 组建率, 参与者: the letter behind the verb makes it a noun. */
	struct match suffix;
	if (*role == ROLE_VERB && matcher_at(rules->suffixes, text, match->span.end, &suffix)) {
		*role = ROLE_KEEP;
		match->span.end = suffix.span.end;
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

static bool ends_in_noun(const struct measure_rules *rules, struct slice text, struct span span)
{
	struct match match;

	return matcher_before(rules->heads, slice_sub(text, 0, span.end), span.end, &match) &&
	       match.span.start > span.start;
}

/* Whether the object ends before the word or mark at *p; else *p moves behind it. */
static bool right_ends(const struct measure_rules *rules, struct slice text, size_t start,
		       size_t *p)
{
	enum measure_word_role role;
	struct match match;
	size_t n, behind;
	uint32_t c = utf8_at(text, *p, &n);

	if (is_opening_mark(c)) {
		behind = behind_partner(text, *p, is_bracket(c) ? LONGEST_BRACKET : LONGEST_QUOTE);
		if (behind == *p)
			return true;
		*p = behind;
		return false;
	}
	if (is_digit(c) || is_space(c) || (is_punctuation(c) && c != 0xB7 && c != '+'))
		return true;
	if (slice_starts(slice_from(text, *p), SLICE("的"))) {
		if (ends_in_noun(rules, text, (struct span){start, *p}))
			return true;
		*p += n;
		return false;
	}
	if (!word_role_at(rules, text, *p, &match, &role)) {
		*p += n;
		return false;
	}
	if (role != ROLE_KEEP && role != ROLE_START)
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

	if (!word_role_at(rules, text, at, &match, &role) || role != ROLE_OPENER)
		return at;
	for (int i = 0; i < FARTHEST && p < text.n; i++, p += n) {
		uint32_t c = utf8_at(text, p, &n);
		if (slice_starts(slice_from(text, p), SLICE("的")))
			return p + n;
		if (c != 0x3001 && (c == '\n' || (is_punctuation(c) && !is_opening_mark(c) &&
						  !is_closing_mark(c))))
			break;
	}
	return at;
}

static struct span right_noun(const struct measure_rules *rules, struct slice text, size_t start)
{
	size_t n, p, most = start;

	if (start < text.n && is_space(utf8_at(text, start, &n)))
		start += n;
	if (slice_starts(slice_from(text, start), SLICE("的")))
		start += SLICE("的").n;
	start = behind_opener(rules, text, start);
	for (int i = 0; i < FARTHEST && most < text.n; i++)
		most += (utf8_at(text, most, &n), n);
	for (p = start; p < most;) {
		if (right_ends(rules, text, start, &p))
			break;
	}
	struct span span = {start, p};
	if (slice_ends(slice_span(text, span), SLICE("的")))
		span.end -= SLICE("的").n;
	return span;
}

/* Behind the 、 at `at`, or 和 between people; else `at`. */
static size_t behind_list_link(struct slice text, size_t at, bool people)
{
	struct slice rest = slice_from(text, at);

	if (slice_starts(rest, SLICE("、")) ||
	    (people && (slice_starts(rest, SLICE("和")) || slice_starts(rest, SLICE("及")))))
		return at + SLICE("和").n;
	return at;
}

/* 机关、国企党组织和300名党员: the list goes on behind 、 when a noun of its own stands there. */
static struct span with_list(const struct measure_rules *rules, struct slice text, struct span noun,
			     bool people)
{
	enum measure_word_role role;
	struct match match;
	size_t n;

	for (int i = 0; i < 3 && noun.end > noun.start; i++) {
		size_t start = behind_list_link(text, noun.end, people);
		if (start == noun.end)
			break;
		if (start >= text.n || !is_han(utf8_at(text, start, &n)) ||
		    (word_role_at(rules, text, start, &match, &role) && role != ROLE_KEEP))
			break;
		struct span next = right_noun(rules, text, start);
		if (next.start != start || next.end - next.start < 6 ||
		    next.end - next.start > 36 || next.end >= text.n ||
		    is_digit(utf8_at(text, next.end, &n)))
			break;
		noun.end = next.end;
	}
	return noun;
}

static size_t clause_start(struct slice text, size_t end)
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

/* Takes links (达, 实现, 的) and white space off the end of the clause. */
static size_t before_links(const struct measure_rules *rules, struct slice text, struct span clause)
{
	struct match match;
	size_t n, end = clause.end;

	for (int i = 0; i < 6 && end > clause.start; i++) {
		if (is_space(utf8_before(text, end, &n)))
			end -= n;
		else if (matcher_before(rules->links, text, end, &match) &&
			 match.span.start >= clause.start)
			end = match.span.start;
		else if (change_ends(rules, text, clause.start, end, &match))
			end = match.span.start;
		else
			break;
	}
	return end;
}

/* Behind the letters that belong to the verb that ends at `at` (选出, 办了), but not past `end`. */
static size_t behind_tail(const struct measure_rules *rules, struct slice text, size_t at,
			  size_t end)
{
	struct match match;

	return matcher_at(rules->tails, text, at, &match) && match.span.end <= end ? match.span.end
										   : at;
}

/* Reads the clause from its beginning; the noun starts behind its last verb. */
static struct side noun_of_clause(const struct measure_rules *rules, struct slice text,
				  struct span clause)
{
	struct side side = {{clause.start, before_links(rules, text, clause)}, false};
	size_t n, end = side.span.end;

	for (size_t p = clause.start; p < end;) {
		enum measure_word_role role;
		struct match match;
		uint32_t c = utf8_at(text, p, &n);
		size_t behind = is_opening_mark(c) ? behind_partner(text, p, LONGEST_QUOTE) : p;
		if (behind != p) {
			p = behind;
			continue;
		}
		if (!word_role_at(rules, text, p, &match, &role)) {
			if (is_space(c) && p + n < end)
				side.span.start = p + n;
			p += n;
			continue;
		}
		bool first = p == side.span.start;
		p = match.span.end;
		if (role == ROLE_KEEP ||
		    (role == ROLE_START && (!first || end < p + 2 * SLICE("服").n)))
			continue;
		p = behind_tail(rules, text, p, end);
		if (p < end)
			side.span.start = p;
		else if (role == ROLE_BREAK)
			side.span.end = match.span.start;
		else if (role != ROLE_START)
			side.weak = true;
	}
	if (side.span.end <= side.span.start)
		side.weak = true;
	return side;
}

/* Behind the number and unit (40多件, 5.3万户) that begin at `at`; `at`: no figure begins there. */
static size_t behind_figure(const struct measure_rules *rules, struct slice text, size_t at)
{
	struct numeral numeral;
	size_t n, end;

	if (at >= text.n || !is_digit(utf8_at(text, at, &n)) || !numeral_at(text, at, &numeral))
		return at;
	end = numeral.span.end;
	if (slice_starts(slice_from(text, end), SLICE("多")) ||
	    slice_starts(slice_from(text, end), SLICE("余")))
		end += SLICE("多").n;
	if (end < text.n && numeral_magnitude(utf8_at(text, end, &n)) >= 1e4)
		end += n;
	return measure_unit_at(rules, text, end, &end) ? end : at;
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
		} else if (behind_figure(rules, text, p) != p) {
			return p;
		} else {
			p = is_digit(c) && numeral_at(text, p, &numeral) ? numeral.span.end : p + n;
		}
	}
	return span.end;
}

static struct side left_noun(const struct measure_rules *rules, struct slice text, size_t end)
{
	struct span clause = {clause_start(text, end), end};
	struct side side = noun_of_clause(rules, text, clause);
	size_t figure = figure_in(rules, text, side.span);

	/* Of 人数由200名增加到356名 both figures count the noun before the first; of
	 * 112家企业复工率 达六成 the second counts the noun between them. */
	if (figure < side.span.end) {
		struct span noun = {behind_figure(rules, text, figure), side.span.end};
		side = noun_of_clause(rules, text, (struct span){clause.start, figure});
		if (side.weak && noun.end > noun.start)
			side = noun_of_clause(rules, text, noun);
	}
	return side;
}

static bool is_empty(struct span span)
{
	return span.end <= span.start;
}

/* 300名志愿者上岗: a noun for people that runs into an unknown verb ends at its last head. */
static struct span cut_at_head(const struct measure_rules *rules, struct slice text,
			       struct span noun)
{
	struct match match;
	size_t n, end = noun.end;

	for (; end > noun.start; end -= n) {
		if (matcher_before(rules->heads, slice_sub(text, 0, end), end, &match) &&
		    match.span.start >= noun.start)
			return (struct span){noun.start, end};
		if (is_closing_mark(utf8_before(text, end, &n)))
			break;
	}
	return noun;
}

/* 其中8名|是|下岗人员, with nothing before it. */
static struct span behind_is(const struct measure_rules *rules, struct slice text, size_t at)
{
	static const struct slice IS[] = {SLICE_INIT("是"), SLICE_INIT("为")};

	for (size_t i = 0; i < sizeof IS / sizeof *IS; i++)
		if (slice_starts(slice_from(text, at), IS[i]))
			return right_noun(rules, text, at + IS[i].n);
	return (struct span){at, at};
}

/* 100%配备党组织书记, with nothing before it: what the verb behind the figure acts on. */
static struct span behind_verb(const struct measure_rules *rules, struct slice text, size_t at)
{
	enum measure_word_role role;
	struct match match;

	if (!word_role_at(rules, text, at, &match, &role) || role != ROLE_VERB)
		return (struct span){at, at};
	return right_noun(rules, text, match.span.end);
}

/* 112家|企业复工率: a rate is not what is counted. */
static bool is_rate(const struct measure_rules *rules, struct slice text, struct span noun)
{
	struct slice word = slice_span(text, noun);
	struct match match;

	return slice_ends(word, SLICE("率")) &&
	       matcher_before(rules->suffixes, text, noun.end, &match);
}

bool measure_no_object(const struct measure_rules *rules, struct slice object)
{
	const struct matcher_entry *entry = matcher_find(rules->words, object);

	return object.n == 0 ||
	       (entry && (entry->value == ROLE_LINK || entry->value == ROLE_BREAK));
}

struct span measure_object_of_clause_before(const struct measure_rules *rules, struct slice text,
					    size_t sentence, size_t at)
{
	size_t n, start = clause_start(text, at);
	struct span none = {at, at};

	if (start <= sentence || at - start > CLAUSE_REACH)
		return none;
	uint32_t c = utf8_before(text, start, &n);
	if ((c != 0xFF0C && c != ',') || start - n <= sentence)
		return none;
	struct side side = left_noun(rules, text, start - n);
	return side.weak ? none : side.span;
}

struct span measure_object(const struct measure_rules *rules, struct slice text, struct span figure,
			   const struct measure_unit *unit)
{
	struct span right =
	    with_list(rules, text, right_noun(rules, text, figure.end), unit->of == COUNTED_PERSON);
	struct side left = left_noun(rules, text, figure.start);
	if (unit->of == COUNTED_PERSON || is_rate(rules, text, right))
		right = cut_at_head(rules, text, right);
	bool left_first = unit->kind != MEASURE_COUNT_OF || unit->of == COUNTED_EVENT;

	/* 60%的居民 is of what follows, whatever stands before. */
	if (unit->kind == MEASURE_RATIO &&
	    slice_starts(slice_from(text, figure.end), SLICE("的")) && !is_empty(right))
		left_first = false;
	else if (slice_starts(slice_from(text, figure.end), SLICE("的")))
		left_first = true; /* 居民286户的管网 */
	if (left_first && !left.weak && !is_empty(left.span) &&
	    !measure_no_object(rules, slice_span(text, left.span)))
		return left.span;
	if (!is_empty(right))
		return right;
	if (is_empty(left.span) || measure_no_object(rules, slice_span(text, left.span))) {
		/* 1230户4560名居民: both count what stands behind the second. */
		size_t behind = behind_figure(rules, text, figure.end);
		if (behind != figure.end)
			return right_noun(rules, text, behind);
	}
	if (is_empty(left.span) && unit->of == COUNTED_PERSON)
		return behind_is(rules, text, figure.end);
	return is_empty(left.span) ? behind_verb(rules, text, figure.end) : left.span;
}
