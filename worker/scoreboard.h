/* scoreboard.h - the one piece of memory that the supervisor and its lanes share.
 *
 * A row for each lane (what it is doing, on which record, its counters) and a short list of
 * suspects: records on which a lane died. A row outlives its lane, so counters never go back and
 * the supervisor can read what a dead lane was doing. Each field has one writer: a row's its lane
 * (and, once that is dead, the supervisor). Readers trust nothing: scoreboard_copy_work() copies
 * and checks. All fields are atomic, so a reader never sees half a number; it may see a row between
 * two updates, which `serial` shows. */
#ifndef JICENG_SCOREBOARD_H
#define JICENG_SCOREBOARD_H

#include <stdatomic.h>

#include "engine.h"

enum lane_state {
	LANE_DOWN,       /* no process */
	LANE_STARTING,   /* making its clients */
	LANE_WAITING,    /* for a broker or a topic */
	LANE_POLLING,    /* waiting for pages, or taking one */
	LANE_PROCESSING, /* inside engine_process(), and nowhere else */
	LANE_COMMITTING,
	LANE_PAUSED, /* too many dead letters */
	LANE_STOPPING,
	LANE_STATE_COUNT
};
const char *lane_state_name(enum lane_state state);

/* How a lane saw its own death (written by its crash handler). */
enum last_words { WORDS_NONE, WORDS_CRASHED, WORDS_OUT_OF_MEMORY, WORDS_OTHER_THREAD };

enum transaction_result {
	TRANSACTION_COMMITTED,
	TRANSACTION_ABORTED,
	TRANSACTION_FENCED,
	TRANSACTION_RESULTS
};
enum rebalance { REBALANCE_ASSIGNED, REBALANCE_REVOKED, REBALANCE_LOST, REBALANCES };
enum restart_cause {
	RESTART_CRASHED,
	RESTART_TIME_LIMIT,
	RESTART_MEMORY_LIMIT,
	RESTART_STALLED,
	RESTART_KILLED,
	RESTART_EXITED,
	RESTART_CAUSES
};
enum kafka_trouble {
	TROUBLE_TRANSPORT,
	TROUBLE_ALL_BROKERS_DOWN,
	TROUBLE_AUTHENTICATION,
	TROUBLE_AUTHORIZATION,
	TROUBLE_UNKNOWN_TOPIC,
	TROUBLE_TIMED_OUT,
	TROUBLE_FENCED,
	TROUBLE_OTHER,
	TROUBLES
};
const char *transaction_result_name(enum transaction_result result);
const char *rebalance_name(enum rebalance event);
const char *restart_cause_name(enum restart_cause cause);
const char *kafka_trouble_name(enum kafka_trouble trouble);

typedef _Atomic uint64_t counter;

/* Upper bounds in milliseconds; the last bucket has none. */
#define HISTOGRAM_BUCKETS 14
extern const int64_t HISTOGRAM_BOUNDS_MS[HISTOGRAM_BUCKETS - 1];

struct histogram {
	counter buckets[HISTOGRAM_BUCKETS];
	counter sum_us; /* microseconds */
};
void histogram_add(struct histogram *histogram, int64_t ns);

/* What a lane has published: counted when it is committed, so that it agrees with the topics. */
struct counters {
	counter pages[PAGE_STATUS_COUNT];
	counter dead_letters[STATUS_COUNT];
	counter flags[32];
	counter events;
	counter articles;
	counter bytes_in;
	counter bytes_out;
};

/* Everything else that only ever grows. */
struct happenings {
	counter transactions[TRANSACTION_RESULTS];
	counter rebalances[REBALANCES];
	counter restarts[RESTART_CAUSES]; /* written by the supervisor */
	counter troubles[TROUBLES];
	counter producers_recreated;
	counter gap_records; /* deleted by Kafka before they were read */
	struct histogram stage_time[ENGINE_STAGE_COUNT];
	struct histogram page_time;
	struct histogram commit_time;
};

