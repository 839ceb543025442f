/* names.c - see names.h. Paragraph by paragraph: first what stands in marks, then unquoted names in
 * the stretches between marks and commas. Every look outwards is bounded (name_bounds.c), so the
 * whole is linear in the length of the text. */
#include "extract/names.h"

#include <string.h>

#include "extract/name_bounds.h"
#include "extract/quote_marks.h"
#include "extract/sentences.h"
#include "text/numeral.h"
#include "text/utf8.h"

#define LONGEST_CORE   44 /* letters between quotation marks; longer ones are speech */
#define LONGEST_CHAIN  110
#define LONGEST_TITLE  60
#define LONGEST_NAME   20 /* letters of an unquoted name before its head noun */
#define LONGEST_REST   4  /* behind a quoted letter of a name */
#define LONGEST_LISTED 12 /* letters between two names of one enumeration */
#define PRACTICE_BYTES 90 /* between a practice and the verb that governs it */

struct search {
	struct arena *arena;
	const struct initiative_rules *rules;
	const struct article *article;
	const struct sentences *sentences;
	struct slice text;
	struct vec *out;  /* struct name_candidate */
	struct vec marks; /* struct mark_pair, of the paragraph at hand */
	uint8_t
	    *covered;    /* a bit for each byte of the text that a name in marks or a chain holds */
	size_t sentence; /* moves on with the text */
	size_t n_lists;
};

static const struct name_candidate *candidate_at(const struct search *search, size_t i)
{
	return vec_at(search->out, i);
}

static size_t sentence_of(struct search *search, size_t at)
{
	const struct sentences *all = search->sentences;

	while (search->sentence > 0 && all->items[search->sentence].span.start > at)
		search->sentence--;
	while (search->sentence + 1 < all->n && all->items[search->sentence].span.end <= at)
		search->sentence++;
	return search->sentence;
}

static struct name_candidate new_candidate(struct search *search, size_t paragraph,
					   enum name_shape shape, struct span span)
{
	return (struct name_candidate){
	    .shape = shape,
	    .span = span,
	    .core = span,
	    .paragraph = paragraph,
	    .sentence = sentence_of(search, span.start),
	    .heading = search->article->paragraphs[paragraph].kind == PARAGRAPH_HEADING,
	    .list = NO_CANDIDATE,
	    .umbrella = NO_CANDIDATE,
	};
}

static bool add(struct search *search, const struct name_candidate *candidate)
{
	return search->out->n >= MAX_CANDIDATES || vec_add(search->out, candidate);
}

/* The verb before the name, within its clause. */
static void govern(struct search *search, struct name_candidate *candidate, size_t lowest)
{
	struct slice text = search->text;
	size_t start = candidate->span.start;

	candidate->clause = (struct span){clause_start(text, lowest, start), start};
	candidate->verb = governing_verb_in(search->rules, text, candidate->clause.start, start,
					    &candidate->verb_span);
	if (candidate->verb)
		candidate->perfect =
		    slice_starts(slice_from(text, candidate->verb_span.end), SLICE("了"));
}

/* A full stop inside, or the marks of speech before it. */
static bool is_speech(struct slice text, const struct mark_pair *pair)
{
	struct slice inner = slice_span(text, pair->inner);
	size_t at = 0;
	uint32_t c;

	while (utf8_next(inner, &at, &c))
		if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?')
			return true;
	return slice_ends(inner, SLICE("，")) || slice_ends(inner, SLICE(","));
}

/* Pieces joined by dashes or arrows; 0 when there are none. */
static size_t chain_pieces(struct slice words)
{
	size_t at = 0, n = 1;
	bool dash = false;
	uint32_t c;

	while (utf8_next(words, &at, &c)) {
		bool here = c == 0x2014 || c == 0x2013 || c == 0x2192 || c == '-' || c == 0xFF0D;
		if (here && !dash)
			n++;
		dash = here;
	}
	return n >= 3 ? n : 0;
}

static void drop_tail(struct name_candidate *candidate)
{
	candidate->span.end = candidate->tail.start - strlen("的");
	candidate->tail = (struct span){0};
	candidate->head = NULL;
	candidate->linked = false;
}

