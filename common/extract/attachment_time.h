/* attachment_time.h - gives each initiative the time at which it happened, if the text names one.
 */
#ifndef JICENG_EXTRACT_ATTACHMENT_TIME_H
#define JICENG_EXTRACT_ATTACHMENT_TIME_H

#include "extract/attachment_anchors.h"

/* Fills record.time and .has_time of all drafts that are kept. */
void attach_times(const struct passage *passage, const struct anchors *anchors,
		  struct drafts *drafts);

#endif
