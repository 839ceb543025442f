/* display.c - see display.h. */
#include "display.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text/utf8.h"

#define DEFAULT_COLUMNS 100
#define LEAST_COLUMNS   60

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static size_t width_of(uint32_t c)
{
	if (is_control(c))
		return 0;
	if ((c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) ||
	    (c >= 0x3041 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
	    (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
	    (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
	    (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD))
		return 2;
	return 1;
}

size_t display_width(struct slice text)
{
	size_t at = 0, columns = 0;
	uint32_t c;

	while (utf8_next(text, &at, &c))
		columns += width_of(c);
	return columns;
}

/* Prints letters until the next would not fit; returns the bytes used, *columns what they took. */
static size_t print_fitting(FILE *out, struct slice text, size_t room, size_t *columns)
{
	size_t at = 0, next = 0;
	uint32_t c;

	*columns = 0;
	while (utf8_next(text, &next, &c)) {
		if (*columns + width_of(c) > room)
			break;
		if (is_control(c))
			fputc(' ', out), ++*columns;
		else
			fwrite(text.p + at, 1, next - at, out);
		*columns += width_of(c);
		at = next;
	}
	return at;
}

void display_cell(FILE *out, struct slice text, size_t columns)
{
	size_t used;

	if (display_width(text) > columns) {
		print_fitting(out, text, columns - 1, &used);
		fputs("…", out);
		used++;
	} else {
		print_fitting(out, text, columns, &used);
	}
	for (; used < columns; used++)
		fputc(' ', out);
}

void display_wrapped(FILE *out, struct slice text, size_t indent, size_t columns)
{
	size_t room = columns > indent + 2 ? columns - indent : 2;

	while (text.n) {
		size_t used;
		fprintf(out, "%*s", (int)indent, "");
		size_t n = print_fitting(out, text, room, &used);
		fputc('\n', out);
		if (n == 0)
			return;
		text = slice_from(text, n);
	}
}

size_t display_terminal_columns(FILE *out)
{
	struct winsize size;
	uint64_t columns = DEFAULT_COLUMNS;

	if (isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col)
		columns = size.ws_col;
	else
		slice_to_uint64(slice_of(getenv("COLUMNS")), &columns);
	return columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns > 400 ? 400 : (size_t)columns;
}
