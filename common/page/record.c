/* record.c - what the record is (by header, else by its first bytes), then one decoder for it.
 * Gzip may lie round any of them, once or (a WARC file of gzipped records, compressed again by the
 * sender) twice; not deeper. */
#include "page/record.h"

#include "base/buf.h"
#include "base/digest.h"
#include "page/envelope.h"
#include "page/gzip.h"
#include "page/sniff.h"
#include "page/warc.h"
#include "text/utf8.h"

#define GZIP_LAYERS 2

struct slice header_find(const struct header *headers, size_t n, struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal_ignore_case(headers[i].name, name))
			return headers[i].value;
	return SLICE_EMPTY;
}

static struct slice header_of(const struct raw_record *raw, const char *name,
			      const char *event_name)
{
	struct slice value = header_find(raw->headers, raw->n_headers, slice_of(name));

	return value.n ? value : header_find(raw->headers, raw->n_headers, slice_of(event_name));
}

static enum status check_size(const struct raw_record *raw, const struct record_limits *limits,
			      struct err *err)
{
	if (!raw->value.p)
		return err_set(
		    err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
		    "the value is null; a page, an envelope or a WARC record was expected");
	if (raw->value.n == 0)
		return err_set(
		    err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
		    "the value is empty; a page, an envelope or a WARC record was expected");
	if (raw->value.n > limits->max_value_bytes)
		return err_set(err, STATUS_TOO_LARGE, "record", SIZE_MAX,
			       "the value has %zu bytes, the limit is %zu", raw->value.n,
			       limits->max_value_bytes);
	return STATUS_OK;
}

static enum status unpack(struct arena *arena, const struct record_limits *limits,
			  struct slice *value, struct err *err)
{
	for (int layer = 0; gzip_is(*value); layer++) {
		if (layer == GZIP_LAYERS)
			return err_set(err, STATUS_UNDECODABLE, "record", SIZE_MAX,
				       "gzip inside gzip, more than %d times", GZIP_LAYERS);
		enum status status =
		    gzip_unpack(arena, *value, limits->max_document_bytes, value, err);
		if (status != STATUS_OK)
			return status;
	}
	if (value->n == 0)
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "the gzip data holds nothing");
	return STATUS_OK;
}

enum shape { SHAPE_PAGE, SHAPE_JSON, SHAPE_WARC };

static enum shape shape_of(struct slice value, struct slice declared)
{
	if (slice_starts_ignore_case(declared, SLICE("application/json")) ||
	    slice_starts_ignore_case(declared, SLICE("text/json")) ||
	    slice_starts_ignore_case(declared, SLICE("application/cloudevents")))
		return SHAPE_JSON;
	if (slice_starts_ignore_case(declared, SLICE("application/warc")) ||
	    slice_starts_ignore_case(declared, SLICE("application/x-warc")))
		return SHAPE_WARC;
	if (declared.n && !slice_equal_ignore_case(declared, SLICE("application/octet-stream")) &&
	    !slice_equal_ignore_case(declared, SLICE("application/gzip")) &&
	    !slice_equal_ignore_case(declared, SLICE("application/x-gzip")))
		return SHAPE_PAGE;
	if (slice_starts(value, SLICE("WARC/")))
		return SHAPE_WARC;
	struct slice text =
	    slice_trim(slice_from(value, slice_starts(value, SLICE("\xEF\xBB\xBF")) ? 3 : 0));
	return slice_starts(text, SLICE("{")) ? SHAPE_JSON : SHAPE_PAGE;
}

static enum status decode(struct arena *arena, const struct raw_record *raw,
			  const struct record_limits *limits, struct document *out, struct err *err)
{
	struct content_type type =
	    content_type_parse(header_of(raw, "content-type", "ce_datacontenttype"));
	struct slice value = raw->value;
	enum status status = unpack(arena, limits, &value, err);

	if (status != STATUS_OK)
		return status;
	out->url = header_of(raw, "url", "ce_subject");
	out->fetched_at = header_of(raw, "fetched-at", "ce_time");
	switch (shape_of(value, type.media_type)) {
	case SHAPE_JSON:
		return envelope_decode(arena, value, out, err);
	case SHAPE_WARC:
		return warc_decode(arena, value, limits->max_document_bytes, out, err);
	case SHAPE_PAGE:
		break;
	}
	out->bytes = value;
	out->charset = type.charset;
	return page_media_type(value, type.media_type, &out->media_type, err);
}

/* Addresses and times go into JSON: bytes that are no UTF-8, and control characters, become %XX. */
static enum status make_text(struct arena *arena, struct slice *text)
{
	struct buf out = buf_in(arena);
	bool is_clean = utf8_is_valid(*text);
	bool is_utf8 = is_clean;

	for (size_t i = 0; i < text->n && is_clean; i++)
		is_clean = (unsigned char)text->p[i] >= 0x20 && text->p[i] != 0x7F;
	if (is_clean)
		return STATUS_OK;
	for (size_t i = 0; i < text->n; i++) {
		unsigned char c = (unsigned char)text->p[i];
		if (c < 0x20 || c == 0x7F || (c >= 0x80 && !is_utf8))
			buf_printf(&out, "%%%02X", c);
		else
			buf_byte(&out, text->p[i]);
	}
	*text = buf_slice(&out);
	return buf_failed(&out) ? STATUS_MEMORY_LIMIT : STATUS_OK;
}

enum status record_decode(struct arena *arena, const struct raw_record *raw,
			  const struct record_limits *limits, struct document *out, struct err *err)
{
	*out = (struct document){0};
	enum status status = check_size(raw, limits, err);

	if (status == STATUS_OK)
		status = decode(arena, raw, limits, out, err);
	if (status == STATUS_OK && out->bytes.n > limits->max_document_bytes)
		status = err_set(err, STATUS_TOO_LARGE, "record", SIZE_MAX,
				 "the page has %zu bytes, the limit is %zu", out->bytes.n,
				 limits->max_document_bytes);
	if (status == STATUS_OK)
		status = make_text(arena, &out->url);
	if (status == STATUS_OK)
		status = make_text(arena, &out->fetched_at);
	if (status != STATUS_OK)
		return status;
	out->content_hash = sha256_hex(arena, out->bytes, 64);
	return out->content_hash.p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
