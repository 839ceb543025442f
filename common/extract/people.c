/* people.c - two passes. The first finds names by what stands around them and notes each person
 * once, with the first role given. The second finds every further mention of those names, which
 * needs no evidence of its own any more. Names inside quotation marks are not taken in the first
 * pass: who is spoken of does not act. At most MOST_PERSONS persons of an article are known. */
#include "extract/people.h"

#include "base/digest.h"
#include "base/vec.h"
#include "extract/marks.h"
#include "extract/organisations.h"
#include "extract/people_names.h"
#include "extract/people_roles.h"
#include "extract/sentences.h"
#include "text/utf8.h"

#define MOST_PERSONS 512
#define SLOTS        2048 /* a power of two, well over MOST_PERSONS */

struct person {
	struct slice name;
	struct slice role;
	bool staff;
	bool surname_only;
};

/* A mention of the first pass. */
struct sighting {
	struct span span;
	struct slice role;
	struct span title; /* empty: the role does not end with a title */
	bool staff;
};

struct finder {
	struct arena *arena;
	const struct people_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	struct slice text;
	struct marks marks;
	struct vec persons;
	uint16_t slots[SLOTS]; /* 1 + index in persons, by hash of the name; 0: free */
	struct vec sightings;
	size_t next_pair, next_broken, next_place;
	struct vec actors;
};

static uint16_t *slot_of(struct finder *finder, struct slice name)
{
	size_t at = (size_t)hash64(name) & (SLOTS - 1);

	while (finder->slots[at]) {
		const struct person *person = vec_at(&finder->persons, finder->slots[at] - 1u);
		if (slice_equal(person->name, name))
			break;
		at = (at + 1) & (SLOTS - 1);
	}
	return &finder->slots[at];
}

/* The person of that name, new when there is none yet; *out NULL when there is no room for more. */
static bool note_person(struct finder *finder, struct slice name, struct person **out)
{
	uint16_t *slot = slot_of(finder, name);

	*out = NULL;
	if (*slot == 0) {
		if (finder->persons.n >= MOST_PERSONS)
			return true;
		struct person person = {.name = name};
		if (!vec_add(&finder->persons, &person))
			return false;
		*slot = (uint16_t)finder->persons.n;
	}
	*out = vec_at(&finder->persons, *slot - 1u);
	return true;
}

static bool note_staff(struct finder *finder, struct slices names)
{
	struct person *person;

	for (size_t i = 0; i < names.n; i++) {
		if (names.items[i].n == 0)
			continue;
		if (!note_person(finder, names.items[i], &person))
			return false;
		if (person)
			person->staff = true;
	}
	return true;
}

/* Byte `at`, which never goes back, stands in quotation marks or a title. Only the outermost pair
 * around it is looked at. */
static bool is_quoted(struct finder *finder, size_t at)
{
	const struct marks *marks = &finder->marks;

	while (finder->next_pair < marks->n && marks->items[finder->next_pair].whole.end <= at)
		finder->next_pair++;
	if (finder->next_pair == marks->n)
		return false;
	const struct mark_pair *pair = &marks->items[finder->next_pair];
	return pair->inside.start <= at && at < pair->inside.end && pair->certain &&
	       (mark_quotes(pair->family) || pair->family == MARK_TITLE);
}

static bool starts_in_place(struct finder *finder, size_t at)
{
	const struct mentions *mentions = finder->mentions;

	while (finder->next_place < mentions->n_places &&
	       mentions->places[finder->next_place].span.end <= at)
		finder->next_place++;
	return finder->next_place < mentions->n_places &&
	       mentions->places[finder->next_place].span.start <= at;
}

static size_t sentence_start(const struct finder *finder, size_t at)
{
	size_t i = sentence_at(&finder->mentions->sentences, at);
	return i == SIZE_MAX ? 0 : finder->mentions->sentences.items[i].span.start;
}

/* A name in a list takes its evidence from the one before: 志愿者张三、李四和王五. */
static const struct sighting *list_head(const struct finder *finder, size_t at)
{
	static const struct slice LINKS[] = {SLICE_INIT("、"), SLICE_INIT("和"), SLICE_INIT("与"),
					     SLICE_INIT("及"), SLICE_INIT(" "),  SLICE_INIT("　")};

	if (finder->sightings.n == 0)
		return NULL;
	const struct sighting *last = vec_at(&finder->sightings, finder->sightings.n - 1);
	struct slice between = slice_sub(finder->text, last->span.end, at);
	for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
		if (slice_equal(between, LINKS[i]))
			return last;
	return NULL;
}

static bool role_of(struct finder *finder, struct span name, const struct name_context *context,
		    struct sighting *sighting)
{
	size_t at = name.start, start = sentence_start(finder, at);
	struct span role = {at, at};

