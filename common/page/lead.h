/* lead.h - how a report begins: 本报讯（记者 陈立新）, 新华社武汉3月5日电, 【东湖网讯】. Who speaks
 * there and where the text itself begins. */
#ifndef JICENG_PAGE_LEAD_H
#define JICENG_PAGE_LEAD_H

#include "base/status.h"
#include "page/byline.h"

struct lead {
	struct slice source; /* the agency or outlet named; empty: the paper itself, or none */
	size_t end;          /* bytes of the lead without the people behind it */
};

/* False: the paragraph begins otherwise. */
bool lead_find(const struct outlet_rules *rules, struct slice paragraph, struct lead *out);
/* The people named in and right behind a lead, and the outlet. STATUS_MEMORY_LIMIT. */
enum status lead_read(const struct byline_rules *rules, const struct outlet_rules *outlets,
		      struct slice paragraph, struct credits *out, struct slice *source)
    __attribute__((warn_unused_result));

#endif