/* 打造红“社”橘乡、每日“益”行等品牌: marks round a letter within a name, up to where it ends. */
static void take_inner_letter(const struct search *search, size_t highest,
			      struct name_candidate *candidate)
{
	struct slice passage = slice_sub(search->text, 0, highest);
	size_t at = candidate->span.end, n = 0, letters = 0;

	while (at < highest && letters <= LONGEST_REST && is_han(utf8_at(passage, at, &n)) &&
	       !slice_starts(slice_from(passage, at), SLICE("等"))) {
		at += n;
		letters++;
	}
	if (letters == 0 || letters > LONGEST_REST)
		return;
	candidate->span.end = at;
	candidate->core = candidate->span;
	candidate->modifier = (struct span){0};
	candidate->joint = true;
}

static bool find_quoted(struct search *search, size_t paragraph, const struct mark_pair *pair)
{
	struct span bounds = search->article->paragraphs[paragraph].span;
	struct slice text = search->text, core = slice_span(text, pair->inner);
	size_t letters = utf8_count(slice_sub(core, 0, LONGEST_CHAIN * 4)), start;
	bool chain = letters <= LONGEST_CHAIN && chain_pieces(core) > 0;

	if (letters == 0 || letters > (chain ? LONGEST_CHAIN : LONGEST_CORE) ||
	    is_speech(text, pair))
		return true;
	struct name_candidate candidate =
	    new_candidate(search, paragraph, chain ? NAME_CHAIN : NAME_QUOTED, pair->outer);
	candidate.core = pair->inner;
	candidate.depth = pair->depth;
	govern(search, &candidate, bounds.start);
	name_count(text, bounds.start, bounds.end, &candidate);
	name_tail(search->rules, text, bounds.end, &candidate);
	if (candidate.linked && candidate.head->kind == KIND_POLICY &&
	    slice_starts(slice_from(text, candidate.tail.end), SLICE("》")))
		drop_tail(&candidate); /* 《关于实施“甲工程”的意见》 is about 甲工程 */
	if (!candidate.head) {
		candidate.head = head_noun_before(search->rules, text, pair->inner.end, &start);
		candidate.head_inside =
		    candidate.head && !chain && start >= pair->inner.start &&
		    (start > pair->inner.start || candidate.head->strength == 3);
		if (!candidate.head_inside)
			candidate.head = NULL;
	}
	name_count(text, bounds.start, bounds.end, &candidate);
	if (!candidate.tail.end || letters <= 2)
		name_modifier(search->rules, text, &candidate);
	if (letters == 1 && !candidate.tail.end && candidate.verb &&
	    candidate.verb->force == VERB_FOUNDING)
		take_inner_letter(search, bounds.end, &candidate);
	return add(search, &candidate);
}

static bool find_document(struct search *search, size_t paragraph, const struct mark_pair *pair)
{
	struct span bounds = search->article->paragraphs[paragraph].span;
	struct slice core = slice_span(search->text, pair->inner);
	size_t start;

	if (core.n == 0 || utf8_count(slice_sub(core, 0, 4 * LONGEST_TITLE)) >= LONGEST_TITLE)
		return true;
	struct name_candidate candidate =
	    new_candidate(search, paragraph, NAME_DOCUMENT, pair->outer);
	candidate.core = pair->inner;
	candidate.depth = pair->depth;
	/* (试行) and the like stand behind the noun that says what it is. */
	size_t bracket = slice_find(core, SLICE("（"));
	if (bracket == SIZE_MAX)
		bracket = slice_find(core, SLICE("("));
	size_t end = pair->inner.start + (bracket == SIZE_MAX ? core.n : bracket);
	candidate.head = head_noun_before(search->rules, search->text, end, &start);
	if (candidate.head && candidate.head->kind != KIND_POLICY)
		candidate.head = NULL;
	candidate.head_inside = candidate.head != NULL;
	govern(search, &candidate, bounds.start);
	return add(search, &candidate);
}

