/* test_scoreboard.c - rows are copied with distrust; suspects are found, judged and forgotten. */
#include "harness.h"
#include "scoreboard.h"

static struct scoreboard *board;

static void set_up(void)
{
	board = scoreboard_new(2);
	ck_assert_ptr_nonnull(board);
}

static void tear_down(void)
{
	scoreboard_free(board);
}

START_TEST(a_page_in_hand_is_seen)
{
	struct work work;

	row_begin_page(&board->lanes[1], 3, 77);
	ck_assert(scoreboard_copy_work(&board->lanes[1], &work));
	ck_assert_int_eq(work.state, LANE_PROCESSING);
	ck_assert_int_eq(work.partition, 3);
	ck_assert_int_eq(work.offset, 77);
	ck_assert_uint_eq(work.serial, 1);
	row_end_page(&board->lanes[1]);
	ck_assert(scoreboard_copy_work(&board->lanes[1], &work));
	ck_assert_int_eq(work.state, LANE_POLLING);
}
END_TEST

START_TEST(nonsense_is_no_work)
{
	struct lane_row *row = &board->lanes[0];
	struct work work;

	row_begin_page(row, 3, 77);
	row->state = 9999;
	ck_assert(!scoreboard_copy_work(row, &work));
	ck_assert_int_eq(work.state, LANE_DOWN);
	row->state = LANE_PROCESSING;
	row->stage = 77;
	ck_assert(!scoreboard_copy_work(row, &work));
	row->stage = ENGINE_CLEAN;
	row->offset = -5;
	ck_assert(!scoreboard_copy_work(row, &work));
}
END_TEST

START_TEST(a_restart_keeps_the_counters)
{
	struct lane_row *row = &board->lanes[0];

	row->published.events = 5;
	row->commits = 3;
	row_begin_page(row, 1, 1);
	row_restart(row);
	ck_assert_uint_eq(row->published.events, 5);
	ck_assert_uint_eq(row->commits, 0);
	ck_assert_uint_eq(row->state, LANE_DOWN);
}
END_TEST

START_TEST(a_suspect_is_condemned_and_forgotten)
{
	ck_assert(!suspects_find(board, 1, 10).condemned);
	suspects_note(board, 1, 10, STATUS_CRASHED, STATUS_CRASHED, ENGINE_CLEAN);
	struct verdict verdict = suspects_find(board, 1, 10);
	ck_assert(verdict.condemned);
	ck_assert_int_eq(verdict.reason, STATUS_CRASHED);
	ck_assert_int_eq(verdict.stage, ENGINE_CLEAN);
	ck_assert_uint_eq(verdict.attempts, 1);
	ck_assert(!suspects_find(board, 2, 10).condemned);
	ck_assert(!suspects_find(board, 1, 11).condemned);
	suspects_forget(board, 1, 10);
	ck_assert(suspects_find(board, 1, 10).condemned);
	suspects_forget(board, 1, 11);
	ck_assert(!suspects_find(board, 1, 10).condemned);
}
END_TEST

/* Kills from outside prove nothing against the page that happened to be in hand. */
START_TEST(kills_from_outside_need_patience)
{
	for (unsigned i = 1; i < SUSPECT_PATIENCE; i++) {
		suspects_note(board, 0, 5, STATUS_OK, STATUS_MEMORY_LIMIT, ENGINE_RECORD);
		ck_assert(!suspects_find(board, 0, 5).condemned);
		ck_assert_uint_eq(suspects_find(board, 0, 5).attempts, i);
	}
	suspects_note(board, 0, 5, STATUS_OK, STATUS_MEMORY_LIMIT, ENGINE_RECORD);
	ck_assert(suspects_find(board, 0, 5).condemned);
	ck_assert_int_eq(suspects_find(board, 0, 5).reason, STATUS_MEMORY_LIMIT);
}
END_TEST

START_TEST(the_oldest_makes_room)
{
	for (int64_t i = 0; i <= SUSPECTS; i++)
		suspects_note(board, 0, i, STATUS_CRASHED, STATUS_CRASHED, ENGINE_RECORD);
	ck_assert(!suspects_find(board, 0, 0).condemned);
	ck_assert(suspects_find(board, 0, 1).condemned);
	ck_assert(suspects_find(board, 0, SUSPECTS).condemned);
}
END_TEST

START_TEST(histogram_counts_each_once)
{
	struct histogram histogram = {0};

	histogram_add(&histogram, 1000000); /* 1 ms: the bound belongs to its bucket */
	histogram_add(&histogram, 1000001);
	histogram_add(&histogram, 999999999999);
	histogram_add(&histogram, -5);
	ck_assert_uint_eq(histogram.buckets[0], 2);
	ck_assert_uint_eq(histogram.buckets[1], 1);
	ck_assert_uint_eq(histogram.buckets[HISTOGRAM_BUCKETS - 1], 1);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, a_page_in_hand_is_seen);
	tcase_add_test(tests, nonsense_is_no_work);
	tcase_add_test(tests, a_restart_keeps_the_counters);
	tcase_add_test(tests, a_suspect_is_condemned_and_forgotten);
	tcase_add_test(tests, kills_from_outside_need_patience);
	tcase_add_test(tests, the_oldest_makes_room);
	tcase_add_test(tests, histogram_counts_each_once);
}

TEST_MAIN("scoreboard", add_tests)
