/* attachment_measures.h - gives each figure to the initiative that it belongs to, if to any (rule
 * of judgement 9). */
#ifndef JICENG_EXTRACT_ATTACHMENT_MEASURES_H
#define JICENG_EXTRACT_ATTACHMENT_MEASURES_H

#include "extract/attachment_anchors.h"

/* Fills record.measures of all drafts; needs record.jurisdiction. STATUS_MEMORY_LIMIT. */
enum status attach_measures(const struct passage *passage, const struct anchors *anchors,
			    struct drafts *drafts) __attribute__((warn_unused_result));

#endif
