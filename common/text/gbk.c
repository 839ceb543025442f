/* gbk.c - see gbk.h. GB18030 without a state: a call on one letter stands for itself. */
#include "text/gbk.h"

#include <iconv.h>

bool gbk_open(struct gbk *gbk)
{
	iconv_t encoder = iconv_open("GB18030", "UCS-4LE"), decoder;

	*gbk = (struct gbk){NULL, NULL};
	if (encoder == (iconv_t)-1)
		return false;
	decoder = iconv_open("UCS-4LE", "GB18030");
	if (decoder == (iconv_t)-1) {
		iconv_close(encoder);
		return false;
	}
	*gbk = (struct gbk){encoder, decoder};
	return true;
}

void gbk_close(struct gbk *gbk)
{
	if (!gbk->encoder)
		return;
	iconv_close(gbk->encoder);
	iconv_close(gbk->decoder);
	*gbk = (struct gbk){NULL, NULL};
}

bool gbk_encode(const struct gbk *gbk, uint32_t code_point, unsigned char bytes[2])
{
	char in[4] = {(char)code_point, (char)(code_point >> 8), (char)(code_point >> 16),
		      (char)(code_point >> 24)};
	char out[8], *from = in, *to = out;
	size_t left = sizeof in, room = sizeof out;

	if (code_point < 0x80 || iconv(gbk->encoder, &from, &left, &to, &room) != 0 ||
	    room != sizeof out - 2) {
		iconv(gbk->encoder, NULL, NULL, NULL, NULL);
		return false;
	}
	bytes[0] = (unsigned char)out[0];
	bytes[1] = (unsigned char)out[1];
	return true;
}

uint32_t gbk_decode(const struct gbk *gbk, unsigned char lead, unsigned char trail)
{
	char in[2] = {(char)lead, (char)trail}, *from = in;
	unsigned char out[8];
	char *to = (char *)out;
	size_t left = sizeof in, room = sizeof out;

	if (lead < 0x81 || lead == 0xFF || trail < 0x40 || trail == 0x7F || trail == 0xFF ||
	    iconv(gbk->decoder, &from, &left, &to, &room) != 0 || room != sizeof out - 4) {
		iconv(gbk->decoder, NULL, NULL, NULL, NULL);
		return 0;
	}
	return (uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16;
}
