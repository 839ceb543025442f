/* html_memory.h - libxml2's memory comes from the arena of the page that is being parsed.
 * A third off the cost of a parse, and the page's budget bounds it. */
#ifndef JICENG_PAGE_HTML_MEMORY_H
#define JICENG_PAGE_HTML_MEMORY_H

#include <setjmp.h>

#include "base/arena.h"

/* Once per program, before libxml2 is used in any other way. Calling it again does nothing. */
void html_memory_init(void);
/* From here to html_memory_leave() this thread's libxml2 takes memory from the arena. When the
 * arena is full, control goes to *full with longjmp: libxml2 does not survive a NULL everywhere. */
void html_memory_enter(struct arena *arena, jmp_buf *full);
void html_memory_leave(void);

/* Gives back what libxml2 keeps for the process; a new html_memory_init() may follow. Not while a
 * page is being parsed. */
void html_memory_end(void);

#endif
