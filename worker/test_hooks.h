/* test_hooks.h - pages that do harm on purpose, so that tests can show the harm is contained. Only
 * with JICENG_TEST_HOOKS (`make DEBUG=1`); else the call is nothing. */
#ifndef JICENG_TEST_HOOKS_H
#define JICENG_TEST_HOOKS_H

#include "base/slice.h"

/* Crashes, loops for ever or eats all memory if the page's text says so:
 * JICENG-TEST-CRASH, JICENG-TEST-LOOP, JICENG-TEST-EAT-MEMORY. */
void test_hooks_run(struct slice value);

#endif
