/* flood.h - notices when dead letters come so thick that the program must be at fault, not the
 * pages: more than a share of the last `window` pages. Counted when a batch is committed. */
#ifndef JICENG_FLOOD_H
#define JICENG_FLOOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct flood {
	uint8_t *ring; /* 1 for a dead letter */
	size_t window;
	size_t next;
	size_t n_dead;
	size_t limit; /* more than this is a flood */
};

/* percent 100: never a flood. False: no memory. */
bool flood_init(struct flood *flood, size_t window, unsigned percent)
    __attribute__((warn_unused_result));
void flood_release(struct flood *flood);
void flood_add(struct flood *flood, size_t pages, size_t dead_letters);
bool flood_is_on(const struct flood *flood);
/* Starts afresh. */
void flood_clear(struct flood *flood);

#endif
