#include "text/numeral.h"
bool numeral_at(struct slice text, size_t at, struct numeral *out)
{
	size_t end = at;
	double v = 0;
	while (end < text.n && text.p[end] >= '0' && text.p[end] <= '9')
		v = v * 10 + (text.p[end++] - '0');
	*out = (struct numeral){.span = {at, end}, .value = v, .is_integer = true};
	return end > at;
}
