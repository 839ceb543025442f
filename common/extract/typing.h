/* typing.h - what kind of thing an initiative is, what it is about, and what became of it (rules of
 * judgement 5 and 8). */
#ifndef JICENG_EXTRACT_TYPING_H
#define JICENG_EXTRACT_TYPING_H

#include "extract/drafts.h"

/* Fill record.kind, .stage and .themes of draft number `number`; the evidence of the record must be
 * there. */
void draft_kind(const struct passage *passage, struct draft *draft, size_t number);
void draft_stage(const struct passage *passage, struct draft *draft, size_t number);
void draft_themes(const struct passage *passage, struct draft *draft);

#endif
