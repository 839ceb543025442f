/* warc.c - a record is a version line, headers, a blank line, Content-Length bytes and two line
 * ends. Lengths are checked against what is there; nothing is searched for. */
#include "page/warc.h"

#include <stdlib.h>

#include "page/gzip.h"
#include "page/http.h"
#include "page/sniff.h"

static struct slice without_blank_lines(struct slice bytes)
{
	size_t at = 0;

	while (at < bytes.n && (bytes.p[at] == '\r' || bytes.p[at] == '\n'))
		at++;
	return slice_from(bytes, at);
}

static struct slice without_angles(struct slice uri)
{
	return slice_starts(uri, SLICE("<")) && slice_ends(uri, SLICE(">"))
		   ? slice_sub(uri, 1, uri.n - 1)
		   : uri;
}

static enum status bad(struct err *err, const char *what)
{
	return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX, "broken WARC record: %s",
		       what);
}

/* Reads the headers; *length is what Content-Length says, empty when it is missing. */
static void read_fields(struct slice *rest, struct warc_record *out, struct slice *length)
{
	struct header header;

	*length = SLICE_EMPTY;
	while (header_line_next(rest, &header)) {
		if (slice_equal_ignore_case(header.name, SLICE("WARC-Type")))
			out->type = header.value;
		else if (slice_equal_ignore_case(header.name, SLICE("WARC-Target-URI")))
			out->target_uri = without_angles(header.value);
		else if (slice_equal_ignore_case(header.name, SLICE("WARC-Date")))
			out->date = header.value;
		else if (slice_equal_ignore_case(header.name, SLICE("Content-Type")))
			out->content_type = header.value;
		else if (slice_equal_ignore_case(header.name, SLICE("Content-Length")))
			*length = header.value;
	}
}

enum status warc_parse(struct slice bytes, struct warc_record *out, struct err *err)
{
	struct slice rest = without_blank_lines(bytes), version, length;
	uint64_t n_block;

	*out = (struct warc_record){0};
	if (!slice_starts(rest, SLICE("WARC/")))
		return bad(err, "it does not begin with WARC/1.0 or WARC/1.1");
	if (!slice_next_field(&rest, '\n', &version) ||
	    !slice_starts(slice_trim(version), SLICE("WARC/1.")))
		return bad(err, "its version is neither 1.0 nor 1.1");
	read_fields(&rest, out, &length);
	if (!out->type.n)
		return bad(err, "it has no WARC-Type");
	if (!slice_to_uint64(length, &n_block))
		return bad(err, "it has no Content-Length, or one that is no number");
	if (n_block > rest.n)
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "broken WARC record: it is cut short, Content-Length says %llu "
			       "bytes, %zu are there",
			       (unsigned long long)n_block, rest.n);
	out->block = slice_sub(rest, 0, (size_t)n_block);
	rest = without_blank_lines(slice_from(rest, (size_t)n_block));
	out->n_bytes = bytes.n - rest.n;
	return STATUS_OK;
}

bool warc_is_page(const struct warc_record *record)
{
	return slice_equal_ignore_case(record->type, SLICE("response")) ||
	       slice_equal_ignore_case(record->type, SLICE("resource"));
}

/* The only record of the value that holds a page. */
static enum status find_page(struct slice value, struct warc_record *out, struct err *err)
{
	struct slice rest = value, other = SLICE_EMPTY;
	size_t n_pages = 0;

	while (without_blank_lines(rest).n) {
		struct warc_record record;
		enum status status = warc_parse(rest, &record, err);
		if (status != STATUS_OK)
			return status;
		rest = slice_from(rest, record.n_bytes);
		if (!warc_is_page(&record)) {
			other = record.type;
			continue;
		}
		*out = record;
		if (++n_pages > 1)
			return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
				       "the value holds several WARC records with a page; send one "
				       "to a value (`jiceng load` splits WARC files)");
	}
	if (n_pages == 0)
		return err_set(err, STATUS_UNSUPPORTED_TYPE, "record", SIZE_MAX,
			       "a WARC record of type %.*s holds no page; wanted is response or "
			       "resource",
			       SLICE_ARG(quotable(other)));
	return STATUS_OK;
}

enum status warc_decode(struct arena *arena, struct slice value, size_t max_bytes,
			struct document *out, struct err *err)
{
	struct warc_record record;
	struct http_response response = {0};
	enum status status = find_page(value, &record, err);

	if (status != STATUS_OK)
		return status;
	out->url = record.target_uri;
	out->fetched_at = record.date;
	if (slice_equal_ignore_case(record.type, SLICE("response"))) {
		status = http_response_parse(arena, record.block, max_bytes, &response, err);
		if (status != STATUS_OK)
			return status;
	} else {
		response.body = record.block;
		response.content_type = record.content_type;
	}
	struct content_type type = content_type_parse(response.content_type);
	out->http_status = response.status;
	out->bytes = response.body;
	out->charset = type.charset;
	if (!out->bytes.n)
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "the WARC record's page is empty (HTTP status %d)", response.status);
	return page_media_type(out->bytes, type.media_type, &out->media_type, err);
}

struct warc_reader {
	struct arena *arena;  /* what the last gzip member unpacked to */
	struct slice file;    /* what is left of the file */
	struct slice pending; /* what is left of the last gzip member */
	size_t max_bytes;
};

struct warc_reader *warc_reader_new(struct slice file, size_t max_record_bytes)
{
	struct warc_reader *reader = calloc(1, sizeof *reader);

	if (!reader)
		return NULL;
	*reader = (struct warc_reader){.arena = arena_new(max_record_bytes < SIZE_MAX / 4
							      ? max_record_bytes * 3 + (1 << 20)
							      : SIZE_MAX),
				       .file = file,
				       .max_bytes = max_record_bytes};
	if (!reader->arena) {
		free(reader);
		return NULL;
	}
	return reader;
}

void warc_reader_free(struct warc_reader *reader)
{
	if (!reader)
		return;
	arena_free(reader->arena);
	free(reader);
}

/* Sees to it that `pending` begins with a record; false at the end or on an error. */
static bool fill(struct warc_reader *reader, struct err *err)
{
	reader->pending = without_blank_lines(reader->pending);
	while (!reader->pending.n) {
		size_t n_used;
		reader->file = without_blank_lines(reader->file);
		if (!reader->file.n)
			return false;
		if (!gzip_is(reader->file)) {
			reader->pending = reader->file;
			reader->file = SLICE_EMPTY;
			return true;
		}
		arena_reset(reader->arena);
		enum status status = gzip_unpack_member(
		    reader->arena, reader->file, reader->max_bytes, &reader->pending, &n_used, err);
		if (status != STATUS_OK) {
			err_set(err, status, "record", SIZE_MAX, "%s", status_name(status));
			return false;
		}
		reader->file = slice_from(reader->file, n_used);
		reader->pending = without_blank_lines(reader->pending);
	}
	return true;
}

bool warc_reader_next(struct warc_reader *reader, struct slice *record, struct err *err)
{
	while (fill(reader, err)) {
		struct warc_record parsed;
		if (warc_parse(reader->pending, &parsed, err) != STATUS_OK)
			return false;
		*record = slice_sub(reader->pending, 0, parsed.n_bytes);
		reader->pending = slice_from(reader->pending, parsed.n_bytes);
		if (warc_is_page(&parsed))
			return true;
	}
	return false;
}
