/* html_style.h - does a style attribute take the element's text out of a reader's sight? */
#ifndef JICENG_PAGE_HTML_STYLE_H
#define JICENG_PAGE_HTML_STYLE_H

#include "base/slice.h"

enum style_sight {
	STYLE_SHOWN,
	STYLE_FAINT, /* unseen as it stands (visibility, opacity, colours, no height), but scripts
			make such boxes appear: whole articles wait in them */
	STYLE_HIDDEN /* not laid out, off the screen, letters of no size */
};

enum style_sight html_style_sight(struct slice style);

#endif
