#include "text/script.h"
#include <stdlib.h>
struct script_converter {
	int unused;
};
struct script_converter *script_converter_new(struct err *err)
{
	(void)err;
	return calloc(1, sizeof(struct script_converter));
}
void script_converter_free(struct script_converter *c)
{
	free(c);
}
enum script script_of(struct slice text)
{
	(void)text;
	return SCRIPT_HANS;
}
enum status script_simplify(const struct script_converter *c, struct arena *arena,
			    struct slice text, struct slice *out)
{
	(void)c;
	(void)arena;
	*out = text;
	return STATUS_OK;
}
