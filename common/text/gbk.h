/* gbk.h - single letters to and from the two bytes of GBK with its private-use areas (U+E000.. is
 * AAA1.., U+E234.. is F8A1.., U+E4C6.. is A140..), by iconv's GB18030. */
#ifndef JICENG_TEXT_GBK_H
#define JICENG_TEXT_GBK_H

#include "base/slice.h"

/* Open before use, close after; opening is cheap but not free: only where damage was seen. */
struct gbk {
	void *encoder, *decoder; /* NULL: not open */
};

bool gbk_open(struct gbk *gbk);
void gbk_close(struct gbk *gbk);
/* The two bytes of a code point over 7F; false when it has none (one or four bytes). */
bool gbk_encode(const struct gbk *gbk, uint32_t code_point, unsigned char bytes[2]);
/* The code point of two bytes; 0 when they are none. */
uint32_t gbk_decode(const struct gbk *gbk, unsigned char lead, unsigned char trail);

#endif
