/* test_partitions.c - what is committed never runs ahead of what was done. */
#include "harness.h"
#include "partitions.h"

static struct partitions partitions;

static void set_up(void)
{
	partitions = (struct partitions){0};
	for (int32_t id = 0; id < 40; id++)
		ck_assert(partitions_add(&partitions, id, 0));
}

static void tear_down(void)
{
	partitions_release(&partitions);
}

START_TEST(nothing_known_nothing_to_commit)
{
	ck_assert(!partitions_are_ahead(&partitions));
	ck_assert_ptr_null(partitions_find(&partitions, 40));
}
END_TEST

START_TEST(a_batch_is_committed_or_taken_back_whole)
{
	struct partition *p = partitions_find(&partitions, 7);

	partition_took(p, 100, 5, 1);
	partition_took(p, 101, 5, 1);
	ck_assert(partitions_are_ahead(&partitions));
	partitions_rewind(&partitions);
	ck_assert_int_eq(p->next, 100);
	partition_took(p, 100, 5, 1);
	partitions_committed(&partitions);
	ck_assert_int_eq(p->committed, 101);
	ck_assert(!partitions_are_ahead(&partitions));
	partition_took(p, 101, 5, 1);
	partitions_rewind(&partitions);
	ck_assert_int_eq(p->next, 101);
}
END_TEST

/* Control records at the end carry no page, but an idle group should show no lag. */
START_TEST(the_end_moves_the_offset)
{
	struct partition *p = partitions_find(&partitions, 1);

	partition_reached_end(p, 0, 1);
	ck_assert(p->at_end);
	ck_assert(partition_is_ahead(p)); /* a first offset is stored, even 0 */
	partitions_committed(&partitions);
	ck_assert(!partition_is_ahead(p));
	partition_took(p, 0, 5, 1);
	ck_assert(!p->at_end);
	partition_reached_end(p, 3, 1);
	ck_assert_int_eq(p->next, 3);
	partitions_rewind(&partitions);
	ck_assert_int_eq(p->next, 0);
	ck_assert(!p->at_end);
}
END_TEST

START_TEST(removing_keeps_the_others)
{
	partitions_find(&partitions, 39)->next = 39;
	partitions_remove(&partitions, 3);
	partitions_remove(&partitions, 3);
	ck_assert_ptr_null(partitions_find(&partitions, 3));
	ck_assert_int_eq(partitions_find(&partitions, 39)->next, 39);
	ck_assert_uint_eq(partitions.n, 39);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, nothing_known_nothing_to_commit);
	tcase_add_test(tests, a_batch_is_committed_or_taken_back_whole);
	tcase_add_test(tests, the_end_moves_the_offset);
	tcase_add_test(tests, removing_keeps_the_others);
}

TEST_MAIN("partitions", add_tests)
