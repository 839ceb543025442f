/* display.h - text in columns on a terminal, where a Chinese letter is two columns wide.
 * Widths are columns (Unicode 15 East Asian Width: W and F are two; ambiguous ones, such as “ ”,
 * one, as terminals draw them outside CJK locales). */
#ifndef JICENG_WORKER_DISPLAY_H
#define JICENG_WORKER_DISPLAY_H

#include <stdio.h>

#include "base/slice.h"

/* Columns that the text takes. Control characters take none. */
size_t display_width(struct slice text);
/* Prints the text in exactly `columns` columns: padded with spaces, or cut with "…" at the end.
 * Control characters (a page may try to hold terminal codes) are printed as spaces. */
void display_cell(FILE *out, struct slice text, size_t columns);
/* Prints the text over as many lines as it needs, each at most `columns` wide and begun with
 * `indent` spaces; ends with a line feed. */
void display_wrapped(FILE *out, struct slice text, size_t indent, size_t columns);
/* Columns of the terminal that `out` is, else of $COLUMNS, else 100; never under 60. */
size_t display_terminal_columns(FILE *out);

#endif
