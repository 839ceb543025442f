/* warc.h - WARC 1.0 and 1.1 (ISO 28500): the one record a Kafka value holds, and files of many. */
#ifndef JICENG_PAGE_WARC_H
#define JICENG_PAGE_WARC_H

#include "page/record.h"

struct warc_record {
	struct slice type;         /* "response", "resource", "request", ... */
	struct slice target_uri;   /* without < >; may be empty */
	struct slice date;         /* as it came; may be empty */
	struct slice content_type; /* of the block; may be empty */
	struct slice block;
	size_t n_bytes; /* of the whole record, with the blank lines that end it */
};

/* The record at the start of `bytes` (blank lines before it are passed over).
 * STATUS_BAD_ENVELOPE says what is wrong. Slices point into `bytes`. */
enum status warc_parse(struct slice bytes, struct warc_record *out, struct err *err)
    __attribute__((warn_unused_result));
/* True for what holds a page: response and resource. */
bool warc_is_page(const struct warc_record *record);

/* A value of application/warc, unpacked: exactly one record that holds a page, others (the request,
 * warcinfo) beside it are passed over. Fills bytes, media_type, charset, url, fetched_at and
 * http_status. */
enum status warc_decode(struct arena *arena, struct slice value, size_t max_bytes,
			struct document *out, struct err *err) __attribute__((warn_unused_result));

/* Reads the pages of a WARC file, plain or in gzip (a member for each record or one for all). */
struct warc_reader;
/* file: borrowed, outlives the reader. NULL: no memory. Owned by the caller. */
struct warc_reader *warc_reader_new(struct slice file, size_t max_record_bytes);
void warc_reader_free(struct warc_reader *reader);
/* The next record that holds a page, unpacked: a value for record_decode(); valid until the next
 * call. False at the end, and (err->status set) where the file is broken. */
bool warc_reader_next(struct warc_reader *reader, struct slice *record, struct err *err);

#endif
