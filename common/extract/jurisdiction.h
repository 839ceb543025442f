/* jurisdiction.h - a division of the gazetteer in the form in which events carry it. */
#ifndef JICENG_EXTRACT_JURISDICTION_H
#define JICENG_EXTRACT_JURISDICTION_H

#include "extract/model.h"
#include "lexicon/gazetteer.h"

/* The jurisdiction of a division; an empty one with the locality for GAZETTEER_NONE. The code lives
 * in the arena, names in the gazetteer. False: no memory. */
bool jurisdiction_of(struct arena *arena, const struct gazetteer *gazetteer, uint32_t place,
		     struct slice locality, enum place_basis basis, struct jurisdiction *out)
    __attribute__((warn_unused_result));

#endif
