#include "page/record.h"
#include "base/digest.h"
struct slice header_find(const struct header *headers, size_t n, struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal_ignore_case(headers[i].name, name))
			return headers[i].value;
	return SLICE_EMPTY;
}
enum status record_decode(struct arena *arena, const struct raw_record *raw,
			  const struct record_limits *limits, struct document *out, struct err *err)
{
	(void)limits;
	if (raw->value.n == 0)
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX, "the value is empty");
	*out = (struct document){.bytes = raw->value, .media_type = SLICE("text/plain")};
	if (slice_contains(raw->value, SLICE("<html")) ||
	    slice_contains(raw->value, SLICE("<body")))
		out->media_type = SLICE("text/html");
	out->url = header_find(raw->headers, raw->n_headers, SLICE("url"));
	out->content_hash = sha256_hex(arena, raw->value, 64);
	return out->content_hash.p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
