/* script.h - Traditional or Simplified? And Traditional to Simplified, by OpenCC (t2s).
 * Most pages are Simplified: a bitmap of the characters that only Traditional text has decides
 * without OpenCC, which costs more than parsing the page (LIMITS.md 5.1). */
#ifndef JICENG_TEXT_SCRIPT_H
#define JICENG_TEXT_SCRIPT_H

#include "base/arena.h"
#include "base/status.h"

enum script { SCRIPT_HANS, SCRIPT_HANT };

struct script_converter; /* OpenCC opened once; opaque */

/* Owned by the caller; script_converter_free(). NULL with err set when OpenCC has no t2s. */
struct script_converter *script_converter_new(struct err *err);
void script_converter_free(struct script_converter *converter);

/* The script most of the text is written in: Traditional when characters that only it has outnumber
 * those that only Simplified has. Text without either is Simplified. */
enum script script_of(struct slice text);
/* The text in Simplified script (and NFC); the input itself when there is nothing to convert.
 * STATUS_MEMORY_LIMIT. */
enum status script_simplify(const struct script_converter *converter, struct arena *arena,
			    struct slice text, struct slice *out)
    __attribute__((warn_unused_result));

#endif
