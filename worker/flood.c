/* flood.c - see flood.h. A ring of the last outcomes; the order inside a batch does not matter. */
#include "flood.h"

#include <stdlib.h>
#include <string.h>

bool flood_init(struct flood *flood, size_t window, unsigned percent)
{
	*flood = (struct flood){.window = window, .limit = window * percent / 100};
	flood->ring = calloc(window, 1);
	return flood->ring != NULL;
}

void flood_release(struct flood *flood)
{
	free(flood->ring);
	flood->ring = NULL;
}

void flood_add(struct flood *flood, size_t pages, size_t dead_letters)
{
	for (size_t i = 0; i < pages; i++) {
		uint8_t dead = i < dead_letters;
		flood->n_dead = flood->n_dead - flood->ring[flood->next] + dead;
		flood->ring[flood->next] = dead;
		flood->next = (flood->next + 1) % flood->window;
	}
}

bool flood_is_on(const struct flood *flood)
{
	return flood->n_dead > flood->limit;
}

void flood_clear(struct flood *flood)
{
	memset(flood->ring, 0, flood->window);
	flood->n_dead = 0;
}