	if (context->left == LEFT_TITLE) {
		role =
		    role_span(finder->rules, finder->text, finder->mentions, start, context->title);
		sighting->title = context->title;
	} else if (context->left == LEFT_OF) {
		role = role_phrase(finder->rules, finder->text, start, at);
	} else if (context->left != LEFT_STAFF) {
		role = role_apart(finder->rules, finder->text, finder->mentions, start, name);
	}
	if (role.end <= role.start)
		return true;
	sighting->role = role_resolved(finder->arena, finder->rules, finder->text, role);
	return sighting->role.p != NULL;
}

static bool take_sighting(struct finder *finder, const struct name_match *match,
			  const struct name_context *context, const struct sighting *head)
{
	struct sighting sighting = {.span = match->span};
	struct person *person;

	sighting.staff = context->left == LEFT_STAFF;
	if (head) {
		sighting.role = head->role;
		sighting.staff = head->staff;
	} else if (!role_of(finder, match->span, context, &sighting)) {
		return false;
	}
	if (!note_person(finder, slice_span(finder->text, match->span), &person))
		return false;
	if (!person)
		return true;
	person->staff |= sighting.staff;
	person->surname_only = match->surname_only;
	if (person->role.n == 0)
		person->role = sighting.role;
	return vec_add(&finder->sightings, &sighting);
}

/* A name at `at` or around the dot there; *behind is where the search goes on. */
static bool look_at(struct finder *finder, size_t at, size_t *behind)
{
	size_t n;
	struct name_context context;
	struct name_match match;
	const struct sighting *head = NULL;
	uint32_t c = utf8_at(finder->text, at, &n);
	bool found;

	*behind = at + n;
	if (is_name_dot(c)) {
		found = name_around_dot(finder->rules, finder->text, at, &context, &match);
	} else {
		if (!name_possible(finder->rules, finder->text, at))
			return true;
		context = name_context(finder->rules, finder->text, at);
		head = context.left < LEFT_TITLE ? list_head(finder, at) : NULL;
		if (head)
			context.left = LEFT_TITLE;
		found = name_at(finder->rules, finder->text, at, &context, &match);
	}
	if (!found || is_quoted(finder, at) ||
	    article_is_broken(finder->article, &finder->next_broken, match.span) ||
	    (context.left < LEFT_TITLE && starts_in_place(finder, match.span.start)))
		return true;
	if (match.span.end > *behind)
		*behind = match.span.end;
	return take_sighting(finder, &match, &context, head);
}

static bool first_pass(struct finder *finder)
{
	for (size_t at = 0; at < finder->text.n;) {
		if (!look_at(finder, at, &at))
			return false;
	}
	return true;
}

static struct words *words_of_persons(struct finder *finder)
{
	struct vec entries = vec_of(finder->arena, sizeof(struct matcher_entry));

	for (size_t i = 0; i < finder->persons.n; i++) {
		const struct person *person = vec_at(&finder->persons, i);
		struct matcher_entry entry = {person->name, (uint32_t)i};
		if (!vec_add(&entries, &entry))
			return NULL;
	}
	struct words *words = arena_alloc(finder->arena, sizeof *words);
	return words && words_build(finder->arena, entries.items, entries.n, words) ? words : NULL;
}

/* Is this occurrence of a known name that person? A short name may be the beginning of a word. */
static bool is_mention(struct finder *finder, const struct match *match)
{
	enum name_right right = name_right(finder->rules, finder->text, match->span.end);

	if (right == RIGHT_THING || (right == RIGHT_NOTHING && match->entry->word.n <= 2 * 3))
		return false;
	return !is_quoted(finder, match->span.start) &&
	       !article_is_broken(finder->article, &finder->next_broken, match->span);
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
	size_t start = sentence_start(finder, mention.start);
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
		if (person->staff || (!sighting && !is_mention(finder, &match)))
			continue;
		if (!look_for_role(finder, person, match.span))
			return false;
		struct actor actor = {match.span, person->name, ACTOR_PERSON, SLICE_EMPTY};
		if (sighting)
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
		const struct person *person =
		    vec_at(&finder->persons, *slot_of(finder, actor->name) - 1u);
		if (actor->role.n == 0)
			actor->role = person->role;
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
				  .persons = vec_of(arena, sizeof(struct person)),
				  .sightings = vec_of(arena, sizeof(struct sighting)),
				  .actors = vec_of(arena, sizeof(struct actor))};
	if (marks_match(arena, article->text, &finder->marks) != STATUS_OK ||
	    !note_staff(finder, article->authors) || !note_staff(finder, article->correspondents) ||
	    !note_staff(finder, article->photographers) || !note_staff(finder, article->editors) ||
	    !first_pass(finder))
		return STATUS_MEMORY_LIMIT;
	struct words *names = words_of_persons(finder);
	if (!names || !second_pass(finder, names))
		return STATUS_MEMORY_LIMIT;
	carry_roles(finder);
	return organisations_add(arena, rules, article, mentions, &finder->actors, out, n);
}
