#include "lexicon/gazetteer.h"
#include <stdlib.h>
struct gazetteer {
	int unused;
};
enum status gazetteer_open(const char *path, struct gazetteer **out, struct err *err)
{
	(void)path;
	(void)err;
	*out = calloc(1, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
void gazetteer_close(struct gazetteer *g)
{
	free(g);
}
struct slice gazetteer_hash(const struct gazetteer *g)
{
	(void)g;
	return SLICE("0");
}
