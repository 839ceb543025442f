/* judgement.c - see judgement.h. Facts are independent of each other and only add up, so that each
 * decision can be explained by a list of them. */
#include "extract/judgement.h"

#include <math.h>
#include <string.h>

#include "extract/name_bounds.h"
#include "text/utf8.h"

#define EXPLAINED_BYTES  15 /* of the part of a formula */
#define EXPLAINED_WITHIN 12 /* candidates between a formula and what explains it */

static size_t mark_start(const struct name_candidate *candidate)
{
	return candidate->modifier.end ? candidate->modifier.end : candidate->span.start;
}

/* Digits or Chinese numerals in the core: how many stretches of them, and whether it starts so. */
static size_t numerals_in(struct slice core, bool *first)
{
	size_t at = 0, n = 0;
	bool before = false;
	uint32_t c;

	while (utf8_next(core, &at, &c)) {
		bool here = is_numeral(c);
		n += here && !before;
		before = here;
	}
	size_t step;
	*first = core.n && is_numeral(utf8_at(core, 0, &step));
	return n;
}

static void look_at_shape(const struct passage *passage, const struct name_candidate *candidate,
			  struct facts *facts)
{
	struct slice core = slice_span(passage->text, candidate->core);
	size_t letters = utf8_count(core), numerals;
	bool numeral_first;

	facts->has[FACT_QUOTED] = candidate->shape == NAME_QUOTED || candidate->shape == NAME_CHAIN;
	facts->has[FACT_DOCUMENT] = candidate->shape == NAME_DOCUMENT;
	facts->has[FACT_UNQUOTED] = candidate->shape == NAME_UNQUOTED;
	facts->has[FACT_CHAIN] = candidate->shape == NAME_CHAIN;
	if (candidate->shape != NAME_QUOTED)
		return;
	bool lost_plus = slice_contains(core, SLICE(" ")) && !slice_contains(core, SLICE("、"));
	facts->has[FACT_FORMULA] = (lost_plus && letters <= 14) ||
				   slice_contains(core, SLICE("+")) ||
				   slice_contains(core, SLICE("＋"));
	numerals = numerals_in(core, &numeral_first);
	facts->has[FACT_NUMERAL_SHORTHAND] =
	    letters >= 3 && letters <= 12 && !facts->has[FACT_FORMULA] &&
	    ((numerals >= 2 && (letters > 4 || numeral_first)) ||
	     (numeral_first && letters == 4 && slice_ends(core, SLICE("联动"))));
	/* “微”活动 is emphasis, “蜂”行驿站 and 暖“新”套餐 are names. */
	bool bare_tail = candidate->head && !candidate->modifier.end &&
			 candidate->tail.end - candidate->tail.start == candidate->head->word.n;
	facts->has[FACT_SHORT_CORE] =
	    (!candidate->tail.end && letters <= 2) || (bare_tail && letters == 1);
}

static void look_at_head(const struct name_candidate *candidate, struct facts *facts)
{
	const struct head_noun *head = candidate->head;

	if (!head)
		return;
	if (head->part == HEAD_DROPPED && head->kind == KIND_BRAND)
		facts->has[FACT_BRAND_SAID] = true;
	else if (head->strength == 3)
		facts->has[FACT_HEAD_STRONG] = true;
	else
		facts->has[head->strength == 2 ? FACT_HEAD_MIDDLE : FACT_HEAD_WEAK] = true;
}

/* 一场热闹的“邻家年货节”: brought in as one thing of its kind. */
static bool is_introduced(const struct passage *passage, const struct name_candidate *candidate)
{
	struct slice lead =
	    slice_sub(passage->text, candidate->clause.start, mark_start(candidate));
	size_t one = slice_find_last(lead, SLICE("一")), n;

	if (one == SIZE_MAX || !slice_ends(lead, SLICE("的")) || one + 6 > lead.n ||
	    lead.n - one > 48 || !candidate->head)
		return false;
	return is_count_unit(utf8_at(lead, one + strlen("一"), &n));
}

