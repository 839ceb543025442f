/* block.c - see block.h. */
#include "page/block.h"

struct slice page_fact(const struct blocks *blocks, struct slice name)
{
	for (size_t i = 0; i < blocks->n_facts; i++)
		if (blocks->facts[i].value.n && slice_equal(blocks->facts[i].name, name))
			return blocks->facts[i].value;
	return SLICE_EMPTY;
}
