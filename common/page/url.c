#include "page/url.h"
struct slice url_canonical(struct arena *arena, struct slice url)
{
	return arena_copy(arena, url);
}
struct slice url_host(struct arena *arena, struct slice url)
{
	(void)url;
	return arena_copy(arena, SLICE_EMPTY);
}