/* 招募摊主当“楼道义警”, 招募热心人担任“银发管家”: people are taken on as something new. */
static bool is_post(const struct passage *passage, const struct name_candidate *candidate)
{
	static const char *const AS[] = {"当", "担任", "任", "做", "为", "成为"};
	struct slice lead =
	    slice_sub(passage->text, candidate->clause.start, mark_start(candidate));

	if (!candidate->verb || !candidate->verb->hires || candidate->shape != NAME_QUOTED)
		return false;
	for (size_t i = 0; i < sizeof AS / sizeof *AS; i++)
		if (slice_ends(lead, slice_of(AS[i])))
			return true;
	return false;
}

static void look_at_verb(const struct passage *passage, const struct name_candidate *candidate,
			 struct facts *facts)
{
	const struct governing_verb *verb = candidate->verb;
	struct slice behind =
	    slice_sub(passage->text, candidate->span.end, candidate->span.end + 48);
	struct match match;

	if (verb) {
		bool near = candidate->list != NO_CANDIDATE ||
			    candidate->span.start - candidate->verb_span.end <= 45;
		if (verb->force == VERB_FOUNDING ||
		    (verb->holds && near && candidate->shape == NAME_QUOTED))
			facts->has[near ? FACT_VERB_FOUNDING : FACT_VERB_CARRIES] = true;
		else if (near && verb->force != VERB_NONE)
			facts->has[verb->force == VERB_CARRIES ? FACT_VERB_CARRIES
							       : FACT_VERB_WEAK] = true;
		facts->has[FACT_ISSUED] =
		    candidate->shape == NAME_DOCUMENT && verb->stage == STAGE_ANNOUNCED;
		facts->has[FACT_NAMED_AS] =
		    (verb->names && candidate->verb_span.end == mark_start(candidate)) ||
		    is_post(passage, candidate);
		facts->has[FACT_ACTS] =
		    slice_equal(verb->word, SLICE("发挥")) &&
		    (slice_starts(behind, SLICE("作用")) || slice_starts(behind, SLICE("的作用")));
	}
	/* “安心码”正式启用, “小蜜蜂”工作站揭牌 */
	for (size_t at = 0;
	     !facts->has[FACT_VERB_FOUNDING] && candidate->shape == NAME_QUOTED && at < 12 &&
	     matcher_next(passage->rules->verbs, slice_sub(behind, 0, 24), &at, &match);)
		if (passage->rules->verb_rows[match.entry->value].force == VERB_FOUNDING &&
		    passage->rules->verb_rows[match.entry->value].stage == STAGE_LAUNCHED &&
		    match.span.start <= 6)
			facts->has[FACT_VERB_FOUNDING] = true;
	facts->has[FACT_PERFECT] = candidate->perfect && verb && verb->force == VERB_FOUNDING;
	facts->has[FACT_COUNTED] = candidate->counted && !candidate->indefinite;
	facts->has[FACT_MEMBERS] = candidate->members;
	facts->has[FACT_INTRODUCED] =
	    candidate->shape == NAME_QUOTED && is_introduced(passage, candidate);
	facts->has[FACT_BUILT] = slice_starts(behind, SLICE("建设"));
}

static bool has_any(struct slice core, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_contains(core, slice_of(words[i])))
			return true;
	return false;
}

static void look_for_sentence(struct slice core, bool tailed, bool inside, struct facts *facts)
{
	static const char *const SPEAKERS[] = {"我们", "你们", "咱",   "您",   "吗",   "呢",  "吧",
					       "啊",   "谢谢", "我的", "你的", "我来", "你我"};
	bool headed = tailed || inside;
	size_t letters = utf8_count(core);
	bool speaks = slice_starts(core, SLICE("我")) || slice_starts(core, SLICE("你")) ||
		      slice_starts(core, SLICE("请您"));
	static const char *const PAUSES[] = {"，", ",", "、", "；", "："};

	facts->has[FACT_SENTENCE_LIKE] =
	    (has_any(core, SPEAKERS, sizeof SPEAKERS / sizeof *SPEAKERS) && !headed) ||
	    (!headed && letters > 16) || (!tailed && speaks && letters > 6) ||
	    (!headed && slice_ends(core, SLICE("了")));
	facts->has[FACT_SLOGAN] =
	    (!tailed && has_any(core, PAUSES, sizeof PAUSES / sizeof *PAUSES)) ||
	    (!tailed && letters > 10 && slice_contains(core, SLICE(" "))) ||
	    (!headed && letters > 8);
}

