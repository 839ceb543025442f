/* text_flow.h - running text put together from pieces: white space made single, invisible
 * characters left out, no space where only a line break of the source stood between two Chinese
 * letters. */
#ifndef JICENG_PAGE_TEXT_FLOW_H
#define JICENG_PAGE_TEXT_FLOW_H

#include "base/buf.h"

struct text_flow {
	struct buf buf;
	uint8_t pending; /* white space seen since the last letter: enum in text_flow.c */
};

struct text_flow text_flow_in(struct arena *arena);
/* Returns the number of bytes that were added. */
size_t text_flow_add(struct text_flow *flow, struct slice piece);
/* A space, unless the text is at its start. */
void text_flow_space(struct text_flow *flow);
bool text_flow_is_empty(struct text_flow *flow);
/* What was put together, as a copy in the arena, and starts anew. .p NULL: no memory. */
struct slice text_flow_take(struct text_flow *flow);

#endif