/* Unquoted names of one stretch without marks and commas. */
struct stretch {
	size_t paragraph;
	struct span span;
	size_t name_start;                 /* behind the verb or the link; 0: no verb yet */
	const struct governing_verb *verb; /* NULL: none yet */
	struct span verb_span;
	size_t previous_end; /* end of the last name of the enumeration */
};

static size_t last_of(struct slice text, struct span span, const char *word)
{
	size_t at = slice_find_last(slice_span(text, span), slice_of(word));
	return at == SIZE_MAX ? SIZE_MAX : span.start + at;
}

/* 包社区、联网格制度 is one name; 食堂、书屋 are two. */
static size_t after_enumeration(const struct search *search, struct span words,
				const struct head_noun *head)
{
	size_t comma = last_of(search->text, words, "、"), start;

	if (comma == SIZE_MAX)
		return words.start;
	if (head->kind == KIND_MECHANISM && head->strength == 3 &&
	    !head_noun_before(search->rules, search->text, comma, &start))
		return words.start;
	return comma + strlen("、");
}

/* 面点、家政、电商|三个|培训班: what counts a list is no part of its last name. */
static size_t after_list_count(const struct search *search, size_t at, size_t end)
{
	static const char *const UNITS[] = {"个", "类", "项", "门", "种", "大"};
	struct slice words = slice_sub(search->text, 0, end);
	size_t n, m;

	for (size_t from = at; from < end; from += n) {
		if (!is_numeral(utf8_at(words, from, &n)) || from == at || from + n >= end)
			continue;
		utf8_at(words, from + n, &m);
		for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
			if (slice_starts(slice_from(words, from + n), slice_of(UNITS[i])))
				return from + n + m;
	}
	return at;
}

/* 建立健全: the second verb is no part of the name, unless nothing would be left. */
static size_t skip_verbs(const struct search *search, size_t at, size_t head_start)
{
	struct slice passage = slice_sub(search->text, 0, head_start);
	struct match match;

	while (at < head_start && matcher_at(search->rules->verbs, passage, at, &match) &&
	       search->rules->verb_rows[match.entry->value].force <= VERB_CARRIES &&
	       match.span.end + 6 <= head_start)
		at = match.span.end;
	return at;
}

static bool add_unquoted(struct search *search, struct stretch *stretch,
			 const struct head_noun *head, struct span head_span)
{
	struct span bounds = search->article->paragraphs[stretch->paragraph].span;
	struct name_candidate candidate =
	    new_candidate(search, stretch->paragraph, NAME_UNQUOTED,
			  (struct span){stretch->name_start, head_span.end});
	size_t start = skip_verbs(search, stretch->name_start, head_span.start);
	struct span words =
	    name_words(search->rules, search->text, start, head_span.start, &candidate);

	size_t listed = after_enumeration(search, words, head);
	if (listed > words.start)
		listed = after_list_count(search, listed, head_span.start);
	words.start = listed;
	words.start = skip_verbs(search, words.start, head_span.start);
	size_t letters = utf8_count(slice_span(search->text, words));
	if (letters < 2 || letters > LONGEST_NAME)
		return true;
	candidate.head = head;
	candidate.head_inside = true;
	candidate.span = (struct span){words.start, head_span.end};
	candidate.core = candidate.span;
	candidate.verb = stretch->verb;
	candidate.verb_span = stretch->verb_span;
	candidate.clause = (struct span){stretch->span.start, candidate.span.start};
	name_count(search->text, bounds.start, bounds.end, &candidate);
	return add(search, &candidate);
}

/* 、 和 与 及 behind a name: the next one has the same verb. */
static size_t link_at(struct slice text, size_t at, size_t end)
{
	static const char *const LINKS[] = {"、", "和", "与", "以及", "及"};

	for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
		if (slice_starts(slice_sub(text, at, end), slice_of(LINKS[i])))
			return at + slice_of(LINKS[i]).n;
	return 0;
}

