/* arena.c - chunks in a list, a bump pointer in the newest. A chunk doubles up to 1 MiB, and a
 * piece that is larger gets a chunk of its own size. After a reset the newest chunk goes on, and a
 * few of 1 MiB wait in a second list. The budget counts bytes given out, not chunks,
 * so that the same page meets the limit at the same place on every machine. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define ALIGNMENT     alignof(max_align_t)
#define FIRST_CHUNK   ((size_t)16 * 1024)
#define LARGEST_CHUNK ((size_t)1024 * 1024)
#define MOST_SPARE    3

struct chunk {
	struct chunk *older;
	size_t size; /* usable bytes */
	size_t used;
	alignas(max_align_t) char bytes[];
};

struct on_reset {
	struct on_reset *older;
	void (*release)(void *);
	void *object;
};

struct arena {
	struct chunk *newest;
	struct chunk *spare; /* each of LARGEST_CHUNK, empty */
	size_t n_spare;
	struct on_reset *attached; /* newest first; the rows live in the arena itself */
	size_t budget;
	size_t used;
	size_t peak;
	size_t fail_after; /* SIZE_MAX: never */
	bool full;
};

struct arena *arena_new(size_t budget_bytes)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (!arena)
		return NULL;
	arena->budget = budget_bytes;
	arena->fail_after = SIZE_MAX;
	return arena;
}

static void run_attached(struct arena *arena)
{
	for (struct on_reset *row = arena->attached; row; row = row->older)
		row->release(row->object);
	arena->attached = NULL;
}

static void free_chunks(struct chunk *chunk)
{
	while (chunk) {
		struct chunk *older = chunk->older;
		free(chunk);
		chunk = older;
	}
}

/* Where tests are built, what is still used after a reset is soon found out. */
static void empty(struct chunk *chunk)
{
#ifdef JICENG_TEST_HOOKS
	memset(chunk->bytes, 0xDD, chunk->used);
#endif
	chunk->used = 0;
}

static void keep_or_free(struct arena *arena, struct chunk *chunk)
{
	while (chunk) {
		struct chunk *older = chunk->older;
		if (chunk->size == LARGEST_CHUNK && arena->n_spare < MOST_SPARE) {
			empty(chunk);
			chunk->older = arena->spare;
			arena->spare = chunk;
			arena->n_spare++;
		} else {
			free(chunk);
		}
		chunk = older;
	}
}

void arena_reset(struct arena *arena)
{
	struct chunk *newest = arena->newest;

	run_attached(arena);
	if (newest && newest->size <= LARGEST_CHUNK) {
		keep_or_free(arena, newest->older);
		newest->older = NULL;
		empty(newest);
	} else {
		keep_or_free(arena, newest);
		arena->newest = NULL;
	}
	arena->used = 0;
	arena->full = false;
	arena->fail_after = SIZE_MAX;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	run_attached(arena);
	free_chunks(arena->newest);
	free_chunks(arena->spare);
	free(arena);
}

static bool refuse(struct arena *arena)
{
	arena->full = true;
	return false;
}

bool arena_charge(struct arena *arena, size_t n)
{
	if (arena->full || n > arena->budget - arena->used)
		return refuse(arena);
	if (arena->fail_after != SIZE_MAX && arena->fail_after-- == 0) {
		arena->fail_after = 0;
		return refuse(arena);
	}
	arena->used += n;
	if (arena->used > arena->peak)
		arena->peak = arena->used;
	return true;
}

static bool reuse_chunk(struct arena *arena)
{
	struct chunk *chunk = arena->spare;

	arena->spare = chunk->older;
	arena->n_spare--;
	chunk->older = arena->newest;
	arena->newest = chunk;
	return true;
}

