/* mixed.c - the page is cut at bytes that no letter of GB18030, Big5 or UTF-8 has inside it (< >
 * and the ends of lines), so that each piece can be read by itself. Pieces that are UTF-8 show it:
 * three bytes in a row fit by chance only in rare letters. Of the others, and of short ones, the
 * more plausible reading is taken. Neighbours of one kind are read together.
 *
 * Inside a piece that is UTF-8 but for some bytes, a run of these that reads as the other encoding
 * without a doubt is read so; else each broken letter is one U+FFFD. */
#include "text/mixed.h"

#include <limits.h>

#include "text/convert.h"
#include "text/plausible.h"
#include "text/utf8.h"

/* Sequences of three bytes that settle that a piece is UTF-8. */
#define SURELY_UTF8 4
/* Mean weight (text/plausible) from which a piece on a UTF-8 page may be something else. */
#define SURELY_LEGACY  60
#define SNIPPET_WEIGHT 90
/* Bytes of the longest snippet, and of the longest piece's beginning that is weighed. */
#define SNIPPET_MAX 4096
#define WEIGHED_MAX 16384

bool is_ascii_text(unsigned char c)
{
	return c >= 0x20 ? c < 0x7F : c == '\n' || c == '\r' || c == '\t';
}

struct census census_take(struct slice bytes)
{
	struct census census = {0};
	bool in_bad_run = false;
	size_t at = 0, n;

	while ((at = utf8_skip_ascii(bytes, at)) < bytes.n) {
		unsigned char c = (unsigned char)bytes.p[at];
		if (c < 0x80) {
			census.n_nul += c == 0;
			census.n_control += !is_ascii_text(c) && c != '\f';
			in_bad_run = false;
			at++;
			continue;
		}
		uint32_t point = utf8_at(bytes, at, &n);
		census.n_high += n;
		/* Two-byte sequences in a run of GBK are chance: they do not end it. */
		bool is_bad = n == 1 && point == 0xFFFD;
		census.n_bad += is_bad && !in_bad_run;
		in_bad_run = is_bad || (in_bad_run && n == 2);
		census.n_sequences += n > 1;
		census.n_long += n > 2;
		at += n;
	}
	return census;
}

static bool is_border(char c)
{
	return c == '<' || c == '>' || c == '\n' || c == '\r';
}

/* The end of the piece at `at`; *has_high: bytes over 7F are in it. */
static size_t piece_end(struct slice bytes, size_t at, bool *has_high)
{
	unsigned char any = 0;

	while (at < bytes.n && !is_border(bytes.p[at]))
		any |= (unsigned char)bytes.p[at++];
	*has_high = any & 0x80;
	while (at < bytes.n && is_border(bytes.p[at]))
		at++;
	return at;
}

/* The end of the run of bytes over 7F at `at`; looks no further than a snippet may be long. */
static size_t high_end(struct slice bytes, size_t at)
{
	size_t limit = bytes.n - at > SNIPPET_MAX ? at + SNIPPET_MAX + 1 : bytes.n;

	while (at < limit && (unsigned char)bytes.p[at] >= 0x80)
		at++;
	return at;
}

/* Runs that are UTF-8 tell nothing about the other encoding. */
static void sample_piece(struct slice piece, char *sample, size_t room, size_t *n)
{
	size_t at = 0;

	while (at < piece.n && *n + 3 < room) {
		if ((unsigned char)piece.p[at] < 0x80) {
			at++;
			if (*n && sample[*n - 1] != '\n')
				sample[(*n)++] = '\n';
			at = utf8_skip_ascii(piece, at);
			continue;
		}
		struct slice run = slice_sub(piece, at, high_end(piece, at));
		if (run.n >= 6 && utf8_is_valid(run)) {
			at += run.n;
			continue;
		}
		size_t end = at + run.n;
		while (at < end && *n + 3 < room) {
			sample[(*n)++] = piece.p[at++];
			if (at < piece.n && piece.p[at] != '<')
				sample[(*n)++] = piece.p[at++];
		}
	}
}

