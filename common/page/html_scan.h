/* html_scan.h - HTML source without what nobody will look at: the contents of scripts, styles and
 * comments, attributes that html.c does not read, white space between tags. That is three quarters
 * of a real page, and libxml2 reads it letter by letter. What is left gives the same blocks.
 * Also takes out what makes libxml2 slow: tags nested hundreds deep (searched at every end tag); tags
 * with hundreds of attributes (compared with one another) lose them with the rest. */
#ifndef JICENG_PAGE_HTML_SCAN_H
#define JICENG_PAGE_HTML_SCAN_H

#include "base/arena.h"
#include "base/status.h"

/* *out is the input itself when there was nothing to take out. One pass. STATUS_MEMORY_LIMIT. */
enum status html_scan(struct arena *arena, struct slice source, struct slice *out)
    __attribute__((warn_unused_result));

#endif