/* 成为骑手们的“补给站”; 从“没处歇”到“有个家”. */
static bool is_likened(const struct passage *passage, const struct name_candidate *candidate)
{
	struct slice text = passage->text;
	struct slice lead = slice_sub(text, candidate->clause.start, candidate->core.start);
	struct slice mark =
	    slice_span(text, (struct span){mark_start(candidate), candidate->core.start});
	size_t at = 0, n = 0;
	struct match match;

	lead.n -= mark.n;
	if (candidate->core.end < text.n)
		utf8_at(text, candidate->core.end, &n);
	if (slice_ends(lead, SLICE("到")) && slice_contains(lead, SLICE("从“")))
		return true;
	if (slice_ends(lead, SLICE("从")) &&
	    slice_starts(slice_from(text, candidate->core.end + n), SLICE("到“")))
		return true;
	return slice_ends(lead, SLICE("的")) &&
	       matcher_next(passage->rules->figures_link, lead, &at, &match);
}

/* Figures of speech; only what stands in quotation marks can be one. */
static void look_for_figures(const struct passage *passage, const struct name_candidate *candidate,
			     struct facts *facts)
{
	const struct initiative_rules *rules = passage->rules;
	struct slice text = passage->text, core = slice_span(text, candidate->core);
	bool headed = candidate->tail.end != 0;
	size_t behind = candidate->core.end, n;
	struct match match;

	if (candidate->shape != NAME_QUOTED)
		return;
	utf8_at(text, behind, &n);
	behind += n;
	facts->has[FACT_FIGURE_WHOLE] =
	    matcher_find(rules->figures_whole, core) &&
	    (!headed || (candidate->head->strength < 3 && candidate->head->kind == KIND_SERVICE));
	bool post = is_post(passage, candidate);
	facts->has[FACT_FIGURE_BEFORE] =
	    !headed && !post &&
	    matcher_before(rules->figures_before, text, mark_start(candidate), &match) &&
	    match.span.start >= candidate->clause.start;
	facts->has[FACT_FIGURE_BEFORE] |= !headed && !post && is_likened(passage, candidate);
	facts->has[FACT_FIGURE_AFTER] =
	    !headed && matcher_at(rules->figures_after, text, behind, &match);
	facts->has[FACT_FIGURE_END] =
	    !candidate->head && !post &&
	    matcher_before(rules->figures_end, text, candidate->core.end, &match) &&
	    match.span.start >= candidate->core.start;
	look_for_sentence(core, headed || facts->has[FACT_FORMULA], candidate->head_inside, facts);
	/* “最后一百米”服务 is as much a figure as “最后一百米” */
	facts->has[FACT_FIGURE_START] =
	    (!candidate->head || (headed && candidate->head->strength < 3)) &&
	    matcher_at(rules->figures_start, text, candidate->core.start, &match);
	facts->has[FACT_IN_SPEECH] = candidate->depth > 0;
}

/* True when the words are wholly made of what any town could say. */
static bool is_generic(const struct initiative_rules *rules, struct slice words)
{
	size_t at = 0, known = 0;
	struct match match;

	while (matcher_next(rules->generic, words, &at, &match))
		known += match.span.end - match.span.start;
	return words.n < known + 6; /* less than two letters of its own */
}

enum { MOST_FIGURES = 16 }; /* behind a practice */

/* Whether one of the words (a space between them) stands in the object. */
static bool counts_one_of(struct slice words, struct slice object)
{
	struct slice word;

	while (slice_next_field(&words, ' ', &word))
		if (word.n && slice_contains(object, word))
			return true;
	return false;
}

/* A figure of the sentence or the two behind it counts what the practice consists of. */
static bool has_local_figures(const struct passage *passage, const struct name_candidate *candidate,
			      struct slice counts)
{
	const struct mentions *mentions = passage->mentions;
	const struct sentences *sentences = &mentions->sentences;
	size_t last = candidate->sentence, low = 0, high = mentions->n_measures;

