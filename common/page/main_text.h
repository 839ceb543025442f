/* main_text.h - which blocks of an HTML page are the article: by where the sentences are, how much
 * of the text is links, and what the boxes call themselves; not by site. */
#ifndef JICENG_PAGE_MAIN_TEXT_H
#define JICENG_PAGE_MAIN_TEXT_H

#include "base/status.h"
#include "page/block.h"

struct main_text {
	bool *chosen;   /* for each block: part of the article's text */
	uint32_t first; /* the blocks of the box that was chosen: [first, end) */
	uint32_t end;
	size_t weight; /* bytes of running text in it; 0: the page has no article */
};

/* STATUS_MEMORY_LIMIT. */
enum status main_text_find(struct arena *arena, const struct blocks *blocks, struct main_text *out)
    __attribute__((warn_unused_result));

/* A sentence or a good part of one: long enough, with punctuation, not mostly links. */
bool block_is_running_text(const struct block *block);

#endif
