/* convert.c - see convert.h. In pieces through a small room on the stack; after a bad sequence the
 * converter starts afresh one byte (in UTF-16: two) further on. */
#include "text/convert.h"

#include <iconv.h>

#define PIECE 16384

bool charset_is_utf16(const char *charset)
{
	return charset && slice_starts(slice_of(charset), SLICE("UTF-16"));
}

bool convert(struct buf *out, struct slice bytes, const char *charset, size_t *n_bad)
{
	iconv_t converter = iconv_open("UTF-8", charset);
	char *from = (char *)(uintptr_t)bytes.p;
	size_t left = bytes.n, unit = charset_is_utf16(charset) ? 2 : 1;
	bool is_gb = slice_equal(slice_of(charset), SLICE("GB18030"));

	if (converter == (iconv_t)-1)
		return false;
	while (left > 0 && !out->failed) {
		char piece[PIECE], *to = piece;
		size_t room = sizeof piece, before = left;
		size_t code = iconv(converter, &from, &left, &to, &room);
		buf_append(out, (struct slice){piece, sizeof piece - room});
		if (code != (size_t)-1 || (room < 16 && left < before))
			continue;
		bool is_euro = is_gb && (unsigned char)*from == 0x80;
		buf_code_point(out, is_euro ? 0x20AC : 0xFFFD);
		*n_bad += !is_euro;
		size_t skipped = unit < left ? unit : left;
		from += skipped;
		left -= skipped;
		iconv(converter, NULL, NULL, NULL, NULL);
	}
	iconv_close(converter);
	return !out->failed;
}
