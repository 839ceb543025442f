/* typing.c - see typing.h. Kind by the head noun of the fullest name, else by the list it stands
 * in, else by its shape. Stage by the first founding verb that governs a mention. Themes by the
 * words of the name, which count much, and of its sentences, which count little. */
#include "extract/typing.h"

#include "extract/name_bounds.h"
#include "extract/quote_marks.h"
#include "text/utf8.h"

#define NAME_FACTOR     12 /* a word in the name against one in its paragraph */
#define CLAUSE_FACTOR   4
#define SENTENCE_FACTOR 2
#define PARAGRAPH_BYTES 900
#define THEMES_AT_MOST  3

static bool is_formula(struct slice core)
{
	size_t at = 0;
	uint32_t c;

	if (slice_contains(core, SLICE("+")) || slice_contains(core, SLICE(" ")) ||
	    slice_contains(core, SLICE("＋")) || slice_ends(core, SLICE("联动")) ||
	    slice_contains(core, SLICE("、")))
		return true;
	return utf8_next(core, &at, &c) && is_numeral(c);
}

/* The best head noun that the members of the draft have: one that stays in the name first. */
static const struct head_noun *head_of(const struct passage *passage, const struct draft *draft,
				       size_t number)
{
	const struct name_candidate *namesake = &passage->candidates[draft->namesake];
	const struct head_noun *found = namesake->head;

	for (size_t i = draft->first; i < passage->n_candidates; i++) {
		const struct name_candidate *candidate = &passage->candidates[i];
		if (passage->draft_of[i] != number || !candidate->head)
			continue;
		if (!found ||
		    (found->part == HEAD_DROPPED && candidate->head->part == HEAD_OF_NAME) ||
		    (found->strength < candidate->head->strength && found->part != HEAD_OF_NAME))
			found = candidate->head;
	}
	return found;
}

/* The head noun of a neighbour in the list, or of what sums the list up. */
static const struct head_noun *head_of_list(const struct passage *passage,
					    const struct draft *draft)
{
	const struct name_candidate *best = &passage->candidates[draft->best];

	if (best->umbrella != NO_CANDIDATE)
		return passage->candidates[best->umbrella].head;
	if (best->list == NO_CANDIDATE)
		return NULL;
	for (size_t i = draft->best + 1; i < passage->n_candidates; i++) {
		if (passage->candidates[i].list != best->list)
			break;
		if (passage->candidates[i].head &&
		    passage->candidates[i].head->part == HEAD_OF_NAME)
			return passage->candidates[i].head;
	}
	return NULL;
}

/* “红管家”品牌: what a brand's own words end in says nothing of its kind. */
static bool brand_is_said(const struct passage *passage, const struct draft *draft, size_t number)
{
	if (passage->candidates[draft->namesake].tail.end &&
	    passage->candidates[draft->namesake].head->part == HEAD_OF_NAME)
		return false;
	for (size_t i = draft->first; i < passage->n_candidates; i++)
		if (passage->draft_of[i] == number && passage->candidates[i].head &&
		    passage->candidates[i].head->part == HEAD_DROPPED &&
		    passage->candidates[i].head->kind == KIND_BRAND)
			return true;
	return false;
}

void draft_kind(const struct passage *passage, struct draft *draft, size_t number)
{
	const struct name_candidate *best = &passage->candidates[draft->best];
	const struct head_noun *head = head_of(passage, draft, number);

	if (best->shape == NAME_DOCUMENT) {
		draft->record.kind = KIND_POLICY;
		return;
	}
	if (head && brand_is_said(passage, draft, number)) {
		draft->record.kind = KIND_BRAND;
		return;
	}
	if (!head)
		head = head_of_list(passage, draft);
	if (head)
		draft->record.kind = head->kind;
	else if (best->shape == NAME_CHAIN || is_formula(slice_span(passage->text, best->core)))
		draft->record.kind = KIND_MECHANISM;
	else
		draft->record.kind = KIND_BRAND;
}

/* 打造 and 建设 with 了 or a count: it stands. */
static enum initiative_stage stage_of_verb(const struct name_candidate *candidate)
{
	struct slice word = candidate->verb->word;
	bool builds = slice_ends(word, SLICE("打造")) || slice_ends(word, SLICE("建设"));

	if (builds && (candidate->perfect || candidate->counted))
		return STAGE_COMPLETED;
	return candidate->verb->stage;
}

/* What is said behind the name: “安心码”正式启用。 The verb must close its clause. */
static bool stage_behind(const struct passage *passage, const struct name_candidate *candidate,
			 enum initiative_stage *out)
{
	struct slice behind =
	    slice_sub(passage->text, candidate->span.end, candidate->span.end + 24);
	size_t at = 0, n;
	struct match match;

