/* captions.h - is a short line the caption of a photograph? */
#ifndef JICENG_PAGE_CAPTIONS_H
#define JICENG_PAGE_CAPTIONS_H

#include "page/block.h"
#include "page/line_words.h"

/* text: the block's, in Simplified script. By its words (图为, 摄, ▲) or its element. */
bool caption_is_named(const struct line_words *words, const struct block *block, struct slice text);
/* Among those: one that says who took the picture and nothing of what it shows. */
bool caption_is_signature(const struct line_words *words, const struct block *block,
			  struct slice text);
/* By its place: a short line right behind an image. */
bool caption_is_placed(const struct block *block, struct slice text);

#endif
