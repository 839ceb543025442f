/* lane.c - see lane.h. Invariant: everything between what is committed and partition.next is in the
 * open batch; a batch is either committed whole or taken back whole, and after the latter the
 * consumer is made to read from the committed offsets again. */
#include "lane.h"

#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "backoff.h"
#include "clock.h"
#include "delivery.h"
#include "exit_code.h"
#include "flood.h"
#include "last_words.h"
#include "page_step.h"

#define IDLE_POLL_MS     200
#define SHOW_EVERY_MS    1000
#define PROBE_EVERY_MS   5000
#define CLOSE_SECONDS    10
#define RECORD_BUDGET    ((size_t)16 * 1024 * 1024)
#define ABORTS_TO_SINGLE 3
/* What a lane needs apart from its page: librdkafka's queues, threads, fetched records. */
#define MEMORY_BESIDE_PAGE ((int64_t)512 * 1024 * 1024)

struct lane {
	const struct lane_setup *setup;
	struct lane_row *row;
	struct stop stop;
	struct consumer consumer;
	struct delivery delivery;
	struct topics topics;
	struct page_step step;
	struct tally tally;
	struct flood flood;
	struct backoff aborts; /* failures: aborted batches in a row */
	int64_t single_pages;  /* so many batches of one page are still to come */
	int64_t shown_at;
	int64_t probed_at;
	int64_t retry_at;    /* no commit before this (monotonic ms) */
	int64_t ahead_since; /* offsets without a batch wait to be committed; 0: none do */
	bool must_rewind;
	bool failed;
};

static void committed(struct lane *lane)
{
	const struct partitions *partitions = &lane->consumer.partitions;
	uint64_t dead = lane->tally.pages[PAGE_DEAD_LETTERED];

	partitions_committed(&lane->consumer.partitions);
	for (size_t i = 0; i < partitions->n; i++)
		suspects_forget(lane->setup->board, partitions->items[i].id,
				partitions->items[i].committed);
	tally_publish(&lane->tally, &lane->row->published);
	flood_add(&lane->flood, tally_pages(&lane->tally), dead);
	lane->tally = (struct tally){0};
	lane->row->commits++;
	lane->row->committed_at = clock_monotonic_ms();
	lane->ahead_since = 0;
	backoff_succeeded(&lane->aborts);
	if (lane->single_pages > 0)
		lane->single_pages--;
	lane->consumer.brokers_down = lane->delivery.producer.brokers_down = false;
}

/* Which page was it? A broker that refuses a record as too large does not say; so the batch is done
 * again page by page, and the page alone in a refused batch is the one. */
static void look_for_culprit(struct lane *lane)
{
	const struct past_batch *past = &lane->delivery.producer.past;

	if (past->n_pages == 1 && past->refused_size)
		suspects_note(lane->setup->board, past->first.partition, past->first.offset,
			      STATUS_TOO_LARGE, STATUS_TOO_LARGE, ENGINE_EVENT);
	else if (past->n_pages > 1 &&
		 (past->refused_size || lane->aborts.failures >= ABORTS_TO_SINGLE))
		lane->single_pages = (int64_t)past->n_pages;
}

static void undone(struct lane *lane)
{
	lane->tally = (struct tally){0};
	lane->must_rewind = true;
	lane->ahead_since = 0;
	lane->retry_at = clock_monotonic_ms() + backoff_next(&lane->aborts);
	look_for_culprit(lane);
}

static void settle(struct lane *lane, enum delivery_result result)
{
	switch (result) {
	case DELIVERY_DONE:
		committed(lane);
		break;
	case DELIVERY_UNDONE:
		undone(lane);
		break;
	case DELIVERY_LATER:
		lane->retry_at = clock_monotonic_ms() + IDLE_POLL_MS;
		break;
	case DELIVERY_FATAL:
		lane->failed = true;
		break;
	}
	row_set_state(lane->row, lane->consumer.paused ? LANE_PAUSED : LANE_POLLING);
}

static void commit(struct lane *lane, int64_t patience_ms)
{
	row_set_state(lane->row, LANE_COMMITTING);
	row_tick(lane->row);
	settle(lane, delivery_commit(&lane->delivery, clock_monotonic_ms() + patience_ms));
}

static void take_back(struct lane *lane)
{
	row_set_state(lane->row, LANE_COMMITTING);
	settle(lane, delivery_abort(&lane->delivery));
}

/* The consumer's callback: partitions are about to go. */
static void give_up(void *context, bool lost)
{
	struct lane *lane = context;

	if (lane->failed || !lane->delivery.is_open)
		return;
	if (!lost)
		commit(lane, lane->setup->options->session_timeout / 2);
	if (!lane->failed && lane->delivery.is_open)
		take_back(lane);
}

