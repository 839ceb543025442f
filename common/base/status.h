/* status.h - how a function of common/ says that it failed, and why.
 *
 * The first group is the closed list of reasons for which a page becomes a dead letter; their names
 * (status_name()) are what stands in the header jiceng.error.reason. The second group is for what
 * is loaded at start-up (lexicons, gazetteer): a failure there ends the program, never a page.
 * Damaged text is data, not an error: it sets a flag on the article (page/article.h). */
#ifndef JICENG_BASE_STATUS_H
#define JICENG_BASE_STATUS_H

#include "base/slice.h"

enum status {
	STATUS_OK = 0,
	/* page: dead-letter it and go on */
	STATUS_BAD_ENVELOPE, /* the record is empty, or not the JSON, CloudEvent or WARC it claims
			      */
	STATUS_UNSUPPORTED_TYPE, /* a content type that holds no page text (image, PDF, ...) */
	STATUS_UNDECODABLE,      /* bytes that no encoding turns into text, or a broken gzip */
	STATUS_TOO_LARGE,        /* over the limit for a value or for what it unpacks to */
	STATUS_PARSE_FAILED,     /* the HTML parser gave no tree */
	STATUS_CRASHED,      /* the lane died on this page (said by the next lane in the slot) */
	STATUS_TIME_LIMIT,   /* the page took longer than the limit (said as above) */
	STATUS_MEMORY_LIMIT, /* the page's arena budget was used up */
	/* start-up: wrong configuration or files */
	STATUS_BAD_LEXICON,
	STATUS_CANNOT_READ,
	STATUS_CANNOT_WRITE,
	STATUS_BAD_OPTION, /* the command line, an environment variable or a settings file */
};

#define STATUS_COUNT (STATUS_BAD_OPTION + 1)

/* What went wrong, in words for a person. Owned by the caller, never allocates; may be NULL
 * wherever it is asked for. The first error wins: err_set() on a struct that already holds one does
 * nothing. */
struct err {
	enum status status;
	const char
	    *stage;     /* static string: "record", "encoding", "html", "clean", "extract", ... */
	size_t at;      /* byte offset in the input of that stage, or SIZE_MAX */
	char text[256]; /* NUL-terminated UTF-8, one line, cut at a whole code point */
};

/* "bad_envelope", "time_limit", ... Never NULL. */
const char *status_name(enum status status);
/* The status with that name; false when there is none. */
bool status_from_name(struct slice name, enum status *out);

/* Notes an error and returns `status`, so that `return err_set(...)` reads well. */
enum status err_set(struct err *err, enum status status, const char *stage, size_t at,
		    const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
