/* place_guard.h - whether a name that was found is really the place: a short form may be part of a
 * street, a dish or a company (北京路, 兰州拉面), of a person's name (网格员陈宁波), or of an
 * institution that carries the place's name but is not the place (江苏师范大学). For the place_*.c
 * files only. */
#ifndef JICENG_EXTRACT_PLACE_GUARD_H
#define JICENG_EXTRACT_PLACE_GUARD_H

#include "extract/place_scan.h"

/* Sets is_short, is_void and is_body of a CANDIDATE_NAME whose span and hits are known. */
void place_guard(const struct place_rules *rules, struct slice text,
		 struct place_candidate *candidate);

#endif
