/* measures_figure.h - a figure as it is written: number, unit and what sets its bound, before
 *anybody asks what it counts. Only for extract/measures*.c.
 *
 *	[bound] number [余/多] [万] [range mark number] unit [以上/左右] */
#ifndef JICENG_EXTRACT_MEASURES_FIGURE_H
#define JICENG_EXTRACT_MEASURES_FIGURE_H

#include "extract/measures_rules.h"

struct figure_source {
	const struct measure_rules *rules;
	struct slice text;
};

struct figure {
	struct span span;  /* with its bounds */
	size_t number;     /* byte where the number starts */
	size_t number_end; /* byte behind the digits */
	double value;
	bool small_han; /* a Chinese numeral up to ten */
	bool has_han;
	bool lone_magnitude;
	bool has_bound;
	enum measure_bound bound;
	const struct measure_unit *unit;
	struct slice unit_text;
};

/* The figure whose number starts at byte `at`. False: no number with a unit of the table stands
 * there (a sum of money may leave its 元 out). */
bool figure_read(const struct figure_source *source, size_t at, struct figure *figure);

#endif
