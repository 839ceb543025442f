/* http.h - a small HTTP server for GET, without threads: it works only inside http_serve(). By
 * libmicrohttpd, which gives one descriptor to wait on. */
#ifndef JICENG_HTTP_H
#define JICENG_HTTP_H

#include "base/buf.h"
#include "base/status.h"

struct http; /* opaque */

/* Writes the answer to a path into *body and its content type to *type (static). Returns the
 * status code. */
typedef unsigned (*http_answer)(void *context, struct slice path, struct buf *body,
				const char **type);

/* address: HOST:PORT; HOST is an IPv4 address or [IPv6]. STATUS_BAD_OPTION. Owned by the caller. */
struct http *http_open(const char *address, http_answer answer, void *context, struct err *err);
/* To poll for reading; call http_serve() then, and at least each second for time-outs. */
int http_descriptor(const struct http *http);
void http_serve(struct http *http);
void http_close(struct http *http);

#endif
