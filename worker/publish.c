/* publish.c - see publish.h. Records carry the page's own time, so that a reader who goes by time
 * finds them beside the page; dead letters are stamped with the time of the dead-lettering, because
 * retention compares it with the clock. */
#include "publish.h"

#include "clock.h"
#include "cloud_event.h"
#include "dead_letter.h"

/* Headers and framing of a record of ours, at most. */
#define OVERHEAD 4096
/* A dead letter that a broker found too large although its topic's limit is not known. */
#define SMALL_DEAD_LETTER ((size_t)64 * 1024)

static bool fits(const struct topics *topics, enum topic_use use,
		 const struct output_record *records, size_t n, struct err *err)
{
	size_t limit = topics->max_bytes[use];

	for (size_t i = 0; limit && i < n; i++) {
		size_t size = records[i].key.n + records[i].value.n + OVERHEAD;
		if (size <= limit)
			continue;
		err_set(err, STATUS_TOO_LARGE, "publish", SIZE_MAX,
			"a record for %s has %zu bytes; the topic takes %zu (max.message.bytes)",
			topics->names[use], size, limit);
		return false;
	}
	return true;
}

bool publish_fits(const struct topics *topics, const struct publication *publication,
		  struct err *err)
{
	const struct engine_result *result = publication->result;

	return fits(topics, TOPIC_EVENTS, result->events, result->n_events, err) &&
	       fits(topics, TOPIC_OUTCOMES, &result->outcome, 1, err) &&
	       (!topics->names[TOPIC_ARTICLES] ||
		fits(topics, TOPIC_ARTICLES, result->articles, result->n_articles, err));
}

static bool send_record(struct producer *producer, const char *topic, const char *type,
			const struct output_record *record, const struct publication *publication)
{
	struct cloud_event event = {.type = type,
				    .id = record->key,
				    .subject = record->subject,
				    .time = publication->page_time};
	rd_kafka_headers_t *headers = cloud_event_headers(&event, publication->page);

	return headers && producer_send(producer, &(struct outgoing){
						      .topic = topic,
						      .key = record->key,
						      .value = record->value,
						      .timestamp = publication->page_time,
						      .headers = headers,
						  });
}

static bool send_all(struct producer *producer, const char *topic, const char *type,
		     const struct output_record *records, size_t n,
		     const struct publication *publication)
{
	for (size_t i = 0; i < n; i++) {
		if (!send_record(producer, topic, type, &records[i], publication))
			return false;
	}
	return true;
}

static bool send_dead_letter(struct producer *producer, const struct topics *topics,
			     const struct publication *publication)
{
	const struct lane_setup *setup = producer->setup;
	struct dead_letter letter = {
	    .page = publication->page,
	    .page_time = publication->page_time,
	    .page_time_type = publication->page_time_type,
	    .error = &publication->result->error,
	    .group = setup->options->group,
	    .lane = setup->number,
	    .attempts = publication->attempts,
	    .now = clock_unix_ms(),
	    .names = (enum dead_letter_names)setup->options->dead_letter_names,
	    .max_bytes = topics->max_bytes[TOPIC_DEAD_LETTERS],
	};
	bool was_refused = letter.error->status == STATUS_TOO_LARGE && publication->attempts > 1;

	if (!letter.max_bytes && was_refused)
		letter.max_bytes = SMALL_DEAD_LETTER;
	size_t kept = dead_letter_kept_bytes(&letter, publication->key.n);
	rd_kafka_headers_t *headers = dead_letter_headers(&letter, kept);
	return headers && producer_send(producer, &(struct outgoing){
						      .topic = topics->names[TOPIC_DEAD_LETTERS],
						      .key = publication->key,
						      .value = {publication->page->value.p, kept},
						      .headers = headers,
						  });
}

bool publish(struct producer *producer, const struct topics *topics,
	     const struct publication *publication)
{
	const struct engine_result *result = publication->result;

	if (result->status == PAGE_DEAD_LETTERED &&
	    !send_dead_letter(producer, topics, publication))
		return false;
	if (!send_all(producer, topics->names[TOPIC_EVENTS], CLOUD_EVENT_INITIATIVE, result->events,
		      result->n_events, publication))
		return false;
	if (topics->names[TOPIC_ARTICLES] &&
	    !send_all(producer, topics->names[TOPIC_ARTICLES], CLOUD_EVENT_ARTICLE,
		      result->articles,
		      result->status == PAGE_DEAD_LETTERED ? 0 : result->n_articles, publication))
		return false;
	return send_record(producer, topics->names[TOPIC_OUTCOMES], CLOUD_EVENT_OUTCOME,
			   &result->outcome, publication);
}
