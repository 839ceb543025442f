/* status.c - see status.h. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const NAMES[STATUS_COUNT] = {
    [STATUS_OK] = "ok",
    [STATUS_BAD_ENVELOPE] = "bad_envelope",
    [STATUS_UNSUPPORTED_TYPE] = "unsupported_type",
    [STATUS_UNDECODABLE] = "undecodable",
    [STATUS_TOO_LARGE] = "too_large",
    [STATUS_PARSE_FAILED] = "parse_failed",
    [STATUS_CRASHED] = "crashed",
    [STATUS_TIME_LIMIT] = "time_limit",
    [STATUS_MEMORY_LIMIT] = "memory_limit",
    [STATUS_BAD_LEXICON] = "bad_lexicon",
    [STATUS_CANNOT_READ] = "cannot_read",
    [STATUS_CANNOT_WRITE] = "cannot_write",
    [STATUS_BAD_OPTION] = "bad_option",
};

const char *status_name(enum status status)
{
	return (unsigned)status < STATUS_COUNT ? NAMES[status] : "unknown";
}

bool status_from_name(struct slice name, enum status *out)
{
	for (unsigned i = 0; i < STATUS_COUNT; i++) {
		if (slice_equal(name, slice_of(NAMES[i]))) {
			*out = (enum status)i;
			return true;
		}
	}
	return false;
}

/* vsnprintf cuts at a byte; step back so that no half of a code point is left at the end. */
static void cut_at_code_point(char *text, size_t n)
{
	size_t at = n;

	while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
		at--;
	if (at > 0 && (unsigned char)text[at - 1] >= 0xC0)
		text[at - 1] = '\0';
}

enum status err_set(struct err *err, enum status status, const char *stage, size_t at,
		    const char *format, ...)
{
	if (!err || err->status != STATUS_OK)
		return status;
	err->status = status;
	err->stage = stage;
	err->at = at;
	va_list arguments;
	va_start(arguments, format);
	int n = vsnprintf(err->text, sizeof err->text, format, arguments);
	va_end(arguments);
	if (n >= (int)sizeof err->text)
		cut_at_code_point(err->text, sizeof err->text - 1);
	for (char *p = err->text; *p; p++)
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	return status;
}
