/* people.c - three steps. The first weighs what may be a name at each place of the text (extract/
 * people_names.h). The second asks, over the whole article, who is a person: one place that leaves
 * no doubt, or several that leave little. The third finds every further mention of those names,
 * which needs no evidence of its own any more. Names inside quotation marks are not taken in the
 * first step: who is spoken of does not act. At most MOST_PERSONS names of an article are known. */
#include "extract/people.h"

#include "base/digest.h"
#include "base/vec.h"
#include "extract/marks.h"
#include "extract/organisations.h"
#include "extract/people_names.h"
#include "extract/people_roles.h"
#include "extract/sentences.h"
#include "text/utf8.h"

#define MOST_PERSONS    1024
#define PAST_BYTES      36   /* how far before a title 清代 may stand */
#define SLOTS           4096 /* a power of two, well over MOST_PERSONS */
#define LINK_BITS       4    /* what a neighbour in a list adds */
#define AGAIN_BITS      5    /* what a second place adds: a name is seldom met but once */
#define SHORT_NAME_BITS 12   /* of a name of two letters, as ordinary words */

struct person {
	struct slice name;
	struct slice role;
	bool staff;
	bool surname_only;
	const struct person *full; /* whose name is given in full elsewhere: 叶尔江, 秦书记 */
	bool known;                /* beyond doubt: not only a string that was weighed */
	bool acts;    /* not only words or works of his are spoken of (范仲淹的《…》) */
	bool does;    /* he is the subject of a verb somewhere */
	bool titled;  /* somewhere with a role */
	size_t first; /* where it is named first */
	int best;     /* bits of its likeliest place */
	int sum;      /* of all */
};

/* A place of the first step. */
struct sighting {
	struct span span;
	struct name_context context;
	enum name_right right;
	int bits;
	bool surname_only;
	bool linked; /* to the one before it by 、 or 和 */
	struct slice role;
};

struct finder {
	struct arena *arena;
	const struct people_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	struct slice text;
	struct marks marks;
	struct word_path path; /* of the letters that were looked at last */
	struct vec persons;
	uint16_t slots[SLOTS]; /* 1 + index in persons, by hash of the name; 0: free */
	struct vec sightings;
	size_t next_pair, next_broken, next_place;
	struct vec actors;
};

/* Where the hash table has that name, or would have it. */
static size_t slot_of(const struct finder *finder, struct slice name)
{
	size_t at = (size_t)hash64(name) & (SLOTS - 1);

	while (finder->slots[at]) {
		const struct person *person = vec_at(&finder->persons, finder->slots[at] - 1u);
		if (slice_equal(person->name, name))
			break;
		at = (at + 1) & (SLOTS - 1);
	}
	return at;
}

