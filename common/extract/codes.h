/* codes.h - the names of the closed lists of extract/model.h, as they stand in lexicons and output.
 */
#ifndef JICENG_EXTRACT_CODES_H
#define JICENG_EXTRACT_CODES_H

#include "extract/model.h"

const char *kind_name(enum initiative_kind kind);
const char *stage_name(enum initiative_stage stage);
const char *theme_name(enum theme theme);
const char *level_name(enum place_level level); /* NULL for LEVEL_NONE */
const char *basis_name(enum place_basis basis);
const char *precision_name(enum time_precision precision);
const char *bound_name(enum measure_bound bound);
const char *measure_kind_name(enum measure_kind kind);
const char *actor_kind_name(enum actor_kind kind);

/* The code of a name in a lexicon cell; false when there is none. */
bool kind_from_name(struct slice name, enum initiative_kind *out);
bool stage_from_name(struct slice name, enum initiative_stage *out);
bool theme_from_name(struct slice name, enum theme *out);
bool bound_from_name(struct slice name, enum measure_bound *out);
bool measure_kind_from_name(struct slice name, enum measure_kind *out);
bool precision_from_name(struct slice name, enum time_precision *out);

#endif
