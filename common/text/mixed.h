/* mixed.h - pages that are not of one encoding: an include in GBK on a UTF-8 page, a comment box in
 * UTF-8 on a GBK page, a letter cut in half. Each stretch is read as what it is. */
#ifndef JICENG_TEXT_MIXED_H
#define JICENG_TEXT_MIXED_H

#include "base/buf.h"

/* What one pass over bytes tells about them as UTF-8. */
struct census {
	size_t n_high; /* bytes over 7F */
	size_t n_nul;
	size_t n_control;   /* NUL and other C0 but tab, LF, CR, FF; DEL */
	size_t n_sequences; /* well-formed UTF-8 of two bytes and more */
	size_t n_long;      /* of these, of three and more */
	size_t n_bad;       /* runs of bytes that are no UTF-8 */
};
struct census census_take(struct slice bytes);

/* Printable ASCII, tab, LF, CR. */
bool is_ascii_text(unsigned char c);

struct mixed {
	size_t n_bad;    /* sequences that became U+FFFD */
	size_t n_utf8;   /* bytes over 7F that were read as UTF-8 */
	size_t n_legacy; /* ... as the other encoding */
};

/* The bytes over 7F of the stretches that are no UTF-8, each with the byte that follows it, one
 * line feed for what lies between: enough to tell the other encoding by. At most `room` bytes. */
struct slice mixed_sample(struct slice bytes, char *sample, size_t room);

/* Appends the page. legacy: the encoding of what is no UTF-8. is_mostly_utf8: decides where a
 * stretch could be both. False: the buffer failed, or iconv does not know `legacy`. */
bool mixed_read(struct buf *out, struct slice bytes, const char *legacy, bool is_mostly_utf8,
		struct mixed *found) __attribute__((warn_unused_result));

#endif
