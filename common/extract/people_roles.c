/* people_roles.c - a role is read backwards from its title to the clause's start, and then cut
 * behind the last word that cannot be part of it (据, 看到, 一位; role_limits.tsv). That it is a
 * word there and not letters of others (和平社区, 向阳村) is told by the reading of the letters as
 * words. What the places module knows as a name is never cut. All windows are bounded. */
#include "extract/people_roles.h"

#include "text/utf8.h"

#define ROLE_BYTES        240  /* 80 letters to the left of a title */
#define CARD_PARTS        6    /* 王某，女，汉族，1968年生，… */
#define PHRASE_BYTES      42   /* 14 letters before 的 */
#define BRACKET_BYTES     60   /* 20 letters of marked text inside a role */
#define RESOLVE_BYTES     3000 /* how far back 该村 looks for the village's name */
#define RESOLVE_TRIES     16
#define BODY_NAME_LETTERS 10 /* of that name, without its last word */

/* The opening partner of the closing mark that ends at `end`, or SIZE_MAX: it is far, or what is
 * between are clauses of their own (“……。”王某). */
static size_t opening_before(struct slice text, size_t start, size_t end, uint32_t close)
{
	size_t at = end, n;
	bool first = true;

	utf8_before(text, at, &n);
	at -= n;
	while (at > start && end - at < BRACKET_BYTES) {
		uint32_t c = utf8_before(text, at, &n);
		at -= n;
		if (closing_mark_of(c) == close || (close == '"' && c == close))
			return at;
		if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || is_space(c) ||
		    is_closing_mark(c) || (first && is_punctuation(c)))
			break;
		first = false;
	}
	return SIZE_MAX;
}

/* Where the run of words before `end` begins: punctuation ends it, except 、 behind a title, and
 * short marked words (“红帮办”专员). */
static size_t run_start(const struct people_rules *rules, struct slice text, size_t floor,
			size_t end)
{
	size_t at = end, n;
	struct match title;

	while (at > floor) {
		uint32_t c = utf8_before(text, at, &n);
		if (is_closing_mark(c) || c == '"') {
			size_t open = opening_before(text, floor, at, c);
			if (open == SIZE_MAX)
				break;
			at = open;
			continue;
		}
		if (is_space(c) || c == '\n')
			break;
		if (c == 0x3001 && !words_before(&rules->titles, text, at - n, &title))
			break;
		if (is_punctuation(c) && c != 0x3001 && c != '-' && c != 0x2014 && c != 0xB7 &&
		    c != 0x2022)
			break;
		at -= n;
	}
	return at;
}

/* Ends of mentions that a role cannot reach over (times), and spans it may not be cut in. */
static bool inside_place(const struct mentions *mentions, struct span word)
{
	size_t low = 0, high = mentions->n_places;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->places[middle].span.end <= word.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < mentions->n_places && mentions->places[low].span.start <= word.start &&
	       mentions->places[low].span.end >= word.end;
}

static size_t behind_times(const struct mentions *mentions, size_t start, size_t end)
{
	size_t low = 0, high = mentions->n_times;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->times[middle].span.end <= start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < mentions->n_times && mentions->times[low].span.end <= end; low++)
		if (mentions->times[low].span.end > start)
			start = mentions->times[low].span.end;
	return start;
}

/* Does the stop word end what stands before the role? A link does so behind a title or a body, and
 * at the start; in between it links parts of a name (建筑与城市规划学院). */
static bool stops(const struct people_rules *rules, struct slice text,
		  const struct mentions *mentions, size_t start, const struct match *word)
{
	struct match before;

	if (word->entry->value == LIMIT_KEEP || inside_place(mentions, word->span))
		return false;
	if (word->entry->value == LIMIT_LINK && word->span.start > start &&
	    !words_before(&rules->titles, text, word->span.start, &before) &&
	    !words_before(&rules->bodies, text, word->span.start, &before))
		return false;
	return word_is_own(rules->costs, text, word->span);
}

