/* charset.h - names of encodings, and where a page declares its own. */
#ifndef JICENG_TEXT_CHARSET_H
#define JICENG_TEXT_CHARSET_H

#include "base/slice.h"

/* The encoding that a declared name means in practice, as iconv knows it: "gb2312" and "gbk" are
 * GB18030, "big5" is BIG5-HKSCS, "iso-8859-1" is WINDOWS-1252, "utf-16" is UTF-16LE. Static; NULL
 * for a name that is not known. */
const char *charset_of(struct slice name);

/* The charset that <?xml encoding=...?> or the first <meta> with a charset in the first 4 KiB
 * names; empty when there is none. Points into `markup`. */
struct slice charset_in_markup(struct slice markup);

#endif
