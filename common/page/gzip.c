/* gzip.c - inflate() in pieces of PIECE bytes, so that a bomb costs no more than the bound.
 * zlib's own memory comes from the page's arena: nothing to give back, and it counts as the page's.
 */
#include "page/gzip.h"

#include <zlib.h>

#include "base/buf.h"

#define PIECE 16384

/* windowBits of inflateInit2(): the greatest window, and the kind of wrapping. */
enum wrapping { WRAPPED_GZIP = 15 + 16, WRAPPED_ZLIB = 15, WRAPPED_NOT = -15 };

static void *take_memory(void *arena, unsigned count, unsigned size)
{
	return arena_array(arena, count, size);
}

static void leave_memory(void *arena, void *memory)
{
	(void)arena;
	(void)memory;
}

bool gzip_is(struct slice bytes)
{
	return slice_starts(bytes, SLICE("\x1F\x8B\x08"));
}

struct unpacking {
	z_stream stream;
	struct slice input;
	size_t n_used;
	size_t max_bytes;
	struct buf out;
	struct err *err;
};

static enum status begin(struct unpacking *unpacking, struct arena *arena, struct slice input,
			 size_t max_bytes, enum wrapping wrapping, struct err *err)
{
	*unpacking = (struct unpacking){
	    .input = input, .max_bytes = max_bytes, .out = buf_in(arena), .err = err};
	unpacking->stream.zalloc = take_memory;
	unpacking->stream.zfree = leave_memory;
	unpacking->stream.opaque = arena;
	if (inflateInit2(&unpacking->stream, wrapping) != Z_OK)
		return STATUS_MEMORY_LIMIT;
	return STATUS_OK;
}

static enum status refuse(struct unpacking *unpacking, int code)
{
	const char *why = unpacking->stream.msg ? unpacking->stream.msg : "wrong bytes";

	if (code == Z_MEM_ERROR)
		return STATUS_MEMORY_LIMIT;
	if (code == Z_BUF_ERROR)
		return err_set(unpacking->err, STATUS_UNDECODABLE, "record", unpacking->input.n,
			       "the compressed data is cut short after %zu bytes",
			       unpacking->input.n);
	return err_set(unpacking->err, STATUS_UNDECODABLE, "record", unpacking->n_used,
		       "the compressed data is broken near byte %zu: %s", unpacking->n_used, why);
}

/* One stream from where the input stands to its end. */
static enum status unpack_stream(struct unpacking *unpacking)
{
	z_stream *stream = &unpacking->stream;
	unsigned char piece[PIECE];
	int code = Z_OK;

	while (code != Z_STREAM_END) {
		struct slice left = slice_from(unpacking->input, unpacking->n_used);
		unsigned given = left.n > 1u << 30 ? 1u << 30 : (unsigned)left.n;
		stream->next_in = (Bytef *)(uintptr_t)left.p;
		stream->avail_in = given;
		stream->next_out = piece;
		stream->avail_out = PIECE;
		code = inflate(stream, Z_NO_FLUSH);
		unpacking->n_used += given - stream->avail_in;
		buf_append(&unpacking->out,
			   (struct slice){(char *)piece, PIECE - stream->avail_out});
		if (buf_failed(&unpacking->out))
			return STATUS_MEMORY_LIMIT;
		if (unpacking->out.n > unpacking->max_bytes)
			return err_set(unpacking->err, STATUS_TOO_LARGE, "record", SIZE_MAX,
				       "the page unpacks to more than %zu bytes",
				       unpacking->max_bytes);
		if (code != Z_OK && code != Z_STREAM_END)
			return refuse(unpacking, code);
	}
	return STATUS_OK;
}

static struct slice unpacked(const struct unpacking *unpacking)
{
	return unpacking->out.p ? buf_slice(&unpacking->out) : SLICE("");
}

enum status gzip_unpack_member(struct arena *arena, struct slice bytes, size_t max_bytes,
			       struct slice *out, size_t *n_used, struct err *err)
{
	struct unpacking unpacking;
	enum status status = begin(&unpacking, arena, bytes, max_bytes, WRAPPED_GZIP, err);

	if (status == STATUS_OK)
		status = unpack_stream(&unpacking);
	*out = unpacked(&unpacking);
	*n_used = unpacking.n_used;
	return status;
}

static bool is_padding(struct slice bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		if (bytes.p[i] != 0)
			return false;
	return true;
}

enum status gzip_unpack(struct arena *arena, struct slice bytes, size_t max_bytes,
			struct slice *out, struct err *err)
{
	struct unpacking unpacking;
	enum status status = begin(&unpacking, arena, bytes, max_bytes, WRAPPED_GZIP, err);

	if (status == STATUS_OK)
		status = unpack_stream(&unpacking);
	while (status == STATUS_OK && !is_padding(slice_from(bytes, unpacking.n_used))) {
		if (!gzip_is(slice_from(bytes, unpacking.n_used)))
			return err_set(err, STATUS_UNDECODABLE, "record", unpacking.n_used,
				       "bytes behind the end of the gzip data, from byte %zu on",
				       unpacking.n_used);
		if (inflateReset(&unpacking.stream) != Z_OK)
			return STATUS_MEMORY_LIMIT;
		status = unpack_stream(&unpacking);
	}
	*out = unpacked(&unpacking);
	return status;
}

enum status deflate_unpack(struct arena *arena, struct slice bytes, size_t max_bytes,
			   struct slice *out, struct err *err)
{
	/* RFC 1950: the method is 8 and the first two bytes are a multiple of 31. */
	bool is_zlib = bytes.n >= 2 && (bytes.p[0] & 0x0F) == 8 &&
		       ((unsigned char)bytes.p[0] * 256 + (unsigned char)bytes.p[1]) % 31 == 0;
	struct unpacking unpacking;
	enum status status =
	    begin(&unpacking, arena, bytes, max_bytes, is_zlib ? WRAPPED_ZLIB : WRAPPED_NOT, err);

	if (status == STATUS_OK)
		status = unpack_stream(&unpacking);
	*out = unpacked(&unpacking);
	return status;
}
