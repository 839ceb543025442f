/* cloud_event.c - see cloud_event.h. */
#include "cloud_event.h"

#include "clock.h"

#define MAX_SUBJECT 2048 /* bytes; URLs may be longer, headers should not */

static void add(rd_kafka_headers_t *headers, const char *name, struct slice value)
{
	rd_kafka_header_add(headers, name, -1, value.p, (ssize_t)value.n);
}

/* The header itself, or as a CloudEvents attribute of the raw page. */
static void pass_on(rd_kafka_headers_t *headers, const struct raw_record *page, const char *name,
		    const char *attribute)
{
	struct slice value = header_find(page->headers, page->n_headers, slice_of(name));

	if (!value.n)
		value = header_find(page->headers, page->n_headers, slice_of(attribute));
	if (value.n)
		add(headers, name, value);
}

rd_kafka_headers_t *cloud_event_headers(const struct cloud_event *event,
					const struct raw_record *page)
{
	rd_kafka_headers_t *headers = rd_kafka_headers_new(12);
	char source[300], time[32];

	if (!headers)
		return NULL;
	int n = snprintf(source, sizeof source, "/jiceng/%.*s",
			 SLICE_ARG(slice_sub(page->origin.topic, 0, 255)));
	add(headers, "content-type", SLICE("application/json"));
	add(headers, "ce_specversion", SLICE("1.0"));
	add(headers, "ce_type", slice_of(event->type));
	add(headers, "ce_source", (struct slice){source, (size_t)n});
	add(headers, "ce_id", event->id);
	if (event->subject.n && event->subject.n <= MAX_SUBJECT)
		add(headers, "ce_subject", event->subject);
	if (event->time > 0 && clock_format(event->time, time))
		add(headers, "ce_time", slice_of(time));
	pass_on(headers, page, "traceparent", "ce_traceparent");
	pass_on(headers, page, "tracestate", "ce_tracestate");
	return headers;
}
