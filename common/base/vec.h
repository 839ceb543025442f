/* vec.h - a growing array of things of one size, in an arena.
 * Use: struct vec v = vec_of(arena, sizeof(struct row)); struct row *r = vec_push(&v); if (!r) ...;
 * a pointer that vec_push() or vec_at() gave is valid until the next push. */
#ifndef JICENG_BASE_VEC_H
#define JICENG_BASE_VEC_H

#include "base/arena.h"

struct vec {
	struct arena *arena; /* borrowed */
	void *items;         /* n things in a row; cast it to the type when the array is complete */
	size_t n;
	size_t room;
	size_t item_size; /* bytes */
};

struct vec vec_of(struct arena *arena, size_t item_size);
/* A new zeroed thing at the end; NULL when the arena is full (the array is then unchanged). */
void *vec_push(struct vec *vec) __attribute__((warn_unused_result));
/* A copy of *item at the end; false when the arena is full. */
bool vec_add(struct vec *vec, const void *item) __attribute__((warn_unused_result));
/* Thing number i, which must be < n. */
void *vec_at(const struct vec *vec, size_t i);

#endif
