/* reread.c - see reread.h. Bytes are gathered with the place in the text that each came from, and
 * parsed as UTF-8. Chinese text that was never broken does not come out well-formed, so a run that
 * does, but for a byte here and there, was. White space stands for the byte A0 where a sequence
 * needs one: a no-break space is often made a plain one. */
#include "text/reread.h"

#include "base/buf.h"
#include "text/letters.h"
#include "text/lost.h"
#include "text/plausible.h"
#include "text/reference.h"
#include "text/utf8.h"

/* Characters that are read again at once; a multiple of 2, 3 and 4, so that a longer run is cut
 * between letters. */
#define RUN_MAX 4092
/* Mean weight (text/plausible) of the letters on a page from which rare ones are not looked at. */
#define CLEAN_PAGE 60
/* Bytes of the shortest run that is read again before the page is parsed. */
#define PAGE_RUN 48

bool reread_is_strange(uint32_t c)
{
	return (is_han(c) && letter_class(c) == 0 && c != 0x3007) || (c >= 0xE000 && c <= 0xF8FF);
}

int reread_latin_byte(uint32_t c)
{
	if (c >= 0x80 && c <= 0xFF)
		return (int)c;
	for (unsigned byte = 0x80; c > 0xFF && byte < 0xA0; byte++)
		if (windows_1252_letter((unsigned char)byte) == c)
			return (int)byte;
	return -1;
}

/* The bytes of a run, and what became of them. */
struct reading {
	struct slice bytes;
	struct buf out;
	struct vec left;
	size_t n_good;    /* bytes in sequences of three and four */
	size_t n_bad;     /* bytes that belong to no letter */
	size_t n_letters; /* sequences of three and four */
};

static void leave(struct reading *reading, struct slice what)
{
	struct span span = {reading->out.n, reading->out.n + what.n};
	struct span *last = reading->left.n ? vec_at(&reading->left, reading->left.n - 1) : NULL;

	buf_append(&reading->out, what);
	if (last && last->end == span.start)
		last->end = span.end;
	else if (!vec_add(&reading->left, &span))
		reading->out.failed = true;
}

/* Reads the bytes as UTF-8; each run of bytes that is none becomes one U+FFFD. */
static void read_as_utf8(struct reading *reading)
{
	struct slice bytes = reading->bytes, lost = SLICE("\xEF\xBF\xBD");
	bool in_bad_run = false;
	size_t n;

	for (size_t at = 0; at < bytes.n && !reading->out.failed; at += n) {
		uint32_t c = utf8_at(bytes, at, &n);
		if (c == 0xFFFD) {
			if (!in_bad_run)
				leave(reading, lost);
			/* A U+FFFD that was already there says nothing about this reading. */
			reading->n_bad += n == 1;
			in_bad_run = true;
			continue;
		}
		in_bad_run = false;
		if (n >= 3) {
			reading->n_good += n;
			reading->n_letters++;
		}
		if (c != 0xFEFF)
			buf_append(&reading->out, slice_sub(bytes, at, at + n));
	}
}

static bool is_convincing(const struct reading *reading, int weight)
{
	struct slice text = buf_slice(&reading->out);
	int64_t sum = 0, n = 0;
	uint32_t c;

	if (reading->n_letters < 2 || reading->n_bad * 4 > reading->n_good)
		return false;
	for (size_t at = 0; utf8_next(text, &at, &c);)
		if (c >= 0x80 && c != 0xFFFD) {
			sum += plausibility_of(c);
			n++;
		}
	return n > 0 && sum >= n * weight;
}

static struct reading reading_in(struct arena *arena, struct slice bytes)
{
	return (struct reading){
	    .bytes = bytes, .out = buf_in(arena), .left = vec_of(arena, sizeof(struct span))};
}

static enum reread_result settle(const struct reading *reading, size_t start, size_t end,
				 struct reread *out)
{
	if (buf_failed(&reading->out))
		return REREAD_NO_MEMORY;
	*out = (struct reread){start, end, buf_slice(&reading->out), reading->left.items,
			       reading->left.n};
	return REREAD_FOUND;
}

/* Reads bytes as GBK; an odd last one is left. False when a pair is no letter. */
static bool read_as_gbk(const struct gbk *gbk, struct reading *reading)
{
	struct slice bytes = reading->bytes;
	size_t i = 0;

	for (; i + 1 < bytes.n; i += 2) {
		uint32_t c =
		    gbk_decode(gbk, (unsigned char)bytes.p[i], (unsigned char)bytes.p[i + 1]);
		if (c == 0)
			return false;
		buf_code_point(&reading->out, c);
	}
	if (i < bytes.n)
		leave(reading, SLICE("\xEF\xBF\xBD"));
	return true;
}