	while (last + 1 < sentences->n && last < candidate->sentence + 2 &&
	       sentences->items[last + 1].paragraph == candidate->paragraph)
		last++;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->measures[middle].span.start < candidate->span.end)
			low = middle + 1;
		else
			high = middle;
	}
	for (int look = 0; look < MOST_FIGURES && low < mentions->n_measures &&
			   mentions->measures[low].span.start < sentences->items[last].span.end;
	     look++, low++)
		if (counts_one_of(counts, mentions->measures[low].object))
			return true;
	return false;
}

/* A way of working found everywhere counts only with a verb of its own and a local figure. */
static void look_for_practice(const struct passage *passage, const struct name_candidate *candidate,
			      struct facts *facts)
{
	const struct initiative_rules *rules = passage->rules;
	const struct matcher_entry *practice =
	    candidate->head ? matcher_find(rules->practices, candidate->head->word) : NULL;

	if (!practice || candidate->shape != NAME_UNQUOTED)
		return;
	facts->has[FACT_LOCAL_FIGURES] =
	    has_local_figures(passage, candidate, rules->practice_counts[practice->value]);
	facts->has[FACT_STANDING_BODY] = !facts->has[FACT_LOCAL_FIGURES];
	facts->has[FACT_GENERIC_MODIFIER] = false;
}

static void look_for_common(const struct passage *passage, const struct name_candidate *candidate,
			    struct facts *facts)
{
	const struct initiative_rules *rules = passage->rules;
	struct slice text = passage->text, name = slice_span(text, candidate->core);
	struct match match;
	size_t at = 0, start;

	facts->has[FACT_POLICY_PHRASE] = matcher_next(rules->policy, name, &at, &match);
	facts->has[FACT_STANDING_BODY] =
	    !candidate->tail.end && matcher_find(rules->standing, name);
	if (candidate->shape != NAME_UNQUOTED)
		return;
	facts->has[FACT_UNQUOTED_CARRIED] =
	    candidate->verb && candidate->verb->force != VERB_FOUNDING;
	if (matcher_before(rules->standing, text, candidate->core.end, &match) &&
	    match.span.start <= candidate->core.start + 18 &&
	    match.span.start >= candidate->core.start)
		facts->has[FACT_STANDING_BODY] = true;
	if (candidate->head && head_noun_before(rules, text, candidate->core.end, &start)) {
		struct slice words = slice_sub(text, candidate->core.start, start);
		/* a canteen is a thing even when its name is plain */
		bool thing =
		    candidate->head->kind == KIND_FACILITY || candidate->head->kind == KIND_TEAM;
		facts->has[thing ? FACT_GENERIC_THING : FACT_GENERIC_MODIFIER] =
		    is_generic(rules, words);
		facts->has[FACT_LONG_MODIFIER] = words.n >= 21;
	}
}

static void look_round(const struct passage *passage, const struct name_candidate *candidate,
		       struct facts *facts)
{
	const struct span bounds = passage->article->paragraphs[candidate->paragraph].span;

	if (candidate->heading && candidate->shape == NAME_UNQUOTED && !candidate->verb)
		facts->has[FACT_RUN_IN_HEADING] = true;
	else if (candidate->heading)
		facts
		    ->has[candidate->head && candidate->shape == NAME_QUOTED ? FACT_HEADING_NAMED
									     : FACT_HEADING_PLAIN] =
		    true;
	if (candidate->umbrella != NO_CANDIDATE)
		facts->has[FACT_UMBRELLA] =
		    passage->candidates[candidate->umbrella].head->strength >= 2;
	facts->has[FACT_PARAGRAPH_SUBJECT] = candidate->shape == NAME_UNQUOTED &&
					     candidate->clause.start <= bounds.start + 6 &&
					     candidate->span.start < bounds.start + 120;
	for (size_t i = 0; i < passage->article->n_broken; i++) {
		struct span broken = passage->article->broken[i];
		if (broken.start < candidate->span.end && candidate->span.start < broken.end)
			facts->has[FACT_BROKEN] = true;
	}
}

