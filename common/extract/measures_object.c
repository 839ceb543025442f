/* measures_object.c - see measures_object.h. */
#include "extract/measures_object.h"

#include "text/utf8.h"

enum { CLAUSE_REACH = 60 }; /* bytes of a clause without a noun */

static bool word_at(struct slice text, size_t at, const char *word)
{
	return slice_starts(slice_from(text, at), slice_of(word));
}

/* Behind the 、 at `at`, or 和 between people; else `at`. */
static size_t behind_list_link(struct slice text, size_t at, bool people)
{
	if (word_at(text, at, "、") ||
	    (people && (word_at(text, at, "和") || word_at(text, at, "及"))))
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
		    (noun_word_at(rules, text, start, &match, &role) && role != ROLE_KEEP))
			break;
		struct span next = noun_right(rules, text, start);
		if (next.start != start || next.end - next.start < 6 ||
		    next.end - next.start > 36 || next.end >= text.n ||
		    is_digit(utf8_at(text, next.end, &n)))
			break;
		noun.end = next.end;
	}
	return noun;
}

/* 112家|企业复工率: a rate is not what is counted. */
static bool is_rate(const struct measure_rules *rules, struct slice text, struct span noun)
{
	struct slice word = slice_span(text, noun);
	struct match match;

	return slice_ends(word, SLICE("率")) &&
	       matcher_before(rules->suffixes, text, noun.end, &match);
}

/* 300名志愿者|上岗, 三所小学|门口站岗: a noun that runs into an unknown verb ends at its last head,
 * if that has `least` bytes. */
static struct span cut_at_head(const struct measure_rules *rules, struct slice text,
			       struct span noun, size_t least)
{
	struct match match;
	size_t n, end = noun.end;

	for (; end > noun.start; end -= n) {
		if (matcher_before(rules->heads, slice_sub(text, 0, end), end, &match) &&
		    match.span.start >= noun.start && match.span.end - match.span.start >= least)
			return (struct span){noun.start, end};
		if (is_closing_mark(utf8_before(text, end, &n)))
			break;
	}
	return noun;
}

/* Whether the words end as a noun does, as far as the tables know. */
static bool ends_as_noun(const struct measure_rules *rules, struct slice text, struct span noun)
{
	const struct matcher *const ENDS[] = {rules->heads, rules->compounds, rules->money,
					      rules->bodies};
	struct match match;
	size_t n;

	if (matcher_before(rules->words, text, noun.end, &match) && match.entry->value == ROLE_KEEP)
		return true;
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
		if (matcher_before(ENDS[i], text, noun.end, &match) &&
		    match.span.start >= noun.start)
			return true;
	return is_closing_mark(utf8_before(text, noun.end, &n));
}

static struct span cut_right(const struct measure_rules *rules, struct slice text, struct span noun,
			     const struct measure_unit *unit)
{
	if (noun_is_empty(noun))
		return noun;
	if (unit->of == COUNTED_PERSON || is_rate(rules, text, noun))
		return cut_at_head(rules, text, noun, SLICE("人").n);
	if (unit->kind != MEASURE_COUNT_OF || ends_as_noun(rules, text, noun))
		return noun;
	struct match body;
	struct span cut = cut_at_head(rules, text, noun, SLICE("小学").n);
	/* 三个村|抱团 */
	if (cut.end == noun.end && matcher_at(rules->bodies, text, noun.start, &body))
		cut.end = body.span.end;
	return cut;
}

/* 其中8名|是|下岗人员, with nothing before it. */
static struct span behind_is(const struct measure_rules *rules, struct slice text, size_t at)
{
	static const struct slice IS[] = {SLICE_INIT("是"), SLICE_INIT("为")};

	for (size_t i = 0; i < sizeof IS / sizeof *IS; i++)
		if (slice_starts(slice_from(text, at), IS[i]))
			return noun_right(rules, text, at + IS[i].n);
	return (struct span){at, at};
}