/* True if the last bytes are the beginning of a sequence that wants one more. */
static bool wants_more(const struct buf *bytes)
{
	const unsigned char *p = (const unsigned char *)bytes->p;
	size_t n = bytes->n;

	return (n >= 1 && p[n - 1] >= 0xC2 && p[n - 1] < 0xF5) ||
	       (n >= 2 && p[n - 2] >= 0xE0 && p[n - 2] < 0xF5 && p[n - 1] < 0xC0) ||
	       (n >= 3 && p[n - 3] >= 0xF0 && p[n - 3] < 0xF5 && p[n - 2] < 0xC0 &&
		p[n - 1] < 0xC0);
}

/* UTF-8 shown as windows-1252, from `at` on. */
static enum reread_result latin_as_utf8(struct arena *arena, struct slice text, size_t at,
					struct reread *out)
{
	struct buf bytes = buf_in(arena);
	size_t end = at, count = 0, n;

	for (; count < RUN_MAX && end < text.n; end += n, count++) {
		uint32_t c = utf8_at(text, end, &n);
		int byte = reread_latin_byte(c);
		if (byte < 0 && c == ' ' && wants_more(&bytes) && end + 1 < text.n &&
		    (unsigned char)text.p[end + 1] >= 0x80)
			byte = 0xA0;
		if (byte < 0)
			break;
		buf_byte(&bytes, (char)byte);
	}
	*out = (struct reread){.end = end > at ? end : at + 1};
	if (buf_failed(&bytes))
		return REREAD_NO_MEMORY;
	if (count < 6)
		return REREAD_NONE;
	struct reading reading = reading_in(arena, buf_slice(&bytes));
	read_as_utf8(&reading);
	if (is_convincing(&reading, 50) || buf_failed(&reading.out))
		return settle(&reading, at, end, out);
	return REREAD_NONE;
}

/* The bytes of GB 2312, which are all A1..FE and shown as themselves. */
static bool is_gb2312_byte(uint32_t c)
{
	return c >= 0xA1 && c <= 0xFE;
}

/* GBK shown as windows-1252: the whole run around `at`, not before `floor`. */
static enum reread_result latin_as_gbk(struct arena *arena, const struct gbk *gbk,
				       struct slice text, size_t floor, size_t at,
				       struct reread *out)
{
	struct buf bytes = buf_in(arena);
	size_t start = at, end, n;

	while (start > floor && is_gb2312_byte(utf8_before(text, start, &n)))
		start -= n;
	for (end = start; bytes.n < RUN_MAX && end < text.n; end += n) {
		uint32_t c = utf8_at(text, end, &n);
		if (!is_gb2312_byte(c))
			break;
		buf_byte(&bytes, (char)c);
	}
	if (buf_failed(&bytes))
		return REREAD_NO_MEMORY;
	if (bytes.n < 8 || end <= at)
		return REREAD_NONE;
	struct reading reading = reading_in(arena, buf_slice(&bytes));
	if (!read_as_gbk(gbk, &reading) || buf_failed(&reading.out))
		return buf_failed(&reading.out) ? REREAD_NO_MEMORY : REREAD_NONE;
	return plausibility(buf_slice(&reading.out)) >= 80 ? settle(&reading, start, end, out)
							   : REREAD_NONE;
}

enum reread_result reread_latin(struct arena *arena, const struct gbk *gbk, struct slice text,
				size_t floor, size_t at, struct reread *out)
{
	enum reread_result result = latin_as_utf8(arena, text, at, out);

	return result == REREAD_NONE ? latin_as_gbk(arena, gbk, text, floor, at, out) : result;
}

/* Start of the run without ASCII that holds `at`, not before `floor`. */
static size_t run_start(struct slice text, size_t floor, size_t at)
{
	while (at > floor && (unsigned char)text.p[at - 1] >= 0x80)
		at--;
	return at;
}

/* A sequence cut short at the end: the rest of it is the `?` that is shown next, and a digit may
 * have gone with it. Returns the end of the damage. */
static size_t take_tail(struct reading *reading, struct slice text, size_t end)
{
	size_t n;
	uint32_t next = end < text.n ? utf8_at(text, end, &n) : 0;
	struct span *last = reading->left.n ? vec_at(&reading->left, reading->left.n - 1) : NULL;

	if (!last || last->end != reading->out.n || (next != '?' && next != 0xFFFD))
		return end;
	end += n;
	size_t n_number = lost_number_length(text, end);
	if (n_number)
		leave(reading, slice_sub(text, end, end + n_number));
	return end + n_number;
}