static void take_page(struct lane *lane, const rd_kafka_message_t *message)
{
	struct partition *partition =
	    partitions_find(&lane->consumer.partitions, message->partition);
	rd_kafka_timestamp_type_t type;

	if (!partition)
		return;
	if (delivery_begin(&lane->delivery) != DELIVERY_DONE ||
	    !producer_begin_page(&lane->delivery.producer, message->partition, message->offset)) {
		lane->failed = true;
		return;
	}
	bool good = page_step_run(&lane->step, message);
	partition_took(partition, message->offset, rd_kafka_message_timestamp(message, &type),
		       clock_monotonic_ms());
	if (!good)
		take_back(lane);
}

static bool all_at_end(const struct lane *lane)
{
	const struct partitions *partitions = &lane->consumer.partitions;

	for (size_t i = 0; i < partitions->n; i++) {
		if (!partitions->items[i].at_end)
			return false;
	}
	return true;
}

static bool is_due(struct lane *lane, int64_t now)
{
	const struct options *options = lane->setup->options;
	const struct delivery *delivery = &lane->delivery;
	const struct producer *producer = &delivery->producer;
	int64_t since = delivery->is_open ? delivery->opened_at : lane->ahead_since;

	if (now < lane->retry_at || since == 0)
		return false;
	if (now - since >= options->batch_age ||
	    (now - since >= options->batch_age / 4 && all_at_end(lane)))
		return true;
	return (int64_t)producer->n_pages >= (lane->single_pages > 0 ? 1 : options->batch_pages) ||
	       (int64_t)(producer->bytes + lane->tally.bytes_in) >= options->batch_bytes;
}

/* Ends of partitions move offsets without pages (control records); they are committed as well, so
 * that the lag of an idle group is 0. */
static void look_for_offsets_alone(struct lane *lane, int64_t now)
{
	if (!lane->delivery.is_open && lane->ahead_since == 0 &&
	    partitions_are_ahead(&lane->consumer.partitions))
		lane->ahead_since = now;
}

static void follow_pause(struct lane *lane)
{
	bool wanted = lane->setup->board->paused != 0;

	if (flood_is_on(&lane->flood) && !wanted) {
		lane->setup->board->paused = 1;
		wanted = true;
		log_line(&lane->setup->log, LOG_ERROR,
			 "too many dead letters: paused, nothing is lost; find the cause, then "
			 "restart the worker or send it SIGHUP",
			 LOG_FIELDS(log_number("dead_letters", (int64_t)lane->flood.n_dead),
				    log_number("of_last_pages", (int64_t)lane->flood.window)));
	}
	if (wanted == lane->consumer.paused)
		return;
	consumer_set_paused(&lane->consumer, wanted);
	flood_clear(&lane->flood);
	row_set_state(lane->row, wanted ? LANE_PAUSED : LANE_POLLING);
}

static void probe(struct lane *lane, int64_t now)
{
	bool down = lane->consumer.brokers_down || lane->delivery.producer.brokers_down;

	if (!down || now - lane->probed_at < PROBE_EVERY_MS)
		return;
	lane->probed_at = now;
	if (topics_cluster_answers(&lane->consumer))
		lane->consumer.brokers_down = lane->delivery.producer.brokers_down = false;
}

static void show(struct lane *lane, int64_t now)
{
	bool down = lane->consumer.brokers_down || lane->delivery.producer.brokers_down;

	lane->row->ready = lane->consumer.joined && !lane->consumer.paused && !down;
	if (now - lane->shown_at < SHOW_EVERY_MS)
		return;
	lane->shown_at = now;
	consumer_show_positions(&lane->consumer);
}

static void rewind_if_needed(struct lane *lane)
{
	if (!lane->must_rewind)
		return;
	lane->must_rewind = false;
	if (!consumer_rewind(&lane->consumer))
		lane->failed = true;
}

static void turn(struct lane *lane)
{
	int64_t now = clock_monotonic_ms();
	int wait = lane->delivery.is_open || lane->ahead_since ? IDLE_POLL_MS / 10 : IDLE_POLL_MS;
	rd_kafka_message_t *message = NULL;

	/* After an aborted batch: no new page before its time, but the member stays alive. */
	if (now < lane->retry_at && !lane->delivery.is_open)
		stop_wait(&lane->stop, lane->retry_at - now, 1);
	message = consumer_poll(&lane->consumer, wait);
	producer_serve(&lane->delivery.producer);
	if (lane->must_rewind) {
		/* Given up inside the poll: a page from before the rewind is not to be used. */
		if (message)
			rd_kafka_message_destroy(message);
		message = NULL;
	}
	if (message && !lane->failed)
		take_page(lane, message);
	if (message)
		rd_kafka_message_destroy(message);
	now = clock_monotonic_ms();
	look_for_offsets_alone(lane, now);
	if (!lane->failed && !lane->must_rewind && is_due(lane, now))
		commit(lane, lane->setup->options->transaction_timeout);
	rewind_if_needed(lane);
	follow_pause(lane);
	probe(lane, now);
	show(lane, now);
	lane->failed = lane->failed || lane->consumer.failed || lane->delivery.producer.failed;
}

