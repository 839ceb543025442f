/* html_style.h - does a style attribute take the element's text out of a browser's sight? */
#ifndef JICENG_PAGE_HTML_STYLE_H
#define JICENG_PAGE_HTML_STYLE_H

#include "base/slice.h"

/* display:none, a place off the screen, letters of no size. */
bool html_style_hides(struct slice style);

#endif
