/* status_page.h - what the worker answers over HTTP: /livez, /readyz, /metrics, /version, /statusz.
 *
 * livez fails only when the lanes cannot go on by themselves, never because of a broker; readyz
 * says whether pages are being worked on, for people and roll-outs. */
#ifndef JICENG_STATUS_PAGE_H
#define JICENG_STATUS_PAGE_H

#include "base/buf.h"
#include "lane_setup.h"

struct status_page {
	const struct lane_setup *setup;
};

/* An http_answer. */
unsigned status_page_answer(void *context, struct slice path, struct buf *body, const char **type);

/* Pure, for tests: at the monotonic time `now`. */
bool status_is_live(const struct lane_setup *setup, int64_t now);
bool status_is_ready(const struct lane_setup *setup);

#endif
