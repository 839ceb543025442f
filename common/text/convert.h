/* convert.h - bytes of a known encoding become UTF-8, by iconv. What cannot be read becomes U+FFFD.
 */
#ifndef JICENG_TEXT_CONVERT_H
#define JICENG_TEXT_CONVERT_H

#include "base/buf.h"

/* Appends `bytes`, read as `charset` (a name that iconv knows; for UTF-8 see text/mixed.h). *n_bad
 * grows by the sequences that could not be read. The byte 80, which is no letter in GB18030, is the
 * euro sign there as browsers have it. False: iconv does not know the name, or the buffer failed.
 */
bool convert(struct buf *out, struct slice bytes, const char *charset, size_t *n_bad)
    __attribute__((warn_unused_result));

bool charset_is_utf16(const char *charset); /* NULL: no */

#endif
