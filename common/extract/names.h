/* names.h - candidate names of initiatives in an article: quoted names with their head nouns,
 * titles of documents, chains and formulas, and unquoted names behind a founding verb. Nothing is
 * judged here; most candidates are figures of speech. */
#ifndef JICENG_EXTRACT_NAMES_H
#define JICENG_EXTRACT_NAMES_H

#include "base/vec.h"
#include "extract/initiative_rules.h"

enum name_shape { NAME_QUOTED, NAME_DOCUMENT, NAME_UNQUOTED, NAME_CHAIN };

#define NO_CANDIDATE SIZE_MAX

struct name_candidate {
	enum name_shape shape;
	struct span span;     /* the whole mention: modifier, marks, core, head */
	struct span core;     /* between the marks; of an unquoted name all of it */
	struct span modifier; /* before the opening mark (社区营造“微项目”); may be empty */
	struct span tail;     /* behind the closing mark, up to the end of the head; may be empty */
	const struct head_noun *head;      /* NULL: none */
	bool head_inside;                  /* the core itself ends with it */
	bool linked;                       /* 的 stands between the mark and the head */
	const struct governing_verb *verb; /* NULL: none */
	struct span verb_span;
	bool perfect;    /* 了 follows the verb */
	bool counted;    /* a number with its unit stands directly at the name */
	bool indefinite; /* that number is 一 */
	bool members;    /* 由…组成的 */
	size_t paragraph, sentence;
	struct span clause; /* from the last comma to the span's start */
	bool heading;
	unsigned depth; /* of its marks */
	size_t list;    /* names of one enumeration share this number; else NO_CANDIDATE */
	bool joint; /* “甲”…、“乙”…的机制: the core holds several pairs of marks */
	bool absorbed;   /* is part of a joint name: no name by itself */
	size_t umbrella; /* index of the candidate that sums up its list, or NO_CANDIDATE */
};

/* Candidates (struct name_candidate) in text order; at most MAX_CANDIDATES, those of the first part
 * of the text. STATUS_MEMORY_LIMIT. */
#define MAX_CANDIDATES 1500
enum status names_find(struct arena *arena, const struct initiative_rules *rules,
		       const struct article *article, const struct sentences *sentences,
		       struct vec *out) __attribute__((warn_unused_result));

#endif