enum reread_result reread_gbk(struct arena *arena, const struct gbk *gbk, struct slice text,
			      size_t floor, size_t at, struct reread *out)
{
	size_t start = run_start(text, floor, at), end = start, n = 1;
	struct buf bytes = buf_in(arena);

	for (size_t i = 0; i < RUN_MAX && end < text.n; i++) {
		unsigned char pair[2];
		uint32_t c = utf8_at(text, end, &n);
		if (c == 0x20AC) {
			buf_byte(&bytes, '\x80');
		} else if (c == 0xFFFD || !gbk_encode(gbk, c, pair)) {
			break;
		} else {
			buf_append(&bytes, (struct slice){(char *)pair, 2});
		}
		end += n;
	}
	(void)utf8_at(text, at, &n);
	*out = (struct reread){.end = end > at + n ? end : at + n};
	if (buf_failed(&bytes))
		return REREAD_NO_MEMORY;
	if (bytes.n < 6 || end <= at)
		return REREAD_NONE;
	struct reading reading = reading_in(arena, buf_slice(&bytes));
	read_as_utf8(&reading);
	end = take_tail(&reading, text, end);
	if (is_convincing(&reading, 60) || buf_failed(&reading.out))
		return settle(&reading, start, end, out);
	return REREAD_NONE;
}

struct page_reader {
	struct arena *arena;
	struct slice text;
	bool with_gbk; /* rare letters count too */
	struct gbk gbk;
	struct buf out;
	struct vec stretches; /* of struct reread_stretch */
	size_t done, looked;
};

/* Looks at the letter at `at`; *end is where to go on. */
static enum reread_result read_again(struct page_reader *reader, size_t at, struct reread *found)
{
	size_t n, floor = reader->done > reader->looked ? reader->done : reader->looked;
	uint32_t c = utf8_at(reader->text, at, &n);
	enum reread_result result = REREAD_NONE;

	if (c >= 0xC0 && c <= 0xFF) {
		result = reread_latin(reader->arena, &reader->gbk, reader->text, floor, at, found);
		reader->looked = found->end;
	} else if (reader->with_gbk && at >= reader->looked && reread_is_strange(c)) {
		result = reread_gbk(reader->arena, &reader->gbk, reader->text, floor, at, found);
		reader->looked = found->end;
		if (result == REREAD_NONE)
			found->end = at + n;
	} else {
		found->end = at + n;
	}
	/* A short run is left to the paragraph, where it can be shown what became of it. */
	if (result == REREAD_FOUND && !reader->with_gbk && found->end - found->start < PAGE_RUN)
		return REREAD_NONE;
	return result;
}

static enum status read_all(struct page_reader *reader)
{
	struct slice text = reader->text;
	struct reread found;

	for (size_t at = 0; at < text.n; at = found.end) {
		found.end = at + 1;
		if ((unsigned char)text.p[at] < 0x80)
			continue;
		enum reread_result result = read_again(reader, at, &found);
		if (result == REREAD_NO_MEMORY)
			return STATUS_MEMORY_LIMIT;
		if (result == REREAD_NONE)
			continue;
		struct reread_stretch stretch = {slice_sub(text, found.start, found.end),
						 found.replacement};
		buf_append(&reader->out, slice_sub(text, reader->done, found.start));
		buf_append(&reader->out, found.replacement);
		reader->done = found.end;
		if (!vec_add(&reader->stretches, &stretch))
			return STATUS_MEMORY_LIMIT;
	}
	buf_append(&reader->out, slice_from(text, reader->done));
	return buf_failed(&reader->out) ? STATUS_MEMORY_LIMIT : STATUS_OK;
}

/* Does the text have as many letters of windows-1252 in a row as a broken stretch would? */
static bool has_latin_run(struct slice text)
{
	size_t at = 0, n;

	while ((at = slice_find_byte(text, '\xC3', at)) != SIZE_MAX) {
		size_t start = at;
		while (at < text.n && reread_latin_byte(utf8_at(text, at, &n)) >= 0)
			at += n;
		if (at - start >= PAGE_RUN)
			return true;
	}
	return false;
}

enum status reread_page(struct arena *arena, struct slice text, struct slice *out,
			const struct reread_stretch **stretches, size_t *n_stretches)
{
	struct page_reader reader = {.arena = arena,
				     .text = text,
				     .out = buf_in(arena),
				     .stretches = vec_of(arena, sizeof(struct reread_stretch))};
	int weight = plausibility(text);

	*out = text;
	*n_stretches = 0;
	if (weight == 0)
		return STATUS_OK;
	reader.with_gbk = weight < CLEAN_PAGE;
	if ((!reader.with_gbk && !has_latin_run(text)) || !gbk_open(&reader.gbk))
		return STATUS_OK;
	enum status status = read_all(&reader);
	gbk_close(&reader.gbk);
	if (status != STATUS_OK || reader.stretches.n == 0)
		return status;
	*out = buf_slice(&reader.out);
	*stretches = reader.stretches.items;
	*n_stretches = reader.stretches.n;
	return STATUS_OK;
}
