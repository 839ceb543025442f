/* places.c - see places.h. Scan, resolve (place_scan.h, place_resolve.h), and then a timeline over
 * article.text: points at which another place begins to govern. places_at() is a binary search in
 * it. A paragraph begins under its heading's place, else the article's own; its first sentence is
 * governed as a whole by the first place that acts in it, wherever in the sentence that stands. */
#include "extract/places.h"

#include "extract/jurisdiction.h"
#include "extract/place_resolve.h"
#include "text/utf8.h"

struct point {
	size_t at; /* from this byte on */
	size_t jurisdiction;
};

struct places {
	struct jurisdiction own;
	struct place_mention *mentions;
	size_t n_mentions;
	struct vec jurisdictions; /* struct jurisdiction; 0 is the article's own */
	struct vec points;        /* struct point, ascending */
};

/* Letters that could not be repaired name nothing. */
static void leave_out_broken(struct place_page *page)
{
	const struct article *article = page->article;
	size_t next = 0;

	for (size_t i = page->first_in_text; i < page->end_in_text; i++) {
		struct place_candidate *candidate = &page->candidates[i];
		if (article_is_broken(article, &next, candidate->span))
			candidate->is_void = true;
	}
}

static enum status scan(struct place_page *page)
{
	const struct article *article = page->article;
	struct vec candidates = vec_of(page->arena, sizeof(struct place_candidate));
	bool ok = place_scan(page->rules, article->title, FIELD_TITLE, &candidates) &&
		  place_scan(page->rules, article->kicker, FIELD_KICKER, &candidates) &&
		  place_scan(page->rules, article->subtitle, FIELD_SUBTITLE, &candidates);

