/* attachment_place.h - whose place an initiative's is: of its mentions the one that says it. */
#ifndef JICENG_EXTRACT_ATTACHMENT_PLACE_H
#define JICENG_EXTRACT_ATTACHMENT_PLACE_H

#include "extract/drafts.h"

/* passage->places is not NULL. */
struct jurisdiction attachment_place(const struct passage *passage, const struct draft *draft);

#endif
