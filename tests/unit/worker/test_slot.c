/* test_slot.c - who is to blame when a lane dies, and when the next one starts. */
#include <signal.h>

#include "harness.h"
#include "slot.h"

/* waitpid()'s status words, as Linux builds them. */
#define KILLED_BY(signal_number) (signal_number)
#define EXITED_WITH(code)        ((code) << 8)

struct death_row {
	const char *name;
	enum lane_state state;
	enum last_words words;
	int wait_status;
	bool overdue, idle, stalled, kernel;
	enum restart_cause cause;
	enum status blamed; /* STATUS_OK: nobody */
};

static const struct death_row DEATHS[] = {
    {"crash in the engine", LANE_PROCESSING, WORDS_CRASHED, KILLED_BY(SIGSEGV), false, false, false,
     false, RESTART_CRASHED, STATUS_CRASHED},
    {"crash without last words", LANE_PROCESSING, WORDS_NONE, KILLED_BY(SIGABRT), false, false,
     false, false, RESTART_CRASHED, STATUS_CRASHED},
    {"crash in librdkafka's thread", LANE_PROCESSING, WORDS_OTHER_THREAD, KILLED_BY(SIGSEGV), false,
     false, false, false, RESTART_CRASHED, STATUS_OK},
    {"crash outside of a page", LANE_COMMITTING, WORDS_CRASHED, KILLED_BY(SIGSEGV), false, false,
     false, false, RESTART_CRASHED, STATUS_OK},
    {"out of memory", LANE_PROCESSING, WORDS_OUT_OF_MEMORY, KILLED_BY(SIGABRT), false, false, false,
     false, RESTART_MEMORY_LIMIT, STATUS_MEMORY_LIMIT},
    {"out of memory outside of a page", LANE_POLLING, WORDS_OUT_OF_MEMORY, KILLED_BY(SIGABRT),
     false, false, false, false, RESTART_MEMORY_LIMIT, STATUS_OK},
    {"our kill, too long", LANE_PROCESSING, WORDS_NONE, KILLED_BY(SIGKILL), true, false, false,
     false, RESTART_TIME_LIMIT, STATUS_TIME_LIMIT},
    {"our kill, but it was stopped", LANE_PROCESSING, WORDS_NONE, KILLED_BY(SIGKILL), true, true,
     false, false, RESTART_TIME_LIMIT, STATUS_OK},
    {"our kill, stalled", LANE_COMMITTING, WORDS_NONE, KILLED_BY(SIGKILL), false, false, true,
     false, RESTART_STALLED, STATUS_OK},
    {"somebody's kill -9", LANE_PROCESSING, WORDS_NONE, KILLED_BY(SIGKILL), false, false, false,
     false, RESTART_KILLED, STATUS_OK},
    {"the kernel's kill", LANE_PROCESSING, WORDS_NONE, KILLED_BY(SIGKILL), false, false, false,
     true, RESTART_MEMORY_LIMIT, STATUS_MEMORY_LIMIT},
    {"exit while polling", LANE_POLLING, WORDS_NONE, EXITED_WITH(1), false, false, false, false,
     RESTART_EXITED, STATUS_OK},
    {"a library calls exit() on a page", LANE_PROCESSING, WORDS_NONE, EXITED_WITH(3), false, false,
     false, false, RESTART_CRASHED, STATUS_CRASHED},
};

START_TEST(judges)
{
	const struct death_row *row = &DEATHS[_i];
	struct scoreboard *board = scoreboard_new(1);
	struct lane_setup setup = {.board = board};
	struct slot slot = slot_new();

	row_begin_page(&board->lanes[0], 2, 9);
	board->lanes[0].state = row->state;
	board->lanes[0].last_words = row->words;
	slot.was_overdue = row->overdue;
	slot.was_idle = row->idle;
	slot.was_stalled = row->stalled;
	slot.overdue_serial = board->lanes[0].serial;
	enum restart_cause cause = slot_judge(&slot, &setup, row->wait_status, row->kernel);
	struct verdict verdict = suspects_find(board, 2, 9);
	ck_assert_msg(cause == row->cause, "%s: cause %s", row->name, restart_cause_name(cause));
	ck_assert_msg(verdict.reason == row->blamed, "%s: blamed %s", row->name,
		      status_name(verdict.reason));
	scoreboard_free(board);
}
END_TEST

