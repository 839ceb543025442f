/* partitions.h - how far a lane has got in each partition of the input topic that it owns.
 *
 * Three offsets for each: `next`, the page to process next; `committed`, what the group's committed
 * offset is (or will be read from) if nothing more happens; both -1 while unknown. All between
 * committed and next is the open batch. After an abort, next goes back to committed and the
 * consumer must be made to read from there. Pure bookkeeping: knows no Kafka. */
#ifndef JICENG_PARTITIONS_H
#define JICENG_PARTITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct partition {
	int32_t id;
	int64_t next;
	int64_t committed;
	bool is_stored;    /* committed is known to be stored in Kafka, not only where we began */
	bool at_end;       /* everything there was has been taken */
	int64_t page_time; /* unix ms of the last page; 0: none */
	int64_t moved_at;  /* monotonic ms of the last progress */
};

struct partitions {
	struct partition *items;
	size_t n;
	size_t room;
};

/* False: no memory. */
bool partitions_add(struct partitions *partitions, int32_t id, int64_t now)
    __attribute__((warn_unused_result));
void partitions_remove(struct partitions *partitions, int32_t id);
void partitions_clear(struct partitions *partitions);
void partitions_release(struct partitions *partitions);
struct partition *partitions_find(const struct partitions *partitions, int32_t id);

/* A page at `offset` was taken and processed. */
void partition_took(struct partition *partition, int64_t offset, int64_t page_time, int64_t now);
/* All below `offset` has been taken: the end of the partition, control records passed over. */
void partition_reached_end(struct partition *partition, int64_t offset, int64_t now);
/* True when there is something to commit. */
bool partition_is_ahead(const struct partition *partition);
bool partitions_are_ahead(const struct partitions *partitions);
void partitions_committed(struct partitions *partitions);
/* Everything that is not committed was not done. */
void partitions_rewind(struct partitions *partitions);

#endif
