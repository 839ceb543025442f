/* place_scan.h - everything in a text that may name a place, in text order, before anybody has
 * decided what it is. For the place_*.c files only. */
#ifndef JICENG_EXTRACT_PLACE_SCAN_H
#define JICENG_EXTRACT_PLACE_SCAN_H

#include "base/vec.h"
#include "extract/place_rules.h"

/* Where a candidate stands. */
enum place_field { FIELD_TITLE, FIELD_KICKER, FIELD_SUBTITLE, FIELD_TEXT };

enum candidate_kind {
	CANDIDATE_NAME,    /* of a province, city, county, town: see hits */
	CANDIDATE_VILLAGE, /* ends in 社区, 村, ...: span is that word, the name is before it */
	CANDIDATE_ZONE,    /* 开发区 without a name that the gazetteer knows */
	CANDIDATE_ESTATE,  /* ends in 小区, 花园, ...: as CANDIDATE_VILLAGE */
	CANDIDATE_TOWN, /* ends in 街道, 镇, ..., and no town is called so: as CANDIDATE_VILLAGE */
	CANDIDATE_BACK /* 该市, 全区: see unit */
};

struct place_candidate {
	enum candidate_kind kind;
	enum place_field field;
	struct span span;  /* bytes in the text of its field; grows to the whole name later */
	size_t word;       /* CANDIDATE_VILLAGE, _ESTATE, _TOWN: where the word that ends the name
			    * begins; the span begins there as well until the name is known */
	size_t floor;      /* where the search for a listed name before the word must stop */
	size_t name_floor; /* and for one that is not listed */
	struct hits hits;  /* CANDIDATE_NAME */
	struct slice unit; /* CANDIDATE_BACK, CANDIDATE_VILLAGE: column `unit` */
	bool is_short;     /* CANDIDATE_NAME: a short form only (禹城) */
	bool is_void;      /* part of another word (北京路); no place */
	bool is_body;    /* carried by an institution (江苏师范大学): no doer, no evidence */
	bool is_cleft;   /* is_object, because 是 stands before it */
	bool is_carrier; /* 平城区 of 平城区第二人民医院: no doer, but evidence */
	bool is_covered; /* is_void, because a longer name took it in */
	bool is_object;  /* spoken of, does not act (面向全市) */
	bool is_organ;   /* CANDIDATE_BACK: 市 of 市住建局 */
	bool is_chained; /* stands right behind the candidate before it */
	/* What it was found to be (extract/place_resolve.c) */
	uint32_t place;        /* GAZETTEER_NONE: not known */
	struct slice locality; /* a place below `place` */
	uint32_t counted;      /* what it added to the page's mass */
};

/* Appends the candidates of one text. False: no memory. Stops at PLACE_CANDIDATES_MAX: pages with
 * more names than that are lists, and cost is bounded. */
#define PLACE_CANDIDATES_MAX 100000
bool place_scan(const struct place_rules *rules, struct slice text, enum place_field field,
		struct vec *candidates) __attribute__((warn_unused_result));

/* Whether the words before byte `at` make what follows an object (面向全市). */
bool place_is_object(const struct place_rules *rules, struct slice text, size_t at);

/* The best division that names the outlet or site (聊城日报, 齐鲁网), or GAZETTEER_NONE. */
uint32_t place_of_outlet(const struct place_rules *rules, struct slice name);
uint32_t place_of_host(const struct place_rules *rules, struct slice host);

#endif
