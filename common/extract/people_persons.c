/* people_persons.c - who is a person of the article: one place that leaves no doubt, or several
 * that leave little. Of two readings of a place the likelier one in the whole article is the name.
 * Then the roles, along lists, and who goes by two names. At most FINDER_PERSONS names are known.
 */
#include "extract/people_finder.h"

#include "base/digest.h"
#include "extract/people_roles.h"
#include "extract/sentences.h"
#include "text/utf8.h"

#define AGAIN_BITS 5 /* what a second place adds: a name is seldom met but once */

/* Where the hash table has that name, or would have it. */
static size_t slot_of(const struct finder *finder, struct slice name)
{
	size_t at = (size_t)hash64(name) & (FINDER_SLOTS - 1);

	while (finder->slots[at]) {
		const struct person *person = vec_at(&finder->persons, finder->slots[at] - 1u);
		if (slice_equal(person->name, name))
			break;
		at = (at + 1) & (FINDER_SLOTS - 1);
	}
	return at;
}

/* The person of that name, new when there is none yet; *out NULL when there is no room for more. */
static bool note_person(struct finder *finder, struct slice name, struct person **out)
{
	uint16_t *slot = &finder->slots[slot_of(finder, name)];

	*out = NULL;
	if (*slot == 0) {
		if (finder->persons.n >= FINDER_PERSONS)
			return true;
		struct person person = {.name = name};
		if (!vec_add(&finder->persons, &person))
			return false;
		*slot = (uint16_t)finder->persons.n;
	}
	*out = vec_at(&finder->persons, *slot - 1u);
	return true;
}

struct person *people_persons_of(const struct finder *finder, struct slice name)
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

size_t people_persons_sentence(const struct finder *finder, size_t at)
{
	size_t i = sentence_at(&finder->mentions->sentences, at);
	return i == SIZE_MAX ? 0 : finder->mentions->sentences.items[i].span.start;
}

/* Of the readings [first, behind) of one place (龚轶, 龚轶文) the heaviest in the whole article is
 * the name. */
static void judge_readings(struct finder *finder, size_t first, size_t behind)
{
	struct person *best = NULL;

	for (size_t i = first; i < behind; i++) {
		const struct sighting *sighting = vec_at(&finder->sightings, i);
		struct person *person =
		    people_persons_of(finder, slice_span(finder->text, sighting->span));
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
	size_t at = sighting->span.start, start = people_persons_sentence(finder, at);
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
		struct person *person =
		    people_persons_of(finder, slice_span(finder->text, before->span));
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
		struct person *person =
		    people_persons_of(finder, slice_span(finder->text, sighting.span));
		bool staff = sighting.context.left == LEFT_STAFF;
		if (!person || !person->known)
			continue;
		sighting.linked =
		    sighting.linked && people_sightings_link(slice_sub(finder->text, head.span.end,
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

static bool find_persons(struct finder *finder)
{
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
				people_persons_of(finder, slice_span(finder->text, a->span))->full =
				    people_persons_of(finder, slice_span(finder->text, b->span));
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

bool people_persons_judge(struct finder *finder)
{
	const struct article *article = finder->article;

	if (!note_staff(finder, article->authors) || !note_staff(finder, article->correspondents) ||
	    !note_staff(finder, article->photographers) || !note_staff(finder, article->editors) ||
	    !find_persons(finder))
		return false;
	find_named(finder);
	find_full_names(finder);
	return true;
}
