/* people.c - three steps. The first weighs what may be a name at each place of the text
 * (people_sightings.c). The second asks, over the whole article, who is a person
 * (people_persons.c). The third finds every further mention of those names, which needs no evidence
 * of its own any more. */
#include "extract/people.h"

#include "extract/organisations.h"
#include "extract/people_finder.h"
#include "extract/people_roles.h"

#define SHORT_NAME_BITS 12 /* of a name of two letters, as ordinary words */

static struct words *words_of_persons(struct finder *finder)
{
	struct vec entries = vec_of(finder->arena, sizeof(struct matcher_entry));

	for (size_t i = 0; i < finder->persons.n; i++) {
		const struct person *person = vec_at(&finder->persons, i);
		struct matcher_entry entry = {person->name, (uint32_t)i};
		if (person->known && !vec_add(&entries, &entry))
			return NULL;
	}
	struct words *words = arena_alloc(finder->arena, sizeof *words);
	return words && words_build(finder->arena, entries.items, entries.n, words) ? words : NULL;
}

/* Is this occurrence of a known name that person? A short name may be a part of words. */
static bool is_mention(struct finder *finder, const struct match *match)
{
	size_t at = match->span.start;
	const struct word_path *path = people_sightings_path(finder, at);
	enum name_right right = name_right(finder->rules, finder->text, match->span.end, path);
	size_t first = word_path_index(path, at), end = word_path_index(path, match->span.end);

	if (right == RIGHT_THING || people_sightings_quoted(finder, at) ||
	    article_is_broken(finder->article, &finder->next_broken, match->span))
		return false;
	if (match->entry->word.n > 2 * 3 || first == SIZE_MAX || end == SIZE_MAX)
		return true;
	return right != RIGHT_NOTHING &&
	       path->before[first] + path->behind[end] + SHORT_NAME_BITS <= path->before[path->n];
}

/* The sighting of the first pass that begins at byte `at`; *next moves on with the text. */
static const struct sighting *sighting_at(const struct finder *finder, size_t *next, size_t at)
{
	for (; *next < finder->sightings.n; ++*next) {
		const struct sighting *sighting = vec_at(&finder->sightings, *next);
		if (sighting->span.start >= at)
			return sighting->span.start == at ? sighting : NULL;
	}
	return NULL;
}

/* A person seen without a role may be given one at another mention. */
static bool look_for_role(struct finder *finder, struct person *person, struct span mention)
{
	size_t start = people_persons_sentence(finder, mention.start);
	struct span role =
	    role_apart(finder->rules, finder->text, finder->mentions, start, mention);

	if (person->role.n || role.end <= role.start)
		return true;
	person->role = role_resolved(finder->arena, finder->rules, finder->text, role);
	return person->role.p != NULL;
}

static bool second_pass(struct finder *finder, const struct words *names)
{
	size_t from = 0, next = 0;
	struct match match;

	finder->next_pair = finder->next_broken = 0;
	while (words_next(names, finder->text, &from, &match)) {
		struct person *person = vec_at(&finder->persons, match.entry->value);
		const struct sighting *sighting = sighting_at(finder, &next, match.span.start);
		if (person->staff || (person->full && person->full->staff) ||
		    (!sighting && !is_mention(finder, &match)))
			continue;
		if (!look_for_role(finder, person, match.span))
			return false;
		struct actor actor = {match.span, person->name, ACTOR_PERSON, SLICE_EMPTY};
		if (person->full)
			actor.name = person->full->name;
		else if (sighting)
			actor.role = sighting->role;
		if (!vec_add(&finder->actors, &actor))
			return false;
	}
	return true;
}

static void carry_roles(struct finder *finder)
{
	for (size_t i = 0; i < finder->actors.n; i++) {
		struct actor *actor = vec_at(&finder->actors, i);
		const struct person *person = people_persons_of(finder, actor->name);
		if (actor->role.n == 0)
			actor->role = person->role; /* it is known, for it was found */
	}
}

enum status people_find(struct arena *arena, const struct people_rules *rules,
			const struct article *article, const struct mentions *mentions,
			const struct actor **out, size_t *n)
{
	struct finder *finder = arena_alloc(arena, sizeof *finder);

	*out = NULL;
	*n = 0;
	if (!finder)
		return STATUS_MEMORY_LIMIT;
	*finder = (struct finder){.arena = arena,
				  .rules = rules,
				  .article = article,
				  .mentions = mentions,
				  .text = article->text,
				  .marks = {mentions->sentences.marks, mentions->sentences.n_marks},
				  .persons = vec_of(arena, sizeof(struct person)),
				  .sightings = vec_of(arena, sizeof(struct sighting)),
				  .actors = vec_of(arena, sizeof(struct actor))};
	if (!people_sightings_take(finder) || !people_persons_judge(finder))
		return STATUS_MEMORY_LIMIT;
	struct words *names = words_of_persons(finder);
	if (!names || !second_pass(finder, names))
		return STATUS_MEMORY_LIMIT;
	carry_roles(finder);
	return organisations_add(arena, rules, article, mentions, &finder->actors, out, n);
}