/* Between the look and the kill the lane may have gone on to another page, which is innocent. */
START_TEST(the_next_page_is_not_blamed)
{
	struct scoreboard *board = scoreboard_new(1);
	struct lane_setup setup = {.board = board};
	struct slot slot = slot_new();

	row_begin_page(&board->lanes[0], 2, 9);
	slot.was_overdue = true;
	slot.overdue_serial = board->lanes[0].serial;
	row_begin_page(&board->lanes[0], 2, 10);
	slot_judge(&slot, &setup, KILLED_BY(SIGKILL), false);
	ck_assert(!suspects_find(board, 2, 9).condemned);
	ck_assert(!suspects_find(board, 2, 10).condemned);
	scoreboard_free(board);
}
END_TEST

struct watch_row {
	const char *name;
	enum lane_state state;
	int64_t wall, cpu, since_tick;
	enum watch seen;
};

static const struct watch_row WATCHES[] = {
    {"quick page", LANE_PROCESSING, 50, 50, 50, WATCH_FINE},
    {"at the limit", LANE_PROCESSING, 1000, 1000, 1000, WATCH_FINE},
    {"over the limit", LANE_PROCESSING, 1001, 1001, 1001, WATCH_OVERDUE},
    {"slow machine", LANE_PROCESSING, 3000, 500, 3000, WATCH_FINE},
    {"stopped", LANE_PROCESSING, 4001, 10, 4001, WATCH_OVERDUE_IDLE},
    {"processor time not known", LANE_PROCESSING, 2000, -1001, 2000, WATCH_FINE},
    {"long commit", LANE_COMMITTING, 0, 0, 59000, WATCH_FINE},
    {"stalled commit", LANE_COMMITTING, 0, 0, 61000, WATCH_STALLED},
};

START_TEST(watches)
{
	const struct watch_row *row = &WATCHES[_i];
	struct options options = {.page_timeout = 1000, .transaction_timeout = 10000};
	struct work work = {.state = row->state,
			    .started_at = 100000 - row->wall,
			    .started_cpu_ms = 1000,
			    .ticked_at = 100000 - row->since_tick};
	enum watch seen = slot_watch(&options, &work, 100000, 1000 + row->cpu);

	ck_assert_msg(seen == row->seen, "%s: saw %d", row->name, seen);
}
END_TEST

START_TEST(restarts_wait_longer_each_time)
{
	struct scoreboard *board = scoreboard_new(1);
	struct lane_row *row = &board->lanes[0];
	struct slot slot = slot_new();
	static const int64_t WAITS[] = {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};

	for (size_t i = 0; i < sizeof WAITS / sizeof *WAITS; i++) {
		slot_schedule(&slot, row, RESTART_EXITED, 0);
		ck_assert_int_eq(slot.start_at, WAITS[i]);
	}
	row->commits = 1; /* it got on with its work: start afresh */
	slot_schedule(&slot, row, RESTART_KILLED, 0);
	ck_assert_int_eq(slot.start_at, 1000);
	slot_schedule(&slot, row, RESTART_KILLED, 11 * 60 * 1000);
	ck_assert_int_eq(slot.start_at, 11 * 60 * 1000 + 1000);
	scoreboard_free(board);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, judges, 0, sizeof DEATHS / sizeof *DEATHS);
	tcase_add_test(tests, the_next_page_is_not_blamed);
	tcase_add_loop_test(tests, watches, 0, sizeof WATCHES / sizeof *WATCHES);
	tcase_add_test(tests, restarts_wait_longer_each_time);
}

TEST_MAIN("slot", add_tests)