/* Index of the first figure that does not start before `at`. */
static size_t first_measure(const struct mentions *mentions, size_t at)
{
	size_t low = 0, high = mentions->n_measures;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->measures[middle].span.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Does a place or an organisation stand in the span? Each list is in text order. */
static bool names_doer(const struct mentions *mentions, struct span span)
{
	size_t low = 0, high = mentions->n_places;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->places[middle].span.start < span.start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < mentions->n_places && mentions->places[low].span.end <= span.end)
		return true;
	low = 0;
	high = mentions->n_actors;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->actors[middle].span.start < span.start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < mentions->n_actors && mentions->actors[low].span.end <= span.end; low++)
		if (mentions->actors[low].kind == ACTOR_ORGANISATION)
			return true;
	return false;
}

/* What in its sentence speaks for a name: a figure behind it, a doer before it. */
static void look_for_support(const struct passage *passage, const struct name_candidate *candidate,
			     struct facts *facts)
{
	const struct mentions *mentions = passage->mentions;
	struct span sentence = mentions->sentences.items[candidate->sentence].span;
	size_t figure = first_measure(mentions, candidate->span.start);

	facts->has[FACT_OWN_FIGURE] =
	    figure < mentions->n_measures && mentions->measures[figure].span.start < sentence.end;
	facts->has[FACT_DOER_NAMED] =
	    names_doer(mentions, (struct span){sentence.start, candidate->span.start});
	facts->has[FACT_OPENS_SENTENCE] =
	    candidate->shape == NAME_QUOTED && candidate->span.start <= sentence.start;
	facts->has[FACT_MODIFIED] = candidate->shape == NAME_QUOTED && candidate->modifier.end;
	facts->has[FACT_DASH_BEFORE] =
	    candidate->shape == NAME_QUOTED && !candidate->heading &&
	    slice_ends(slice_sub(passage->text, candidate->clause.start, mark_start(candidate)),
		       SLICE("——"));
	facts->has[FACT_HEAD_INSIDE] =
	    candidate->shape == NAME_QUOTED && candidate->head_inside &&
	    candidate->head->strength == 1 &&
	    candidate->core.end - candidate->core.start >= candidate->head->word.n + 6;
	if (candidate->shape != NAME_UNQUOTED || !candidate->head)
		return;
	facts->has[FACT_UNQUOTED_POLICY] = candidate->head->kind == KIND_POLICY;
	facts->has[FACT_UNQUOTED_MECHANISM] = candidate->head->kind == KIND_MECHANISM;
	facts->has[FACT_UNQUOTED_ACTIVITY] = candidate->head->kind == KIND_ACTIVITY;
	facts->has[FACT_UNQUOTED_SERVICE] =
	    candidate->head->kind == KIND_SERVICE || candidate->head->kind == KIND_PLATFORM;
}

static double sum_of(const struct initiative_rules *rules, const struct facts *facts)
{
	double sum = 0;

	for (int fact = 0; fact < FACT_COUNT; fact++)
		if (facts->has[fact])
			sum += rules->weights[fact];
	return sum;
}

static bool names_places(const struct passage *passage)
{
	return passage->mentions->n_places > 0 ||
	       (passage->places && places_of_article(passage->places).code.n > 0);
}

/* How often words of the list stand in the text, and how many different ones. */
static size_t count_words(const struct matcher *words, struct slice text, size_t *different)
{
	const struct matcher_entry *seen[16];
	struct match match;
	size_t n = 0, at = 0;

	*different = 0;
	while (matcher_next(words, text, &at, &match)) {
		size_t i = 0;
		n++;
		while (i < *different && seen[i] != match.entry)
			i++;
		if (i == *different && i < sizeof seen / sizeof *seen)
			seen[(*different)++] = match.entry;
	}
	return n;
}

/* Whether the page speaks of communities at all, and whether it reports rather than argues, sells
 * or tells. */
