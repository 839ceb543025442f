/* outlet.h - whose name is that: a news outlet's, a site's or channel's, or only a word that pages
 * print beside the date? (data/outlets.tsv, data/meta_words.tsv) */
#ifndef JICENG_PAGE_OUTLET_H
#define JICENG_PAGE_OUTLET_H

#include "base/status.h"
#include "lexicon/lexicon.h"

struct outlet_rules;

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status outlet_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct outlet_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* A news outlet by its name: 东湖日报, 东湖发布, 新华社, 人民网－湖北频道. */
bool outlet_is_media(const struct outlet_rules *rules, struct slice name);
/* The page itself: 本站, 本网讯, 本站原创. */
bool outlet_is_own(const struct outlet_rules *rules, struct slice name);
/* An outlet that is known by name, whole: 南都, 央视. */
bool outlet_is_known(const struct outlet_rules *rules, struct slice name);
/* The name of an outlet, a site, a body or a channel, short and no sentence. */
bool outlet_is_site(const struct outlet_rules *rules, struct slice name);
/* Such a name that is a channel's or a column's: 湖北频道, 基层动态. */
bool outlet_is_channel(const struct outlet_rules *rules, struct slice name);
/* The agency or outlet with whose name `text` begins, as reports do (新华社武汉…); empty: none. */
struct slice outlet_in_front(const struct outlet_rules *rules, struct slice text);
/* 东湖日报 of 东湖日报数字报. *is_paper: it was the edition of a paper. */
struct slice outlet_without_edition(const struct outlet_rules *rules, struct slice name,
				    bool *is_paper);
/* An outlet as credited, without title marks round it; empty where it says that there is none
 * (未知) or is an address. */
struct slice outlet_as_credited(const struct outlet_rules *rules, struct slice text);

/* A field beside the date that is a control, a count, a place, a day: nobody's name. */
bool outlet_is_noise(const struct outlet_rules *rules, struct slice field);
/* Something that says when, without a date (3小时前), anywhere in the text. */
bool outlet_says_when(const struct outlet_rules *rules, struct slice text, struct span *span);
/* A word that stands for no name: 佚名, 未知. */
bool outlet_is_unknown(const struct outlet_rules *rules, struct slice field);
/* The next outlet named in a line that says whose the page is (版权所有：东湖网); *at is the
 * caller's place in the line, 0 to begin with. */
bool outlet_next_owner(const struct outlet_rules *rules, struct slice line, size_t *at,
		       struct slice *name);
/* Without 原创 and the like in front. */
struct slice outlet_without_mark(const struct outlet_rules *rules, struct slice field);

#endif
