/* headline.h - titles as pages write them into <title>, and how two of them compare. */
#ifndef JICENG_PAGE_HEADLINE_H
#define JICENG_PAGE_HEADLINE_H

#include "base/arena.h"
#include "base/status.h"
#include "lexicon/lexicon.h"
#include "page/outlet.h"

struct title_rules;

/* Lives in `process`; outlets is kept. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status title_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct outlet_rules *outlets, const struct title_rules **out,
			     struct err *err) __attribute__((warn_unused_result));

/* "社区办起食堂_民生_某某新闻网" -> "社区办起食堂": without the names of channel and site behind
 * it, or of the site before it. site: the site's name, or empty. A title that is nothing else
 * stays. */
struct slice headline_without_site(const struct title_rules *rules, struct slice site,
				   struct slice title);
/* The name of the site that stands behind the title (东湖新闻网), or empty. */
struct slice headline_site(const struct title_rules *rules, struct slice title);

enum headline_part { HEADLINE_TITLE, HEADLINE_KICKER, HEADLINE_SUBTITLE };

/* 副题：一荤两素 -> HEADLINE_SUBTITLE, 一荤两素. False: the line does not say what it is. */
bool headline_labelled(const struct title_rules *rules, struct slice line, enum headline_part *part,
		       struct slice *text);

/* Letters and digits only, Latin in lower case: what is compared. In the arena; .p NULL: full. */
struct slice headline_letters(struct arena *arena, struct slice title);

#endif
