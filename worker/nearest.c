/* nearest.c - optimal string alignment distance (Damerau 1964; Wagner and Fischer 1974), three rows
 * of the table at a time. */
#include "nearest.h"

#include <string.h>

#define LONGEST 64

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void next_row(struct slice a, struct slice b, size_t i, size_t rows[3][LONGEST + 1])
{
	size_t *now = rows[i % 3];
	const size_t *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];

	now[0] = i;
	for (size_t j = 1; j <= b.n; j++) {
		size_t change = a.p[i - 1] != b.p[j - 1];
		now[j] = smaller(above[j - 1] + change, smaller(above[j], now[j - 1]) + 1);
		if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
			now[j] = smaller(now[j], two_above[j - 2] + 1);
	}
}

size_t edit_distance(struct slice a, struct slice b)
{
	size_t rows[3][LONGEST + 1];

	if (a.n > LONGEST || b.n > LONGEST)
		return a.n > b.n ? a.n : b.n;
	for (size_t j = 0; j <= b.n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.n; i++)
		next_row(a, b, i, rows);
	return rows[a.n % 3][b.n];
}

void nearest_offer(struct nearest *nearest, struct slice typed, const char *candidate)
{
	struct slice name = slice_of(candidate);
	size_t distance = edit_distance(typed, name);
	bool is_beginning = typed.n >= 3 && slice_starts(name, typed);

	if (is_beginning && distance > 2)
		distance = 2;
	if (distance > smaller(3, name.n / 3 + 1))
		return;
	if (!nearest->name || distance < nearest->distance)
		*nearest = (struct nearest){candidate, distance};
}
