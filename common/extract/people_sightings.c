/* people_sightings.c - what may be a name at each place of the text, and how much speaks for it
 * there (extract/people_names.h). Names inside quotation marks are not taken: who is spoken of does
 * not act. */
#include "extract/people_finder.h"

#include "text/utf8.h"

#define PAST_BYTES 36 /* how far before a title 清代 may stand */
#define LINK_BITS  4  /* what a neighbour in a list adds */

bool people_sightings_quoted(struct finder *finder, size_t at)
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

const struct word_path *people_sightings_path(struct finder *finder, size_t at)
{
	struct word_path *path = &finder->path;
	size_t n = path->n;

	if (n == 0 || at < path->at[0] || at >= path->at[n] ||
	    (n == WORD_PATH_LETTERS && at > path->at[n - 24]))
		word_path_read(finder->rules->costs, finder->text, at, path);
	return path;
}

bool people_sightings_link(struct slice between)
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
		if (last->span.end <= at &&
		    people_sightings_link(slice_sub(finder->text, last->span.end, at)) &&
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
		const struct word_path *path = people_sightings_path(finder, at);
		name_context_settle(finder->rules, finder->text, at, path, &context);
		found = names_at(finder->rules, finder->text, at, &context, path, matches);
	}
	if (!found || people_sightings_quoted(finder, at) ||
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

bool people_sightings_take(struct finder *finder)
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
