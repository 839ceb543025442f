/* organisations.c - a body acts where its name fills the space between the start of a clause and a
 * verb: [近日，]东骧社区党委|通过…. The name ends with a word of organisation_suffixes.tsv or is a
 * known place; what is left without those words must be a name, so that 社区党委 or 各街道 is none.
 * Precise rather than many: anything unusual in between and it is passed over. */
#include "extract/organisations.h"

#include "extract/marks.h"
#include "text/utf8.h"

#define NAME_BYTES  90 /* 30 letters */
#define OWN_LETTERS 2  /* that a name has besides its suffixes */

struct finder {
	const struct people_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	struct slice text;
	struct marks marks;
	size_t next_pair, next_place, next_time, next_broken;
	struct vec found;
};

/* Where the clause that holds byte `at` begins; SIZE_MAX: too far back. */
static size_t clause_start(struct slice text, size_t floor, size_t at)
{
	size_t n, start = at;

	while (start > floor && at - start <= NAME_BYTES) {
		uint32_t c = utf8_before(text, start, &n);
		if (is_punctuation(c) || is_space(c))
			return start;
		start -= n;
	}
	return start == floor ? start : SIZE_MAX;
}

/* Behind the times and lead words (近日, 据) that the clause begins with. */
static size_t behind_lead(struct finder *finder, size_t start, size_t end)
{
	const struct mentions *mentions = finder->mentions;
	struct match match;

	while (start < end) {
		while (finder->next_time < mentions->n_times &&
		       mentions->times[finder->next_time].span.end <= start)
			finder->next_time++;
		if (finder->next_time < mentions->n_times &&
		    mentions->times[finder->next_time].span.start <= start)
			start = mentions->times[finder->next_time].span.end;
		else if (words_at(&finder->rules->limits, finder->text, start, &match) &&
			 match.entry->value != LIMIT_KEEP &&
			 !matcher_find(finder->rules->acts.matcher, match.entry->word))
			start = match.span.end;
		else
			break;
	}
	return start;
}

/* A place of the places module spans [start, end) or ends there. */
static bool place_ends(struct finder *finder, size_t start, size_t end)
{
	const struct mentions *mentions = finder->mentions;

	while (finder->next_place < mentions->n_places &&
	       mentions->places[finder->next_place].span.end < end)
		finder->next_place++;
	return finder->next_place < mentions->n_places &&
	       mentions->places[finder->next_place].span.end == end &&
	       mentions->places[finder->next_place].span.start >= start;
}

/* 各社区, 清河等社区, 31个党支部: words before a suffix that name nobody. */
static bool is_general(const struct people_rules *rules, struct slice name)
{
	struct match match;
	size_t n;

	if (is_digit(utf8_at(name, 0, &n)))
		return true;
	for (size_t at = 0; at < name.n; at += n) {
		if (words_at(&rules->no_bodies, name, at, &match) &&
		    (at == 0 || match.entry->value == BODY_LIMIT_INSIDE))
			return true;
		utf8_at(name, at, &n);
	}
	return false;
}

/* The name without the words that any body of its sort has: 东骧|社区|党委. */
static struct slice own_part(const struct people_rules *rules, struct slice name)
{
	struct match match;

	while (name.n && words_before(&rules->bodies, name, name.n, &match))
		name.n = match.span.start;
	return name;
}

/* Only letters and digits, no stop word and no verb of two letters and more. */
static bool is_one_name(const struct people_rules *rules, struct slice name)
{
	struct match match;
	uint32_t c;

	for (size_t at = 0; at < name.n;) {
		if (words_at(&rules->limits, name, at, &match)) {
			if (match.entry->value == LIMIT_KEEP) {
				at = match.span.end;
				continue;
			}
			if (word_is_own(rules->costs, name, match.span))
				return false;
		}
		if (words_at(&rules->acts, name, at, &match) && match.entry->word.n > 3 &&
		    word_is_own(rules->costs, name, match.span)) /* 联合, but not 联合会 */
			return false;
		utf8_next(name, &at, &c);
		if (!is_han(c) && !is_digit(c) && !is_latin(c))
			return false;
	}
	return true;
}

static bool is_quoted(struct finder *finder, size_t at)
{
	const struct marks *marks = &finder->marks;

	while (finder->next_pair < marks->n && marks->items[finder->next_pair].whole.end <= at)
		finder->next_pair++;
	return finder->next_pair < marks->n && marks->items[finder->next_pair].whole.start <= at;
}

/* The body that does what the verb at byte `verb` says, if its name stands directly before. */
static bool look_before(struct finder *finder, size_t sentence, size_t verb)
{
	struct match suffix;
	bool body = words_before(&finder->rules->bodies, finder->text, verb, &suffix);

	if ((!body && !place_ends(finder, sentence, verb)) || is_quoted(finder, verb))
		return true;
	size_t start = clause_start(finder->text, sentence, verb);
	if (start == SIZE_MAX)
		return true;
	start = behind_lead(finder, start, verb);
	struct span span = {start, verb};
	struct slice name = slice_sub(finder->text, start, verb);
	if (name.n == 0 || article_is_broken(finder->article, &finder->next_broken, span))
		return true;
	if (is_general(finder->rules, name) && !place_ends(finder, start, verb))
		return true;
	if (body && utf8_count(own_part(finder->rules, name)) < OWN_LETTERS &&
	    !place_ends(finder, start, verb))
		return true;
	if (!is_one_name(finder->rules, name))
		return true;
	struct actor actor = {span, name, ACTOR_ORGANISATION, SLICE_EMPTY};
	return vec_add(&finder->found, &actor);
}

static bool find_all(struct finder *finder)
{
	const struct sentences *sentences = &finder->mentions->sentences;

	for (size_t i = 0; i < sentences->n; i++) {
		const struct sentence *sentence = &sentences->items[i];
		struct slice text = slice_sub(finder->text, 0, sentence->span.end);
		size_t from = sentence->span.start;
		struct match verb;
		while (words_next(&finder->rules->acts, text, &from, &verb))
			if (!look_before(finder, sentence->span.start, verb.span.start))
				return false;
	}
	return true;
}

static bool merge(const struct vec *a, const struct vec *b, struct vec *out)
{
	size_t i = 0, k = 0;

	while (i < a->n || k < b->n) {
		const struct actor *x = i < a->n ? vec_at(a, i) : NULL;
		const struct actor *y = k < b->n ? vec_at(b, k) : NULL;
		bool first = !y || (x && x->span.start <= y->span.start);
		if (!vec_add(out, first ? x : y))
			return false;
		i += first;
		k += !first;
	}
	return true;
}

enum status organisations_add(struct arena *arena, const struct people_rules *rules,
			      const struct article *article, const struct mentions *mentions,
			      const struct vec *persons, const struct actor **out, size_t *n)
{
	struct finder finder = {.rules = rules,
				.article = article,
				.mentions = mentions,
				.text = article->text,
				.marks = {mentions->sentences.marks, mentions->sentences.n_marks},
				.found = vec_of(arena, sizeof(struct actor))};
	struct vec actors = vec_of(arena, sizeof(struct actor));

	if (!find_all(&finder) || !merge(persons, &finder.found, &actors))
		return STATUS_MEMORY_LIMIT;
	*out = actors.items;
	*n = actors.n;
	return STATUS_OK;
}
