/* relations.h - which initiative is part of which (rule of judgement 7). */
#ifndef JICENG_EXTRACT_RELATIONS_H
#define JICENG_EXTRACT_RELATIONS_H

#include "extract/drafts.h"

/* Fills part_of of all drafts that are kept; names and components must be there. */
void drafts_relate(const struct passage *passage, struct drafts *drafts);

#endif
