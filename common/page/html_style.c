/* html_style.c - see html_style.h. Declaration by declaration; spaces and case do not count, and
 * what stands beyond the first letters of a very long attribute is not read. */
#include "page/html_style.h"

#define LONGEST_STYLE 256
#define OFF_SCREEN    (-500) /* pixels or whatever: no layout shifts visible text so far */
#define OFF_LINE      (-100) /* the same for an indent; a hanging one is a few letters */

/* A colour in its shortest spelling: #fff for white and #FFFFFF. */
struct colour {
	char name[16];
	size_t n; /* 0: none given */
};

struct looks {
	struct colour ink, ground;
	bool no_height, clipped;
	enum style_sight sight;
};

static bool is(struct slice text, const char *word)
{
	return slice_equal(text, slice_of(word));
}

static struct colour colour_of(struct slice value)
{
	struct colour colour = {.n = 0};

	if (is(value, "white") || is(value, "rgb(255,255,255)"))
		value = SLICE("#fff");
	if (is(value, "black") || is(value, "rgb(0,0,0)"))
		value = SLICE("#000");
	if (value.n > sizeof colour.name)
		return colour;
	bool doubled = value.n == 7 && value.p[0] == '#' && value.p[1] == value.p[2] &&
		       value.p[3] == value.p[4] && value.p[5] == value.p[6];
	for (size_t i = 0; i < value.n; i++)
		if (!doubled || i % 2 == 1 || i == 0)
			colour.name[colour.n++] = value.p[i];
	return colour;
}

/* The number at the beginning, without its fraction; anything else is 1. */
static long number_of(struct slice value)
{
	size_t at = slice_starts(value, SLICE("-")), digits = 0;
	long number = 0;

	for (; at < value.n && value.p[at] >= '0' && value.p[at] <= '9'; at++, digits++)
		if (number < 100000)
			number = number * 10 + (value.p[at] - '0');
	if (!digits)
		return 1;
	if (number == 0 && at + 1 < value.n && value.p[at] == '.')
		for (at++; at < value.n && value.p[at] >= '0' && value.p[at] <= '9'; at++)
			if (value.p[at] != '0')
				return 1;
	return slice_starts(value, SLICE("-")) ? -number : number;
}

static enum style_sight sight_of(struct slice name, struct slice value)
{
	long number = number_of(value);

	if (is(name, "display"))
		return is(value, "none") ? STYLE_HIDDEN : STYLE_SHOWN;
	if (is(name, "visibility"))
		return is(value, "hidden") || is(value, "collapse") ? STYLE_FAINT : STYLE_SHOWN;
	if (is(name, "opacity"))
		return number == 0 ? STYLE_FAINT : STYLE_SHOWN;
	if (is(name, "font-size"))
		return number == 0 ? STYLE_HIDDEN : STYLE_SHOWN;
	if (is(name, "text-indent"))
		return number <= OFF_LINE ? STYLE_HIDDEN : STYLE_SHOWN;
	if (is(name, "left") || is(name, "top") || is(name, "right") || is(name, "margin-left") ||
	    is(name, "margin-top"))
		return number <= OFF_SCREEN ? STYLE_HIDDEN : STYLE_SHOWN;
	if (is(name, "clip"))
		return slice_starts(value, SLICE("rect(0")) ||
			       slice_starts(value, SLICE("rect(1px"))
			   ? STYLE_HIDDEN
			   : STYLE_SHOWN;
	return STYLE_SHOWN;
}

static void read_declaration(struct slice declaration, struct looks *looks)
{
	size_t colon = slice_find_byte(declaration, ':', 0);

	if (colon == SIZE_MAX)
		return;
	struct slice name = slice_sub(declaration, 0, colon);
	struct slice value = slice_from(declaration, colon + 1);
	if (slice_ends(value, SLICE("!important")))
		value.n -= SLICE("!important").n;
	enum style_sight sight = sight_of(name, value);
	if (sight > looks->sight)
		looks->sight = sight;
	if (is(name, "color"))
		looks->ink = colour_of(value);
	if (is(name, "background") || is(name, "background-color"))
		looks->ground = colour_of(value);
	if (is(name, "height") || is(name, "max-height") || is(name, "width"))
		looks->no_height = looks->no_height || number_of(value) == 0;
	if (is(name, "overflow"))
		looks->clipped = is(value, "hidden");
}

enum style_sight html_style_sight(struct slice style)
{
	char compact[LONGEST_STYLE];
	struct slice rest = {compact, 0}, declaration;
	struct looks looks = {.sight = STYLE_SHOWN};

	for (size_t i = 0; i < style.n && rest.n < sizeof compact; i++)
		if (style.p[i] != ' ' && style.p[i] != '\t' && style.p[i] != '\n' &&
		    style.p[i] != '\r')
			compact[rest.n++] =
			    (char)(style.p[i] >= 'A' && style.p[i] <= 'Z' ? style.p[i] + 32
									  : style.p[i]);
	while (slice_next_field(&rest, ';', &declaration))
		read_declaration(declaration, &looks);
	bool same = looks.ink.n && (slice_equal((struct slice){looks.ink.name, looks.ink.n},
						SLICE("transparent")) ||
				    slice_equal((struct slice){looks.ink.name, looks.ink.n},
						(struct slice){looks.ground.name, looks.ground.n}));
	if (looks.sight == STYLE_SHOWN && (same || (looks.no_height && looks.clipped)))
		return STYLE_FAINT;
	return looks.sight;
}
