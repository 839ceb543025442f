/* json_lift.h - takes the long strings out of JSON text before jansson reads it: a page in an
 * envelope costs jansson as much as it costs libxml2 to parse the HTML, letter by letter. What is
 * left is short, and jansson still judges all of its shape. Where anything about a long string is
 * not as jansson would accept it, nothing is taken out: then jansson says what is wrong, and where.
 */
#ifndef JICENG_PAGE_JSON_LIFT_H
#define JICENG_PAGE_JSON_LIFT_H

#include "base/arena.h"
#include "base/status.h"

struct lifted {
	struct slice
	    json; /* to be parsed: a mark stands for each long string; or all of the input */
	const struct slice *texts; /* the long strings, unescaped */
	size_t n;                  /* 0: nothing was taken out, and json is the input itself */
};

/* json: any bytes; borrowed. STATUS_MEMORY_LIMIT. Names of members stay. One pass. */
enum status json_lift(struct arena *arena, struct slice json, struct lifted *out)
    __attribute__((warn_unused_result));

/* The long string where `string`, a value parsed from lifted->json, is a mark; else `string`. */
struct slice json_lifted_text(const struct lifted *lifted, struct slice string);

#endif
