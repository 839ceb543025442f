/* person_name.h - is that a person's name, as papers print the names of their people? Judged by its
 * letters alone: surnames, dots inside, how names without a Chinese surname begin. */
#ifndef JICENG_PAGE_PERSON_NAME_H
#define JICENG_PAGE_PERSON_NAME_H

#include "base/status.h"
#include "base/vec.h"
#include "lexicon/lexicon.h"

struct person_rules;

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status person_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct person_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* A name of two to four letters with a listed surname and nothing else. */
bool person_name_is(const struct person_rules *rules, struct slice text);
/* A name behind a label (记者 …): also 阿依古丽·买买提 and 旦增卓玛; but not 司法局. */
bool person_name_is_labelled(const struct person_rules *rules, struct slice text);
/* A name where nothing says that one is due: no ordinary word (成效, 全文) either. */
bool person_name_is_alone(const struct person_rules *rules, struct slice text);
/* The name of a body: 东湖街道, 宣传部. */
bool person_name_is_body(const struct person_rules *rules, struct slice text);
/* Several names printed without a space between them: the end of the one that begins at byte `at`,
 * or 0 where they cannot be cut there. */
size_t person_name_cut(const struct person_rules *rules, struct slice run, size_t at);

#endif