	if (!matcher_next(passage->rules->verbs, behind, &at, &match) || match.span.start > 6)
		return false;
	const struct governing_verb *verb = &passage->rules->verb_rows[match.entry->value];
	*out = verb->stage;
	if (verb->force != VERB_FOUNDING || verb->stage == STAGE_RUNNING ||
	    verb->stage == STAGE_ANNOUNCED)
		return false;
	struct slice rest = slice_from(behind, match.span.end);
	if (rest.n == 0)
		return true;
	uint32_t c = utf8_at(rest, 0, &n);
	return (is_punctuation(c) && !is_opening_mark(c)) || slice_starts(rest, SLICE("以来")) ||
	       slice_starts(rest, SLICE("以后"));
}

/* Whether a verb can say what became of the thing that the candidate names. */
static bool verb_counts(const struct draft *draft, const struct name_candidate *candidate)
{
	const struct governing_verb *verb = candidate->verb;

	if (!verb || verb->force >= VERB_WEAK)
		return false;
	if (verb->stage == STAGE_ANNOUNCED && draft->record.kind != KIND_POLICY)
		return false;
	return candidate->list != NO_CANDIDATE || candidate->shape == NAME_UNQUOTED ||
	       candidate->span.start - candidate->verb_span.end <= 60;
}

/* The first founding verb in the text decides; without one the first verb of any force. */
void draft_stage(const struct passage *passage, struct draft *draft, size_t number)
{
	bool found = false;

	draft->record.stage = STAGE_RUNNING;
	for (size_t i = draft->first; i < passage->n_candidates; i++) {
		const struct name_candidate *candidate = &passage->candidates[i];
		enum initiative_stage stage;
		if (passage->draft_of[i] != number)
			continue;
		bool behind = stage_behind(passage, candidate, &stage);
		if (!behind && !verb_counts(draft, candidate))
			continue;
		if (!behind)
			stage = stage_of_verb(candidate);
		if (behind || candidate->verb->force == VERB_FOUNDING) {
			draft->record.stage = stage;
			return;
		}
		if (!found)
			draft->record.stage = stage;
		found = true;
	}
}

static void count_themes(const struct initiative_rules *rules, struct slice words, unsigned factor,
			 unsigned *counts)
{
	size_t at = 0;
	struct match match;

	while (matcher_next(rules->themes, words, &at, &match)) {
		const struct matcher_entry *entry = match.entry;
		for (; entry < matcher_end(rules->themes) &&
		       slice_equal(entry->word, match.entry->word);
		     entry++)
			counts[rules->theme_rows[entry->value].theme] +=
			    factor * rules->theme_rows[entry->value].weight;
	}
}

/* The paragraph where the thing comes up first, not too far on. */
static struct slice first_paragraph(const struct passage *passage, const struct draft *draft)
{
	const struct name_candidate *first = &passage->candidates[draft->first];
	struct span span = passage->article->paragraphs[first->paragraph].span;

	if (span.start + PARAGRAPH_BYTES < first->span.start)
		span.start = first->span.start - PARAGRAPH_BYTES;
	if (span.end > first->span.end + PARAGRAPH_BYTES)
		span.end = first->span.end + PARAGRAPH_BYTES;
	return slice_span(passage->text, span);
}

void draft_themes(const struct passage *passage, struct draft *draft)
{
	const struct name_candidate *best = &passage->candidates[draft->best];
	unsigned counts[THEME_COUNT] = {0};
	struct initiative *record = &draft->record;

	count_themes(passage->rules, record->name, NAME_FACTOR, counts);
	count_themes(passage->rules,
		     slice_sub(passage->text, best->clause.start,
			       clause_end(passage->text, best->span.end, passage->text.n)),
		     CLAUSE_FACTOR, counts);
	for (size_t i = 0; i < record->n_evidence && i < 3; i++)
		count_themes(passage->rules, slice_span(passage->text, record->evidence[i]),
			     SENTENCE_FACTOR, counts);
	count_themes(passage->rules, first_paragraph(passage, draft), 1, counts);
	for (record->n_themes = 0; record->n_themes < THEMES_AT_MOST;) {
		int most = 0;
		for (int theme = 1; theme < THEME_COUNT; theme++)
			if (counts[theme] > counts[most])
				most = theme;
		if (counts[most] == 0)
			break;
		record->themes[record->n_themes++] = (enum theme)most;
		counts[most] = 0;
	}
	if (record->n_themes == 0)
		record->themes[record->n_themes++] = THEME_PUBLIC_SERVICE;
}
