/* people_names.h - is there a person's name at this place of the text, how long is it, and what
 * speaks for it? Private to extract/people*.c. */
#ifndef JICENG_EXTRACT_PEOPLE_NAMES_H
#define JICENG_EXTRACT_PEOPLE_NAMES_H

#include "extract/people_rules.h"

/* What stands before a name. */
enum name_left {
	LEFT_NOTHING, /* the middle of a phrase */
	LEFT_START,   /* a clause, or the words that may begin one, end here */
	LEFT_OF,      /* 的 */
	LEFT_AGE,     /* 72岁的 */
	LEFT_TITLE,   /* a person's office or part: 社区书记 */
	LEFT_STAFF    /* the paper's own: 记者 */
};

struct name_context {
	enum name_left left;
	struct span title; /* LEFT_TITLE and LEFT_STAFF */
};

/* What stands at a byte that a name may end at. */
enum name_right { RIGHT_NOTHING, RIGHT_WEAK, RIGHT_STRONG, RIGHT_SPEECH, RIGHT_THING };

struct name_match {
	struct span span;
	enum name_right right;
	bool surname_only; /* 王先生, 张某, 老李 */
};

struct name_context name_context(const struct people_rules *rules, struct slice text, size_t at);
enum name_right name_right(const struct people_rules *rules, struct slice text, size_t at);

/* Could a name begin at byte `at`? A cheap look at the letters alone, for most places are none. */
bool name_possible(const struct people_rules *rules, struct slice text, size_t at);
/* The name that begins at byte `at` in that context. False when nothing there is sure enough. */
bool name_at(const struct people_rules *rules, struct slice text, size_t at,
	     const struct name_context *context, struct name_match *out);
/* The name around the dot at byte `dot` (艾尼·买买提), with its context. */
bool name_around_dot(const struct people_rules *rules, struct slice text, size_t dot,
		     struct name_context *context, struct name_match *out);
bool is_name_dot(uint32_t c);

#endif