struct slice mixed_sample(struct slice bytes, char *sample, size_t room)
{
	size_t n = 0, at = 0;

	while (at < bytes.n && n + 3 < room) {
		bool has_high;
		size_t end = piece_end(bytes, at, &has_high);
		struct slice piece = slice_sub(bytes, at, end);
		at = end;
		if (!has_high)
			continue;
		struct census census = census_take(piece);
		if (census.n_bad || census.n_long < SURELY_UTF8)
			sample_piece(piece, sample, room, &n);
	}
	return (struct slice){sample, n};
}

enum kind { EITHER, UTF8, LEGACY };

struct reader {
	struct buf *out;
	struct buf scratch, snippet; /* for readings that are only compared */
	size_t budget;               /* bytes that may still be tried as snippets */
	const char *legacy;
	bool is_mostly_utf8;
	struct mixed *found;
};

static bool read_utf8(struct reader *reader, struct buf *out, struct slice bytes);

/* How plausible a piece is when it is read so; INT_MIN when it cannot be. */
static int weigh(struct reader *reader, struct slice piece, enum kind kind)
{
	struct mixed *found = reader->found, none = {0};
	size_t n_bad = 0;

	buf_cut(&reader->scratch, 0);
	piece = slice_sub(piece, 0, WEIGHED_MAX);
	reader->found = &none;
	bool is_read = kind == UTF8 ? read_utf8(reader, &reader->scratch, piece)
				    : convert(&reader->scratch, piece, reader->legacy, &n_bad);
	reader->found = found;
	return is_read ? plausibility(buf_slice(&reader->scratch)) : INT_MIN;
}

static enum kind classify(struct reader *reader, struct slice piece)
{
	struct census census = census_take(piece);
	if (census.n_bad == 0 && census.n_long == 0)
		return reader->is_mostly_utf8 ? UTF8 : LEGACY;
	if (census.n_bad == 0 && census.n_long >= SURELY_UTF8)
		return UTF8;
	/* Text of the other encoding has hardly a sequence of three bytes. */
	if (!reader->is_mostly_utf8 && census.n_long <= census.n_bad)
		return LEGACY;
	int as_utf8 = weigh(reader, piece, UTF8), as_legacy = weigh(reader, piece, LEGACY);
	if (reader->is_mostly_utf8)
		return as_legacy > as_utf8 && as_legacy >= SURELY_LEGACY && census.n_high >= 4
			   ? LEGACY
			   : UTF8;
	return as_utf8 > as_legacy || (as_utf8 == as_legacy && census.n_bad == 0) ? UTF8 : LEGACY;
}

/* Reads `run` where every letter of it is a common one in the other encoding. */
static bool read_snippet(struct reader *reader, struct buf *out, struct slice run)
{
	size_t n_bad = 0;

	if (run.n < 4 || run.n > SNIPPET_MAX || run.n % 2 != 0 || run.n > reader->budget)
		return false;
	reader->budget -= run.n;
	buf_cut(&reader->snippet, 0);
	if (!convert(&reader->snippet, run, reader->legacy, &n_bad) || n_bad > 0 ||
	    plausibility(buf_slice(&reader->snippet)) < SNIPPET_WEIGHT)
		return false;
	buf_append(out, buf_slice(&reader->snippet));
	reader->found->n_legacy += run.n;
	return !out->failed;
}

/* Where the sequences of two bytes before `at` begin: chance in the other encoding. */
static size_t before_short_ones(struct slice bytes, size_t start, size_t at)
{
	size_t n;

	while (at > start && utf8_before(bytes, at, &n) >= 0x80 && n == 2)
		at -= 2;
	return at;
}