/* Behind the marked words that begin at `at`, or `at` when none do. */
static size_t behind_marked(struct slice run, size_t at)
{
	size_t n, from = at;
	uint32_t c = utf8_at(run, at, &n), close = c == '"' ? c : closing_mark_of(c);

	if (close == 0)
		return at;
	from += n;
	while (utf8_next(run, &from, &c) && from - at < BRACKET_BYTES)
		if (c == close)
			return from;
	return at;
}

/* Behind the last stop word in [start, end); what stands in marks is not looked at. */
static size_t behind_stops(const struct people_rules *rules, struct slice text,
			   const struct mentions *mentions, size_t start, size_t end)
{
	struct slice run = slice_sub(text, 0, end);
	struct match match;
	size_t n, at = start;

	while (at < end) {
		size_t behind = behind_marked(run, at);
		if (behind > at) {
			at = behind;
			continue;
		}
		bool found = words_at(&rules->limits, run, at, &match);
		utf8_at(run, at, &n);
		at += n;
		if (found && stops(rules, text, mentions, start, &match))
			start = at = match.span.end;
	}
	return start;
}

static struct span trimmed(struct slice text, struct span span)
{
	struct slice whole = slice_span(text, span), inner = text_trim(whole);

	if (inner.n)
		span.start += (size_t)(inner.p - whole.p);
	return (struct span){span.start, span.start + inner.n};
}

struct span role_span(const struct people_rules *rules, struct slice text,
		      const struct mentions *mentions, size_t start, struct span title)
{
	size_t floor = title.end > start + ROLE_BYTES ? title.end - ROLE_BYTES : start, n;
	struct match before;

	while (floor < title.start && ((unsigned char)text.p[floor] & 0xC0) == 0x80)
		floor++;
	size_t from = run_start(rules, text, floor, title.start);
	size_t cut = behind_times(mentions, behind_stops(rules, text, mentions, from, title.start),
				  title.start);
	/* 禹城市委书记，德州高新区党工委书记: a part before the comma that is a role as a whole. */
	if (cut == from && from > floor) {
		uint32_t c = utf8_before(text, from, &n);
		if ((c == ',' || c == 0xFF0C) &&
		    words_before(&rules->titles, text, from - n, &before) &&
		    before.entry->value == TITLE_OFFICE) {
			size_t first = run_start(rules, text, floor, before.span.start);
			if (behind_stops(rules, text, mentions, first, before.span.start) == first)
				cut = first;
		}
	}
	return trimmed(text, (struct span){cut < title.start ? cut : title.start, title.end});
}

struct span role_phrase(const struct people_rules *rules, struct slice text, size_t start,
			size_t name)
{
	size_t end = name - SLICE("的").n;
	size_t floor = end > start + ROLE_BYTES / 2 ? end - ROLE_BYTES / 2 : start;

	while (floor < end && ((unsigned char)text.p[floor] & 0xC0) == 0x80)
		floor++;
	static const struct slice NOW[] = {SLICE_INIT("在"), SLICE_INIT("正"), SLICE_INIT("坐"),
					   SLICE_INIT("站"), SLICE_INIT("是"), SLICE_INIT("像")};
	struct span none = {end, end}, role;
	struct match word;

	role = trimmed(text, (struct span){run_start(rules, text, floor, end), end});
	/* 家住繁城社区的晏菊香, but not 繁城社区的晏菊香 */
	if (words_before(&rules->bodies, text, end, &word) &&
	    !slice_contains(utf8_head(slice_span(text, role), 2), SLICE("住")))
		return none;
	/* 在一旁守着的: what somebody does just now */
	for (size_t i = 0; i < sizeof NOW / sizeof *NOW; i++)
		if (slice_starts(slice_from(text, role.start), NOW[i]))
			return none;
	if (slice_contains(slice_span(text, role), SLICE("出生")) || /* 1967年出生的 */
	    slice_contains(slice_span(text, role), SLICE("年过")))
		return none;
	return role.end - role.start > PHRASE_BYTES ? none : role;
}

