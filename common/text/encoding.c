/* encoding.c - bytes that are UTF-8 are UTF-8, whatever is declared. For others each candidate
 * reads a sample (the first 16 KiB of what is no ASCII) and the reading whose letters fall most
 * plausibly wins; what is declared only gets a small start. So a wrong declaration is found out by
 * the text itself, and a page comes out the same under every declaration.
 *
 * A page that is UTF-8 but for a few bytes stays UTF-8; a run of foreign bytes in it that reads as
 * GB18030 without a doubt (an included snippet) is read so. */
#include "text/encoding.h"

#include <iconv.h>
#include <uchardet/uchardet.h>

#include "base/buf.h"
#include "text/charset.h"
#include "text/plausible.h"
#include "text/utf8.h"

#define SAMPLE_BYTES 16384
/* Sum of weights (text/plausible) that being declared is worth. */
#define DECLARED_BONUS 8
/* Below this nothing Chinese was found; then uchardet is asked. */
#define PLAUSIBLE 35
#define PIECE     16384

static enum status no_memory(struct err *err)
{
	return err_set(err, STATUS_MEMORY_LIMIT, "encoding", SIZE_MAX,
		       "the page needs more memory than one page may use");
}

static bool is_ascii_text(unsigned char c)
{
	return c >= 0x20 ? c < 0x7F : c == '\n' || c == '\r' || c == '\t';
}

/* What one pass over the bytes tells. */
struct census {
	size_t n_high; /* bytes over 7F */
	size_t n_nul;
	size_t n_control;   /* NUL and other C0 but tab, LF, CR, FF; DEL */
	size_t n_sequences; /* well-formed UTF-8 of two bytes and more */
	size_t n_long;      /* of these, of three and more */
	size_t n_bad;       /* runs of bytes that are no UTF-8 */
};

static size_t skip_ascii(struct slice bytes, size_t at)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;

	while (at + 8 <= bytes.n) {
		uint64_t word;
		memcpy(&word, bytes.p + at, 8);
		/* No byte over 7E, none under 20. */
		if ((word | (word + ones) | ((word - ones * 0x20) & ~word)) & high)
			break;
		at += 8;
	}
	return at;
}

static struct census take_census(struct slice bytes)
{
	struct census census = {0};
	bool in_bad_run = false;
	size_t at = 0, n;

