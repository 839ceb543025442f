/* partitions.c - see partitions.h. A lane owns few partitions, so a list will do. */
#include "partitions.h"

#include <stdlib.h>

bool partitions_add(struct partitions *partitions, int32_t id, int64_t now)
{
	if (partitions_find(partitions, id))
		return true;
	if (partitions->n == partitions->room) {
		size_t room = partitions->room ? 2 * partitions->room : 16;
		void *items = realloc(partitions->items, room * sizeof *partitions->items);
		if (!items)
			return false;
		partitions->items = items;
		partitions->room = room;
	}
	partitions->items[partitions->n++] =
	    (struct partition){.id = id, .next = -1, .committed = -1, .moved_at = now};
	return true;
}

void partitions_remove(struct partitions *partitions, int32_t id)
{
	struct partition *partition = partitions_find(partitions, id);

	if (partition)
		*partition = partitions->items[--partitions->n];
}

void partitions_clear(struct partitions *partitions)
{
	partitions->n = 0;
}

void partitions_release(struct partitions *partitions)
{
	free(partitions->items);
	*partitions = (struct partitions){0};
}

struct partition *partitions_find(const struct partitions *partitions, int32_t id)
{
	for (size_t i = 0; i < partitions->n; i++) {
		if (partitions->items[i].id == id)
			return &partitions->items[i];
	}
	return NULL;
}

void partition_took(struct partition *partition, int64_t offset, int64_t page_time, int64_t now)
{
	if (partition->committed < 0)
		partition->committed = offset;
	partition->next = offset + 1;
	partition->at_end = false;
	partition->page_time = page_time;
	partition->moved_at = now;
}

void partition_reached_end(struct partition *partition, int64_t offset, int64_t now)
{
	partition->at_end = true;
	partition->moved_at = now;
	if (offset > partition->next)
		partition->next = offset;
	if (partition->committed < 0)
		partition->committed = partition->next;
}

bool partition_is_ahead(const struct partition *partition)
{
	return partition->next >= 0 &&
	       (partition->next > partition->committed || !partition->is_stored);
}

bool partitions_are_ahead(const struct partitions *partitions)
{
	for (size_t i = 0; i < partitions->n; i++) {
		if (partition_is_ahead(&partitions->items[i]))
			return true;
	}
	return false;
}

void partitions_committed(struct partitions *partitions)
{
	for (size_t i = 0; i < partitions->n; i++) {
		struct partition *partition = &partitions->items[i];
		if (!partition_is_ahead(partition))
			continue;
		partition->committed = partition->next;
		partition->is_stored = true;
	}
}

void partitions_rewind(struct partitions *partitions)
{
	for (size_t i = 0; i < partitions->n; i++) {
		struct partition *partition = &partitions->items[i];
		if (partition->next > partition->committed)
			partition->at_end = false;
		partition->next = partition->committed;
	}
}