static void judge_page(const struct passage *passage, struct facts *facts)
{
	struct slice head = slice_sub(passage->text, 0, 30000);
	size_t different, others;
	size_t n = count_words(passage->rules->community, head, &different);
	size_t against = count_words(passage->rules->no_report, head, &others);

	/* At least three words in two hundred letters: reports have three in a hundred. */
	facts->has[FACT_NOT_GOVERNANCE] =
	    different < 2 || (different == 2 && n < 6) || n * 214 < head.n;
	facts->has[FACT_NO_REPORT] = others >= 3 && against * 2 >= n;
	facts->has[FACT_NO_PLACE] = !names_places(passage);
}

/* Names of one list stand and fall together: one with a head noun speaks for the others. */
static void judge_lists(struct passage *passage)
{
	for (size_t i = 0; i < passage->n_candidates;) {
		const struct name_candidate *first = &passage->candidates[i];
		size_t end = i + 1;
		bool named = first->head != NULL;
		if (first->list == NO_CANDIDATE) {
			i++;
			continue;
		}
		for (; end < passage->n_candidates && passage->candidates[end].list == first->list;
		     end++)
			named = named || passage->candidates[end].head;
		for (; i < end; i++) {
			const struct name_candidate *candidate = &passage->candidates[i];
			if (candidate->head || candidate->umbrella != NO_CANDIDATE)
				continue;
			passage->facts[i].has[named ? FACT_SIBLING_NAMED : FACT_LIST_OF_PLAIN] =
			    true;
		}
	}
}

/* “一站两员三机制” … “三机制”是…: what a formula explains of itself is no name. */
static bool is_part_explained(const struct passage *passage, size_t i)
{
	static const char *const LINKS[] = {"就是", "即", "是", "指", "代表", "为"};
	const struct name_candidate *part = &passage->candidates[i];
	struct slice core = slice_span(passage->text, part->core);
	size_t behind = part->core.end, n;
	bool explained = false;

	if (part->shape != NAME_QUOTED || core.n > EXPLAINED_BYTES)
		return false;
	utf8_at(passage->text, behind, &n);
	struct slice rest = slice_from(passage->text, behind + n);
	for (size_t k = 0; k < sizeof LINKS / sizeof *LINKS; k++)
		explained = explained || slice_starts(rest, slice_of(LINKS[k]));
	for (size_t k = i; explained && k-- > 0 && i - k <= EXPLAINED_WITHIN;) {
		struct slice whole = slice_span(passage->text, passage->candidates[k].core);
		bool numeral_first;
		if (passage->candidates[k].shape == NAME_QUOTED && whole.n > core.n &&
		    slice_contains(whole, core) &&
		    (slice_contains(whole, SLICE("+")) || numerals_in(whole, &numeral_first) >= 2))
			return true;
	}
	return false;
}

void judge_candidates(struct passage *passage)
{
	struct facts page = {{[FACT_BIAS] = true}};

	judge_page(passage, &page);
	for (size_t i = 0; i < passage->n_candidates; i++) {
		const struct name_candidate *candidate = &passage->candidates[i];
		struct facts *facts = &passage->facts[i];
		*facts = page;
		look_at_shape(passage, candidate, facts);
		look_at_head(candidate, facts);
		look_at_verb(passage, candidate, facts);
		look_for_figures(passage, candidate, facts);
		look_for_common(passage, candidate, facts);
		look_for_practice(passage, candidate, facts);
		look_round(passage, candidate, facts);
		look_for_support(passage, candidate, facts);
	}
	judge_lists(passage);
	for (size_t i = 0; i < passage->n_candidates; i++)
		passage->scores[i] =
		    passage->candidates[i].absorbed || is_part_explained(passage, i)
			? -99
			: sum_of(passage->rules, &passage->facts[i]);
}

void judge_draft(const struct passage *passage, struct draft *draft)
{
	draft->facts = passage->facts[draft->best];
	draft->facts.has[FACT_REPEATED] = draft->n_mentions >= 2;
	draft->facts.has[FACT_OFTEN] = draft->n_mentions >= 3;
	draft->facts.has[FACT_IN_TITLE] = slice_contains(passage->article->title, draft->key);
	draft->score = sum_of(passage->rules, &draft->facts);
}

unsigned confidence_of(const struct initiative_rules *rules, double score)
{
	double x = rules->confidence_slope * score + rules->confidence_offset;

	return (unsigned)lround(100 / (1 + exp(-x)));
}
