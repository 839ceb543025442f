/* date_label.h - which of the dates in a line is the page's day of publication: what stands before
 * each says so (发布时间, 更新时间, 活动时间; data/date_labels.tsv). */
#ifndef JICENG_PAGE_DATE_LABEL_H
#define JICENG_PAGE_DATE_LABEL_H

#include "base/status.h"
#include "lexicon/lexicon.h"
#include "page/dateline.h"

struct date_rules;

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status date_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct date_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* In rising order: how well a date serves as that of publication. */
enum date_meaning {
	DATE_OF_STORY, /* does not serve at all */
	DATE_WRITTEN,
	DATE_UPDATED,
	DATE_PLAIN, /* nothing says what it is */
	DATE_PUBLISHED
};

/* What a date means that stands behind `before`. */
enum date_meaning date_label_of(const struct date_rules *rules, struct slice before);
/* The date of `line` that serves best, the first of equals. `above`: the text of the block before,
 * where the label of a line that begins with its date may stand. False: no date, or a list of
 * more than three. */
bool date_label_best(const struct date_rules *rules, struct slice above, struct slice line,
		     struct dated *out, enum date_meaning *meaning);

#endif
