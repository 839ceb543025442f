/* test_hooks.c - see test_hooks.h. */
#include "test_hooks.h"

#ifdef JICENG_TEST_HOOKS

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define PIECE ((size_t)16 * 1024 * 1024)

/* As librdkafka and C++ libraries do it: take all there is, then give up by abort(). */
static void eat_memory(void)
{
	for (;;) {
		char *volatile piece = malloc(PIECE);
		if (!piece)
			abort();
		memset(piece, 1, PIECE);
	}
}

static void loop(void)
{
	for (volatile unsigned turns = 0;; turns++)
		;
}

void test_hooks_run(struct slice value)
{
	if (slice_contains(value, SLICE("JICENG-TEST-CRASH")))
		raise(SIGSEGV);
	if (slice_contains(value, SLICE("JICENG-TEST-LOOP")))
		loop();
	if (slice_contains(value, SLICE("JICENG-TEST-EAT-MEMORY")))
		eat_memory();
}

#else

void test_hooks_run(struct slice value)
{
	(void)value;
}

#endif
