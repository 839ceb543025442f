/* attachment.h - gives each initiative the sentences, places, times, figures, people and quotes
 * that belong to it (rules of judgement 9 to 11). */
#ifndef JICENG_EXTRACT_ATTACHMENT_H
#define JICENG_EXTRACT_ATTACHMENT_H

#include "extract/drafts.h"

/* Fills record.evidence, .jurisdiction and .time of one draft. STATUS_MEMORY_LIMIT. */
enum status attach_context(const struct passage *passage, struct draft *draft)
    __attribute__((warn_unused_result));
/* Fills record.measures, .actors and .quotes of all drafts that are kept. STATUS_MEMORY_LIMIT. */
enum status attach_mentions(const struct passage *passage, struct drafts *drafts)
    __attribute__((warn_unused_result));

#endif
