/* html_rows.h - the row of a table of facts is one line, not as many blocks as it has cells. */
#ifndef JICENG_PAGE_HTML_ROWS_H
#define JICENG_PAGE_HTML_ROWS_H

#include "page/block.h"

/* Joins the cells of the row that is box number `row`, the last one opened or closed: blocks from
 * its first on. A row that lays out a page (a cell with paragraphs, links, another table) is left
 * as it is. False: no memory. */
bool html_join_row(struct vec *blocks, struct vec *boxes, uint32_t row)
    __attribute__((warn_unused_result));

#endif