/* The person of that name, new when there is none yet; *out NULL when there is no room for more. */
static bool note_person(struct finder *finder, struct slice name, struct person **out)
{
	uint16_t *slot = &finder->slots[slot_of(finder, name)];

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

/* The person of that name, NULL when there was no room for one. */
static struct person *person_of(const struct finder *finder, struct slice name)
{
	uint16_t slot = finder->slots[slot_of(finder, name)];
	return slot ? vec_at(&finder->persons, slot - 1u) : NULL;
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
			person->staff = person->known = true;
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

/* The letters around byte `at` read as words; read anew only where they were not yet. */
static const struct word_path *path_at(struct finder *finder, size_t at)
{
	struct word_path *path = &finder->path;
	size_t n = path->n;

	if (n == 0 || at < path->at[0] || at >= path->at[n] ||
	    (n == WORD_PATH_LETTERS && at > path->at[n - 24]))
		word_path_read(finder->rules->costs, finder->text, at, path);
	return path;
}

/* Does the text between two names link them: 张三、李四和王五? */
static bool links(struct slice between)
{
	static const struct slice LINKS[] = {SLICE_INIT("、"), SLICE_INIT("和"), SLICE_INIT("与"),
					     SLICE_INIT("及"), SLICE_INIT(" "),  SLICE_INIT("　")};

	for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
		if (slice_equal(between, LINKS[i]))
			return true;
	return false;
}

/* The likeliest sighting that a link between it and byte `at` makes a neighbour. */
static struct sighting *linked_before(const struct finder *finder, size_t at)
{
	struct sighting *best = NULL;

	for (size_t i = finder->sightings.n; i > 0 && i + MOST_READINGS > finder->sightings.n;
	     i--) {
		struct sighting *last = vec_at(&finder->sightings, i - 1);
		if (last->span.end <= at && links(slice_sub(finder->text, last->span.end, at)) &&
		    (!best || last->bits > best->bits))
			best = last;
	}
	return best;
}

/* Of names that overlap (文|王晓燕, 文王晓|燕) the likeliest is kept; the readings of one place are
 * all. False: this one is lighter than what is there. */
static bool outweighs(struct finder *finder, const struct name_match *match)
{
	while (finder->sightings.n) {
		const struct sighting *last = vec_at(&finder->sightings, finder->sightings.n - 1);
		if (last->span.start == match->span.start || last->span.end <= match->span.start)
			return true;
		if (last->bits >= match->bits)
			return false;
		finder->sightings.n--;
	}
	return true;
}

static bool take_sighting(struct finder *finder, const struct name_match *match,
			  const struct name_context *context, struct sighting *before)
{
	struct sighting sighting = {.span = match->span, .context = *context, .bits = match->bits};

	sighting.right = match->right;
	sighting.surname_only = match->surname_only;
	sighting.linked = before != NULL;
	return vec_add(&finder->sightings, &sighting);
}

/* What stands left and right of a dot is one name: readings of its parts go. */
static void drop_parts(struct finder *finder, struct span whole)
{
	while (finder->sightings.n) {
		const struct sighting *last = vec_at(&finder->sightings, finder->sightings.n - 1);
		if (last->span.end <= whole.start || last->span.start < whole.start)
			break;
		finder->sightings.n--;
	}
}

/* 清代学者, 已故劳模: whose role begins so does not act in the story. */
static bool is_past(const struct finder *finder, const struct name_context *context)
{
	size_t from = context->title.start > PAST_BYTES ? context->title.start - PAST_BYTES : 0;
	struct slice before = slice_sub(finder->text, 0, context->title.end);
	size_t line = slice_find_last(slice_sub(before, from, before.n), SLICE("，"));
	struct match word;

	if (context->left < LEFT_NOUN || context->left == LEFT_LINK)
		return false;
	if (line != SIZE_MAX)
		from += line;
	while (from < before.n && ((unsigned char)before.p[from] & 0xC0) == 0x80)
		from++;
	while (words_next(&finder->rules->not_names, before, &from, &word))
		if (word.entry->value == NOT_NAME_PAST)
			return true;
	return false;
}

/* The names at `at` or around the dot there; *behind is where the search goes on. */
static bool look_at(struct finder *finder, size_t at, size_t *behind)
{
	size_t n, found;
	struct name_context context;
	struct name_match matches[MOST_READINGS];
	struct sighting *before = NULL;
	uint32_t c = utf8_at(finder->text, at, &n);

	*behind = at + n;
	if (is_name_dot(c)) {
		const struct sighting *last =
		    finder->sightings.n ? vec_at(&finder->sightings, finder->sightings.n - 1)
					: NULL;
		if (last && last->span.end > at && last->context.left >= LEFT_STOP)
			return true;
		found = name_around_dot(finder->rules, finder->text, at, &context, matches);
	} else {
		context = name_context(finder->rules, finder->text, at);
		before = context.left < LEFT_TITLE ? linked_before(finder, at) : NULL;
		if (before)
			context.left = before->bits >= NAME_SURE ? LEFT_LINK : LEFT_START;
		if (!name_possible(finder->rules, finder->text, at, &context))
			return true;
		const struct word_path *path = path_at(finder, at);
		name_context_settle(finder->rules, finder->text, at, path, &context);
		found = names_at(finder->rules, finder->text, at, &context, path, matches);
	}
	if (!found || is_quoted(finder, at) ||
	    (context.left < LEFT_NOUN && starts_in_place(finder, matches[0].span.start)) ||
	    article_is_broken(finder->article, &finder->next_broken, matches[0].span))
		return true;
	if (is_name_dot(c))
		drop_parts(finder, matches[0].span);
	if (!outweighs(finder, &matches[0]) || is_past(finder, &context))
		return true;
	/* A likely name in a list speaks for the one before it as well. */
	if (before && before < (struct sighting *)finder->sightings.items + finder->sightings.n &&
	    matches[0].bits >= LINK_BITS / 2)
		before->bits += LINK_BITS;
	for (size_t i = 0; i < found; i++)
		if (!take_sighting(finder, &matches[i], &context, before))
			return false;
	return true;
}

static bool weigh_all(struct finder *finder)
{
	for (size_t at = 0; at < finder->text.n;) {
		size_t n;
		uint32_t c = utf8_at(finder->text, at, &n);
		if (!name_begins(finder->rules, finder->text, c, at, at + n) && !is_name_dot(c))
			at += n;
		else if (!look_at(finder, at, &at))
			return false;
	}
	return true;
}

/* Of the readings [first, behind) of one place (龚轶, 龚轶文) the heaviest in the whole article is
 * the name. */
static void judge_readings(struct finder *finder, size_t first, size_t behind)
{
	struct person *best = NULL;

	for (size_t i = first; i < behind; i++) {
		const struct sighting *sighting = vec_at(&finder->sightings, i);
		struct person *person = person_of(finder, slice_span(finder->text, sighting->span));
		if (!person || !person->known)
			continue;
		if (!best) {
			best = person;
		} else if (best != person) {
			struct person *lighter = best->sum >= person->sum ? person : best;
			best = lighter == best ? person : best;
			lighter->known = lighter->staff;
		}
	}
}

static void judge_all_readings(struct finder *finder)
{
	size_t first = 0;

	for (size_t i = 1; i <= finder->sightings.n; i++) {
		const struct sighting *a = vec_at(&finder->sightings, first);
		const struct sighting *b =
		    i < finder->sightings.n ? vec_at(&finder->sightings, i) : NULL;
		if (b && b->span.start == a->span.start)
			continue;
		judge_readings(finder, first, i);
		first = i;
	}
}

/* Is the title at [title.start, title.end) that of the name behind it? */
static bool is_of_next(const struct finder *finder, size_t sighting, struct span title)
{
	for (size_t i = sighting + 1; i < finder->sightings.n; i++) {
		const struct sighting *next = vec_at(&finder->sightings, i);
		if (next->span.start >= title.end)
			return next->span.start == title.end;
	}
	return false;
}

/* The role that the words around sighting number `number` give it. None of them stands before the
 * name `head`, the last one before it; 潘振声|女儿 马莉 goes over it. */
static bool role_of(struct finder *finder, size_t number, struct span head,
		    struct sighting *sighting)
{
	const struct name_context *context = &sighting->context;
	size_t at = sighting->span.start, start = sentence_start(finder, at);
	struct span role = {at, at}, none = role;

	if (head.end > start && head.end <= context->title.start)
		start = head.end == context->title.start ? head.start : head.end;
	if (context->left == LEFT_TITLE || context->left == LEFT_NOUN)
		role =
		    role_span(finder->rules, finder->text, finder->mentions, start, context->title);
	else if (context->left == LEFT_OF)
		role = role_phrase(finder->rules, finder->text, start, at);
	else if (context->left != LEFT_STAFF)
		role = role_apart(finder->rules, finder->text, finder->mentions, start,
				  sighting->span);
	if (role.start >= head.start && role.end <= head.end)
		role = none; /* 黄阿姨叫黄彩莲: a name, not a role */
	if (role.end <= role.start) {
		role = role_after(finder->rules, finder->text, sighting->span.end);
		if (is_of_next(finder, number, role))
			role = none;
	}
	if (role.end <= role.start)
		return true;
	sighting->role = role_resolved(finder->arena, finder->rules, finder->text, role);
	return sighting->role.p != NULL;
}

/* A role behind the last name of a list is that of all: 张三、李四和王五三名村民代表. */
static void share_role(struct finder *finder, size_t last)
{
	struct slice role = ((struct sighting *)vec_at(&finder->sightings, last))->role;

	while (last > 0 && ((struct sighting *)vec_at(&finder->sightings, last))->linked) {
		struct sighting *before = vec_at(&finder->sightings, --last);
		struct person *person = person_of(finder, slice_span(finder->text, before->span));
		if (before->role.n)
			break;
		before->role = role;
		if (person->role.n == 0)
			person->role = role;
	}
}

/* Gives the sightings of known persons their roles, along lists too, and keeps those alone. */
static bool give_roles(struct finder *finder)
{
	struct sighting head = {.span = {0, 0}};
	size_t kept = 0;

	for (size_t i = 0; i < finder->sightings.n; i++) {
		struct sighting sighting = *(struct sighting *)vec_at(&finder->sightings, i);
		struct person *person = person_of(finder, slice_span(finder->text, sighting.span));
		bool staff = sighting.context.left == LEFT_STAFF;
		if (!person || !person->known)
			continue;
		sighting.linked = sighting.linked && links(slice_sub(finder->text, head.span.end,
								     sighting.span.start));
		if (sighting.linked) {
			sighting.role = head.role;
			staff |= head.context.left == LEFT_STAFF;
		}
		if (sighting.role.n == 0 && !role_of(finder, i, head.span, &sighting))
			return false;
		if (staff)
			sighting.context.left = LEFT_STAFF;
		person->staff |= staff;
		person->surname_only = sighting.surname_only;
		if (person->role.n == 0)
			person->role = sighting.role;
		head = sighting;
		*(struct sighting *)vec_at(&finder->sightings, kept) = sighting;
		if (sighting.role.n)
			share_role(finder, kept);
		kept++;
	}
	finder->sightings.n = kept;
	return true;
}

/* Counts a place for its person. */
static bool note_sighting(struct finder *finder, const struct sighting *sighting)
{
	struct slice rest = slice_from(finder->text, sighting->span.end);
	struct person *person;

	if (!note_person(finder, slice_span(finder->text, sighting->span), &person))
		return false;
	if (!person)
		return true;
	if (person->sum == 0 && !person->does)
		person->first = sighting->span.start;
	if (sighting->bits >= 0)
		person->sum += sighting->bits + (person->sum > 0 ? AGAIN_BITS : 0);
	person->acts |= sighting->context.left == LEFT_START ||
			sighting->context.left >= LEFT_AGE || sighting->right != RIGHT_LINK ||
			!slice_starts(rest, SLICE("的"));
	person->titled |= sighting->context.left >= LEFT_AGE;
	person->does |= sighting->context.left >= LEFT_STOP && sighting->right >= RIGHT_WEAK;
	if (sighting->bits > person->best)
		person->best = sighting->bits;
	return true;
}

/* A short name without a role that begins the name of a place of the article (昌吉市) is that
 * place. */
static bool is_place(const struct finder *finder, const struct person *person)
{
	const struct mentions *mentions = finder->mentions;

	for (size_t i = 0; !person->titled && person->name.n <= 2 * 3 && i < mentions->n_places;
	     i++)
		if (slice_starts(slice_span(finder->text, mentions->places[i].span), person->name))
			return true;
	return false;
}

static bool first_pass(struct finder *finder)
{
	if (!weigh_all(finder))
		return false;
	for (size_t i = 0; i < finder->sightings.n; i++)
		if (!note_sighting(finder, vec_at(&finder->sightings, i)))
			return false;
	for (size_t i = 0; i < finder->persons.n; i++) {
		struct person *person = vec_at(&finder->persons, i);
		person->known |=
		    person->best >= NAME_SURE || (person->does && person->sum >= NAME_SURE);
		person->known &= (person->acts && !is_place(finder, person)) || person->staff;
	}
	judge_all_readings(finder);
	return give_roles(finder);
}

/* Is `part` what is said for short of `whole`: 叶尔江 of 叶尔江·赛力克, 秦书记 and 秦大姐 of
 * 秦玉兰? A form without an office is short only for somebody named before, and when it has no role
 * of its own (居民秦大姐). */
static bool is_short_for(const struct finder *finder, const struct person *part,
			 const struct person *whole)
{
	struct match form, surname;
	size_t n, prefix = 0;

	if (!whole->known || whole->surname_only || part == whole)
		return false;
	if (slice_starts(whole->name, part->name))
		return part->name.n < whole->name.n &&
		       !is_han(utf8_at(whole->name, part->name.n, &n));
	if (!part->surname_only || !words_at(&finder->rules->surnames, whole->name, 0, &surname))
		return false;
	uint32_t c = utf8_at(part->name, 0, &n);
	if (c == 0x8001 || c == 0x5C0F) /* 老 小 */
		prefix = n;
	if (!slice_starts(slice_from(part->name, prefix), surname.entry->word))
		return false;
	if (words_before(&finder->rules->titles, part->name, part->name.n, &form) &&
	    form.entry->value == TITLE_OFFICE && form.span.start == surname.span.end)
		return true;
	bool plain = whole->role.n == 0 ||
		     (words_before(&finder->rules->titles, whole->role, whole->role.n, &form) &&
		      form.entry->value == TITLE_PERSON);
	return plain && part->role.n == 0 && whole->first < part->first;
}

/* 黄阿姨叫黄彩莲, 翁阿伯本名翁天赐: says that they are one. */
static void find_named(struct finder *finder)
{
	static const struct slice WORDS[] = {
	    SLICE_INIT("叫"),   SLICE_INIT("名叫"), SLICE_INIT("本名"),   SLICE_INIT("大名"),
	    SLICE_INIT("全名"), SLICE_INIT("原名"), SLICE_INIT("大名叫"), SLICE_INIT("本名叫")};

	for (size_t i = 1; i < finder->sightings.n; i++) {
		const struct sighting *a = vec_at(&finder->sightings, i - 1);
		const struct sighting *b = vec_at(&finder->sightings, i);
		struct slice between = slice_sub(finder->text, a->span.end, b->span.start);
		for (size_t k = 0; a->surname_only && k < sizeof WORDS / sizeof *WORDS; k++)
			if (slice_equal(between, WORDS[k]))
				person_of(finder, slice_span(finder->text, a->span))->full =
				    person_of(finder, slice_span(finder->text, b->span));
	}
}

/* A name that is short for just one other person's is his. */
static void find_full_names(struct finder *finder)
{
	for (size_t i = 0; i < finder->persons.n; i++) {
		struct person *part = vec_at(&finder->persons, i);
		size_t found = 0;
		if (part->full)
			continue;
		for (size_t k = 0; part->known && k < finder->persons.n && found < 2; k++) {
			const struct person *whole = vec_at(&finder->persons, k);
			if (is_short_for(finder, part, whole)) {
				part->full = whole;
				found++;
			}
		}
		if (found != 1)
			part->full = NULL;
	}
}

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
	const struct word_path *path = path_at(finder, at);
	enum name_right right = name_right(finder->rules, finder->text, match->span.end, path);
	size_t first = word_path_index(path, at), end = word_path_index(path, match->span.end);

	if (right == RIGHT_THING || is_quoted(finder, at) ||
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
		const struct person *person = person_of(finder, actor->name);
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
	if (!note_staff(finder, article->authors) || !note_staff(finder, article->correspondents) ||
	    !note_staff(finder, article->photographers) || !note_staff(finder, article->editors) ||
	    !first_pass(finder))
		return STATUS_MEMORY_LIMIT;
	find_named(finder);
	find_full_names(finder);
	struct words *names = words_of_persons(finder);
	if (!names || !second_pass(finder, names))
		return STATUS_MEMORY_LIMIT;
	carry_roles(finder);
	return organisations_add(arena, rules, article, mentions, &finder->actors, out, n);
}
