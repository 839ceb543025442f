/* vec.c - see vec.h. */
#include "base/vec.h"

#include <assert.h>
#include <string.h>

struct vec vec_of(struct arena *arena, size_t item_size)
{
	return (struct vec){.arena = arena, .item_size = item_size};
}

void *vec_push(struct vec *vec)
{
	if (vec->n == vec->room) {
		size_t room = vec->room ? vec->room * 2 : 8;
		if (room > SIZE_MAX / vec->item_size)
			return NULL;
		void *items = arena_grow(vec->arena, vec->items, vec->room * vec->item_size,
					 room * vec->item_size);
		if (!items)
			return NULL;
		vec->items = items;
		vec->room = room;
	}
	return (char *)vec->items + vec->n++ * vec->item_size;
}

bool vec_add(struct vec *vec, const void *item)
{
	void *place = vec_push(vec);

	if (!place)
		return false;
	memcpy(place, item, vec->item_size);
	return true;
}

void *vec_at(const struct vec *vec, size_t i)
{
	assert(i < vec->n);
	return (char *)vec->items + i * vec->item_size;
}
