/* html_rules.h - private to page/html*.c: the compiled hints. */
#ifndef JICENG_PAGE_HTML_RULES_H
#define JICENG_PAGE_HTML_RULES_H

#include "lexicon/matcher.h"

struct html_rules {
	const struct matcher *names; /* value: bits of enum box_hint */
};

/* Prepares libxml2; may be called again. */
void html_prepare(void);

#endif
