/* encoding.c - bytes that are UTF-8 are UTF-8, whatever is declared. For others each candidate
 * reads a sample (16 KiB of what is neither ASCII nor surely UTF-8) and the reading whose letters
 * fall most plausibly wins; what is declared only gets a small start. So a wrong declaration is
 * found out by the text itself, and a page comes out the same under every declaration.
 *
 * The page is then read piece by piece (text/mixed), so that an include in another encoding, or a
 * few broken bytes, stay what they are and spoil nothing else. */
#include "text/encoding.h"

#include <uchardet/uchardet.h>

#include "text/charset.h"
#include "text/convert.h"
#include "text/mixed.h"
#include "text/plausible.h"
#include "text/reread.h"
#include "text/utf8.h"

#define SAMPLE_BYTES 16384
/* Sum of weights (text/plausible) that being declared is worth. */
#define DECLARED_BONUS 8
/* Below this nothing Chinese was found; then uchardet is asked. */
#define PLAUSIBLE 35

static enum status no_memory(struct err *err)
{
	return err_set(err, STATUS_MEMORY_LIMIT, "encoding", SIZE_MAX,
		       "the page needs more memory than one page may use");
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
	size_t n_bad = 0;

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

/* The most plausible encoding of what is not UTF-8 in the page. declared: two, either may be NULL.
 * is_mostly_utf8: then only the ones that Chinese includes have. */
static struct choice choose(struct arena *arena, struct slice bytes, const struct census *census,
			    const char *const declared[2], bool is_mostly_utf8)
{
	char room[SAMPLE_BYTES];
	struct slice sample = mixed_sample(bytes, room, sizeof room);
	struct slice wide = slice_sub(bytes, 0, SAMPLE_BYTES);
	struct choice best = {NULL, 0};

	for (int i = 0; i < 2; i++)
		if (declared[i] && !charset_is_utf16(declared[i]))
			consider(arena, sample, declared[i], DECLARED_BONUS, &best);
	consider(arena, sample, "GB18030", 0, &best);
	consider(arena, sample, "BIG5-HKSCS", 0, &best);
	if (is_mostly_utf8)
		return best;
	if (census->n_nul || best.score < PLAUSIBLE) {
		consider(arena, wide, "UTF-16LE", 0, &best);
		consider(arena, wide, "UTF-16BE", 0, &best);
	}
	if (best.score < PLAUSIBLE)
		consider(arena, sample, "WINDOWS-1252", 0, &best);
	if (best.score < PLAUSIBLE)
		consider(arena, sample, ask_uchardet(wide), 0, &best);
	return best;
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
		if (!charset_is_utf16(declared[i]))
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

/* What stands for a control character: a space beside ASCII, nothing between letters, where a
 * browser shows nothing either. */
static bool is_inside_word(struct slice text, size_t at)
{
	return at > 0 && at + 1 < text.n && (unsigned char)text.p[at - 1] >= 0x80 &&
	       (unsigned char)text.p[at + 1] >= 0x80 && text.p[at] != '\f' && text.p[at] != '\v';
}

static enum status drop_controls(struct arena *arena, struct slice *text, struct err *err)
{
	struct buf out = buf_in(arena);
	size_t at = 0, done = 0;

	while ((at = utf8_skip_ascii(*text, at)) < text->n) {
		unsigned char c = (unsigned char)text->p[at];
		if (c < 0x80 && !is_ascii_text(c)) {
			buf_append(&out, slice_sub(*text, done, at));
			if (!is_inside_word(*text, at))
				buf_byte(&out, ' ');
			done = at + 1;
		}
		at++;
	}
	if (done == 0)
		return STATUS_OK;
	buf_append(&out, slice_from(*text, done));
	if (buf_failed(&out))
		return no_memory(err);
	*text = buf_slice(&out);
	return STATUS_OK;
}

static bool is_one_of(const char *charset, const char *const declared[2])
{
	for (int i = 0; i < 2; i++)
		if (declared[i] && (slice_equal(slice_of(charset), slice_of(declared[i])) ||
				    (charset_is_utf16(charset) && charset_is_utf16(declared[i]))))
			return true;
	return false;
}

static enum status read_utf16(struct arena *arena, struct slice bytes, const char *charset,
			      struct decoded *out, struct err *err)
{
	struct buf text = buf_in(arena);

	if (!convert(&text, bytes, charset, &out->n_bad))
		return no_memory(err);
	out->text = text.p ? buf_slice(&text) : SLICE("");
	out->encoding = charset;
	return STATUS_OK;
}

/* Reads a page of UTF-8 and `legacy`, whatever there is of each. */
static enum status read_page(struct arena *arena, struct slice bytes, const char *legacy,
			     bool is_mostly_utf8, const char *const declared[2], bool has_mark,
			     struct decoded *out, struct err *err)
{
	struct buf text = buf_in(arena);
	struct mixed found;

	if (!mixed_read(&text, bytes, legacy, is_mostly_utf8, &found))
		return no_memory(err);
	out->text = text.p ? buf_slice(&text) : SLICE("");
	out->n_bad = found.n_bad;
	out->encoding = found.n_legacy > found.n_utf8 ? legacy : "UTF-8";
	/* UTF-8 that nobody declares is what everybody expects: that is no guess. */
	if (found.n_utf8 && (declared[0] || declared[1]) && !is_one_of("UTF-8", declared))
		out->guessed = !has_mark;
	if (found.n_legacy && !is_one_of(legacy, declared))
		out->guessed = true;
	return STATUS_OK;
}

/* Finds the encoding and reads the bytes in it. */
static enum status decode(struct arena *arena, struct slice bytes, const struct census *census,
			  const char *mark, const char *const declared[2], struct decoded *out,
			  struct err *err)
{
	if (charset_is_utf16(mark))
		return read_utf16(arena, bytes, mark, out, err);
	bool is_utf8 =
	    could_be_utf8(census, bytes.n) && !is_doubtful(arena, bytes, census, declared);
	if (is_utf8 && census->n_bad == 0) {
		out->guessed = census->n_high > 0 && (declared[0] || declared[1]) &&
			       !is_one_of("UTF-8", declared) && !mark;
		out->text = bytes;
		return STATUS_OK;
	}
	struct choice best = choose(arena, bytes, census, declared, is_utf8);
	if (!best.charset)
		return arena_is_full(arena) ? no_memory(err)
					    : refuse(err, "iconv knows no Chinese encoding");
	if (!is_utf8 && best.score < 0 && census->n_control > bytes.n / 50)
		return refuse(err, "the bytes are no text");
	if (charset_is_utf16(best.charset)) {
		out->guessed = !is_one_of(best.charset, declared);
		return read_utf16(arena, bytes, best.charset, out, err);
	}
	/* Too little of it, or too broken, to tell: then only what is certain by itself is read. */
	if (slice_equal(slice_of(best.charset), SLICE("UTF-8")) ||
	    (is_utf8 && best.score < PLAUSIBLE))
		best.charset = "GB18030";
	return read_page(arena, bytes, best.charset, is_utf8, declared, mark != NULL, out, err);
}

enum status encoding_decode(struct arena *arena, struct slice bytes, struct slice declared,
			    bool is_markup, struct decoded *out, struct err *err)
{
	const char *const names[2] = {
	    charset_of(declared),
	    is_markup ? charset_of(charset_in_markup(bytes)) : NULL,
	};
	const char *mark = mark_of(&bytes);
	struct census census = census_take(bytes);

	*out = (struct decoded){.text = SLICE(""), .encoding = "UTF-8"};
	if (bytes.n == 0)
		return STATUS_OK;
	struct err why = {0};
	enum status status = decode(arena, bytes, &census, mark, names, out, &why);
	if (status == STATUS_OK && !is_sane(out->text, out->n_bad))
		status = refuse(&why, "too many bytes are no letters in any encoding");
	if (status == STATUS_OK && !charset_is_utf16(out->encoding) &&
	    census.n_control > bytes.n / 20 + 4)
		status = refuse(&why, "the bytes are no text (control characters)");
	/* A candidate that found no memory looks like one that does not fit. */
	if (arena_is_full(arena))
		return no_memory(err);
	if (status != STATUS_OK)
		return err_set(err, status, "encoding", SIZE_MAX, "%s", why.text);
	status = drop_controls(arena, &out->text, err);
	if (status == STATUS_OK)
		status = reread_page(arena, out->text, &out->text, &out->rereads, &out->n_rereads);
	return status == STATUS_OK ? STATUS_OK : no_memory(err);
}
