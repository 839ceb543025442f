/* plausible.h - does this look like Chinese (or other) text, or like bytes read in a wrong way? */
#ifndef JICENG_TEXT_PLAUSIBLE_H
#define JICENG_TEXT_PLAUSIBLE_H

#include "base/slice.h"

/* The mean weight of the code points that are no ASCII (control bytes are counted, other ASCII is
 * not), from -300 (all of it broken) to 100 (common letters only); 0 when there are none.
 * text: valid UTF-8. No allocation; one pass. */
int plausibility(struct slice text);
/* The same for one code point. */
int plausibility_of(uint32_t code_point);

#endif