static void work(struct lane *lane)
{
	row_set_state(lane->row, LANE_POLLING);
	while (!lane->failed && stop_level(&lane->stop) == 0)
		turn(lane);
	row_set_state(lane->row, LANE_STOPPING);
	lane->row->ready = 0;
	if (!lane->failed && lane->delivery.is_open) {
		if (stop_level(&lane->stop) < 2)
			commit(lane, lane->setup->options->transaction_timeout);
		else
			take_back(lane);
	}
	row_set_state(lane->row, LANE_STOPPING);
}

static int64_t memory_limit(const struct options *options)
{
	return options->lane_memory ? options->lane_memory
				    : 2 * options->page_memory + MEMORY_BESIDE_PAGE;
}

/* The last guard. What a page may use is bounded by its arena; this only keeps a leak or a library
 * from taking the machine down. */
static void limit_memory(const struct options *options)
{
	rlim_t bytes = (rlim_t)memory_limit(options);
	struct rlimit limit = {bytes, bytes};

	mallopt(M_ARENA_MAX, 2);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow memory is terabytes, and would count */
	setrlimit(RLIMIT_DATA, &limit);
#else
	(void)limit;
#endif
}

static bool prepare(struct lane *lane, struct err *err)
{
	const struct options *options = lane->setup->options;

	lane->aborts = (struct backoff){.first_ms = 100, .limit_ms = 5000};
	lane->consumer.give_up = give_up;
	lane->consumer.context = lane;
	lane->step = (struct page_step){
	    .setup = lane->setup,
	    .producer = &lane->delivery.producer,
	    .topics = &lane->topics,
	    .page_arena = arena_new((size_t)options->page_memory),
	    .record_arena = arena_new(RECORD_BUDGET),
	    .tally = &lane->tally,
	};
	if (!lane->step.page_arena || !lane->step.record_arena ||
	    !flood_init(&lane->flood, (size_t)options->dead_letter_window,
			(unsigned)options->dead_letter_limit)) {
		err_set(err, STATUS_MEMORY_LIMIT, "lane", SIZE_MAX, "no memory");
		return false;
	}
	return consumer_open(&lane->consumer, lane->setup, err) == STATUS_OK &&
	       delivery_open(&lane->delivery, lane->setup, &lane->consumer, &lane->stop, err) ==
		   STATUS_OK;
}

/* True: go to work; else *code is the exit code. */
static bool get_ready(struct lane *lane, int *code)
{
	struct err err = {0};

	if (!prepare(lane, &err)) {
		log_line(&lane->setup->log, LOG_ERROR, err.text, NULL);
		*code = err.status == STATUS_BAD_OPTION ? EXIT_CODE_USAGE : EXIT_CODE_FAILURE;
		return false;
	}
	enum topics_result topics =
	    topics_wait(&lane->topics, &lane->consumer, lane->setup, &lane->stop);
	if (topics != TOPICS_READY) {
		*code = topics == TOPICS_STOPPED ? EXIT_CODE_OK : EXIT_CODE_USAGE;
		return false;
	}
	enum transaction_step step = delivery_prepare(&lane->delivery);
	if (step != STEP_DONE) {
		*code = step == STEP_STOPPED ? EXIT_CODE_OK : EXIT_CODE_FAILURE;
		return false;
	}
	*code = EXIT_CODE_FAILURE;
	return consumer_join(&lane->consumer);
}

/* librdkafka 2.0.2 can hang in closing; the alarm's default action ends the process then. */
static void leave(struct lane *lane)
{
	signal(SIGALRM, SIG_DFL);
	alarm(CLOSE_SECONDS);
	consumer_close(&lane->consumer);
	delivery_close(&lane->delivery);
	flood_release(&lane->flood);
	arena_free(lane->step.page_arena);
	arena_free(lane->step.record_arena);
	alarm(0);
}

int lane_run(const struct lane_setup *setup)
{
	struct lane lane = {.setup = setup, .row = setup_row(setup)};
	int code = EXIT_CODE_FAILURE;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	lane.stop = stop_watch(lane.row);
	row_set_state(lane.row, LANE_STARTING);
	last_words_prepare(lane.row, memory_limit(setup->options));
	limit_memory(setup->options);
	if (get_ready(&lane, &code)) {
		log_line(&setup->log, LOG_INFO, "lane is at work",
			 LOG_FIELDS(log_number("process", getpid())));
		work(&lane);
		code = lane.failed ? EXIT_CODE_FAILURE : EXIT_CODE_OK;
	}
	leave(&lane);
	return code;
}
