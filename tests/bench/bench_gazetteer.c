/* bench_gazetteer.c - prints what the gazetteer costs: time to open, look-ups a second, memory.
 * Part of `make bench`; alone: build/plain/bench/bench_gazetteer build/gazetteer.bin */
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "lexicon/gazetteer.h"

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Every `step`-th division's name is looked up exactly, as a stem, and as the start of a text. */
static void look_up(const struct gazetteer *gazetteer, uint32_t step)
{
	struct division division;
	struct hits hits;
	size_t found = 0, asked = 0;
	double start = now_ms();

	for (uint32_t i = 0; gazetteer_division(gazetteer, i, &division); i += step) {
		found += gazetteer_find(gazetteer, division.name).n > 0;
		found += gazetteer_find_stem(gazetteer, division.name).n > 0;
		found += gazetteer_longest_at(gazetteer, division.name, 0, &hits) > 0;
		asked += 3;
	}
	double ms = now_ms() - start;
	printf("look-ups: %zu in %.1f ms: %.2f million a second (%zu found)\n", asked, ms,
	       (double)asked / ms / 1e3, found);
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "build/gazetteer.bin";
	struct gazetteer *gazetteer = NULL;
	struct err err = {0};
	struct rusage usage;
	double start = now_ms();

	if (gazetteer_open(path, &gazetteer, &err) != STATUS_OK) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	printf("open: %.3f ms; %zu divisions\n", now_ms() - start, gazetteer_size(gazetteer));
	look_up(gazetteer, 1);
	look_up(gazetteer, 97);
	if (getrusage(RUSAGE_SELF, &usage) == 0)
		printf("resident at most: %ld KiB (the file's pages are shared by all processes)\n",
		       usage.ru_maxrss);
	gazetteer_close(gazetteer);
	return 0;
}
