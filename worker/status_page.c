/* status_page.c - see status_page.h. */
#include "status_page.h"

#include <inttypes.h>
#include <librdkafka/rdkafka.h>

#include "clock.h"
#include "metrics.h"
#include "version.h"

#define LEAST_TICK_MS 60000

/* A lane that stands still longer than the supervisor would let it: the supervisor itself is in
 * trouble, and a restart of the pod is the cure. */
bool status_is_live(const struct lane_setup *setup, int64_t now)
{
	const struct options *options = setup->options;
	int64_t limit = 3 * options->page_timeout + 6 * options->transaction_timeout;

	if (limit < 2 * LEAST_TICK_MS)
		limit = 2 * LEAST_TICK_MS;
	for (int32_t i = 0; i < setup->board->n_lanes; i++) {
		const struct lane_row *row = &setup->board->lanes[i];
		if (row->process && now - row->ticked_at > limit)
			return false;
	}
	return true;
}

bool status_is_ready(const struct lane_setup *setup)
{
	bool ready = false;

	for (int32_t i = 0; i < setup->board->n_lanes; i++)
		ready = ready || setup->board->lanes[i].ready;
	return ready && !setup->board->paused;
}

static const char *why_not_ready(const struct lane_setup *setup)
{
	if (setup->board->paused)
		return "not ready: paused, too many dead letters\n";
	return "not ready: no lane has joined the group and reaches a broker\n";
}

static void show_partition(struct buf *body, const struct partition_row *row, bool first)
{
	buf_printf(body,
		   "%s{\"partition\":%" PRId32 ",\"next\":%" PRId64 ",\"committed\":%" PRId64
		   ",\"lag\":%" PRId64 "}",
		   first ? "" : ",", row->partition, row->next, row->committed, row->lag);
}

static void show_lane(struct buf *body, const struct lane_row *row, int32_t number, int64_t now)
{
	struct work work;
	bool first = true;

	scoreboard_copy_work(row, &work);
	buf_printf(body, "%s{\"lane\":%" PRId32 ",\"process\":%" PRId32 ",\"state\":\"%s\",",
		   number ? "," : "", number, row->process, lane_state_name(work.state));
	buf_printf(body, "\"ready\":%s,\"commits\":%" PRIu64 ",\"last_commit_age_seconds\":",
		   row->ready ? "true" : "false", row->commits);
	if (row->committed_at)
		buf_printf(body, "%.1f", (double)(now - row->committed_at) / 1000);
	else
		buf_append(body, SLICE("null"));
	buf_append(body, SLICE(",\"partitions\":["));
	for (size_t i = 0; i < PARTITION_ROWS; i++) {
		if (row->partitions[i].partition < 0)
			continue;
		show_partition(body, &row->partitions[i], first);
		first = false;
	}
	buf_append(body, SLICE("]}"));
}

static void show_status(const struct lane_setup *setup, struct buf *body)
{
	int64_t now = clock_monotonic_ms();

	buf_printf(body, "{\"version\":\"%s\",\"ready\":%s,\"paused\":%s,\"lanes\":[",
		   JICENG_VERSION, status_is_ready(setup) ? "true" : "false",
		   setup->board->paused ? "true" : "false");
	for (int32_t i = 0; i < setup->board->n_lanes; i++)
		show_lane(body, &setup->board->lanes[i], i, now);
	buf_append(body, SLICE("]}\n"));
}

static void show_version(const struct lane_setup *setup, struct buf *body)
{
	buf_printf(body, "{\"version\":\"%s\",\"librdkafka\":\"%s\",\"ruleset\":\"%.*s\"}\n",
		   JICENG_VERSION, rd_kafka_version_str(),
		   SLICE_ARG(engine_ruleset(setup->engine)));
}

static unsigned say(struct buf *body, bool good, const char *else_text)
{
	buf_append(body, good ? SLICE("ok\n") : slice_of(else_text));
	return good ? 200 : 503;
}

unsigned status_page_answer(void *context, struct slice path, struct buf *body, const char **type)
{
	const struct lane_setup *setup = ((struct status_page *)context)->setup;

	if (slice_equal(path, SLICE("/livez")) || slice_equal(path, SLICE("/healthz")))
		return say(body, status_is_live(setup, clock_monotonic_ms()),
			   "a lane stands still\n");
	if (slice_equal(path, SLICE("/readyz")))
		return say(body, status_is_ready(setup), why_not_ready(setup));
	if (slice_equal(path, SLICE("/metrics"))) {
		*type = "text/plain; version=0.0.4; charset=utf-8";
		metrics_write(setup, clock_monotonic_ms(), clock_unix_ms(), body);
		return 200;
	}
	*type = "application/json";
	if (slice_equal(path, SLICE("/version"))) {
		show_version(setup, body);
		return 200;
	}
	if (slice_equal(path, SLICE("/statusz"))) {
		show_status(setup, body);
		return 200;
	}
	*type = "text/plain; charset=utf-8";
	buf_append(body, SLICE("/livez /readyz /metrics /version /statusz\n"));
	return slice_equal(path, SLICE("/")) ? 200 : 404;
}
