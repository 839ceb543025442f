/* plain.h - a text dump becomes blocks: lines, cleaned of what is left of tags, with the number of
 * empty lines before each. */
#ifndef JICENG_PAGE_PLAIN_H
#define JICENG_PAGE_PLAIN_H

#include "base/status.h"
#include "page/block.h"

/* text: valid UTF-8. STATUS_MEMORY_LIMIT. */
enum status plain_blocks(struct arena *arena, struct slice text, struct blocks *out)
    __attribute__((warn_unused_result));

/* Is this HTML in spite of what it calls itself? */
bool plain_is_markup(struct slice text);
/* Is this a text dump, though it begins with what is left of a tag and so was taken for HTML? */
bool plain_in_disguise(struct slice text);

#endif