/* Behind the number that counts a name: 书屋|8个、食堂; `at` when none stands there. */
static size_t after_count(struct slice text, size_t at, size_t end)
{
	struct slice passage = slice_sub(text, 0, end);
	struct numeral number;
	size_t n;

	if (at >= end || !numeral_at(passage, at, &number) || number.span.end >= end ||
	    !is_count_unit(utf8_at(passage, number.span.end, &n)))
		return at;
	return number.span.end + n;
}

/* Behind a name comes an end, a particle, a verb or a link; 公益岗|人员 is no name. */
static bool ends_name(const struct search *search, size_t stretch_end, size_t at)
{
	struct slice passage = slice_sub(search->text, 0, stretch_end);
	struct match match;
	size_t n;

	return at >= stretch_end || !is_han(utf8_at(passage, at, &n)) ||
	       link_at(passage, at, stretch_end) ||
	       matcher_at(search->rules->stops_behind, passage, at, &match) ||
	       matcher_at(search->rules->stops_before, passage, at, &match) ||
	       matcher_at(search->rules->verbs, passage, at, &match);
}

/* 志愿者联合会|成立 at the end of its clause: the verb may stand behind the name of a team or a
 * place. */
static bool is_founded(const struct search *search, const struct stretch *stretch,
		       const struct head_noun *head, size_t end)
{
	struct slice passage = slice_sub(search->text, 0, stretch->span.end);
	struct match match;
	size_t n;

	if (head->strength < 3 || (head->kind != KIND_TEAM && head->kind != KIND_FACILITY) ||
	    end >= passage.n)
		return false;
	if (slice_starts(slice_from(passage, end), SLICE("正式")))
		end += strlen("正式");
	if (!matcher_at(search->rules->verbs, passage, end, &match))
		return false;
	const struct governing_verb *row = &search->rules->verb_rows[match.entry->value];
	return row->force == VERB_FOUNDING && row->stage == STAGE_LAUNCHED &&
	       (match.span.end >= passage.n || !is_han(utf8_at(passage, match.span.end, &n)));
}

static void found_behind(const struct search *search, struct stretch *stretch, size_t end)
{
	struct slice passage = slice_sub(search->text, 0, stretch->span.end);
	struct match match;
	size_t at = end;

	if (!matcher_next(search->rules->verbs, passage, &at, &match))
		return;
	stretch->verb = &search->rules->verb_rows[match.entry->value];
	stretch->verb_span = match.span;
	stretch->name_start = stretch->span.start;
}

/* Takes the head noun at `at` if a name ends there; *next is where to go on. */
static bool take_head(struct search *search, struct stretch *stretch, size_t at, size_t *next,
		      bool *ok)
{
	struct slice passage = slice_sub(search->text, 0, stretch->span.end);
	const struct head_noun *head = head_noun_at(search->rules, passage, at, next);
	size_t end = *next, further, look = end;

	if (!head)
		return false;
	/* 服务|平台: a name runs on to its last head noun. */
	for (size_t letters = 0; look < stretch->span.end && letters < 3; letters++) {
		struct match match;
		if (matcher_at(search->rules->stops_behind, passage, look, &match))
			break;
		const struct head_noun *longer =
		    head_noun_at(search->rules, passage, look, &further);
		if (longer && longer->part == HEAD_OF_NAME) {
			head = longer;
			at = look;
			end = further;
			letters = 0;
		}
		look = further;
	}
	*next = end;
	if (!stretch->verb && is_founded(search, stretch, head, end))
		found_behind(search, stretch, end);
	if (!stretch->verb || head->part == HEAD_DROPPED || head->strength < 2 ||
	    !ends_name(search, stretch->span.end, end))
		return true;
	if (stretch->verb->force != VERB_FOUNDING &&
	    (head->strength < 3 ||
	     (head->kind != KIND_TEAM && (head->kind != KIND_FACILITY || stretch->verb->names))))
		return true;
	*ok = add_unquoted(search, stretch, head, (struct span){at, end});
	size_t link = link_at(search->text, after_count(search->text, end, stretch->span.end),
			      stretch->span.end);
	if (link) {
		stretch->name_start = link;
		*next = link;
	} else {
		stretch->verb = NULL;
	}
	return true;
}

