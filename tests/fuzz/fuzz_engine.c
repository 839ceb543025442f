/* fuzz_engine.c - any bytes through the one door.
 *
 * The first byte picks the content-type header, the rest is the value. What must hold for every
 * input: an outcome with a page id is always there, events only with status extracted, and the
 * arena's budget is kept. Sanitizers find the rest. JICENG_GAZETTEER names the gazetteer. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine.h"

#define BUDGET ((size_t)256 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *const TYPES[] = {
    "",
    "text/html",
    "text/html; charset=gbk",
    "text/plain",
    "text/plain; charset=utf-16",
    "application/json",
    "application/cloudevents+json",
    "application/warc",
};

static struct engine *engine_for_fuzzing(void)
{
	static struct engine *engine;
	struct engine_options options = engine_default_options();
	struct err err = {0};

	if (engine)
		return engine;
	options.gazetteer_path = getenv("JICENG_GAZETTEER");
	if (engine_new(&options, &engine, &err) != STATUS_OK) {
		fprintf(stderr, "fuzz_engine: %s\n", err.text);
		exit(2);
	}
	return engine;
}

static void check(const struct engine_result *result)
{
	assert(result->page_id.n == 32);
	assert(result->outcome.value.n > 0);
	assert((result->status == PAGE_EXTRACTED) == (result->n_events > 0));
	for (size_t i = 0; i < result->n_events; i++)
		assert(result->events[i].key.n == 32 && result->events[i].value.n > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *arena;
	struct engine_result result;
	struct header type = {slice_of("content-type"), slice_of("")};
	struct raw_record raw = {.headers = &type, .n_headers = 1, .name = slice_of("fuzz")};

	if (n == 0)
		return 0;
	if (!arena)
		arena = arena_new(BUDGET);
	if (!arena)
		return 0;
	type.value = slice_of(TYPES[data[0] % (sizeof TYPES / sizeof *TYPES)]);
	raw.n_headers = type.value.n > 0;
	raw.value = (struct slice){(const char *)data + 1, n - 1};
	engine_process(engine_for_fuzzing(), arena, &raw, NULL, NULL, &result);
	check(&result);
	arena_reset(arena);
	return 0;
}