	while ((at = skip_ascii(bytes, at)) < bytes.n) {
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

/* Reads with iconv; what it cannot read becomes U+FFFD, a byte at a time. *n_bad counts these.
 * False: iconv does not know the name, or the buffer failed. */
static bool convert(struct buf *out, struct slice bytes, const char *charset, size_t *n_bad)
{
	iconv_t converter = iconv_open("UTF-8", charset);
	char *from = (char *)(uintptr_t)bytes.p;
	size_t left = bytes.n, unit = slice_starts(slice_of(charset), SLICE("UTF-16")) ? 2 : 1;

	*n_bad = 0;
	if (converter == (iconv_t)-1)
		return false;
	while (left > 0 && !out->failed) {
		char piece[PIECE], *to = piece;
		size_t room = sizeof piece, before = left;
		size_t code = iconv(converter, &from, &left, &to, &room);
		buf_append(out, (struct slice){piece, sizeof piece - room});
		if (code != (size_t)-1 || (room < 16 && left < before))
			continue;
		buf_code_point(out, 0xFFFD);
		(*n_bad)++;
		size_t skipped = unit < left ? unit : left;
		from += skipped;
		left -= skipped;
		iconv(converter, NULL, NULL, NULL, NULL);
	}
	iconv_close(converter);
	return !out->failed;
}

/* The bytes over 7F with the byte that follows each, one line feed for what lies between. */
static struct slice sample_of(struct slice bytes, char *sample)
{
	size_t n = 0, at = 0;

	while (at < bytes.n && n + 3 < SAMPLE_BYTES) {
		if ((unsigned char)bytes.p[at] < 0x80) {
			at++;
			if (n && sample[n - 1] != '\n')
				sample[n++] = '\n';
			at = skip_ascii(bytes, at);
			continue;
		}
		sample[n++] = bytes.p[at++];
		if (at < bytes.n && bytes.p[at] != '<')
			sample[n++] = bytes.p[at++];
	}
	return (struct slice){sample, n};
}

struct choice {
	const char *charset;
	int score;
};

/* Scores one reading of the sample; a better one than *best takes its place. */
static void consider(struct arena *arena, struct slice sample, const char *charset, int bonus,
		     struct choice *best)
{
	struct buf text = buf_in(arena);
	size_t n_bad;

	if (!charset || !convert(&text, sample, charset, &n_bad))
		return;
	int score = plausibility(buf_slice(&text)) + bonus;
	if (!best->charset || score > best->score)
		*best = (struct choice){charset, score};
}

static const char *ask_uchardet(struct slice bytes)
{
	uchardet_t detector = uchardet_new();
	const char *charset = NULL;

	if (!detector)
		return NULL;
	if (uchardet_handle_data(detector, bytes.p, bytes.n) == 0) {
		uchardet_data_end(detector);
		charset = charset_of(slice_of(uchardet_get_charset(detector)));
	}
	uchardet_delete(detector);
	return charset;
}

static bool is_utf16(const char *charset)
{
	return charset && slice_starts(slice_of(charset), SLICE("UTF-16"));
}

/* The most plausible encoding of bytes that are not UTF-8. declared: two, either may be NULL. */
static struct choice choose(struct arena *arena, struct slice bytes, const struct census *census,
			    const char *const declared[2])
{
	char room[SAMPLE_BYTES];
	struct slice sample = sample_of(bytes, room);
	struct slice wide = slice_sub(bytes, 0, SAMPLE_BYTES);
	struct choice best = {NULL, 0};

	for (int i = 0; i < 2; i++)
		if (declared[i] && !is_utf16(declared[i]))
			consider(arena, sample, declared[i], DECLARED_BONUS, &best);
	consider(arena, sample, "GB18030", 0, &best);
	consider(arena, sample, "BIG5-HKSCS", 0, &best);
	if (census->n_nul || best.score < PLAUSIBLE) {
		consider(arena, wide, "UTF-16LE", 0, &best);
		consider(arena, wide, "UTF-16BE", 0, &best);
	}
	if (best.score < PLAUSIBLE)
		consider(arena, sample, "WINDOWS-1252", 0, &best);
	if (best.score < PLAUSIBLE)
		consider(arena, sample, ask_uchardet(slice_sub(bytes, 0, SAMPLE_BYTES)), 0, &best);
	return best;
}

/* The end of the bytes at `at` that are no UTF-8: at ASCII, or where a long sequence begins. */
static size_t foreign_end(struct slice bytes, size_t at)
{
	size_t n;

	while (at < bytes.n && (unsigned char)bytes.p[at] >= 0x80) {
		(void)utf8_at(bytes, at, &n);
		if (n > 2)
			break;
		at += n;
	}
	return at;
}

/* A run of foreign bytes in a UTF-8 page: GB18030 where every letter of it is a common one. */
static bool read_snippet(struct buf *out, struct slice run)
{
	struct buf text = buf_in(out->arena);
	size_t n_bad, start = out->n;

	if (run.n < 4 || run.n % 2 != 0 || !convert(&text, run, "GB18030", &n_bad) || n_bad > 0 ||
	    plausibility(buf_slice(&text)) < 90)
		return false;
	buf_append(out, buf_slice(&text));
	return out->n > start;
}

static bool convert_utf8(struct buf *out, struct slice bytes, size_t *n_bad)
{
	size_t at = 0, good = 0, n;

	*n_bad = 0;
	while (at < bytes.n && !out->failed) {
		uint32_t point;
		if ((unsigned char)bytes.p[at] < 0x80) {
			at++;
			continue;
		}
		point = utf8_at(bytes, at, &n);
		if (n > 1 || point != 0xFFFD) {
			at += n;
			continue;
		}
		buf_append(out, slice_sub(bytes, good, at));
		good = foreign_end(bytes, at);
		if (!read_snippet(out, slice_sub(bytes, at, good))) {
			/* One U+FFFD for a broken lead byte and what it left behind. */
			for (good = at + 1;
			     good < bytes.n && ((unsigned char)bytes.p[good] & 0xC0) == 0x80;)
				good++;
			buf_code_point(out, 0xFFFD);
			(*n_bad)++;
		}
		at = good;
	}
	buf_append(out, slice_from(bytes, good));
	return !out->failed;
}

/* A byte-order mark says it, if the rest agrees. */
static const char *mark_of(struct slice *bytes)
{
	static const struct {
		struct slice mark;
		const char *charset;
	} MARKS[] = {{SLICE_INIT("\xEF\xBB\xBF"), "UTF-8"},
		     {SLICE_INIT("\x84\x31\x95\x33"), "GB18030"},
		     {SLICE_INIT("\xFF\xFE"), "UTF-16LE"},
		     {SLICE_INIT("\xFE\xFF"), "UTF-16BE"}};

	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (slice_starts(*bytes, MARKS[i].mark)) {
			*bytes = slice_from(*bytes, MARKS[i].mark.n);
			return MARKS[i].charset;
		}
	return NULL;
}

/* UTF-16 of ASCII markup passes for UTF-8 with many NUL bytes. */
static bool could_be_utf8(const struct census *census, size_t n)
{
	return census->n_nul <= n / 16 &&
	       (census->n_bad == 0 || census->n_long > 4 * census->n_bad);
}

/* Valid UTF-8 with two-byte sequences only may be a little GBK (一 is D2 BB). */
static bool is_doubtful(struct arena *arena, struct slice bytes, const struct census *census,
			const char *const declared[2])
{
	struct choice best = {NULL, 0};

	if (census->n_sequences == 0 || census->n_long > 0)
		return false;
	if (!declared[0] && !declared[1])
		return false;
	for (int i = 0; i < 2; i++)
		if (declared[i] && slice_equal(slice_of(declared[i]), SLICE("UTF-8")))
			return false;
	struct slice sample = slice_sub(bytes, 0, SAMPLE_BYTES);
	consider(arena, sample, "UTF-8", 0, &best);
	int as_utf8 = best.score;
	for (int i = 0; i < 2; i++)
		if (!is_utf16(declared[i]))
			consider(arena, sample, declared[i], 0, &best);
	return best.score > as_utf8 && best.score >= PLAUSIBLE;
}

static enum status refuse(struct err *err, const char *why)
{
	return err_set(err, STATUS_UNDECODABLE, "encoding", SIZE_MAX,
		       "%s; tried UTF-8, UTF-16, GB18030, Big5 and what was declared", why);
}

static bool is_sane(struct slice text, size_t n_bad)
{
	size_t n_ascii = 0, n_other = 0;

	if (n_bad == 0)
		return true;
	for (size_t i = 0; i < text.n; i++) {
		n_ascii += (unsigned char)text.p[i] < 0x80;
		n_other += (unsigned char)text.p[i] >= 0xC0;
	}
	return n_bad <= (n_other + n_ascii / 16) / 10 + 1;
}

/* Control characters become spaces, in place or in a copy. */
static enum status blank_controls(struct arena *arena, struct slice *text, struct err *err)
{
	size_t at = 0;
	char *copy = NULL;

	while ((at = skip_ascii(*text, at)) < text->n) {
		unsigned char c = (unsigned char)text->p[at];
		if (c < 0x80 && !is_ascii_text(c)) {
			if (!copy) {
				struct slice own = arena_copy(arena, *text);
				if (!own.p)
					return no_memory(err);
				copy = (char *)(uintptr_t)own.p;
				*text = own;
			}
			copy[at] = ' ';
		}
		at++;
	}
	return STATUS_OK;
}

static enum status decode_as(struct arena *arena, struct slice bytes, const char *charset,
			     struct decoded *out, struct err *err)
{
	struct buf text = buf_in(arena);
	bool is_utf8 = slice_equal(slice_of(charset), SLICE("UTF-8"));

	if (!(is_utf8 ? convert_utf8(&text, bytes, &out->n_bad)
		      : convert(&text, bytes, charset, &out->n_bad)))
		return no_memory(err);
	out->text = text.p ? buf_slice(&text) : SLICE("");
	out->encoding = charset;
	if (!is_sane(out->text, out->n_bad))
		return refuse(err, "too many bytes are no letters in any encoding");
	return STATUS_OK;
}

static bool is_one_of(const char *charset, const char *const declared[2])
{
	for (int i = 0; i < 2; i++)
		if (declared[i] && (slice_equal(slice_of(charset), slice_of(declared[i])) ||
				    (is_utf16(charset) && is_utf16(declared[i]))))
			return true;
	return false;
}

/* Finds the encoding and reads the bytes in it. */
static enum status decode(struct arena *arena, struct slice bytes, const struct census *census,
			  const char *mark, const char *const declared[2], struct decoded *out,
			  struct err *err)
{
	const char *charset = is_utf16(mark) ? mark : NULL;

	if (!charset && could_be_utf8(census, bytes.n) &&
	    !is_doubtful(arena, bytes, census, declared)) {
		/* Nothing declared, and it is what everybody expects: that is no guess. */
		out->guessed = census->n_high > 0 && (declared[0] || declared[1]) &&
			       !is_one_of("UTF-8", declared) && !mark;
		out->encoding = "UTF-8";
		out->text = bytes;
		return census->n_bad ? decode_as(arena, bytes, "UTF-8", out, err) : STATUS_OK;
	}
	if (!charset) {
		struct choice best = choose(arena, bytes, census, declared);
		if (!best.charset)
			return arena_is_full(arena)
				   ? no_memory(err)
				   : refuse(err, "iconv knows no Chinese encoding");
		if (best.score < 0 && census->n_control > bytes.n / 50)
			return refuse(err, "the bytes are no text");
		charset = best.charset;
		out->guessed = !is_one_of(charset, declared);
	}
	return decode_as(arena, bytes, charset, out, err);
}

enum status encoding_decode(struct arena *arena, struct slice bytes, struct slice declared,
			    bool is_markup, struct decoded *out, struct err *err)
{
	const char *const names[2] = {
	    charset_of(declared),
	    is_markup ? charset_of(charset_in_markup(bytes)) : NULL,
	};
	const char *mark = mark_of(&bytes);
	struct census census = take_census(bytes);

	*out = (struct decoded){.text = SLICE(""), .encoding = "UTF-8"};
	if (bytes.n == 0)
		return STATUS_OK;
	struct err why = {0};
	enum status status = decode(arena, bytes, &census, mark, names, out, &why);
	if (status == STATUS_OK && !is_utf16(out->encoding) && census.n_control > bytes.n / 20 + 4)
		status = refuse(&why, "the bytes are no text (control characters)");
	/* A candidate that found no memory looks like one that does not fit. */
	if (arena_is_full(arena))
		return no_memory(err);
	if (status != STATUS_OK)
		return err_set(err, status, "encoding", SIZE_MAX, "%s", why.text);
	return blank_controls(arena, &out->text, err);
}
