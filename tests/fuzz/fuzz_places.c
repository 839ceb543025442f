/* fuzz_places.c - the place grammar on any page: first line the headline, second the outlet, third
 * the host, the rest text ("# " begins a heading). Beyond not crashing: mentions rise, lie in the
 * text on whole letters; each code is one of the gazetteer, with its name and its path; a locality
 * is letters of the page; the same page gives the same places again. */
#include <stdlib.h>

#include "base/digest.h"
#include "base/vec.h"
#include "extract/places.h"
#include "extract/sentences.h"
#include "text/utf8.h"

#define BUDGET ((size_t)64 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct place_rules *rules;
static struct gazetteer *gazetteer;

static void require(bool what)
{
	if (!what)
		abort();
}

static void load(void)
{
	static struct arena *process; /* kept: the rules live in it */
	const char *path = getenv("JICENG_GAZETTEER");
	struct lexicon lexicon;

	process = arena_new(BUDGET);
	require(process && lexicon_load(process, NULL, &lexicon, NULL) == STATUS_OK);
	require(gazetteer_open(path ? path : "build/gazetteer.bin", &gazetteer, NULL) == STATUS_OK);
	require(place_rules_load(process, &lexicon, gazetteer, &rules, NULL) == STATUS_OK);
}

/* Cuts the first line off. */
static struct slice take_line(struct slice *rest)
{
	struct slice line = SLICE_EMPTY;

	slice_next_field(rest, '\n', &line);
	return line;
}

static bool set_paragraphs(struct arena *arena, struct article *article)
{
	struct vec paragraphs = vec_of(arena, sizeof(struct paragraph));
	struct slice rest = article->text, line;

	while (slice_next_field(&rest, '\n', &line)) {
		size_t start = line.n ? (size_t)(line.p - article->text.p) : 0;
		struct paragraph paragraph = {{start, start + line.n},
					      slice_starts(line, SLICE("# ")) ? PARAGRAPH_HEADING
									      : PARAGRAPH_BODY};
		if (line.n && !vec_add(&paragraphs, &paragraph))
			return false;
	}
	article->paragraphs = paragraphs.items;
	article->n_paragraphs = paragraphs.n;
	return true;
}

static void check_place(const struct jurisdiction *place, const struct article *article)
{
	struct division division;

	require(place->locality.n == 0 || slice_contains(article->text, place->locality) ||
		slice_contains(article->title, place->locality));
	require(utf8_is_valid(place->locality));
	if (place->code.n == 0) {
		require(place->n_path == 0 && place->name.n == 0);
		return;
	}
	uint32_t number = gazetteer_by_code(gazetteer, place->code);
	require(gazetteer_division(gazetteer, number, &division));
	require(slice_equal(division.name, place->name) &&
		(int)division.level == (int)place->level && division.class != CLASS_UNNAMED);
	require(place->n_path > 0 && place->n_path <= 5 &&
		slice_equal(place->path[place->n_path - 1], place->name));
	for (size_t i = 1; i < place->n_path; i++)
		require(place->path[i].n > 0 && !slice_equal(place->path[i], place->path[i - 1]));
}

static void check_mentions(const struct places *places, const struct article *article)
{
	size_t n, end = 0;
	const struct place_mention *mentions = places_mentions(places, &n);

	for (size_t i = 0; i < n; i++) {
		struct span span = mentions[i].span;
		require(span.start >= end && span.end > span.start && span.end <= article->text.n);
		require(utf8_is_valid(slice_span(article->text, span)));
		require(mentions[i].place.code.n || mentions[i].place.locality.n);
		check_place(&mentions[i].place, article);
		end = span.end;
	}
}

static uint64_t add(uint64_t sum, struct slice bytes)
{
	return sum * 31 + hash64(bytes);
}

/* All that callers can see, in one number. */
static uint64_t fingerprint(const struct places *places, const struct article *article)
{
	size_t n;
	const struct place_mention *mentions = places_mentions(places, &n);
	struct jurisdiction own = places_of_article(places);
	uint64_t sum = add(add((uint64_t)own.basis, own.code), own.locality);

	for (size_t i = 0; i < n; i++)
		sum = add(add(sum + mentions[i].span.start, mentions[i].place.code),
			  mentions[i].place.locality);
	for (size_t at = 0; at < article->text.n; at += 16) {
		struct jurisdiction place = places_at(places, at);
		check_place(&place, article);
		sum = add(add(sum, place.code), place.locality);
	}
	return sum;
}

/* The fingerprint of the page's places; 0 when memory ran out. */
static uint64_t find(const struct article *article, const struct page *page)
{
	struct arena *arena = arena_new(BUDGET);
	struct sentences sentences;
	struct places *places;
	uint64_t sum = 0;

	require(arena != NULL);
	if (sentences_split(arena, article, &sentences) == STATUS_OK &&
	    places_find(arena, rules, page, article, &sentences, &places) == STATUS_OK) {
		struct jurisdiction own = places_of_article(places);
		check_place(&own, article);
		check_mentions(places, article);
		sum = fingerprint(places, article);
	}
	arena_free(arena);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = {(const char *)data, size};
	struct article article = {0};
	struct page page = {0};

	if (size == 0 || !utf8_is_valid(rest))
		return 0;
	if (!rules)
		load();
	article.title = take_line(&rest);
	article.source = take_line(&rest);
	page.host = take_line(&rest);
	article.text = rest;
	struct arena *arena = arena_new(BUDGET);
	require(arena != NULL);
	if (set_paragraphs(arena, &article))
		require(find(&article, &page) == find(&article, &page));
	arena_free(arena);
	return 0;
}
