/* fuzz_record.c - any value as a raw record, and as a WARC file. The first byte picks the
 * content-type header. What must hold: a document is complete and within its bounds, addresses are
 * UTF-8, meta holds no line feed; every refusal says why; the reader of WARC files ends; JSON
 * without its long strings is JSON where it was before. */
#include <assert.h>
#include <jansson.h>
#include <stdint.h>

#include "page/json_lift.h"
#include "page/record.h"
#include "page/url.h"
#include "page/warc.h"
#include "text/utf8.h"

#define BUDGET    ((size_t)64 * 1024 * 1024)
#define MAX_BYTES ((size_t)1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *const TYPES[] = {"",
				    "text/html; charset=gbk",
				    "text/plain",
				    "application/json",
				    "application/warc",
				    "application/gzip",
				    "application/cloudevents+json",
				    "image/png"};

static void check(struct arena *arena, const struct document *document)
{
	assert(document->bytes.n > 0 && document->bytes.n <= MAX_BYTES);
	assert(document->media_type.n > 0 && document->content_hash.n == 64);
	assert(utf8_is_valid(document->url) && utf8_is_valid(document->fetched_at));
	assert(!slice_contains(document->meta, SLICE("\n")));
	struct slice url = url_canonical(arena, document->url);
	if (!arena_is_full(arena)) {
		assert(utf8_is_valid(url));
		assert(slice_equal(url_canonical(arena, url), url));
	}
}

static bool is_json(struct slice json)
{
	json_t *value = json_loadb(json.p, json.n, JSON_ALLOW_NUL, NULL);

	json_decref(value);
	return value != NULL;
}

static void lift(struct arena *arena, struct slice json)
{
	struct lifted lifted;

	if (json_lift(arena, json, &lifted) != STATUS_OK)
		return;
	assert(is_json(json) == is_json(lifted.json));
	for (size_t i = 0; i < lifted.n; i++)
		assert(utf8_is_valid(lifted.texts[i]));
}

static void read_warc_file(struct slice file)
{
	struct warc_reader *reader = warc_reader_new(file, MAX_BYTES);
	struct slice record;
	struct err err = {0};

	while (reader && warc_reader_next(reader, &record, &err))
		assert(record.n > 0);
	warc_reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *arena;
	static const struct record_limits LIMITS = {MAX_BYTES, MAX_BYTES};
	struct document document;
	struct err err = {0};

	if (n == 0 || (!arena && !(arena = arena_new(BUDGET))))
		return 0;
	struct header type = {slice_of("content-type"),
			      slice_of(TYPES[data[0] % (sizeof TYPES / sizeof *TYPES)])};
	struct raw_record raw = {.value = {(const char *)data + 1, n - 1},
				 .headers = &type,
				 .n_headers = type.value.n > 0};
	enum status status = record_decode(arena, &raw, &LIMITS, &document, &err);
	if (status == STATUS_OK)
		check(arena, &document);
	else
		assert(status == STATUS_MEMORY_LIMIT ||
		       (err.text[0] && utf8_is_valid(slice_of(err.text))));
	read_warc_file(raw.value);
	lift(arena, raw.value);
	arena_reset(arena);
	return 0;
}