static bool find_unquoted(struct search *search, size_t paragraph, struct span span)
{
	struct stretch stretch = {.paragraph = paragraph, .span = span};
	struct slice passage = slice_sub(search->text, 0, span.end);
	size_t at = span.start, n;
	bool ok = true;

	while (ok && at < span.end) {
		struct match match;
		bool verb = matcher_at(search->rules->verbs, passage, at, &match);
		const struct governing_verb *row =
		    verb ? &search->rules->verb_rows[match.entry->value] : NULL;
		if (row && (row->force == VERB_FOUNDING || row->force == VERB_CARRIES) &&
		    (!stretch.verb || row->force < stretch.verb->force)) {
			stretch.verb = row;
			stretch.verb_span = match.span;
			stretch.name_start = match.span.end;
			at = match.span.end;
		} else if (take_head(search, &stretch, at, &n, &ok)) {
			at = n;
		} else {
			at = row ? match.span.end : n;
			if (stretch.verb && at > stretch.name_start + 3 * 3 * LONGEST_NAME)
				stretch.verb = NULL;
		}
	}
	return ok;
}

/* 聚焦党建引领|网格化: a practice found everywhere, with a word of its own before it; whatever verb
 * governs it will do, as judgement asks for local figures. */
static bool find_practices(struct search *search, size_t paragraph, struct span span)
{
	const struct initiative_rules *rules = search->rules;
	struct slice passage = slice_sub(search->text, 0, span.end);
	struct stretch stretch = {.paragraph = paragraph, .span = span};
	struct match match;
	bool ok = true;

	for (size_t at = span.start; ok && matcher_next(rules->practices, passage, &at, &match);) {
		const struct matcher_entry *head = matcher_find(rules->heads, match.entry->word);
		size_t from = span.start;
		if (match.span.start - from > PRACTICE_BYTES)
			from = match.span.start - PRACTICE_BYTES;
		while (from < match.span.start && ((unsigned char)passage.p[from] & 0xC0) == 0x80)
			from++;
		stretch.verb = governing_verb_in(rules, search->text, from, match.span.start,
						 &stretch.verb_span);
		stretch.name_start = stretch.verb_span.end;
		if (head && stretch.verb && stretch.verb->force != VERB_NONE &&
		    ends_name(search, span.end, match.span.end))
			ok = add_unquoted(search, &stretch, &rules->head_rows[head->value],
					  match.span);
	}
	return ok;
}

static bool is_covered(const struct search *search, size_t at)
{
	return search->covered[at / 8] >> (at % 8) & 1;
}

static bool bounds_stretch(uint32_t c)
{
	return is_punctuation(c) && c != 0x3001 && c != '+' && c != 0x00B7 && c != '-' &&
	       c != 0xFF08 && c != 0xFF09 && c != '(' && c != ')';
}

/* The stretches between marks and commas that no other name has covered. */
static bool find_all_unquoted(struct search *search, size_t paragraph)
{
	struct span bounds = search->article->paragraphs[paragraph].span;
	struct slice passage = slice_sub(search->text, 0, bounds.end);
	size_t at = bounds.start, start = at, from = at;
	uint32_t c;
	bool ok = true;

	for (; ok && utf8_next(passage, &at, &c); from = at) {
		if (!is_covered(search, from) && !bounds_stretch(c))
			continue;
		if (start < from)
			ok = find_unquoted(search, paragraph, (struct span){start, from}) &&
			     find_practices(search, paragraph, (struct span){start, from});
		start = at;
	}
	if (ok && start < bounds.end)
		ok = find_unquoted(search, paragraph, (struct span){start, bounds.end}) &&
		     find_practices(search, paragraph, (struct span){start, bounds.end});
	return ok;
}

static bool is_dash(uint32_t c)
{
	return c == 0x2014 || c == 0x2013 || c == 0x2192;
}

/* Where the last piece of a chain ends and its head begins: 楼栋党小组|三级组织体系. */
static size_t chain_end(const struct search *search, struct span tail)
{
	struct slice words = slice_span(search->text, tail);
	size_t level = slice_find(words, SLICE("级")), n, start = tail.start;

	if (level != SIZE_MAX && level > 0 && is_numeral(utf8_before(words, level, &n)))
		return tail.start + level - n;
	head_noun_before(search->rules, search->text, tail.end, &start);
	return start;
}

