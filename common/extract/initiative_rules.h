/* initiative_rules.h - the word lists behind initiatives, compiled: what names.c, judgement.c and
 * their neighbours look words up in. Read-only, lives in the process arena. */
#ifndef JICENG_EXTRACT_INITIATIVE_RULES_H
#define JICENG_EXTRACT_INITIATIVE_RULES_H

#include "extract/model.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"

enum head_part { HEAD_OF_NAME, HEAD_DROPPED, HEAD_OF_EVENT };

/* A row of head_nouns.tsv. */
struct head_noun {
	struct slice word;
	enum initiative_kind kind;
	bool none; /* only keeps a shorter head noun from matching */
	unsigned strength;
	bool at_end_only;
	enum head_part part;
};

/* VERB_NONE: a longer word that only looks like a verb (党组织). */
enum verb_force { VERB_FOUNDING, VERB_CARRIES, VERB_WEAK, VERB_NONE };

/* A row of governing_verbs.tsv. */
struct governing_verb {
	struct slice word;
	enum initiative_stage stage;
	enum verb_force force;
	bool names; /* a name follows: 名为, 叫做 */
	bool holds; /* what it governs in marks is an event: 举办 */
	bool hires; /* people for a post, named behind 当 or 担任: 招募 */
};

struct theme_word {
	enum theme theme;
	unsigned weight;
};

/* The facts about a name; each has its weight in judgement_weights.tsv under its name. */
enum fact {
	FACT_BIAS,
	FACT_QUOTED,
	FACT_DOCUMENT,
	FACT_UNQUOTED,
	FACT_CHAIN,
	FACT_HEAD_STRONG,
	FACT_HEAD_MIDDLE,
	FACT_HEAD_WEAK,
	FACT_BRAND_SAID,
	FACT_FORMULA,
	FACT_NUMERAL_SHORTHAND,
	FACT_VERB_FOUNDING,
	FACT_VERB_CARRIES,
	FACT_VERB_WEAK,
	FACT_ISSUED,
	FACT_COUNTED,
	FACT_PERFECT,
	FACT_INTRODUCED,
	FACT_SIBLING_NAMED,
	FACT_UMBRELLA,
	FACT_HEADING_NAMED,
	FACT_HEADING_PLAIN,
	FACT_FIGURE_BEFORE,
	FACT_FIGURE_AFTER,
	FACT_FIGURE_WHOLE,
	FACT_FIGURE_END,
	FACT_FIGURE_START,
	FACT_SLOGAN,
	FACT_SENTENCE_LIKE,
	FACT_SHORT_CORE,
	FACT_STANDING_BODY,
	FACT_POLICY_PHRASE,
	FACT_NAMED_AS,
	FACT_ACTS,
	FACT_REPEATED,
	FACT_OFTEN,
	FACT_IN_TITLE,
	FACT_IN_SPEECH,
	FACT_GENERIC_MODIFIER,
	FACT_GENERIC_THING,
	FACT_LONG_MODIFIER,
	FACT_UNQUOTED_CARRIED,
	FACT_PARAGRAPH_SUBJECT,
	FACT_BUILT,
	FACT_RUN_IN_HEADING,
	FACT_MEMBERS,
	FACT_NO_PLACE,
	FACT_NOT_GOVERNANCE,
	FACT_NO_REPORT,
	FACT_BROKEN,
	FACT_LIST_OF_PLAIN,
	FACT_UNQUOTED_POLICY,
	FACT_UNQUOTED_MECHANISM,
	FACT_UNQUOTED_ACTIVITY,
	FACT_UNQUOTED_SERVICE,
	FACT_OWN_FIGURE,
	FACT_DOER_NAMED,
	FACT_OPENS_SENTENCE,
	FACT_MODIFIED,
	FACT_DASH_BEFORE,
	FACT_HEAD_INSIDE,
	FACT_LOCAL_FIGURES,
	FACT_COUNT
};

_Static_assert(FACT_COUNT <= 64, "struct judged_name keeps facts as bits");

struct initiative_rules {
	const struct matcher *heads; /* value: index in head_rows */
	const struct head_noun *head_rows;
	const struct matcher *verbs; /* value: index in verb_rows */
	const struct governing_verb *verb_rows;
	const struct matcher *themes; /* value: index in theme_rows */
	const struct theme_word *theme_rows;
	const struct matcher *stops_behind, *stops_before;
	const struct matcher *figures_before, *figures_after, *figures_whole, *figures_end,
	    *figures_start, *figures_link;
	const struct matcher *standing, *policy, *generic;
	const struct matcher *practices;     /* value: index in practice_counts */
	const struct slice *practice_counts; /* words, a space between them */
	const struct matcher *community, *no_report;
	const struct matcher *background_objects, *background_clauses, *background_sentences,
	    *background_starts, *measure_leads, *sentence_links, *beginnings;
	const struct matcher *list_leads, *list_others, *list_made, *list_made_end, *list_cuts,
	    *list_closes, *list_tails;
	double weights[FACT_COUNT];
	double threshold; /* a name whose facts sum up to less is dropped */
	double confidence_slope, confidence_offset; /* of the logistic curve over the sum */
};

/* The name of a fact as it stands in judgement_weights.tsv. */
const char *fact_name(enum fact fact);

/* The head noun that starts at `at` (< text.n), or NULL. *next: behind it, else where to look next.
 * Rows of kind none are stepped over whole; a word for ends only counts where an end follows.
 * `text` ends where the passage does. */
const struct head_noun *head_noun_at(const struct initiative_rules *rules, struct slice text,
				     size_t at, size_t *next);
/* The head noun that ends exactly at `end`, or NULL; *start is set when there is one. */
const struct head_noun *head_noun_before(const struct initiative_rules *rules, struct slice text,
					 size_t end, size_t *start);

/* STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status initiative_rules_compile(struct arena *process, const struct lexicon *lexicon,
				     struct initiative_rules *out, struct err *err)
    __attribute__((warn_unused_result));

#endif
