/* quote_speakers.h - who says what stands between a pair of marks, by the words around it. Private
 * to extract/quotes.c. */
#ifndef JICENG_EXTRACT_QUOTE_SPEAKERS_H
#define JICENG_EXTRACT_QUOTE_SPEAKERS_H

#include "extract/marks.h"
#include "extract/people_rules.h"

/* What the marks hold. */
struct quote_content {
	size_t letters;
	bool clauses; /* holds ，。！？；…… */
	bool ends;    /* with ，。！？…… */
	bool stops;   /* with one of these, but no comma */
};

/* Where to look, and for whom. */
struct quote_place {
	const struct people_rules *rules;
	const struct mentions *mentions;
	struct slice text;
	const struct marks *marks;
	size_t pair; /* its number in marks */
	struct span sentence;
	struct span paragraph;
	struct quote_content content;
};

enum quote_side { QUOTE_UNSPOKEN, QUOTE_LED_IN, QUOTE_FOLLOWED, QUOTE_JOINED, QUOTE_ALONE };

struct quote_content quote_content_of(struct slice inside);
/* Fills quote->speaker and ->role; quote->span is set. QUOTE_UNSPOKEN: nobody says it. */
enum quote_side quote_speaker(const struct quote_place *place, struct quote *quote);

#endif