/* An unquoted chain: 街道党工委——社区党委——小区党支部三级组织体系. */
static bool find_chain(struct search *search, size_t paragraph, size_t *from)
{
	struct span bounds = search->article->paragraphs[paragraph].span;
	struct slice passage = slice_sub(search->text, 0, bounds.end);
	size_t at = *from, first = 0, last = 0, n, links = 0;

	for (; at < bounds.end; at += n) {
		uint32_t c = utf8_at(passage, at, &n);
		if (is_dash(c)) {
			if (!links)
				first = at;
			if (at != last)
				links++;
			last = at + n;
		} else if (is_punctuation(c) && c != '(' && c != ')' && c != 0xFF08 &&
			   c != 0xFF09 && c != '/') {
			break;
		} else if (links && at > last + 60) {
			break;
		}
	}
	*from = at + n > at ? at + n : bounds.end;
	if (links < 2 || last >= bounds.end)
		return true;
	struct name_candidate candidate =
	    new_candidate(search, paragraph, NAME_CHAIN, (struct span){first, last});
	govern(search, &candidate, bounds.start);
	size_t start = candidate.verb ? candidate.verb_span.end : candidate.clause.start;
	candidate.span.end = last;
	name_tail(search->rules, search->text, bounds.end, &candidate);
	if (!candidate.head) { /* the last piece may end in a bracket: 党员(层管员)六级组织体系 */
		size_t bracket = last_of(search->text, (struct span){last, at}, ")");
		if (bracket == SIZE_MAX)
			bracket = last_of(search->text, (struct span){last, at}, "）");
		if (bracket == SIZE_MAX)
			return true;
		utf8_at(passage, bracket, &n);
		candidate.span.end = bracket + n;
		name_tail(search->rules, search->text, bounds.end, &candidate);
	}
	if (!candidate.head || candidate.head->kind != KIND_MECHANISM)
		return true;
	candidate.tail.start = chain_end(search, candidate.tail);
	start = skip_verbs(search, start, first);
	candidate.core =
	    name_words(search->rules, search->text, start, candidate.tail.start, &candidate);
	candidate.span.start = candidate.core.start;
	return add(search, &candidate);
}

static bool find_chains(struct search *search, size_t paragraph)
{
	struct span bounds = search->article->paragraphs[paragraph].span;
	size_t from = bounds.start;
	bool ok = true;

	if (slice_find(slice_span(search->text, bounds), SLICE("——")) == SIZE_MAX &&
	    slice_find(slice_span(search->text, bounds), SLICE("→")) == SIZE_MAX)
		return true;
	while (ok && from < bounds.end)
		ok = find_chain(search, paragraph, &from);
	return ok;
}

/* Only 、, a link or a short modifier between two quoted names: one enumeration. */
static bool continues_list(struct slice text, const struct name_candidate *a,
			   const struct name_candidate *b)
{
	struct slice between;

	if (b->span.start < a->span.end || b->depth != a->depth || b->paragraph != a->paragraph)
		return false;
	between = slice_sub(text, a->span.end, b->span.start);
	if (between.n == 0)
		return true;
	if (between.n > 3 * LONGEST_LISTED)
		return false;
	return slice_equal(between, SLICE("、")) || slice_equal(between, SLICE("和")) ||
	       slice_equal(between, SLICE("与")) || slice_equal(between, SLICE("及")) ||
	       slice_equal(between, SLICE("以及")) || slice_starts(between, SLICE("、"));
}

