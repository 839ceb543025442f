/* http.c - see http.h. Epoll inside libmicrohttpd, external loop: MHD_run() when its epoll
 * descriptor is ready or a connection may have timed out. */
#include "http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define BODY_BUDGET     ((size_t)16 * 1024 * 1024)
#define MAX_CONNECTIONS 64
#define IDLE_SECONDS    15

struct http {
	struct MHD_Daemon *daemon;
	http_answer answer;
	void *context;
	int descriptor;
};

static enum MHD_Result refuse_method(struct MHD_Connection *connection)
{
	struct MHD_Response *response =
	    MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	enum MHD_Result result =
	    MHD_queue_response(connection, MHD_HTTP_METHOD_NOT_ALLOWED, response);

	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result give(struct http *http, struct MHD_Connection *connection, struct slice path,
			    struct arena *arena)
{
	struct buf body = buf_in(arena);
	const char *type = "text/plain; charset=utf-8";
	unsigned status = http->answer(http->context, path, &body, &type);

	if (buf_failed(&body))
		return MHD_NO;
	struct slice text = buf_slice(&body);
	struct MHD_Response *response = MHD_create_response_from_buffer(
	    text.n, (void *)(uintptr_t)text.p, MHD_RESPMEM_MUST_COPY);
	if (!response)
		return MHD_NO;
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
	enum MHD_Result result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path,
			      const char *method, const char *version, const char *upload,
			      size_t *upload_bytes, void **request)
{
	struct http *http = context;

	(void)version, (void)upload, (void)upload_bytes, (void)request;
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return refuse_method(connection);
	struct arena *arena = arena_new(BODY_BUDGET);
	enum MHD_Result result = arena ? give(http, connection, slice_of(path), arena) : MHD_NO;
	arena_free(arena);
	return result;
}

/* "0.0.0.0:9464", "[::1]:9464", "localhost:9464". NULL: not such an address. */
static struct addrinfo *resolve(const char *address)
{
	struct slice text = slice_of(address);
	size_t colon = slice_find_last(text, SLICE(":"));
	struct slice host = slice_sub(text, 0, colon);
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
				 .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
	struct addrinfo *found = NULL;
	char name[256];

	if (colon == SIZE_MAX || host.n >= sizeof name)
		return NULL;
	if (slice_starts(host, SLICE("[")) && slice_ends(host, SLICE("]")))
		host = slice_sub(host, 1, host.n - 1);
	snprintf(name, sizeof name, "%.*s", SLICE_ARG(host));
	if (getaddrinfo(host.n ? name : NULL, address + colon + 1, &hints, &found))
		return NULL;
	return found;
}

static struct MHD_Daemon *listen_on(struct http *http, const struct addrinfo *where)
{
	unsigned flags = MHD_USE_EPOLL | (where->ai_family == AF_INET6 ? MHD_USE_IPv6 : 0);

	return MHD_start_daemon(
	    flags, 0, NULL, NULL, handle, http, MHD_OPTION_SOCK_ADDR, where->ai_addr,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)MAX_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
	    (unsigned)IDLE_SECONDS, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_END);
}

struct http *http_open(const char *address, http_answer answer, void *context, struct err *err)
{
	struct addrinfo *where = resolve(address);
	struct http *http = calloc(1, sizeof *http);

	if (!where || !http) {
		err_set(err, STATUS_BAD_OPTION, "http", SIZE_MAX,
			"--http-address %.100s: not HOST:PORT", address);
		free(http);
		return NULL;
	}
	http->answer = answer;
	http->context = context;
	http->daemon = listen_on(http, where);
	freeaddrinfo(where);
	const union MHD_DaemonInfo *info =
	    http->daemon ? MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
	if (!info) {
		err_set(err, STATUS_BAD_OPTION, "http", SIZE_MAX, "--http-address %.100s: %s",
			address, errno ? strerror(errno) : "cannot listen there");
		http_close(http);
		return NULL;
	}
	http->descriptor = info->epoll_fd;
	return http;
}

int http_descriptor(const struct http *http)
{
	return http->descriptor;
}

void http_serve(struct http *http)
{
	MHD_run(http->daemon);
}

void http_close(struct http *http)
{
	if (!http)
		return;
	if (http->daemon)
		MHD_stop_daemon(http->daemon);
	free(http);
}
