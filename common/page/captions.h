/* captions.h - is a short line the caption of a photograph? */
#ifndef JICENG_PAGE_CAPTIONS_H
#define JICENG_PAGE_CAPTIONS_H

#include "page/block.h"

/* text: the block's, in Simplified script. By its words (图为, 摄, ▲) and by what stands before. */
bool caption_is(const struct block *block, struct slice text);

#endif
