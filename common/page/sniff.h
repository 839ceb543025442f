/* sniff.h - what kind of thing some bytes are: by what is declared and by how they begin. */
#ifndef JICENG_PAGE_SNIFF_H
#define JICENG_PAGE_SNIFF_H

#include "base/arena.h"
#include "base/status.h"

/* The printable ASCII that s begins with, at most 60 bytes: to quote foreign bytes in a message. */
struct slice quotable(struct slice s);

/* The parts of a Content-Type, as it came: both point into it and may be empty. */
struct content_type {
	struct slice media_type; /* no parameters; case as it came */
	struct slice charset;    /* without quotation marks */
};
struct content_type content_type_parse(struct slice header);

/* By the first bytes: "text/html", "text/plain", "application/json", "application/warc",
 * "application/gzip", "application/pdf", "image/png", ... Never empty; text/plain when nothing else
 * fits (whether it is text at all is text/encoding's question). UTF-16 is looked through. */
struct slice sniff(struct slice bytes);

/* The media type to treat a page as, in lower case: "text/html", "application/xhtml+xml" or
 * "text/plain". `declared` may be empty; bytes that are plainly something else win over it.
 * STATUS_UNSUPPORTED_TYPE names the type. *out is static. */
enum status page_media_type(struct slice bytes, struct slice declared, struct slice *out,
			    struct err *err) __attribute__((warn_unused_result));

#endif