/* 100%配备党组织书记, with nothing before it: what the verb behind the figure acts on. */
static struct span behind_verb(const struct measure_rules *rules, struct slice text, size_t at)
{
	enum measure_word_role role;
	struct match match;

	if (!noun_word_at(rules, text, at, &match, &role) ||
	    (role != ROLE_VERB && role != ROLE_ACT))
		return (struct span){at, at};
	return noun_right(rules, text, match.span.end);
}

bool measure_no_object(const struct measure_rules *rules, struct slice object)
{
	const struct matcher_entry *entry = matcher_find(rules->words, object);

	return object.n == 0 ||
	       (entry && (entry->value == ROLE_LINK || entry->value == ROLE_BREAK ||
			  entry->value == ROLE_TURN));
}

struct noun measure_object_of_clause_before(const struct measure_rules *rules, struct slice text,
					    size_t sentence, size_t at)
{
	size_t n, start = noun_clause_start(text, at);
	struct noun none = {.span = {at, at}};

	if (start <= sentence || at - start > CLAUSE_REACH)
		return none;
	uint32_t c = utf8_before(text, start, &n);
	if ((c != 0xFF0C && c != ',') || start - n <= sentence)
		return none;
	struct noun noun = noun_left(rules, text, start - n);
	if (noun.weak)
		return none;
	/* 积分46万分: what is no figure either is no part of the noun. */
	for (size_t p = noun.span.start; p < noun.span.end; p += n)
		if (is_digit(utf8_at(text, p, &n)))
			noun.span.end = p;
	return noun;
}

/* Byte where the last 分别 of the clause starts, or its end. */
static size_t respectively_in(struct slice text, struct span clause)
{
	size_t at = slice_find_last(slice_span(text, clause), SLICE("分别"));

	return at == SIZE_MAX ? clause.end : clause.start + at;
}

/* Start of the last 、 or 和 before `end`, not before `start`; SIZE_MAX when there is none. */
static size_t list_link_before(struct slice text, size_t start, size_t end)
{
	static const char *const LINKS[] = {"、", "以及", "和", "与", "及"};
	struct slice clause = slice_sub(text, start, end);
	size_t last = SIZE_MAX;

	for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++) {
		size_t at = slice_find_last(clause, slice_of(LINKS[i]));
		if (at != SIZE_MAX && (last == SIZE_MAX || start + at > last))
			last = start + at;
	}
	return last;
}

struct listed_nouns measure_objects_listed(const struct measure_rules *rules, struct slice text,
					   size_t at)
{
	struct listed_nouns found = {.n = 0};
	struct span reversed[MOST_LISTED];
	size_t n, end = respectively_in(text, (struct span){noun_clause_start(text, at), at});

	while (end < at && found.n < MOST_LISTED) {
		size_t start = noun_clause_start(text, end);
		size_t link = list_link_before(text, start, end);
		struct span words = {link == SIZE_MAX ? start : link, end};
		if (link != SIZE_MAX)
			words.start += (utf8_at(text, link, &n), n);
		struct noun noun = noun_of_clause(rules, text, words);
		if (noun_is_empty(noun.span))
			break;
		reversed[found.n++] = noun.span;
		if (link != SIZE_MAX)
			end = link;
		else if (slice_ends(slice_sub(text, 0, start), SLICE("、")))
			end = start - SLICE("、").n;
		else
			break;
	}
	if (found.n < 2)
		return (struct listed_nouns){.n = 0};
	for (size_t i = 0; i < found.n; i++)
		found.items[i] = reversed[found.n - 1 - i];
	return found;
}

