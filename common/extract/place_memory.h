/* place_memory.h - names of towns and communities that the page has placed once are the same places
 * wherever else it says them: in the headline, or before it has said where they are. For the
 * place_*.c files only. */
#ifndef JICENG_EXTRACT_PLACE_MEMORY_H
#define JICENG_EXTRACT_PLACE_MEMORY_H

#include "extract/place_page.h"

/* When all else is decided. False: no memory. */
bool place_recall(struct place_page *page) __attribute__((warn_unused_result));

#endif
