/* components.h - what an article says an initiative consists of (rules of judgement 2 and 3). */
#ifndef JICENG_EXTRACT_COMPONENTS_H
#define JICENG_EXTRACT_COMPONENTS_H

#include "extract/drafts.h"

/* Fills record.components of draft number `number`. STATUS_MEMORY_LIMIT. */
enum status draft_components(const struct passage *passage, struct draft *draft, size_t number)
    __attribute__((warn_unused_result));

#endif
