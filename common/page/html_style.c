/* html_style.c - see html_style.h. Spaces and case do not count; what stands beyond the first
 * letters of a very long attribute is not read. */
#include "page/html_style.h"

bool html_style_hides(struct slice style)
{
	static const struct slice HIDING[] = {
	    SLICE_INIT("display:none"),   SLICE_INIT("left:-9"),      SLICE_INIT("top:-9"),
	    SLICE_INIT("text-indent:-9"), SLICE_INIT("font-size:0;"), SLICE_INIT("font-size:0px")};
	char compact[256];
	size_t n = 0;

	for (size_t i = 0; i < style.n && n < sizeof compact; i++)
		if (style.p[i] != ' ')
			compact[n++] =
			    (char)(style.p[i] >= 'A' && style.p[i] <= 'Z' ? style.p[i] + 32
									  : style.p[i]);
	for (size_t i = 0; i < sizeof HIDING / sizeof *HIDING; i++)
		if (slice_contains((struct slice){compact, n}, HIDING[i]))
			return true;
	return false;
}
