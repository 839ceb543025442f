/* harness.h - what every unit test needs: a main() for one suite of Check test cases.
 *
 *	START_TEST(cuts_at_both_ends) { ... } END_TEST
 *	static void add_tests(TCase *tests) { tcase_add_test(tests, cuts_at_both_ends); }
 *	TEST_MAIN("slice", add_tests)
 *
 * Table rows run through tcase_add_loop_test(); the failure message prints the row's name. */
#ifndef JICENG_TESTS_HARNESS_H
#define JICENG_TESTS_HARNESS_H

#include <check.h>

#include "base/slice.h"

/* Compares two slices and prints both as text when they differ. */
#define ck_slice_eq(actual, expected)                                                              \
	do {                                                                                       \
		struct slice actual_ = (actual), expected_ = (expected);                           \
		ck_assert_msg(slice_equal(actual_, expected_), "%s is \"%.*s\", not \"%.*s\"",     \
			      #actual, SLICE_ARG(actual_), SLICE_ARG(expected_));                  \
	} while (0)

static inline int run_suite(const char *name, void (*add_tests)(TCase *))
{
	Suite *suite = suite_create(name);
	TCase *tests = tcase_create(name);
	/* only for what never ends: a busy machine under sanitizers takes minutes for seconds */
	tcase_set_timeout(tests, 400);
	add_tests(tests);
	suite_add_tcase(suite, tests);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? 1 : 0;
}

#define TEST_MAIN(name, add_tests)                                                                 \
	int main(void)                                                                             \
	{                                                                                          \
		return run_suite(name, add_tests);                                                 \
	}

#endif
