/* times_rules.h - the tables time_*.tsv, compiled: which word stands at a place, and what it means.
 * Only for extract/times*.c. */
#ifndef JICENG_EXTRACT_TIMES_RULES_H
#define JICENG_EXTRACT_TIMES_RULES_H

#include "extract/model.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"

enum time_word_kind { TIME_RELATIVE, TIME_PART, TIME_FRAME, TIME_FESTIVAL };

enum time_period {
	PERIOD_NONE,
	PERIOD_DAY,
	PERIOD_WEEK,
	PERIOD_MONTH,
	PERIOD_QUARTER,
	PERIOD_YEAR,
	PERIOD_TO_DATE,
	PERIOD_UNTIL,
	PERIOD_EARLIER_DAY, /* 次日: counted from the date named before it */
	PERIOD_EARLIER_MONTH,
	PERIOD_EARLIER_YEAR,
	PERIOD_KIND_COUNT
};

enum time_frame {
	FRAME_NONE,
	FRAME_RECURRING, /* 每年3月: no date */
	FRAME_FUTURE,
	FRAME_SINCE,
	FRAME_FROM,
	FRAME_UNTIL,
	FRAME_RECENT, /* 近三年 */
	FRAME_COUNT
};

struct time_word {
	struct slice word;
	enum time_word_kind kind;
	enum time_precision precision;
	struct slice not_after, not_before; /* letters beside it that make it another word */
	enum time_period period;            /* TIME_RELATIVE */
	int shift;                          /* TIME_RELATIVE */
	int first_month, last_month;        /* TIME_PART */
	enum time_frame frame;              /* TIME_FRAME */
	struct slice days; /* TIME_FESTIVAL: MM-DD, or YYYY-MM-DD with spaces between them */
};

enum time_day_place { DAY_OPENER, DAY_FOLLOWER, DAY_VERB, DAY_REFUSER, DAY_PLACES };

struct time_rules {
	const struct time_word *words;
	const struct matcher *starts;           /* words with which a mention may begin */
	const struct matcher *parts;            /* what may stand behind a year */
	const struct matcher *behind;           /* frames that stand behind a date */
	const struct matcher *days[DAY_PLACES]; /* what stands beside a day without its month */
};

/* The longest word of that matcher at byte `at` whose neighbours allow it, or NULL. *end is the
 * byte behind it. */
const struct time_word *time_word_at(const struct time_rules *rules, const struct matcher *matcher,
				     struct slice text, size_t at, size_t *end);

#endif