/* “学校+家庭”双方联合、“社工+义工”联动的长效机制: the head behind 的 belongs to both. */
static void join_pair(struct search *search, struct name_candidate *a, struct name_candidate *b)
{
	struct slice text = search->text, between, tail = slice_span(text, b->tail);
	size_t link = slice_find(tail, SLICE("的"));

	if (a->tail.end || a->shape != NAME_QUOTED || b->shape != NAME_QUOTED || !b->head ||
	    b->head->kind != KIND_MECHANISM || b->span.start < a->span.end ||
	    a->paragraph != b->paragraph)
		return;
	between = slice_sub(text, a->span.end, b->span.start);
	if ((!b->linked && link == SIZE_MAX) || !slice_ends(between, SLICE("、")) ||
	    between.n > 3 * LONGEST_LISTED || between.n < 9)
		return;
	size_t cut = b->tail.start + (b->linked ? 0 : link);
	a->absorbed = true;
	b->joint = true;
	b->span.start = a->span.start;
	b->core = (struct span){a->span.start, b->linked ? cut - strlen("的") : cut};
	b->tail.start = b->linked ? cut : cut + strlen("的");
	b->linked = true;
	b->modifier = (struct span){0};
	b->verb = a->verb;
	b->verb_span = a->verb_span;
	b->perfect = a->perfect;
}

static void number_lists(struct search *search, size_t first)
{
	for (size_t i = first; i + 1 < search->out->n; i++) {
		struct name_candidate *a = vec_at(search->out, i), *b = vec_at(search->out, i + 1);
		join_pair(search, a, b);
		if (a->shape == NAME_DOCUMENT || b->shape == NAME_DOCUMENT ||
		    !continues_list(search->text, a, b))
			continue;
		if (a->list == NO_CANDIDATE)
			a->list = search->n_lists++;
		b->list = a->list;
		if (!b->verb ||
		    b->verb->force == VERB_WEAK) { /* the verb of the list governs all */
			b->verb = a->verb;
			b->verb_span = a->verb_span;
			b->perfect = a->perfect;
		}
	}
}

/* “甲”“乙”等居民议事平台, “甲会”、“乙会”自治体系: the tail behind a list names the whole of it. */
static bool find_umbrella(struct search *search, size_t last)
{
	struct name_candidate *member = vec_at(search->out, last);
	struct span bounds = search->article->paragraphs[member->paragraph].span;
	struct slice text = search->text, passage = slice_sub(text, 0, bounds.end);
	size_t mark_end = member->core.end, n, start;
	const struct head_noun *inside;

	utf8_at(text, mark_end, &n);
	mark_end = member->joint ? member->span.end : mark_end + n;
	struct name_candidate whole = new_candidate(search, member->paragraph, NAME_UNQUOTED,
						    (struct span){mark_end, mark_end});
	bool et_cetera = slice_starts(slice_from(passage, mark_end), SLICE("等"));
	if (et_cetera)
		whole.span.end = mark_end + strlen("等");
	inside = head_noun_before(search->rules, text, member->core.end, &start);
	if (!et_cetera && (!inside || start < member->core.start || last == 0 ||
			   !candidate_at(search, last - 1)->head_inside))
		return true;
	name_tail(search->rules, text, bounds.end, &whole);
	if (!whole.head || whole.linked || utf8_count(slice_span(text, whole.tail)) < 4)
		return true;
	if (!et_cetera && whole.head->kind != KIND_MECHANISM &&
	    whole.head->kind != KIND_PROGRAMME && whole.head->kind != KIND_PLATFORM)
		return true;
	if (!et_cetera) { /* the member keeps its own head noun */
		member->head = inside;
		member->head_inside = true;
		member->span.end = mark_end;
		member->tail = (struct span){0};
		name_modifier(search->rules, text, member);
	}
	whole.span = whole.tail;
	whole.core = whole.tail;
	whole.tail = (struct span){0};
	whole.head_inside = true;
	whole.absorbed = whole.head->part == HEAD_DROPPED; /* 等党建品牌 says what they are */
	size_t number = search->out->n, list = member->list, first = last;
	while (first > 0 && candidate_at(search, first - 1)->list == list)
		first--;
	whole.verb = candidate_at(search, first)->verb;
	whole.verb_span = candidate_at(search, first)->verb_span;
	whole.perfect = candidate_at(search, first)->perfect;
	if (number >= MAX_CANDIDATES)
		return true;
	if (!vec_add(search->out, &whole))
		return false;
	for (size_t i = last + 1; i-- > 0 && candidate_at(search, i)->list == list;)
		((struct name_candidate *)vec_at(search->out, i))->umbrella = number;
	return true;
}

