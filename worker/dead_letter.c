/* dead_letter.c - see dead_letter.h. Numbers are decimal text, as in Kafka's own dead letters. */
#include "dead_letter.h"

#include <inttypes.h>

#include "clock.h"
#include "version.h"

/* Room for our own headers and the record's framing. */
#define OVERHEAD 4096

static void add_text(rd_kafka_headers_t *headers, const char *name, struct slice value)
{
	rd_kafka_header_add(headers, name, -1, value.p ? value.p : "", (ssize_t)value.n);
}

static void add_number(rd_kafka_headers_t *headers, const char *name, int64_t number)
{
	char digits[32];
	int n = snprintf(digits, sizeof digits, "%" PRId64, number);

	add_text(headers, name, (struct slice){digits, (size_t)n});
}

static const char *time_type_name(rd_kafka_timestamp_type_t type)
{
	return type == RD_KAFKA_TIMESTAMP_CREATE_TIME       ? "create_time"
	       : type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME ? "log_append_time"
							    : "not_available";
}

static void copy_headers(rd_kafka_headers_t *headers, const struct raw_record *page)
{
	for (size_t i = 0; i < page->n_headers; i++) {
		const struct header *header = &page->headers[i];
		rd_kafka_header_add(headers, header->name.p, (ssize_t)header->name.n,
				    header->value.p,
				    header->value.p ? (ssize_t)header->value.n : 0);
	}
}

static void add_own(rd_kafka_headers_t *headers, const struct dead_letter *letter)
{
	const struct origin *origin = &letter->page->origin;
	const struct err *error = letter->error;
	char at[32];

	add_text(headers, "jiceng.error.reason", slice_of(status_name(error->status)));
	add_text(headers, "jiceng.error.detail", slice_of(error->text));
	add_text(headers, "jiceng.error.stage", slice_of(error->stage));
	add_text(headers, "jiceng.error.topic", origin->topic);
	add_number(headers, "jiceng.error.partition", origin->partition);
	add_number(headers, "jiceng.error.offset", origin->offset);
	add_number(headers, "jiceng.error.timestamp", letter->page_time);
	add_text(headers, "jiceng.error.timestamp_type",
		 slice_of(time_type_name(letter->page_time_type)));
	add_text(headers, "jiceng.error.group", slice_of(letter->group));
	add_text(headers, "jiceng.error.version", SLICE(JICENG_VERSION));
	add_number(headers, "jiceng.error.lane", letter->lane);
	add_number(headers, "jiceng.error.attempts", letter->attempts);
	if (clock_format(letter->now, at))
		add_text(headers, "jiceng.error.at", slice_of(at));
}

/* The names that Kafka Connect writes, for tools that know only those. */
static void add_connect(rd_kafka_headers_t *headers, const struct dead_letter *letter)
{
	const struct origin *origin = &letter->page->origin;

	add_text(headers, "__connect.errors.topic", origin->topic);
	add_number(headers, "__connect.errors.partition", origin->partition);
	add_number(headers, "__connect.errors.offset", origin->offset);
	add_text(headers, "__connect.errors.connector.name", slice_of(letter->group));
	add_number(headers, "__connect.errors.task.id", letter->lane);
	add_text(headers, "__connect.errors.stage", slice_of(letter->error->stage));
	add_text(headers, "__connect.errors.class.name", SLICE("jiceng"));
	add_text(headers, "__connect.errors.exception.class.name",
		 slice_of(status_name(letter->error->status)));
	add_text(headers, "__connect.errors.exception.message", slice_of(letter->error->text));
}

size_t dead_letter_kept_bytes(const struct dead_letter *letter, size_t key_bytes)
{
	size_t taken = key_bytes + OVERHEAD, n = letter->page->value.n;

	for (size_t i = 0; i < letter->page->n_headers; i++)
		taken += letter->page->headers[i].name.n + letter->page->headers[i].value.n + 16;
	if (!letter->max_bytes || n + taken <= letter->max_bytes)
		return n;
	return letter->max_bytes > taken ? letter->max_bytes - taken : 0;
}

rd_kafka_headers_t *dead_letter_headers(const struct dead_letter *letter, size_t kept_bytes)
{
	rd_kafka_headers_t *headers = rd_kafka_headers_new(letter->page->n_headers + 24);

	if (!headers)
		return NULL;
	copy_headers(headers, letter->page);
	add_own(headers, letter);
	if (kept_bytes < letter->page->value.n) {
		add_text(headers, "jiceng.error.truncated", SLICE("true"));
		add_number(headers, "jiceng.error.value_bytes", (int64_t)letter->page->value.n);
	}
	if (letter->names == DEAD_LETTER_NAMES_CONNECT)
		add_connect(headers, letter);
	return headers;
}
