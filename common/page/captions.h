/* captions.h - is a short line the caption of a photograph? */
#ifndef JICENG_PAGE_CAPTIONS_H
#define JICENG_PAGE_CAPTIONS_H

#include "page/block.h"

/* text: the block's, in Simplified script. By its words (图为, 摄, ▲) or its element. */
bool caption_is_named(const struct block *block, struct slice text);
/* By its place: a short line right behind an image. */
bool caption_is_placed(const struct block *block, struct slice text);

#endif
