/* page_step.c - see page_step.h. The scoreboard says "processing" exactly while the engine runs: a
 * lane that dies outside of it leaves no suspicion on the page. */
#include "page_step.h"

#include "clock.h"
#include "test_hooks.h"

/* Times the stages by the engine's own hook. */
struct stage_clock {
	struct lane_row *row;
	int64_t since; /* monotonic ns */
	enum engine_stage stage;
	bool is_running;
};

static void end_stage(struct stage_clock *clock, int64_t now)
{
	if (clock->is_running)
		histogram_add(&clock->row->happenings.stage_time[clock->stage], now - clock->since);
	clock->is_running = false;
}

static void on_stage(void *context, enum engine_stage stage)
{
	struct stage_clock *clock = context;
	int64_t now = clock_monotonic_ns();

	end_stage(clock, now);
	clock->row->stage = stage;
	clock->stage = stage;
	clock->since = now;
	clock->is_running = true;
}

static size_t copy_headers(struct arena *arena, const rd_kafka_message_t *message,
			   const struct header **out)
{
	rd_kafka_headers_t *headers = NULL;
	const char *name;
	const void *value;
	size_t size, n = 0;

	*out = NULL;
	if (rd_kafka_message_headers(message, &headers))
		return 0;
	size_t count = rd_kafka_header_cnt(headers);
	struct header *copy = arena_array(arena, count, sizeof *copy);
	while (copy && n < count && !rd_kafka_header_get_all(headers, n, &name, &value, &size)) {
		copy[n].name = slice_of(name);
		copy[n].value = (struct slice){value, size};
		n++;
	}
	*out = copy;
	return n;
}

static struct raw_record raw_record_of(const struct page_step *step,
				       const rd_kafka_message_t *message)
{
	struct raw_record raw = {
	    .value = {message->payload, message->len},
	    .origin = {slice_of(step->setup->options->input_topic), message->partition,
		       message->offset},
	};

	raw.n_headers = copy_headers(step->record_arena, message, &raw.headers);
	return raw;
}

static void run_engine(const struct page_step *step, const struct raw_record *raw,
		       struct engine_result *result)
{
	struct lane_row *row = setup_row(step->setup);
	struct stage_clock clock = {.row = row};
	int64_t began = clock_monotonic_ns();

	row_begin_page(row, raw->origin.partition, raw->origin.offset);
	test_hooks_run(raw->value);
	engine_process(step->setup->engine, step->page_arena, raw, on_stage, &clock, result);
	row_end_page(row);
	int64_t now = clock_monotonic_ns();
	end_stage(&clock, now);
	histogram_add(&row->happenings.page_time, now - began);
}

/* A page that killed a lane before, or whose records a broker refused, is not tried again. */
static void condemn(const struct page_step *step, const struct raw_record *raw,
		    const struct verdict *verdict, struct engine_result *result)
{
	struct err error = {0};

	err_set(&error, verdict->reason, engine_stage_name(verdict->stage), SIZE_MAX,
		verdict->reason == STATUS_TOO_LARGE
		    ? "a broker refused a record made from this page as too large"
		: verdict->reason == STATUS_TIME_LIMIT
		    ? "the page took longer than --page-timeout; its lane was ended"
		: verdict->reason == STATUS_MEMORY_LIMIT
		    ? "the page's lane ran out of memory and died"
		    : "the page's lane crashed on it");
	engine_dead_letter(step->setup->engine, step->page_arena, raw, &error, result);
}

static void log_dead_letter(const struct page_step *step, const struct raw_record *raw,
			    const struct engine_result *result)
{
	log_line(&step->setup->log, LOG_WARNING, "page is a dead letter",
		 LOG_FIELDS(log_string("reason", status_name(result->error.status)),
			    log_string("stage", result->error.stage),
			    log_string("detail", result->error.text),
			    log_text("messaging.destination.name", raw->origin.topic),
			    log_number("messaging.destination.partition.id", raw->origin.partition),
			    log_number("messaging.kafka.offset", raw->origin.offset)));
}

static void process(const struct page_step *step, const struct raw_record *raw,
		    const struct verdict *verdict, struct publication *publication,
		    struct engine_result *result)
{
	struct err too_large = {0};

	if (verdict->condemned)
		condemn(step, raw, verdict, result);
	else
		run_engine(step, raw, result);
	if (!publish_fits(step->topics, publication, &too_large)) {
		arena_reset(step->page_arena);
		engine_dead_letter(step->setup->engine, step->page_arena, raw, &too_large, result);
	}
}

bool page_step_run(const struct page_step *step, const rd_kafka_message_t *message)
{
	struct raw_record raw = raw_record_of(step, message);
	struct verdict verdict =
	    suspects_find(step->setup->board, message->partition, message->offset);
	struct engine_result result;
	struct publication publication = {
	    .page = &raw,
	    .key = {message->key, message->key_len},
	    .result = &result,
	    .attempts = verdict.attempts + 1,
	};

	publication.page_time = rd_kafka_message_timestamp(message, &publication.page_time_type);
	process(step, &raw, &verdict, &publication, &result);
	if (result.status == PAGE_DEAD_LETTERED)
		log_dead_letter(step, &raw, &result);
	bool good = publish(step->producer, step->topics, &publication);
	if (good)
		tally_add(step->tally, &result, raw.value.n);
	arena_reset(step->page_arena);
	arena_reset(step->record_arena);
	return good;
}