/* 队长叫王某, 社长是李某. */
static struct span role_before_being(const struct people_rules *rules, struct slice text,
				     const struct mentions *mentions, size_t start, size_t name)
{
	static const struct slice WORDS[] = {SLICE_INIT("名叫"), SLICE_INIT("就叫"),
					     SLICE_INIT("叫"),   SLICE_INIT("就是"),
					     SLICE_INIT("正是"), SLICE_INIT("是")};
	struct slice before = slice_sub(text, start, name);
	struct match title;

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		if (!slice_ends(before, WORDS[i]))
			continue;
		if (!words_before(&rules->titles, text, name - WORDS[i].n, &title) ||
		    title.entry->value >= TITLE_STAFF || title.span.start < start)
			break;
		return role_span(rules, text, mentions, start, title.span);
	}
	return (struct span){name, name};
}

static struct span role_before_comma(const struct people_rules *rules, struct slice text,
				     const struct mentions *mentions, size_t start, size_t name)
{
	static const struct slice WORDS[] = {SLICE_INIT("作为"), SLICE_INIT("身为")};
	struct span none = {name, name};
	struct match title;
	size_t n;

	if (name <= start)
		return none;
	uint32_t c = utf8_before(text, name, &n);
	if ((c != ',' && c != 0xFF0C) || !words_before(&rules->titles, text, name - n, &title))
		return none;
	struct span role = role_span(rules, text, mentions, start, title.span);
	struct slice before = slice_sub(text, start, role.start);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (slice_ends(before, WORDS[i]) || slice_ends(before, SLICE("作为一名")))
			return role;
	return none;
}

/* Behind 是, 担任 at `at`, or `at` when no such word is there. */
static size_t behind_being(struct slice text, size_t at)
{
	static const struct slice WORDS[] = {
	    SLICE_INIT("是"),     SLICE_INIT("担任"), SLICE_INIT("现任"), SLICE_INIT("兼任"),
	    SLICE_INIT("当选为"), SLICE_INIT("当选"), SLICE_INIT("出任"), SLICE_INIT("任")};

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (slice_starts(slice_from(text, at), WORDS[i]))
			return at + WORDS[i].n;
	return at;
}

/* Is the part [start, end) of a card one that says nothing of an office: 女, 汉族, 1968年生, 56岁?
 */
static bool is_personal(struct slice part)
{
	static const struct slice ENDS[] = {
	    SLICE_INIT("男"), SLICE_INIT("女"),       SLICE_INIT("族"), SLICE_INIT("生"),
	    SLICE_INIT("岁"), SLICE_INIT("中共党员"), SLICE_INIT("人"), SLICE_INIT("学历")};

	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
		if (slice_ends(part, ENDS[i]))
			return true;
	return false;
}

/* Where the part of the clause that begins at `at` ends: at punctuation other than 、, not far. */
static size_t part_end(struct slice text, size_t at)
{
	size_t start = at, n;

	while (at < text.n && at - start < ROLE_BYTES / 2) {
		uint32_t c = utf8_at(text, at, &n);
		if (c != 0x3001 && (is_punctuation(c) || c == '\n'))
			return at;
		at += n;
	}
	return SIZE_MAX;
}

static struct span role_behind(const struct people_rules *rules, struct slice text,
			       const struct mentions *mentions, size_t name_end)
{
	struct span none = {name_end, name_end};
	size_t n, start = behind_being(text, name_end), end = SIZE_MAX;
	struct match title, lead;

	if (start == name_end) {
		uint32_t c = name_end < text.n ? utf8_at(text, name_end, &n) : 0;
		if (c != 0xFF0C && c != ',' && c != 0xFF08 && c != '(')
			return none;
		start += n;
	}
	for (int parts = 0; parts < CARD_PARTS; parts++) {
		end = part_end(text, start);
		if (end == SIZE_MAX || !is_personal(slice_sub(text, start, end)))
			break;
		uint32_t c = utf8_at(text, end, &n);
		if (c != 0xFF0C && c != ',')
			break;
		start = behind_being(text, end + n);
	}
	if (end == SIZE_MAX || !words_before(&rules->titles, text, end, &title) ||
	    title.span.start < start || title.entry->value >= TITLE_STAFF)
		return none;
	struct span role = role_span(rules, text, mentions, start, title.span);
	/* Nothing but 一名 may stand before it, or it is the role of somebody met. */
	if (role.start != start &&
	    (!words_at(&rules->limits, text, start, &lead) || lead.span.end != role.start))
		return none;
	return role;
}

