/* http.c - see http.h (RFC 9110, 9112). A body is never longer than the message, so only the
 * unpacking of a content coding needs the bound. */
#include "page/http.h"

#include "base/buf.h"
#include "page/gzip.h"
#include "page/sniff.h"

/* The line up to LF, without CR LF; *rest moves behind it. */
static bool next_line(struct slice *rest, struct slice *line)
{
	if (!slice_next_field(rest, '\n', line))
		return false;
	if (slice_ends(*line, SLICE("\r")))
		*line = slice_sub(*line, 0, line->n - 1);
	return true;
}

bool header_line_next(struct slice *rest, struct header *out)
{
	struct slice line;

	while (next_line(rest, &line)) {
		size_t colon = slice_find_byte(line, ':', 0);
		if (line.n == 0)
			return false;
		if (colon == SIZE_MAX)
			continue;
		const char *end = line.p + line.n;
		while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t')) {
			struct slice more;
			if (!next_line(rest, &more))
				break;
			end = more.p + more.n;
		}
		const char *value = line.p + colon + 1;
		out->name = slice_trim(slice_sub(line, 0, colon));
		out->value = slice_trim((struct slice){value, (size_t)(end - value)});
		return true;
	}
	return false;
}

struct codings {
	struct slice content_type, content, transfer;
};

static struct codings read_headers(struct slice *rest)
{
	struct codings codings = {SLICE_EMPTY, SLICE_EMPTY, SLICE_EMPTY};
	struct header header;

	while (header_line_next(rest, &header)) {
		if (slice_equal_ignore_case(header.name, SLICE("content-type")))
			codings.content_type = header.value;
		else if (slice_equal_ignore_case(header.name, SLICE("content-encoding")))
			codings.content = header.value;
		else if (slice_equal_ignore_case(header.name, SLICE("transfer-encoding")))
			codings.transfer = header.value;
	}
	return codings;
}

/* The number at the start of a chunk's size line; false when there is none. */
static bool chunk_size(struct slice line, size_t *size)
{
	size_t n = 0, digits = 0;

	for (; digits < line.n && digits < 15; digits++) {
		char c = line.p[digits];
		if (c >= '0' && c <= '9')
			n = n * 16 + (size_t)(c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			n = n * 16 + (size_t)((c | 32) - 'a' + 10);
		else
			break;
	}
	*size = n;
	return digits > 0 && (digits == line.n || line.p[digits] == ';' || line.p[digits] == ' ');
}

/* Joins the chunks. A body whose first line is no chunk size was joined before. */
static enum status join_chunks(struct arena *arena, struct slice body, struct slice *out,
			       struct err *err)
{
	struct buf joined = buf_in(arena);
	struct slice rest = body, line;
	size_t size;

	*out = body;
	if (!next_line(&rest, &line) || !chunk_size(line, &size))
		return STATUS_OK;
	while (size > 0) {
		if (size > rest.n)
			return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
				       "the chunked HTTP body is cut short: a chunk of %zu bytes, "
				       "%zu are left",
				       size, rest.n);
		buf_append(&joined, slice_sub(rest, 0, size));
		rest = slice_from(rest, size);
		if (!next_line(&rest, &line) || line.n != 0 || !next_line(&rest, &line) ||
		    !chunk_size(line, &size))
			return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
				       "the chunked HTTP body is broken behind %zu bytes",
				       joined.n);
	}
	if (buf_failed(&joined))
		return STATUS_MEMORY_LIMIT;
	*out = joined.p ? buf_slice(&joined) : SLICE("");
	return STATUS_OK;
}

static bool could_be_deflate(struct slice body)
{
	return body.n >= 2 && (body.p[0] & 0x0F) == 8 &&
	       ((unsigned char)body.p[0] * 256 + (unsigned char)body.p[1]) % 31 == 0;
}

static enum status undo_content_coding(struct arena *arena, struct slice coding, size_t max_bytes,
				       struct slice *body, struct err *err)
{
	if (coding.n == 0 || slice_equal_ignore_case(coding, SLICE("identity")) ||
	    slice_equal_ignore_case(coding, SLICE("utf-8")))
		return STATUS_OK;
	if (slice_equal_ignore_case(coding, SLICE("gzip")) ||
	    slice_equal_ignore_case(coding, SLICE("x-gzip")))
		return gzip_is(*body) ? gzip_unpack(arena, *body, max_bytes, body, err) : STATUS_OK;
	if (slice_equal_ignore_case(coding, SLICE("deflate")))
		return could_be_deflate(*body) ? deflate_unpack(arena, *body, max_bytes, body, err)
					       : STATUS_OK;
	return err_set(err, STATUS_UNSUPPORTED_TYPE, "record", SIZE_MAX,
		       "content-encoding %.*s is not known; wanted is gzip, deflate or none",
		       SLICE_ARG(quotable(coding)));
}

enum status http_response_parse(struct arena *arena, struct slice message, size_t max_bytes,
				struct http_response *out, struct err *err)
{
	struct slice rest = message, line, word;
	uint64_t code;

	*out = (struct http_response){0};
	if (!next_line(&rest, &line) || !slice_starts_ignore_case(line, SLICE("HTTP/")))
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "the WARC response does not begin with an HTTP status line");
	if (slice_next_field(&line, ' ', &word) && slice_next_field(&line, ' ', &word) &&
	    slice_to_uint64(word, &code) && code >= 100 && code <= 999)
		out->status = (int)code;
	struct codings codings = read_headers(&rest);
	out->content_type = codings.content_type;
	out->body = rest;
	if (slice_equal_ignore_case(codings.transfer, SLICE("chunked"))) {
		enum status status = join_chunks(arena, rest, &out->body, err);
		if (status != STATUS_OK)
			return status;
	}
	return undo_content_coding(arena, codings.content, max_bytes, &out->body, err);
}
