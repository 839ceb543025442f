/* metrics.h - the scoreboard as Prometheus text (exposition format 0.0.4). All label values are
 * there from the start, at 0, so that rates and alerts need no special cases. */
#ifndef JICENG_METRICS_H
#define JICENG_METRICS_H

#include "base/buf.h"
#include "lane_setup.h"

/* now: monotonic ms; unix_now: for ages of pages, unix ms. */
void metrics_write(const struct lane_setup *setup, int64_t now, int64_t unix_now, struct buf *out);

#endif
