/* arena.h - memory that is given out piece by piece and taken back all at once.
 *
 * Three lifetimes are in use: the process arena (lexicons; filled before fork, read-only after),
 * the batch arena (one transaction) and the page arena (one page; its budget bounds what a page
 * may cost). Whoever is handed an arena allocates in it and frees nothing.
 *
 * When the budget is used up, arena_alloc() returns NULL and the arena stays full until it is
 * reset: every caller checks for NULL and returns STATUS_MEMORY_LIMIT. Foreign resources (an
 * xmlDoc, a json_t) are attached with arena_on_reset() and go when the arena goes. */
#ifndef JICENG_BASE_ARENA_H
#define JICENG_BASE_ARENA_H

#include "base/slice.h"

struct arena; /* opaque; not for use by two threads at once */

/* A new arena that gives out at most `budget_bytes` between two resets. NULL: no memory.
 * Owned by the caller; end it with arena_free(). */
struct arena *arena_new(size_t budget_bytes);
/* Runs what was attached, newest first, and takes all memory back. Up to 4 MiB are kept for reuse:
 * what a page needs, so that the next one does not fault it in again. */
void arena_reset(struct arena *arena);
/* arena_reset() and the end of the arena itself. NULL is allowed. */
void arena_free(struct arena *arena);

/* `n` zeroed bytes, aligned for any type; n == 0 gives a valid pointer. NULL when the budget is
 * used up or malloc failed. */
void *arena_alloc(struct arena *arena, size_t n) __attribute__((warn_unused_result, malloc));
/* The same without zeroing, for what is written before it is read. */
void *arena_room(struct arena *arena, size_t n) __attribute__((warn_unused_result, malloc));
/* `count` zeroed things of `size` bytes; NULL on overflow as well. */
void *arena_array(struct arena *arena, size_t count, size_t size)
    __attribute__((warn_unused_result, malloc));
/* The same contents at a place with room for `new_n` bytes; in place where `p` is the newest piece.
 * The room gained is zeroed. p may be NULL (then old_n is 0). NULL as for arena_alloc(). */
void *arena_grow(struct arena *arena, void *p, size_t old_n, size_t new_n)
    __attribute__((warn_unused_result));
/* The same; what the room gained holds is not defined. */
void *arena_grow_room(struct arena *arena, void *p, size_t old_n, size_t new_n)
    __attribute__((warn_unused_result));
/* A copy of s in the arena, followed by a NUL that is not counted. On failure .p is NULL. */
struct slice arena_copy(struct arena *arena, struct slice s) __attribute__((warn_unused_result));
/* The two joined. On failure .p is NULL. */
struct slice arena_join(struct arena *arena, struct slice a, struct slice b)
    __attribute__((warn_unused_result));

/* Calls release(object) when the arena is reset or freed. False: no memory; the object was then
 * released at once, so the caller only has to report the failure. */
bool arena_on_reset(struct arena *arena, void (*release)(void *), void *object)
    __attribute__((warn_unused_result));

/* True once an allocation has been refused since the last reset. */
bool arena_is_full(const struct arena *arena);
/* Bytes given out since the last reset, and the most ever between two resets. */
size_t arena_used(const struct arena *arena);
size_t arena_peak(const struct arena *arena);
/* Counts memory held elsewhere for this page (libxml2's, say) against the budget.
 * False: that would be over the budget, and the arena is now full. */
bool arena_charge(struct arena *arena, size_t n) __attribute__((warn_unused_result));

/* For tests: the allocation after the next `n` fails as if the budget were used up. */
void arena_fail_after(struct arena *arena, size_t n);

#endif