/* 近300米|长的|老街, 150元至300元|不等的|补贴: behind what describes the figure, before the 的. */
static size_t behind_remark(struct slice text, size_t at)
{
	static const char *const REMARKS[] = {"长的", "宽的", "高的", "深的", "厚的", "不等的"};

	for (size_t i = 0; i < sizeof REMARKS / sizeof *REMARKS; i++)
		if (word_at(text, at, REMARKS[i]))
			return at + slice_of(REMARKS[i]).n - SLICE("的").n;
	return at;
}

/* 10万元|补贴, 300元的|岗位补贴: the word for money behind the sum; empty when the one before it
 * names some. */
static struct span money_behind(const struct measure_rules *rules, struct slice text, size_t at,
				struct noun left, struct span right)
{
	struct match match;

	if (!noun_is_empty(left.span) && matcher_before(rules->money, text, left.span.end, &match))
		return (struct span){at, at};
	if (matcher_at(rules->money, text, at, &match))
		return match.span;
	if (word_at(text, at, "的") && !noun_is_empty(right)) {
		if (matcher_at(rules->money, text, right.end, &match))
			return (struct span){right.start, match.span.end};
		if (matcher_before(rules->money, text, right.end, &match))
			return right;
	}
	return (struct span){at, at};
}

/* 8名社区医院|的|医护人员: of people, those behind a body they belong to. */
static struct span people_of_body(const struct measure_rules *rules, struct slice text,
				  struct span right)
{
	struct match match;

	if (noun_is_empty(right) || !word_at(text, right.end, "的") ||
	    !matcher_before(rules->bodies, text, right.end, &match) ||
	    match.span.start < right.start)
		return right;
	struct span people = noun_right(rules, text, right.end);
	return noun_is_empty(people) ? right : people;
}

static bool counts_left_first(struct slice text, size_t behind, const struct measure_unit *unit,
			      struct span right)
{
	if (!word_at(text, behind, "的"))
		return unit->kind != MEASURE_COUNT_OF || unit->of == COUNTED_EVENT;
	/* 60%的居民 is of what follows, whatever stands before; 居民286户的管网 is not. */
	return unit->kind != MEASURE_RATIO || noun_is_empty(right);
}

static struct span found_on_neither_side(const struct measure_rules *rules, struct slice text,
					 size_t at, const struct measure_unit *unit)
{
	/* 1230户4560名居民: both count what stands behind the second. */
	size_t behind = noun_behind_figure(rules, text, at);

	if (behind != at)
		return noun_right(rules, text, behind);
	return unit->of == COUNTED_PERSON ? behind_is(rules, text, at)
					  : behind_verb(rules, text, at);
}

struct noun measure_object(const struct measure_rules *rules, struct slice text, struct span figure,
			   const struct measure_unit *unit)
{
	size_t behind = behind_remark(text, figure.end);
	struct span right =
	    with_list(rules, text, noun_right(rules, text, behind), unit->of == COUNTED_PERSON);
	struct noun left = noun_left(rules, text, figure.start);

	if (unit->of == COUNTED_PERSON)
		right = people_of_body(rules, text, right);
	right = cut_right(rules, text, right, unit);
	bool no_left =
	    noun_is_empty(left.span) || measure_no_object(rules, slice_span(text, left.span));
	bool left_first = counts_left_first(text, behind, unit, right);
	if (unit->kind == MEASURE_MONEY) {
		struct span money = money_behind(rules, text, behind, left, right);
		if (!noun_is_empty(money))
			return (struct noun){.span = money};
	}
	/* 保洁、维修等|5大类22项服务: what stands before 等 are only examples. */
	bool examples = slice_ends(slice_sub(text, 0, figure.start), SLICE("等"));
	if (left_first && !left.weak && !no_left && !(examples && !noun_is_empty(right)))
		return left;
	if (!noun_is_empty(right))
		return (struct noun){.span = right};
	if (no_left || examples) {
		struct span other = found_on_neither_side(rules, text, behind, unit);
		if (no_left || !noun_is_empty(other))
			return (struct noun){.span = other, .weak = true};
	}
	return left;
}
