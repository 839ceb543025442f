/* base64.c - six bits a digit, into a buffer of the greatest possible length. */
#include "page/base64.h"

static int digit_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	if (c == '/' || c == '_')
		return 63;
	return -1;
}

static enum status refuse(struct err *err, size_t at)
{
	return err_set(err, STATUS_BAD_ENVELOPE, "record", at,
		       "body_base64 (or data_base64) is no base64: wrong character or cut short at "
		       "byte %zu",
		       at);
}

enum status base64_decode(struct arena *arena, struct slice text, struct slice *out,
			  struct err *err)
{
	unsigned char *bytes = arena_alloc(arena, text.n / 4 * 3 + 3);
	uint32_t group = 0;
	size_t n = 0, n_digits = 0, at = 0;

	if (!bytes)
		return STATUS_MEMORY_LIMIT;
	for (; at < text.n && text.p[at] != '='; at++) {
		int value = digit_value(text.p[at]);
		if (value < 0 && (text.p[at] == '\n' || text.p[at] == '\r' || text.p[at] == ' ' ||
				  text.p[at] == '\t'))
			continue;
		if (value < 0)
			return refuse(err, at);
		group = group << 6 | (uint32_t)value;
		if (++n_digits % 4 == 0) {
			bytes[n++] = (unsigned char)(group >> 16);
			bytes[n++] = (unsigned char)(group >> 8);
			bytes[n++] = (unsigned char)group;
		}
	}
	for (size_t i = at; i < text.n; i++)
		if (text.p[i] != '=' && text.p[i] != '\n' && text.p[i] != '\r' && text.p[i] != ' ')
			return refuse(err, i);
	if (n_digits % 4 == 1)
		return refuse(err, at);
	if (n_digits % 4 == 3) {
		bytes[n++] = (unsigned char)(group >> 10);
		bytes[n++] = (unsigned char)(group >> 2);
	} else if (n_digits % 4 == 2) {
		bytes[n++] = (unsigned char)(group >> 4);
	}
	*out = (struct slice){(char *)bytes, n};
	return STATUS_OK;
}
