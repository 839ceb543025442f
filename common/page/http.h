/* http.h - an HTTP/1.x response as archived: status, headers, body with its codings undone. */
#ifndef JICENG_PAGE_HTTP_H
#define JICENG_PAGE_HTTP_H

#include "page/record.h"

/* Reads one "Name: value" line of *rest, with continuation lines (the value then keeps their line
 * breaks). False at the blank line that ends a header block (it is passed over) or at the end.
 * A line without a colon is passed over. Used for WARC headers too. */
bool header_line_next(struct slice *rest, struct header *out);

struct http_response {
	int status;                /* 0: the line names none */
	struct slice content_type; /* as it came, may be empty */
	struct slice body;
};

/* Undoes Transfer-Encoding chunked and Content-Encoding gzip and deflate (archives often keep the
 * header of a coding that was undone before: then the body stays as it is).
 * STATUS_BAD_ENVELOPE (no HTTP response), STATUS_UNSUPPORTED_TYPE (another coding),
 * STATUS_UNDECODABLE, STATUS_TOO_LARGE, STATUS_MEMORY_LIMIT. */
enum status http_response_parse(struct arena *arena, struct slice message, size_t max_bytes,
				struct http_response *out, struct err *err)
    __attribute__((warn_unused_result));

#endif