	page->first_in_text = candidates.n;
	ok = ok && place_scan(page->rules, article->text, FIELD_TEXT, &candidates);
	page->end_in_text = candidates.n;
	page->candidates = candidates.items;
	page->n = candidates.n;
	leave_out_broken(page);
	return ok ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* --- the timeline ------------------------------------------------------------------------------
 */

struct timeline {
	const struct place_page *page;
	const struct sentences *sentences;
	struct places *places;
	size_t candidate; /* the next one to look at */
	size_t heading;   /* jurisdiction that the last heading set */
	size_t carried;   /* that of the place that acted last */
	uint32_t carried_place;
	bool carried_has_locality;
	bool has_place_headings; /* a heading named a place: each section is a report of its own */
};

static bool add_place(struct timeline *line, uint32_t place, struct slice locality, size_t *number)
{
	const struct place_page *page = line->page;
	struct jurisdiction *jurisdiction = vec_push(&line->places->jurisdictions);

	*number = line->places->jurisdictions.n - 1;
	return jurisdiction && jurisdiction_of(page->arena, page->gazetteer, place, locality,
					       BASIS_TEXT, jurisdiction);
}

static bool add_jurisdiction(struct timeline *line, const struct place_candidate *candidate,
			     size_t *number)
{
	uint32_t own = line->page->own;
	return add_place(line, candidate->place != GAZETTEER_NONE ? candidate->place : own,
			 candidate->locality, number);
}

static bool set_point(struct timeline *line, size_t at, size_t jurisdiction)
{
	struct vec *points = &line->places->points;

	if (points->n) {
		struct point *last = vec_at(points, points->n - 1);
		if (last->at >= at) {
			last->jurisdiction = jurisdiction;
			return true;
		}
		if (last->jurisdiction == jurisdiction)
			return true;
	}
	return vec_add(points, &(struct point){at, jurisdiction});
}

static bool starts_clause(struct slice text, size_t at)
{
	size_t n;

	if (at == 0)
		return true;
	uint32_t c = utf8_before(text, at, &n);
	return is_punctuation(c) || is_space(c);
}

/* Another town or community of the county in which the article's own place lies. */
static bool is_neighbour(const struct place_page *page, uint32_t place)
{
	const struct gazetteer *gazetteer = page->gazetteer;

	return place_level(gazetteer, place) >= DIVISION_TOWN &&
	       place_level(gazetteer, page->own) >= DIVISION_TOWN &&
	       !gazetteer_is_within(gazetteer, page->own, place) &&
	       gazetteer_is_within(gazetteer, place,
				   place_at_level(gazetteer, page->own, DIVISION_COUNTY));
}

/* Whether a place that is not the article's own nor in it acts: such are mostly spoken of, so they
 * must stand in full where a clause begins, and not go on a list (、上海市). */
static bool acts_from_outside(const struct place_page *page,
			      const struct place_candidate *candidate)
{
	struct slice text = page->article->text;
	struct slice before = slice_sub(text, 0, candidate->span.start);

	if (candidate->is_organ || candidate->is_short)
		return false; /* 省住建厅 on a page of a city */
	if (candidate->kind == CANDIDATE_BACK &&
	    slice_starts(slice_span(text, candidate->span), SLICE("全")))
		return false;
	return starts_clause(text, candidate->span.start) && !slice_ends(before, SLICE("、"));
}

/* 更稳当的，是东风路街道组建的巡防队 */
static bool is_cleft(const struct place_page *page, const struct place_candidate *candidate)
{
	struct match match;

	return candidate->is_cleft &&
	       matcher_at(page->rules->members, page->article->text, candidate->span.end, &match);
}

/* Whether the place acts in its sentence. */
static bool acts(const struct timeline *line, const struct place_candidate *candidate)
{
	const struct place_page *page = line->page;

	if (candidate->is_void || candidate->is_body || candidate->is_carrier ||
	    (candidate->is_object && !is_cleft(page, candidate)) ||
	    (candidate->place == GAZETTEER_NONE && candidate->locality.n == 0))
		return false;
	if (page->own == GAZETTEER_NONE || candidate->place == GAZETTEER_NONE ||
	    gazetteer_is_within(page->gazetteer, candidate->place, page->own) ||
	    is_neighbour(page, candidate->place))
		return true;
	if (candidate->is_chained && candidate > page->candidates)
		return acts(line, candidate - 1);
	return acts_from_outside(page, candidate);
}

/* Behind a place that acts, neither an estate takes over that is only spoken of, nor a wider place
 * in the middle of a clause: 市中街道的做法在禹城推广. */
static bool takes_over(const struct timeline *line, const struct place_candidate *candidate,
		       const struct place_candidate *acting)
{
	struct slice text = line->page->article->text;

	if (candidate->kind == CANDIDATE_BACK && candidate->place == acting->place)
		return false; /* 在鬲津社区嘉合园北区，社区打造了… */
	if (candidate->kind == CANDIDATE_ESTATE)
		return acting->span.end == candidate->span.start; /* 鬲津社区嘉合园北区 */
	return candidate->locality.n > 0 || starts_clause(text, candidate->span.start) ||
	       !gazetteer_is_within(line->page->gazetteer, acting->place, candidate->place);
}

static bool is_first_of_paragraph(const struct timeline *line, size_t sentence)
{
	return sentence == 0 || line->sentences->items[sentence - 1].paragraph !=
				    line->sentences->items[sentence].paragraph;
}

static bool is_heading(const struct timeline *line, size_t sentence)
{
	const struct article *article = line->page->article;
	size_t paragraph = line->sentences->items[sentence].paragraph;
	return paragraph < article->n_paragraphs &&
	       article->paragraphs[paragraph].kind == PARAGRAPH_HEADING;
}

/* What governs where a paragraph begins: its heading's place. A story that has no place in its
 * headline is told along its places: the last one that acted goes on acting. */
static size_t at_paragraph(const struct timeline *line)
{
	return line->page->basis == BASIS_TITLE ? line->heading : line->carried;
}

/* A heading ends what its section said of a community, but a story goes on in its town. */
static bool start_section(struct timeline *line)
{
	const struct place_page *page = line->page;
	uint32_t town = place_at_level(page->gazetteer, line->carried_place, DIVISION_TOWN);

	line->heading = 0;
	if (line->has_place_headings || town == GAZETTEER_NONE)
		line->carried = 0;
	else if (place_level(page->gazetteer, line->carried_place) > DIVISION_TOWN ||
		 line->carried_has_locality)
		return add_place(line, town, SLICE_EMPTY, &line->carried);
	return true;
}

/* One sentence: points for the places that act in it. */
static bool walk_sentence(struct timeline *line, size_t sentence)
{
	const struct place_page *page = line->page;
	struct span span = line->sentences->items[sentence].span;
	bool is_first = is_first_of_paragraph(line, sentence);
	const struct place_candidate *acting = NULL;
	size_t number, heading = 0;

	if (is_heading(line, sentence) && !start_section(line))
		return false;
	if (is_first && !set_point(line, span.start, at_paragraph(line)))
		return false;
	for (; line->candidate < page->end_in_text; line->candidate++) {
		const struct place_candidate *candidate = &page->candidates[line->candidate];
		if (candidate->span.start >= span.end)
			break;
		if (candidate->span.start < span.start || !acts(line, candidate))
			continue;
		if (acting && !takes_over(line, candidate, acting))
			continue;
		if (!add_jurisdiction(line, candidate, &number) ||
		    !set_point(line, is_first && !acting ? span.start : candidate->span.start,
			       number))
			return false;
		acting = candidate;
		heading = line->carried = number;
		line->carried_place = candidate->place;
		line->carried_has_locality = candidate->locality.n > 0;
	}
	if (is_heading(line, sentence) && acting) {
		line->heading = heading;
		line->has_place_headings = true;
	}
	return true;
}

static enum status build_timeline(const struct place_page *page, const struct sentences *sentences,
				  struct places *places)
{
	struct timeline line = {.page = page,
				.sentences = sentences,
				.places = places,
				.candidate = page->first_in_text,
				.carried_place = GAZETTEER_NONE};

