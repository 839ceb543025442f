/* main.c - first version: clean and extract. */
#include "base/buf.h"
#include "engine.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(int argc, char **argv)
{
	struct err err = {0};
	struct engine *engine;
	struct engine_options options = engine_default_options();
	if (argc < 3 || engine_new(&options, &engine, &err) != STATUS_OK) {
		fprintf(stderr, "jiceng: %s\n", err.text);
		return 2;
	}
	for (int i = 2; i < argc; i++) {
		struct arena *arena = arena_new(ENGINE_PAGE_BUDGET),
			     *input = arena_new(ENGINE_PAGE_BUDGET);
		struct buf b = buf_in(input);
		FILE *f = fopen(argv[i], "rb");
		char block[65536];
		size_t n;
		while (f && (n = fread(block, 1, sizeof block, f)) > 0)
			buf_append(&b, (struct slice){block, n});
		if (f)
			fclose(f);
		struct raw_record raw = {.value = buf_slice(&b), .name = slice_of(argv[i])};
		struct engine_result result;
		engine_process(engine, arena, &raw, NULL, NULL, &result);
		if (strcmp(argv[1], "clean") == 0)
			printf("%.*s\n", SLICE_ARG(result.clean_line));
		else
			for (size_t k = 0; k < result.n_events; k++)
				printf("%.*s\n", SLICE_ARG(result.events[k].value));
		arena_free(arena);
		arena_free(input);
	}
	engine_free(engine);
	return 0;
}