/* A partition that the lane owns now. */
struct partition_row {
	_Atomic int32_t partition; /* -1: row not in use */
	_Atomic int64_t next;      /* offset of the next page to process; -1: not known */
	_Atomic int64_t committed; /* -1: not known */
	_Atomic int64_t lag;       /* records; -1: not known */
	_Atomic int64_t page_time; /* unix ms of the page taken last; 0: none */
	_Atomic int64_t moved_at;  /* monotonic ms: last progress, or lag became 0 */
};
#define PARTITION_ROWS 256

struct lane_row {
	_Atomic int32_t process; /* pid; 0: none. Written by the supervisor */
	_Atomic uint32_t state;  /* enum lane_state */
	_Atomic uint32_t stage;  /* enum engine_stage while processing */
	_Atomic uint32_t last_words;
	_Atomic uint32_t signal;   /* with last_words */
	_Atomic uint64_t serial;   /* one more for each page begun */
	_Atomic int32_t partition; /* the record in hand */
	_Atomic int64_t offset;
	_Atomic int64_t started_at;     /* monotonic ms: the page */
	_Atomic int64_t started_cpu_ms; /* processor time of the lane then */
	_Atomic int64_t ticked_at;      /* monotonic ms: the lane's loop went round */
	_Atomic int64_t transaction_at; /* monotonic ms: begin of the open one; 0: none */
	_Atomic int64_t committed_at;   /* monotonic ms; 0: never in this process */
	_Atomic uint64_t commits;       /* of this process */
	_Atomic uint32_t ready;
	struct counters published;
	struct happenings happenings;
	struct partition_row partitions[PARTITION_ROWS];
};

enum suspect_state {
	SUSPECT_FREE,
	SUSPECT_WATCHED,   /* lanes died on it that somebody else killed; not blamed yet */
	SUSPECT_CONDEMNED, /* to be dead-lettered with `reason` by whoever polls it */
};
struct suspect {
	_Atomic uint32_t state;
	_Atomic uint32_t reason; /* enum status */
	_Atomic uint32_t stage;
	_Atomic uint32_t attempts; /* times it was tried */
	_Atomic int32_t partition;
	_Atomic int64_t offset;
	_Atomic uint64_t noted; /* order of arrival: the oldest makes room */
};
#define SUSPECTS 128

struct scoreboard {
	int32_t n_lanes;
	_Atomic uint32_t paused; /* a lane saw a flood of dead letters: all pause */
	_Atomic uint64_t notes;
	struct suspect suspects[SUSPECTS];
	struct lane_row lanes[];
};

/* Shared with every process forked later. NULL: no memory. */
struct scoreboard *scoreboard_new(int32_t n_lanes);
void scoreboard_free(struct scoreboard *board);

/* A lane begins and ends engine_process(). */
void row_begin_page(struct lane_row *row, int32_t partition, int64_t offset);
void row_end_page(struct lane_row *row);
void row_set_state(struct lane_row *row, enum lane_state state);
void row_tick(struct lane_row *row);
/* A new process starts in the row; counters stay. */
void row_restart(struct lane_row *row);

/* What a lane is doing, or was when it died: plain values, checked. */
struct work {
	enum lane_state state;
	enum engine_stage stage;
	enum last_words last_words;
	int signal;
	uint64_t serial;
	int32_t partition;
	int64_t offset;
	int64_t started_at;
	int64_t started_cpu_ms;
	int64_t ticked_at;
};
/* False: the row holds nonsense (its lane wrote over it before it died); *out is then a lane that
 * works on nothing. */
bool scoreboard_copy_work(const struct lane_row *row, struct work *out);

struct verdict {
	bool condemned;
	enum status reason;
	enum engine_stage stage;
	unsigned attempts; /* how often lanes died on it */
};
/* What is known against a record. */
struct verdict suspects_find(struct scoreboard *board, int32_t partition, int64_t offset);
/* By the supervisor, when a lane died on it; by a lane, when a broker refuses what comes of it.
 * reason STATUS_OK: not blamed; after SUSPECT_PATIENCE times it is, with `in_the_end`. */
void suspects_note(struct scoreboard *board, int32_t partition, int64_t offset, enum status reason,
		   enum status in_the_end, enum engine_stage stage);
#define SUSPECT_PATIENCE 3
/* Forgets those of the partition below `offset`: they are committed. */
void suspects_forget(struct scoreboard *board, int32_t partition, int64_t offset);

#endif
