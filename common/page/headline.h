/* headline.h - titles as pages write them into <title>, and how two of them compare. */
#ifndef JICENG_PAGE_HEADLINE_H
#define JICENG_PAGE_HEADLINE_H

#include "base/arena.h"

/* "社区办起食堂_某某新闻网" -> "社区办起食堂": without the names of column and site behind it. */
struct slice headline_without_site(struct slice title);
/* Letters and digits only, Latin in lower case: what is compared. In the arena; .p NULL: full. */
struct slice headline_letters(struct arena *arena, struct slice title);

#endif
