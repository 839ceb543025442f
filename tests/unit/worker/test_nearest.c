/* test_nearest.c - distances as defined, hints only where they help. */
#include "harness.h"
#include "nearest.h"

struct distance_row {
	const char *a, *b;
	size_t distance;
};

static const struct distance_row DISTANCES[] = {
    {"", "", 0},           {"", "abc", 3},   {"abc", "abc", 0},        {"abc", "abd", 1},
    {"abc", "acb", 1},     {"abc", "ab", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 1},
    {"lanes", "lines", 1},
};

START_TEST(distances)
{
	const struct distance_row *row = &DISTANCES[_i];
	size_t there = edit_distance(slice_of(row->a), slice_of(row->b));
	size_t back = edit_distance(slice_of(row->b), slice_of(row->a));

	ck_assert_msg(there == row->distance && back == row->distance, "%s, %s: %zu and %zu",
		      row->a, row->b, there, back);
}
END_TEST

START_TEST(offers_the_best)
{
	struct nearest nearest = {0};
	nearest_offer(&nearest, SLICE("extrakt"), "explain");
	nearest_offer(&nearest, SLICE("extrakt"), "extract");
	nearest_offer(&nearest, SLICE("extrakt"), "tail");
	ck_assert_str_eq(nearest.name, "extract");
	nearest = (struct nearest){0};
	nearest_offer(&nearest, SLICE("zebra"), "extract");
	ck_assert_ptr_null(nearest.name);
	nearest_offer(&nearest, SLICE("page"), "page-timeout");
	ck_assert_str_eq(nearest.name, "page-timeout");
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, distances, 0, sizeof DISTANCES / sizeof *DISTANCES);
	tcase_add_test(tests, offers_the_best);
}

TEST_MAIN("nearest", add_tests)
