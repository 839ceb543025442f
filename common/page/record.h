/* record.h - one raw record as Kafka (or a file) hands it over, and the document inside it.
 * Knows the encodings of EVENTS.md section 1: JSON envelope, CloudEvents structured and binary,
 * bare HTML or text with headers, one WARC record, any of them in gzip. */
#ifndef JICENG_PAGE_RECORD_H
#define JICENG_PAGE_RECORD_H

#include "base/arena.h"
#include "base/status.h"

struct header {
	struct slice name;  /* as it came; compared without case */
	struct slice value; /* bytes */
};

struct origin {
	struct slice topic; /* empty: the record does not come from Kafka */
	int32_t partition;
	int64_t offset;
};

struct raw_record {
	struct slice value; /* .p NULL: a null value */
	const struct header *headers;
	size_t n_headers;
	struct origin origin;
	struct slice name; /* what to call it where it has no URL (a file name); may be empty */
};

struct record_limits {
	size_t max_value_bytes;    /* of the record */
	size_t max_document_bytes; /* of what it unpacks to */
};

/* The page's bytes and what came with them. Slices live in the arena or in the raw record. */
struct document {
	struct slice bytes;        /* not empty; not yet decoded */
	struct slice media_type;   /* "text/html" in lower case, no parameters; never empty */
	struct slice charset;      /* declared by HTTP, envelope or header; may be empty */
	struct slice url;          /* as it came; may be empty */
	struct slice fetched_at;   /* RFC 3339 as it came; may be empty */
	int http_status;           /* 0: not known */
	struct slice meta;         /* the envelope's `meta` as JSON text (an object), or empty */
	struct slice content_hash; /* 64 hex: SHA-256 of bytes */
};

/* STATUS_BAD_ENVELOPE, STATUS_UNSUPPORTED_TYPE, STATUS_UNDECODABLE (broken gzip),
 * STATUS_TOO_LARGE, STATUS_MEMORY_LIMIT. */
enum status record_decode(struct arena *arena, const struct raw_record *raw,
			  const struct record_limits *limits, struct document *out, struct err *err)
    __attribute__((warn_unused_result));

/* The value of the first header with that name (no case), or an empty slice. */
struct slice header_find(const struct header *headers, size_t n, struct slice name);

#endif