	if (!vec_add(&places->jurisdictions, &places->own))
		return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < sentences->n; i++)
		if (!walk_sentence(&line, i))
			return STATUS_MEMORY_LIMIT;
	return STATUS_OK;
}

/* --- what callers see --------------------------------------------------------------------------
 */

static enum status collect_mentions(const struct place_page *page, struct places *places)
{
	struct vec mentions = vec_of(page->arena, sizeof(struct place_mention));

	for (size_t i = page->first_in_text; i < page->end_in_text; i++) {
		const struct place_candidate *candidate = &page->candidates[i];
		if (candidate->is_void || candidate->kind == CANDIDATE_BACK ||
		    (candidate->is_body && candidate->is_short) ||
		    (candidate->place == GAZETTEER_NONE && candidate->locality.n == 0))
			continue;
		struct place_mention *mention = vec_push(&mentions);
		if (!mention)
			return STATUS_MEMORY_LIMIT;
		mention->span = candidate->span;
		if (!jurisdiction_of(page->arena, page->gazetteer, candidate->place,
				     candidate->locality, BASIS_TEXT, &mention->place))
			return STATUS_MEMORY_LIMIT;
	}
	places->mentions = mentions.items;
	places->n_mentions = mentions.n;
	return STATUS_OK;
}

static enum status resolve(struct place_page *place_page, const struct page *page)
{
	place_page->source = place_of_outlet(place_page->rules, place_page->article->source);
	place_page->host = place_of_host(place_page->rules, page->host);
	if (!place_mass_init(&place_page->mass, place_page->arena, place_page->gazetteer))
		return STATUS_MEMORY_LIMIT;
	enum status status = scan(place_page);
	return status == STATUS_OK ? place_resolve(place_page) : status;
}

enum status places_find(struct arena *arena, const struct place_rules *rules,
			const struct page *page, const struct article *article,
			const struct sentences *sentences, struct places **out)
{
	struct place_page place_page = {
	    .arena = arena, .rules = rules, .gazetteer = rules->gazetteer, .article = article};
	struct places *places = arena_alloc(arena, sizeof *places);

	if (!places)
		return STATUS_MEMORY_LIMIT;
	places->jurisdictions = vec_of(arena, sizeof(struct jurisdiction));
	places->points = vec_of(arena, sizeof(struct point));
	enum status status = resolve(&place_page, page);
	if (status == STATUS_OK &&
	    !jurisdiction_of(arena, rules->gazetteer, place_page.own, place_page.own_locality,
			     place_page.basis, &places->own))
		status = STATUS_MEMORY_LIMIT;
	if (status == STATUS_OK)
		status = collect_mentions(&place_page, places);
	if (status == STATUS_OK)
		status = build_timeline(&place_page, sentences, places);
	*out = places;
	return status;
}

const struct place_mention *places_mentions(const struct places *places, size_t *n)
{
	*n = places->n_mentions;
	return places->mentions;
}

struct jurisdiction places_of_article(const struct places *places)
{
	return places->own;
}

struct jurisdiction places_at(const struct places *places, size_t at)
{
	size_t low = 0, high = places->points.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (((struct point *)vec_at(&places->points, middle))->at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return places->own;
	const struct point *point = vec_at(&places->points, low - 1);
	return *(struct jurisdiction *)vec_at(&places->jurisdictions, point->jurisdiction);
}
