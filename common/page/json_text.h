/* json_text.h - finds a member of a JSON object as it is written, so that it can be carried through
 * untouched: a parsed and printed 0.10 or 1e3 would not be the same bytes. */
#ifndef JICENG_PAGE_JSON_TEXT_H
#define JICENG_PAGE_JSON_TEXT_H

#include "base/arena.h"

/* The text of the member `name` of the object that `json` is (white space round it allowed), or
 * empty. The last one wins where a name is repeated. json must have passed a JSON parser before:
 * this one only matches brackets and strings; on anything else it gives the empty slice. A name
 * written with escapes is not found. Cost: one pass; no recursion. */
struct slice json_member(struct slice json, struct slice name);
/* Byte offset behind the string that begins at `at` (a quotation mark), or json.n. */
size_t json_string_end(struct slice json, size_t at);
/* Byte offset of what is no white space, at or behind `at`; or json.n. */
size_t json_skip_space(struct slice json, size_t at);
/* Without white space between tokens (so it holds no line feed). In the arena; .p NULL when full.
 */
struct slice json_compact(struct arena *arena, struct slice json)
    __attribute__((warn_unused_result));

#endif
