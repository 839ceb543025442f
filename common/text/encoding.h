/* encoding.h - bytes of unknown encoding become valid UTF-8.
 * Order (LIMITS.md 5.7): byte-order mark; own UTF-8 check; what HTTP or the page declares, believed
 * only if the bytes are valid in it; uchardet on the first 16 KiB; GB18030. Declared gb2312 and gbk
 * mean GB18030, big5 means Big5-HKSCS. A page of two encodings is read as both (text/mixed.h).
 * Deterministic. NUL and other control bytes become spaces, between letters nothing. */
#ifndef JICENG_TEXT_ENCODING_H
#define JICENG_TEXT_ENCODING_H

#include "base/arena.h"
#include "base/status.h"
#include "text/reread.h"

struct decoded {
	struct slice text;    /* valid UTF-8 without BOM, in the arena (or the input itself) */
	const char *encoding; /* of most of it; static: "UTF-8", "GB18030", "BIG5-HKSCS", ... */
	bool guessed;         /* some of it was read in an encoding that nobody declared */
	const struct reread_stretch
	    *rereads; /* letters that had been broken before, see reread.h */
	size_t n_rereads;
	size_t n_bad; /* sequences that became U+FFFD */
};

/* bytes: borrowed. declared: charset of the HTTP header or envelope, may be empty. is_markup: look
 * for <meta charset> and <?xml encoding?> in the first 4 KiB too.
 * STATUS_UNDECODABLE (binary data, or more than a tenth of the letters bad), STATUS_MEMORY_LIMIT.
 */
enum status encoding_decode(struct arena *arena, struct slice bytes, struct slice declared,
			    bool is_markup, struct decoded *out, struct err *err)
    __attribute__((warn_unused_result));

#endif