struct span role_apart(const struct people_rules *rules, struct slice text,
		       const struct mentions *mentions, size_t start, struct span name)
{
	struct span role = role_before_comma(rules, text, mentions, start, name.start);

	if (role.end <= role.start)
		role = role_before_being(rules, text, mentions, start, name.start);
	return role.end > role.start ? role : role_behind(rules, text, mentions, name.end);
}

/* Behind the count at `at` (三名, 几位, 等3人): `at` when there is none. */
static size_t behind_count(struct slice text, size_t at)
{
	static const struct slice COUNTED[] = {SLICE_INIT("名"), SLICE_INIT("位"),
					       SLICE_INIT("个")};
	size_t start = at, n;

	if (slice_starts(slice_from(text, at), SLICE("等")))
		start = at += SLICE("等").n;
	if (slice_starts(slice_from(text, at), SLICE("这")))
		at += SLICE("这").n;
	while (at < text.n) {
		uint32_t c = utf8_at(text, at, &n);
		if (!is_digit(c) && !slice_contains(SLICE("一二三四五六七八九十两几多"),
						    slice_sub(text, at, at + n)))
			break;
		at += n;
	}
	for (size_t i = 0; at > start && i < sizeof COUNTED / sizeof *COUNTED; i++)
		if (slice_starts(slice_from(text, at), COUNTED[i]))
			return at + COUNTED[i].n;
	return start;
}

struct span role_after(const struct people_rules *rules, struct slice text, size_t end)
{
	struct match title;
	size_t at = behind_count(text, end);

	if (!words_at(&rules->titles, text, at, &title) || title.entry->value >= TITLE_STAFF ||
	    !word_is_own(rules->costs, text, title.span))
		return (struct span){end, end};
	return title.span;
}

/* Where the name of a body that ends at `end` with `word` begins; `word.start`: it has none. */
static size_t body_name_start(const struct people_rules *rules, struct slice text, size_t floor,
			      size_t word)
{
	size_t at = word, n;
	struct match match;

	for (int letters = 0; letters < BODY_NAME_LETTERS && at > floor; letters++) {
		if (!is_han(utf8_before(text, at, &n)))
			return at;
		if (at < word && (words_before(&rules->bodies, text, at, &match) ||
				  (words_before(&rules->limits, text, at, &match) &&
				   match.entry->value != LIMIT_KEEP)))
			return at;
		at -= n;
	}
	return at;
}

static bool points_back(struct slice text, size_t at, size_t *behind)
{
	static const struct slice WORDS[] = {SLICE_INIT("该"), SLICE_INIT("本"),
					     SLICE_INIT("这个")};

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (slice_starts(slice_from(text, at), WORDS[i])) {
			*behind = at + WORDS[i].n;
			return true;
		}
	return false;
}

struct slice role_resolved(struct arena *arena, const struct people_rules *rules, struct slice text,
			   struct span role)
{
	struct match body;
	size_t behind, floor = role.start > RESOLVE_BYTES ? role.start - RESOLVE_BYTES : 0;

	if (!points_back(text, role.start, &behind) ||
	    !words_at(&rules->bodies, text, behind, &body))
		return slice_span(text, role);
	size_t end = role.start;
	for (int tries = 0; tries < RESOLVE_TRIES && end > floor; tries++) {
		size_t at = slice_find_last(slice_sub(text, floor, end), body.entry->word);
		size_t unused;
		if (at == SIZE_MAX)
			break;
		at += floor;
		size_t start = body_name_start(rules, text, floor, at);
		if (start < at && !points_back(text, start, &unused) && at - start >= 2 * 3)
			return arena_join(arena, slice_sub(text, start, at),
					  slice_sub(text, behind, role.end));
		end = at;
	}
	return slice_span(text, role);
}