/* Reads [from, to) as a snippet in the place of the last bytes of `out`, which hold [from, at). */
static bool read_back(struct reader *reader, struct buf *out, struct slice bytes, size_t from,
		      size_t at, size_t to)
{
	buf_cut(out, out->n - (at - from));
	if (read_snippet(reader, out, slice_sub(bytes, from, to))) {
		reader->found->n_utf8 -= at - from;
		return true;
	}
	buf_append(out, slice_sub(bytes, from, at));
	return false;
}

/* Bytes at `at` are no UTF-8, and the run of bytes over 7F began at `start`. What is of the other
 * encoding begins there or a little before `at`, and goes to the end of the run or to where UTF-8
 * goes on to the end. Returns where to go on, `at` when nothing was read. */
static size_t read_foreign(struct reader *reader, struct buf *out, struct slice bytes, size_t start,
			   size_t at)
{
	size_t end = high_end(bytes, at), resume = at + 4;
	size_t from = before_short_ones(bytes, start, at);

	if (end - start > SNIPPET_MAX || end - start > reader->budget)
		return at;
	reader->budget -= end - start;
	if (read_back(reader, out, bytes, start, at, end) ||
	    (from > start && read_back(reader, out, bytes, from, at, end)))
		return end;
	while (resume + 6 <= end && !(((unsigned char)bytes.p[resume] & 0xF0) == 0xE0 &&
				      utf8_is_valid(slice_sub(bytes, resume, end))))
		resume++;
	if (resume + 6 > end)
		return at;
	return read_back(reader, out, bytes, from, at, resume) ? resume : at;
}

static bool read_utf8(struct reader *reader, struct buf *out, struct slice bytes)
{
	size_t at = 0, good = 0, run = 0, n;

	while (at < bytes.n && !out->failed) {
		if ((unsigned char)bytes.p[at] < 0x80) {
			run = ++at;
			continue;
		}
		uint32_t point = utf8_at(bytes, at, &n);
		if (n > 1 || point != 0xFFFD) {
			at += n;
			reader->found->n_utf8 += n;
			continue;
		}
		buf_append(out, slice_sub(bytes, good, at));
		good = out->failed ? at : read_foreign(reader, out, bytes, run, at);
		if (good == at) {
			/* One U+FFFD for a broken lead byte and what it left behind. */
			for (good = at + 1;
			     good < bytes.n && ((unsigned char)bytes.p[good] & 0xC0) == 0x80;)
				good++;
			buf_code_point(out, 0xFFFD);
			reader->found->n_bad++;
		}
		run = at = good;
	}
	buf_append(out, slice_from(bytes, good));
	return !out->failed;
}

static bool read_stretch(struct reader *reader, struct slice bytes, enum kind kind)
{
	if (kind != LEGACY)
		return read_utf8(reader, reader->out, bytes);
	for (size_t i = 0; i < bytes.n; i++)
		reader->found->n_legacy += (unsigned char)bytes.p[i] >= 0x80;
	return convert(reader->out, bytes, reader->legacy, &reader->found->n_bad);
}

bool mixed_read(struct buf *out, struct slice bytes, const char *legacy, bool is_mostly_utf8,
		struct mixed *found)
{
	struct reader reader = {.out = out,
				.scratch = buf_in(out->arena),
				.snippet = buf_in(out->arena),
				.budget = bytes.n * 4 + 65536,
				.legacy = legacy,
				.is_mostly_utf8 = is_mostly_utf8,
				.found = found};
	enum kind kind = EITHER;
	size_t start = 0, at = 0;

	*found = (struct mixed){0};
	while (at < bytes.n) {
		bool has_high;
		size_t end = piece_end(bytes, at, &has_high);
		if (has_high) {
			enum kind next = classify(&reader, slice_sub(bytes, at, end));
			if (kind != EITHER && next != kind) {
				if (!read_stretch(&reader, slice_sub(bytes, start, at), kind))
					return false;
				start = at;
			}
			kind = next;
		}
		at = end;
	}
	return read_stretch(&reader, slice_from(bytes, start), kind) && !reader.scratch.failed &&
	       !reader.snippet.failed;
}
