/* reference.h - numeric character references of HTML (&#31038; &#x793E;), as browsers read them. */
#ifndef JICENG_TEXT_REFERENCE_H
#define JICENG_TEXT_REFERENCE_H

#include "base/arena.h"
#include "base/status.h"

/* Reads the reference at byte `at` of the text. Its semicolon may be missing; 128..159 mean the
 * letters of windows-1252; two halves of a surrogate pair, written one after the other, are one
 * letter; what is no letter (0, half a pair, over 10FFFF) is U+FFFD. *end: the byte behind it.
 * 0: none begins there. */
uint32_t reference_read(struct slice text, size_t at, size_t *end);

/* The source with those references written out that libxml2 drops or misreads: 0, 128..159,
 * surrogates, and what is over 10FFFF. The source itself where there are none.
 * STATUS_MEMORY_LIMIT. */
enum status reference_settle(struct arena *arena, struct slice source, struct slice *out)
    __attribute__((warn_unused_result));

/* The code point that byte 80..9F is in windows-1252; the byte itself for the five that are none.
 */
uint32_t windows_1252_letter(unsigned char byte);

#endif