static bool add_chunk(struct arena *arena, size_t n)
{
	if (arena->spare && n <= LARGEST_CHUNK)
		return reuse_chunk(arena);
	size_t size = arena->newest ? arena->newest->size * 2 : FIRST_CHUNK;

	if (size > LARGEST_CHUNK)
		size = LARGEST_CHUNK;
	if (size < n)
		size = n;
	struct chunk *chunk = malloc(sizeof *chunk + size);
	if (!chunk)
		return refuse(arena);
	*chunk = (struct chunk){.older = arena->newest, .size = size};
	arena->newest = chunk;
	return true;
}

void *arena_room(struct arena *arena, size_t n)
{
	if (n > SIZE_MAX - ALIGNMENT) {
		refuse(arena);
		return NULL;
	}
	size_t rounded = (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

	if (!arena_charge(arena, rounded))
		return NULL;
	struct chunk *chunk = arena->newest;
	if (!chunk || chunk->size - chunk->used < rounded) {
		if (!add_chunk(arena, rounded))
			return NULL;
		chunk = arena->newest;
	}
	char *piece = chunk->bytes + chunk->used;
	chunk->used += rounded;
	return piece;
}

void *arena_alloc(struct arena *arena, size_t n)
{
	void *piece = arena_room(arena, n);

	if (piece)
		memset(piece, 0, n);
	return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size) {
		refuse(arena);
		return NULL;
	}
	return arena_alloc(arena, count * size);
}

/* True if [p, p+old_n) is the newest piece and its chunk has room to let it grow in place. */
static bool grow_in_place(struct arena *arena, const char *p, size_t old_n, size_t new_n)
{
	struct chunk *chunk = arena->newest;
	size_t old_rounded = (old_n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	size_t new_rounded = (new_n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

	if (!chunk || !p || chunk->used < old_rounded ||
	    chunk->bytes + chunk->used - old_rounded != p)
		return false;
	if (chunk->size - chunk->used < new_rounded - old_rounded)
		return false;
	if (!arena_charge(arena, new_rounded - old_rounded))
		return false;
	chunk->used += new_rounded - old_rounded;
	return true;
}

void *arena_grow_room(struct arena *arena, void *p, size_t old_n, size_t new_n)
{
	if (new_n <= old_n && p)
		return p;
	if (new_n > SIZE_MAX - ALIGNMENT) {
		refuse(arena);
		return NULL;
	}
	if (grow_in_place(arena, p, old_n, new_n))
		return p;
	if (arena->full)
		return NULL;
	void *larger = arena_room(arena, new_n);
	if (larger && old_n)
		memcpy(larger, p, old_n);
	return larger;
}

void *arena_grow(struct arena *arena, void *p, size_t old_n, size_t new_n)
{
	char *larger = arena_grow_room(arena, p, old_n, new_n);

	if (larger && new_n > old_n)
		memset(larger + old_n, 0, new_n - old_n);
	return larger;
}

struct slice arena_copy(struct arena *arena, struct slice s)
{
	return arena_join(arena, s, SLICE_EMPTY);
}

struct slice arena_join(struct arena *arena, struct slice a, struct slice b)
{
	if (a.n > SIZE_MAX - 1 - b.n)
		return SLICE_EMPTY;
	char *p = arena_room(arena, a.n + b.n + 1);
	if (!p)
		return SLICE_EMPTY;
	p[a.n + b.n] = '\0';
	if (a.n)
		memcpy(p, a.p, a.n);
	if (b.n)
		memcpy(p + a.n, b.p, b.n);
	return (struct slice){p, a.n + b.n};
}

bool arena_on_reset(struct arena *arena, void (*release)(void *), void *object)
{
	struct on_reset *row = arena_alloc(arena, sizeof *row);

	if (!row) {
		release(object);
		return false;
	}
	*row = (struct on_reset){arena->attached, release, object};
	arena->attached = row;
	return true;
}

bool arena_is_full(const struct arena *arena)
{
	return arena->full;
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}

size_t arena_peak(const struct arena *arena)
{
	return arena->peak;
}

void arena_fail_after(struct arena *arena, size_t n)
{
	arena->fail_after = n;
}
