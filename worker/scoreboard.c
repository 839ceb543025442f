/* scoreboard.c - see scoreboard.h. Anonymous shared memory: it is there before the first fork and
 * gone with the last process, and no other program can open it. */
#include "scoreboard.h"

#include <sys/mman.h>

#include "clock.h"

const int64_t HISTOGRAM_BOUNDS_MS[HISTOGRAM_BUCKETS - 1] = {1,   2,   5,    10,   25,    50,   100,
							    250, 500, 1000, 2500, 10000, 30000};

const char *lane_state_name(enum lane_state state)
{
	static const char *const NAMES[LANE_STATE_COUNT] = {"down",    "starting",   "waiting",
							    "polling", "processing", "committing",
							    "paused",  "stopping"};
	return NAMES[state];
}

const char *transaction_result_name(enum transaction_result result)
{
	static const char *const NAMES[TRANSACTION_RESULTS] = {"committed", "aborted", "fenced"};
	return NAMES[result];
}

const char *rebalance_name(enum rebalance event)
{
	static const char *const NAMES[REBALANCES] = {"assigned", "revoked", "lost"};
	return NAMES[event];
}

const char *restart_cause_name(enum restart_cause cause)
{
	static const char *const NAMES[RESTART_CAUSES] = {"crashed", "time_limit", "memory_limit",
							  "stalled", "killed",     "exited"};
	return NAMES[cause];
}

const char *kafka_trouble_name(enum kafka_trouble trouble)
{
	static const char *const NAMES[TROUBLES] = {
	    "transport",     "all_brokers_down", "authentication", "authorization",
	    "unknown_topic", "timed_out",        "fenced",         "other"};
	return NAMES[trouble];
}

void histogram_add(struct histogram *histogram, int64_t ns)
{
	size_t bucket = 0;

	while (bucket < HISTOGRAM_BUCKETS - 1 && ns > HISTOGRAM_BOUNDS_MS[bucket] * 1000000)
		bucket++;
	histogram->buckets[bucket]++;
	histogram->sum_us += (uint64_t)(ns > 0 ? ns / 1000 : 0);
}

static size_t board_size(int32_t n_lanes)
{
	return sizeof(struct scoreboard) + (size_t)n_lanes * sizeof(struct lane_row);
}

struct scoreboard *scoreboard_new(int32_t n_lanes)
{
	void *memory = mmap(NULL, board_size(n_lanes), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		return NULL;
	struct scoreboard *board = memory;
	board->n_lanes = n_lanes;
	for (int32_t i = 0; i < n_lanes; i++)
		row_restart(&board->lanes[i]);
	return board;
}

void scoreboard_free(struct scoreboard *board)
{
	if (board)
		munmap(board, board_size(board->n_lanes));
}

void row_set_state(struct lane_row *row, enum lane_state state)
{
	row->state = state;
}

void row_tick(struct lane_row *row)
{
	row->ticked_at = clock_monotonic_ms();
}

void row_restart(struct lane_row *row)
{
	row->state = LANE_DOWN;
	row->last_words = WORDS_NONE;
	row->signal = 0;
	row->partition = -1;
	row->offset = -1;
	row->transaction_at = 0;
	row->committed_at = 0;
	row->commits = 0;
	row->ready = 0;
	for (size_t i = 0; i < PARTITION_ROWS; i++)
		row->partitions[i].partition = -1;
	row_tick(row);
}

/* The state is set last and taken back first: whoever sees LANE_PROCESSING sees its record too. */
void row_begin_page(struct lane_row *row, int32_t partition, int64_t offset)
{
	row->partition = partition;
	row->offset = offset;
	row->stage = ENGINE_RECORD;
	row->started_at = clock_monotonic_ms();
	row->started_cpu_ms = clock_own_cpu_ms();
	row->serial++;
	row->state = LANE_PROCESSING;
}

void row_end_page(struct lane_row *row)
{
	row->state = LANE_POLLING;
}

bool scoreboard_copy_work(const struct lane_row *row, struct work *out)
{
	uint32_t state = row->state, stage = row->stage, words = row->last_words;

	*out = (struct work){.state = LANE_DOWN,
			     .serial = row->serial,
			     .partition = row->partition,
			     .offset = row->offset,
			     .started_at = row->started_at,
			     .started_cpu_ms = row->started_cpu_ms,
			     .ticked_at = row->ticked_at,
			     .signal = (int)row->signal};
	if (state >= LANE_STATE_COUNT || stage >= ENGINE_STAGE_COUNT || words > WORDS_OTHER_THREAD)
		return false;
	if (state == LANE_PROCESSING && (out->partition < 0 || out->offset < 0))
		return false;
	out->state = (enum lane_state)state;
	out->stage = (enum engine_stage)stage;
	out->last_words = (enum last_words)words;
	return true;
}

static struct suspect *find(struct scoreboard *board, int32_t partition, int64_t offset)
{
	for (size_t i = 0; i < SUSPECTS; i++) {
		struct suspect *suspect = &board->suspects[i];
		if (suspect->state != SUSPECT_FREE && suspect->partition == partition &&
		    suspect->offset == offset)
			return suspect;
	}
	return NULL;
}

struct verdict suspects_find(struct scoreboard *board, int32_t partition, int64_t offset)
{
	const struct suspect *suspect = find(board, partition, offset);
	struct verdict verdict = {0};

	if (!suspect)
		return verdict;
	uint32_t reason = suspect->reason, stage = suspect->stage;
	verdict.attempts = suspect->attempts;
	verdict.condemned = suspect->state == SUSPECT_CONDEMNED && reason > STATUS_OK &&
			    reason <= STATUS_MEMORY_LIMIT;
	verdict.reason = verdict.condemned ? (enum status)reason : STATUS_OK;
	verdict.stage = stage < ENGINE_STAGE_COUNT ? (enum engine_stage)stage : ENGINE_RECORD;
	return verdict;
}

/* A free place, else the one that has been there longest. */
static struct suspect *make_room(struct scoreboard *board)
{
	struct suspect *oldest = &board->suspects[0];

	for (size_t i = 0; i < SUSPECTS; i++) {
		struct suspect *suspect = &board->suspects[i];
		if (suspect->state == SUSPECT_FREE)
			return suspect;
		if (suspect->noted < oldest->noted)
			oldest = suspect;
	}
	return oldest;
}

void suspects_note(struct scoreboard *board, int32_t partition, int64_t offset, enum status reason,
		   enum status in_the_end, enum engine_stage stage)
{
	struct suspect *suspect = find(board, partition, offset);

	if (!suspect) {
		suspect = make_room(board);
		suspect->state = SUSPECT_FREE;
		suspect->attempts = 0;
		suspect->partition = partition;
		suspect->offset = offset;
		suspect->noted = ++board->notes;
	}
	suspect->attempts++;
	suspect->stage = stage;
	if (reason == STATUS_OK && suspect->attempts >= SUSPECT_PATIENCE)
		reason = in_the_end;
	suspect->reason = reason;
	suspect->state = reason == STATUS_OK ? SUSPECT_WATCHED : SUSPECT_CONDEMNED;
}

void suspects_forget(struct scoreboard *board, int32_t partition, int64_t offset)
{
	for (size_t i = 0; i < SUSPECTS; i++) {
		struct suspect *suspect = &board->suspects[i];
		if (suspect->state != SUSPECT_FREE && suspect->partition == partition &&
		    suspect->offset < offset)
			suspect->state = SUSPECT_FREE;
	}
}
