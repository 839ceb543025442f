/* metrics.c - see metrics.h. Counters live in the lanes' rows and are summed here. */
#include "metrics.h"

#include <inttypes.h>
#include <librdkafka/rdkafka.h>

#include "page/article.h"
#include "version.h"

#ifndef JICENG_REVISION
#define JICENG_REVISION "unknown"
#endif

struct writer {
	const struct scoreboard *board;
	struct buf *out;
};

static void head(struct writer *w, const char *name, const char *type, const char *help)
{
	buf_printf(w->out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* The sum over all lanes of the counter that lies `offset` bytes into a row. */
static uint64_t sum(const struct writer *w, size_t offset)
{
	uint64_t total = 0;

	for (int32_t i = 0; i < w->board->n_lanes; i++) {
		const char *row = (const char *)&w->board->lanes[i];
		total += *(const counter *)(const void *)(row + offset);
	}
	return total;
}

#define AT(field)      offsetof(struct lane_row, field)
#define ITEM(field, i) (offsetof(struct lane_row, field) + (i) * sizeof(counter))

static void plain(struct writer *w, const char *name, const char *help, size_t offset)
{
	head(w, name, "counter", help);
	buf_printf(w->out, "%s %" PRIu64 "\n", name, sum(w, offset));
}

static void labelled(struct writer *w, const char *name, const char *label, const char *value,
		     size_t offset)
{
	buf_printf(w->out, "%s{%s=\"%s\"} %" PRIu64 "\n", name, label, value, sum(w, offset));
}

static void write_pages(struct writer *w)
{
	head(w, "jiceng_pages_total", "counter", "Raw pages done, by outcome.");
	for (size_t i = 0; i < PAGE_STATUS_COUNT; i++)
		labelled(w, "jiceng_pages_total", "outcome", page_status_name((enum page_status)i),
			 ITEM(published.pages, i));
	plain(w, "jiceng_events_total", "Initiative events published.", AT(published.events));
	plain(w, "jiceng_articles_total", "Articles found.", AT(published.articles));
	plain(w, "jiceng_input_bytes_total", "Bytes of raw pages done.", AT(published.bytes_in));
	plain(w, "jiceng_output_bytes_total", "Bytes of events and outcomes published.",
	      AT(published.bytes_out));
	head(w, "jiceng_dead_letters_total", "counter", "Dead letters, by reason.");
	for (size_t i = STATUS_OK + 1; i <= STATUS_MEMORY_LIMIT; i++)
		labelled(w, "jiceng_dead_letters_total", "reason", status_name((enum status)i),
			 ITEM(published.dead_letters, i));
	head(w, "jiceng_flags_total", "counter", "Pages with a flag.");
	for (size_t i = 0; i < FLAG_COUNT; i++)
		labelled(w, "jiceng_flags_total", "flag", flag_name((enum flag)i),
			 ITEM(published.flags, i));
}

static void write_happenings(struct writer *w)
{
	head(w, "jiceng_transactions_total", "counter", "Transactions, by how they ended.");
	for (size_t i = 0; i < TRANSACTION_RESULTS; i++)
		labelled(w, "jiceng_transactions_total", "result",
			 transaction_result_name((enum transaction_result)i),
			 ITEM(happenings.transactions, i));
	head(w, "jiceng_rebalances_total", "counter", "Changes of the lanes' partitions.");
	for (size_t i = 0; i < REBALANCES; i++)
		labelled(w, "jiceng_rebalances_total", "event", rebalance_name((enum rebalance)i),
			 ITEM(happenings.rebalances, i));
	head(w, "jiceng_lane_restarts_total", "counter",
	     "Lanes started again, by what ended them.");
	for (size_t i = 0; i < RESTART_CAUSES; i++)
		labelled(w, "jiceng_lane_restarts_total", "cause",
			 restart_cause_name((enum restart_cause)i), ITEM(happenings.restarts, i));
	head(w, "jiceng_kafka_errors_total", "counter", "Errors that Kafka's client reported.");
	for (size_t i = 0; i < TROUBLES; i++)
		labelled(w, "jiceng_kafka_errors_total", "code",
			 kafka_trouble_name((enum kafka_trouble)i), ITEM(happenings.troubles, i));
	head(w, "jiceng_producer_recreated_total", "counter",
	     "Producers made anew because the end of a transaction was in doubt.");
	labelled(w, "jiceng_producer_recreated_total", "cause", "end_in_doubt",
		 AT(happenings.producers_recreated));
	plain(w, "jiceng_gap_records_total", "Raw pages deleted by Kafka before they were read.",
	      AT(happenings.gap_records));
}

static void write_histogram(struct writer *w, const char *name, const char *label, size_t offset)
{
	uint64_t total = 0;
	const char *comma = *label ? "," : "";

	for (size_t i = 0; i < HISTOGRAM_BUCKETS; i++) {
		total += sum(w, offset + offsetof(struct histogram, buckets) + i * sizeof(counter));
		if (i < HISTOGRAM_BUCKETS - 1)
			buf_printf(w->out, "%s_bucket{%s%sle=\"%g\"} %" PRIu64 "\n", name, label,
				   comma, (double)HISTOGRAM_BOUNDS_MS[i] / 1000, total);
	}
	buf_printf(w->out, "%s_bucket{%s%sle=\"+Inf\"} %" PRIu64 "\n", name, label, comma, total);
	buf_printf(w->out, "%s_sum%s%s%s %.6f\n", name, *label ? "{" : "", label, *label ? "}" : "",
		   (double)sum(w, offset + offsetof(struct histogram, sum_us)) / 1e6);
	buf_printf(w->out, "%s_count%s%s%s %" PRIu64 "\n", name, *label ? "{" : "", label,
		   *label ? "}" : "", total);
}

static void write_times(struct writer *w)
{
	head(w, "jiceng_page_duration_seconds", "histogram", "Time of a page, by stage.");
	for (size_t i = 0; i < ENGINE_STAGE_COUNT; i++) {
		char label[64];
		snprintf(label, sizeof label, "stage=\"%s\"",
			 engine_stage_name((enum engine_stage)i));
		write_histogram(w, "jiceng_page_duration_seconds", label,
				AT(happenings.stage_time) + i * sizeof(struct histogram));
	}
	write_histogram(w, "jiceng_page_duration_seconds", "stage=\"all\"",
			AT(happenings.page_time));
	head(w, "jiceng_transaction_duration_seconds", "histogram", "Time of a commit.");
	write_histogram(w, "jiceng_transaction_duration_seconds", "", AT(happenings.commit_time));
}

/* What can be said of a partition; false: unknown. */
typedef bool (*partition_value)(const struct partition_row *row, int64_t now, int64_t unix_now,
				double *out);

static bool lag_records(const struct partition_row *row, int64_t now, int64_t unix_now, double *out)
{
	(void)now, (void)unix_now;
	*out = (double)row->lag;
	return row->lag >= 0;
}

static double not_negative(double value)
{
	return value > 0 ? value : 0;
}

static bool lag_seconds(const struct partition_row *row, int64_t now, int64_t unix_now, double *out)
{
	(void)now;
	*out = row->lag == 0 ? 0 : not_negative((double)(unix_now - row->page_time) / 1000);
	return row->lag == 0 || (row->lag > 0 && row->page_time > 0);
}

static bool idle_seconds(const struct partition_row *row, int64_t now, int64_t unix_now,
			 double *out)
{
	(void)unix_now;
	*out = row->lag == 0 ? 0 : not_negative((double)(now - row->moved_at) / 1000);
	return row->lag >= 0;
}

static void write_partitions(struct writer *w, const struct lane_setup *setup, const char *name,
			     const char *help, partition_value value, int64_t now, int64_t unix_now)
{
	head(w, name, "gauge", help);
	for (int32_t i = 0; i < w->board->n_lanes; i++) {
		for (size_t k = 0; k < PARTITION_ROWS; k++) {
			const struct partition_row *row = &w->board->lanes[i].partitions[k];
			double number;
			if (row->partition < 0 || !value(row, now, unix_now, &number))
				continue;
			buf_printf(w->out, "%s{topic=\"%s\",partition=\"%" PRId32 "\"} %.3f\n",
				   name, setup->options->input_topic, row->partition, number);
		}
	}
}

static void gauge(struct writer *w, const char *name, const char *help, double value)
{
	head(w, name, "gauge", help);
	buf_printf(w->out, "%s %.3f\n", name, value);
}

static void write_state(struct writer *w, int64_t now)
{
	int64_t oldest = 0;

	head(w, "jiceng_lane_up", "gauge", "1: the lane's process is there.");
	for (int32_t i = 0; i < w->board->n_lanes; i++) {
		const struct lane_row *row = &w->board->lanes[i];
		int64_t since = row->transaction_at;
		if (since && now - since > oldest)
			oldest = now - since;
		buf_printf(w->out, "jiceng_lane_up{lane=\"%" PRId32 "\"} %d\n", i,
			   row->process != 0);
	}
	head(w, "jiceng_lane_ready", "gauge", "1: the lane has joined the group and is at work.");
	for (int32_t i = 0; i < w->board->n_lanes; i++)
		buf_printf(w->out, "jiceng_lane_ready{lane=\"%" PRId32 "\"} %d\n", i,
			   w->board->lanes[i].ready != 0);
	gauge(w, "jiceng_transaction_open_seconds", "Age of the oldest open transaction.",
	      (double)oldest / 1000);
	gauge(w, "jiceng_paused", "1: paused because of too many dead letters.",
	      w->board->paused ? 1 : 0);
}

void metrics_write(const struct lane_setup *setup, int64_t now, int64_t unix_now, struct buf *out)
{
	struct writer w = {setup->board, out};

	head(&w, "jiceng_build_info", "gauge", "Always 1; what this is.");
	buf_printf(out,
		   "jiceng_build_info{version=\"%s\",revision=\"%s\",librdkafka=\"%s\","
		   "lexicon=\"%.*s\"} 1\n",
		   JICENG_VERSION, JICENG_REVISION, rd_kafka_version_str(),
		   SLICE_ARG(slice_sub(engine_ruleset(setup->engine), 0, 12)));
	write_pages(&w);
	write_happenings(&w);
	write_times(&w);
	write_state(&w, now);
	write_partitions(&w, setup, "jiceng_consumer_lag_records", "Raw pages not yet processed.",
			 lag_records, now, unix_now);
	write_partitions(&w, setup, "jiceng_consumer_lag_seconds",
			 "Age of the page taken last, while there are more.", lag_seconds, now,
			 unix_now);
	write_partitions(&w, setup, "jiceng_partition_idle_seconds",
			 "Time without progress while there are pages.", idle_seconds, now,
			 unix_now);
}