static bool find_umbrellas(struct search *search, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct name_candidate *member = candidate_at(search, i);
		if (member->list == NO_CANDIDATE ||
		    (i + 1 < end && candidate_at(search, i + 1)->list == member->list))
			continue;
		if (!find_umbrella(search, i))
			return false;
	}
	return true;
}

/* A paragraph's first sentence that is nothing but a name: 多网合一兜底工程。 */
static bool find_run_in_heading(struct search *search, size_t paragraph)
{
	struct span bounds = search->article->paragraphs[paragraph].span;
	struct slice head = slice_sub(search->text, bounds.start, bounds.start + 80), words;
	size_t stop = slice_find(head, SLICE("。")), start;
	struct match match;

	if (bounds.start + stop > bounds.end || stop == SIZE_MAX) {
		if (bounds.end > bounds.start + 60 ||
		    search->article->paragraphs[paragraph].kind != PARAGRAPH_HEADING)
			return true;
		stop = bounds.end - bounds.start;
	}
	words = slice_sub(head, 0, stop);
	struct span span = {bounds.start, bounds.start + stop};
	size_t at = span.start, n;
	while (at < span.end) {
		if (!is_han(utf8_at(search->text, at, &n)) ||
		    matcher_at(search->rules->verbs, slice_sub(search->text, 0, span.end), at,
			       &match))
			return true;
		at += n;
	}
	const struct head_noun *noun =
	    head_noun_before(search->rules, search->text, span.end, &start);
	if (!noun || noun->strength < 3 || noun->kind == KIND_MECHANISM || start < span.start + 6 ||
	    utf8_count(words) > LONGEST_NAME)
		return true;
	struct name_candidate candidate = new_candidate(search, paragraph, NAME_UNQUOTED, span);
	candidate.head = noun;
	candidate.head_inside = true;
	candidate.heading = true;
	return add(search, &candidate);
}

static void cover(struct search *search, struct span span)
{
	for (size_t i = span.start; i < span.end; i++)
		search->covered[i / 8] |= (uint8_t)(1u << (i % 8));
}

static bool find_in_paragraph(struct search *search, size_t paragraph)
{
	struct span bounds = search->article->paragraphs[paragraph].span;
	size_t first = search->out->n;
	bool ok;

	search->marks.n = 0;
	ok = quote_marks_find(search->text, bounds, &search->marks);
	for (size_t i = 0; ok && i < search->marks.n; i++) {
		const struct mark_pair *pair = vec_at(&search->marks, i);
		ok = pair->title ? find_document(search, paragraph, pair)
				 : find_quoted(search, paragraph, pair);
	}
	if (!ok)
		return false;
	number_lists(search, first);
	ok =
	    find_umbrellas(search, first, search->out->n) && find_run_in_heading(search, paragraph);
	ok = ok && find_chains(search, paragraph);
	for (size_t i = first; ok && i < search->out->n; i++)
		cover(search, candidate_at(search, i)->span);
	return ok && find_all_unquoted(search, paragraph);
}

enum status names_find(struct arena *arena, const struct initiative_rules *rules,
		       const struct article *article, const struct sentences *sentences,
		       struct vec *out)
{
	struct search search = {.arena = arena,
				.rules = rules,
				.article = article,
				.sentences = sentences,
				.text = article->text,
				.out = out,
				.marks = vec_of(arena, sizeof(struct mark_pair))};

	*out = vec_of(arena, sizeof(struct name_candidate));
	search.covered = arena_alloc(arena, article->text.n / 8 + 1);
	if (!search.covered)
		return STATUS_MEMORY_LIMIT;
	if (sentences->n == 0)
		return STATUS_OK;
	for (size_t i = 0; i < article->n_paragraphs && out->n < MAX_CANDIDATES; i++)
		if (!find_in_paragraph(&search, i))
			return STATUS_MEMORY_LIMIT;
	return STATUS_OK;
}
