/* html_scan.h - takes out of HTML source, before libxml2 sees it, what makes libxml2 slow: tags
 * with hundreds of attributes (compared with one another) and nesting thousands deep (searched at
 * every end tag). Blanks take their place, so offsets stay. */
#ifndef JICENG_PAGE_HTML_SCAN_H
#define JICENG_PAGE_HTML_SCAN_H

#include "base/arena.h"
#include "base/status.h"

/* *out is the input itself when there was nothing to take out. One pass. STATUS_MEMORY_LIMIT. */
enum status html_scan(struct arena *arena, struct slice source, struct slice *out)
    __attribute__((warn_unused_result));

#endif
