/* attachment_anchors.h - all mentions of all initiatives of an article in text order, and which of
 * them is nearest to a place in the text. */
#ifndef JICENG_EXTRACT_ATTACHMENT_ANCHORS_H
#define JICENG_EXTRACT_ATTACHMENT_ANCHORS_H

#include "extract/drafts.h"

struct anchor { /* a mention of a draft */
	struct span span;
	size_t draft;
};

struct anchors {
	struct anchor *items;
	size_t n;
};

/* False when the arena is full. */
bool anchors_lay(const struct passage *passage, const struct drafts *drafts, struct anchors *out);
/* Number of anchors that start before byte `at`. Binary search. */
size_t anchors_before(const struct anchors *anchors, size_t at);
/* Index of the paragraph that holds byte `at`. Binary search. */
size_t anchors_paragraph(const struct article *article, size_t at);

/* The draft named last before byte `at` in its sentence; NO_CANDIDATE: none. */
size_t anchors_before_in_sentence(const struct passage *passage, const struct anchors *anchors,
				  size_t at);
/* The draft named next behind byte `at` in its clause; NO_CANDIDATE: none. */
size_t anchors_behind_in_clause(const struct passage *passage, const struct anchors *anchors,
				size_t at);
/* The draft named next behind byte `at` in its sentence; NO_CANDIDATE: none. */
size_t anchors_behind_in_sentence(const struct passage *passage, const struct anchors *anchors,
				  size_t at);
/* The draft named last before byte `at` in its paragraph; NO_CANDIDATE: none. */
size_t anchors_before_in_paragraph(const struct passage *passage, const struct anchors *anchors,
				   size_t at);

#endif
