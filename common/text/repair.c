/* repair.c - one pass; each kind of damage has a sign that clean text hardly ever shows, and only
 * at a sign does its rule look closer. A rule changes nothing unless its reading is certain by
 * itself: bytes that turn out to be valid UTF-8, a run of GBK that ends where only a shift can end.
 */
#include "text/repair.h"

#include "base/buf.h"
#include "base/vec.h"
#include "text/letters.h"
#include "text/pinyin.h"
#include "text/plausible.h"
#include "text/shift.h"
#include "text/utf8.h"

#define PAGE_WINDOW   ((size_t)128 * 1024)
#define SEARCH_BUDGET ((size_t)1024 * 1024)
/* Characters of text read in a wrong encoding that are put right at once; a multiple of 2, 3 and 4,
 * so that a longer run is cut between letters. */
#define REREAD_MAX 4092

struct repairer {
	struct arena *arena;
	struct slice text;
	struct slice page;
	struct shift_context shift;
	struct gbk gbk; /* opened at the first sign that needs it */
	bool gbk_failed;
	struct buf out;
	size_t done;   /* text before this is in out */
	size_t reread; /* text before this was looked at by reread_run() */
	struct vec repairs, left;
	bool no_memory;
};

static bool needs_gbk(struct repairer *repairer)
{
	if (!repairer->gbk.encoder && !repairer->gbk_failed)
		repairer->gbk_failed = !gbk_open(&repairer->gbk);
	return !repairer->gbk_failed;
}

/* Where byte `at` of the text (not yet replaced) will stand in the output. */
static size_t output_offset(const struct repairer *repairer, size_t at)
{
	return repairer->out.n + (at - repairer->done);
}

static void note_left(struct repairer *repairer, size_t start, size_t end)
{
	struct span span = {start, end};

	if (repairer->left.n) {
		struct span *last = vec_at(&repairer->left, repairer->left.n - 1);
		if (last->end == start) {
			last->end = end;
			return;
		}
	}
	if (!vec_add(&repairer->left, &span))
		repairer->no_memory = true;
}

/* Puts `replacement` in the place of bytes [start, end); returns where it begins in the output. */
static size_t replace(struct repairer *repairer, size_t start, size_t end, struct slice replacement,
		      enum repair_kind kind)
{
	struct repaired_span repaired = {.before = {start, end}, .kind = kind};

	buf_append(&repairer->out, slice_sub(repairer->text, repairer->done, start));
	repaired.after.start = repairer->out.n;
	buf_append(&repairer->out, replacement);
	repaired.after.end = repairer->out.n;
	repairer->done = end;
	if (!vec_add(&repairer->repairs, &repaired))
		repairer->no_memory = true;
	return repaired.after.start;
}

static uint32_t char_at(struct slice text, size_t at, size_t *n)
{
	*n = 0;
	return at < text.n ? utf8_at(text, at, n) : 0;
}

static uint32_t char_before(struct slice text, size_t at)
{
	size_t n;

	return at > 0 ? utf8_before(text, at, &n) : 0;
}

static bool is_pause(uint32_t c)
{
	return c == ',' || c == 0xFF0C || c == 0x3001;
}

/* `?!?` behind a Chinese letter: a cut, and at once a second half letter. Broken for certain, but
 * nothing is left to read it from. */
static size_t note_stub(struct repairer *repairer, size_t at, size_t n_question, size_t n_mark)
{
	size_t n_cut = n_question + n_mark;
	size_t n_half, n;
	uint32_t next = char_at(repairer->text, at + n_cut, &n_half);
	size_t start = output_offset(repairer, at);

	if ((next != '?' && next != 0xFF1F) || !is_han(char_before(repairer->text, at)))
		return at + n_question;
	/* Three marks in a row may be a shout; behind this one text goes on. */
	uint32_t behind = char_at(repairer->text, at + n_cut + n_half, &n);
	if (!is_digit(behind) && !is_han(behind) && !is_pause(behind))
		return at + n_question;
	note_left(repairer, start, start + n_cut + n_half);
	return at + n_cut + n_half;
}

/* `?!` or `?,` behind a letter or closing mark. Returns where to go on. */
static size_t undo_shift(struct repairer *repairer, size_t at, size_t n)
{
	struct shift shift;
	size_t n_next;
	uint32_t before = char_before(repairer->text, at);
	uint32_t next = char_at(repairer->text, at + n, &n_next);

	if ((next != '!' && next != ',' && next != 0xFF01 && next != 0xFF0C) || before < 0x80 ||
	    !needs_gbk(repairer))
		return at + n;
	repairer->shift.gbk = &repairer->gbk;
	switch (shift_undo(repairer->arena, &repairer->shift, repairer->text, at, &shift)) {
	case SHIFT_NONE:
		return note_stub(repairer, at, n, n_next);
	case SHIFT_NO_MEMORY:
		repairer->no_memory = true;
		return at + n;
	case SHIFT_FOUND:
		break;
	}
	size_t start = replace(repairer, at, shift.end, shift.replacement, REPAIR_LETTERS);
	for (size_t i = 0; i < shift.n_left; i++)
		note_left(repairer, start + shift.left[i].start, start + shift.left[i].end);
	return shift.end;
}

/* The byte that windows-1252 shows as this code point; -1 for none. */
static int latin_byte(uint32_t c)
{
	static const uint16_t HIGH[32] = {
	    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
	    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

	if (c >= 0x80 && c <= 0xFF)
		return (int)c;
	for (int i = 0; i < 32; i++)
		if (HIGH[i] == c)
			return 0x80 + i;
	return -1;
}

/* Reads bytes as GBK; false when a byte belongs to no letter. */
static bool read_gbk(const struct gbk *gbk, struct slice bytes, struct buf *out)
{
	for (size_t i = 0; i + 1 < bytes.n; i += 2) {
		uint32_t c =
		    gbk_decode(gbk, (unsigned char)bytes.p[i], (unsigned char)bytes.p[i + 1]);
		if (c == 0)
			return false;
		buf_code_point(out, c);
	}
	return bytes.n % 2 == 0 && !buf_failed(out);
}

/* `çŸ³æ¡¥` (UTF-8) or `Ê¯ÇÅ` (GBK) shown as windows-1252: a run of such characters, no ASCII. */
static size_t reread_latin(struct repairer *repairer, size_t at)
{
	struct buf bytes = buf_in(repairer->arena), letters = buf_in(repairer->arena);
	size_t end = at, n, count = 0;
	int byte;

	while (count < REREAD_MAX && (byte = latin_byte(char_at(repairer->text, end, &n))) >= 0 &&
	       n > 0) {
		buf_byte(&bytes, (char)byte);
		end += n;
		count++;
	}
	if (buf_failed(&bytes))
		repairer->no_memory = true;
	if (count < 6 || repairer->no_memory)
		return end > at ? end : at + 1;
	struct slice read = buf_slice(&bytes);
	if (utf8_is_valid(read) && plausibility(read) >= 50) {
		replace(repairer, at, end, read, REPAIR_LETTERS);
	} else if (count >= 8 && needs_gbk(repairer) && read_gbk(&repairer->gbk, read, &letters) &&
		   plausibility(buf_slice(&letters)) >= 80) {
		replace(repairer, at, end, buf_slice(&letters), REPAIR_LETTERS);
	}
	if (buf_failed(&letters))
		repairer->no_memory = true;
	return end;
}

/* Start of the run without ASCII that ends before `at`, not before what is done. */
static size_t run_start(const struct repairer *repairer, size_t at)
{
	size_t floor = repairer->done > repairer->reread ? repairer->done : repairer->reread;

	while (at > floor && (unsigned char)repairer->text.p[at - 1] >= 0x80)
		at--;
	return at;
}

/* `绀惧尯`: UTF-8 shown as GBK. A rare letter made us look; the whole run must be valid UTF-8 when
 * it is turned back into bytes. */
static size_t reread_gbk(struct repairer *repairer, size_t at, size_t n_at)
{
	size_t start = run_start(repairer, at), end = start, n;
	struct buf bytes = buf_in(repairer->arena);

	if (!needs_gbk(repairer))
		return at + n_at;
	for (size_t i = 0; i < REREAD_MAX && end < repairer->text.n; i++) {
		unsigned char pair[2];
		uint32_t c = char_at(repairer->text, end, &n);
		if (!gbk_encode(&repairer->gbk, c, pair))
			break;
		buf_append(&bytes, (struct slice){(char *)pair, 2});
		end += n;
	}
	repairer->reread = end > at + n_at ? end : at + n_at;
	if (buf_failed(&bytes))
		repairer->no_memory = true;
	struct slice read = bytes.p ? buf_slice(&bytes) : SLICE_EMPTY;
	if (read.n >= 6 && end > at && utf8_is_valid(read) && plausibility(read) >= 60) {
		replace(repairer, start, end, read, REPAIR_LETTERS);
		return end;
	}
	return at + n_at;
}

/* 锟斤拷 (U+FFFD, twice, as UTF-8 shown as GBK) and U+FFFD itself: the letters are lost. */
static size_t mark_lost(struct repairer *repairer, size_t at)
{
	static const struct slice TRACES[] = {SLICE_INIT("\xEF\xBF\xBD"), SLICE_INIT("锟斤拷"),
					      SLICE_INIT("锟截"), SLICE_INIT("锟叫"),
					      SLICE_INIT("锟")};
	struct slice rest = slice_from(repairer->text, at);

	for (size_t i = 0; i < sizeof TRACES / sizeof *TRACES; i++)
		if (slice_starts(rest, TRACES[i])) {
			size_t start = output_offset(repairer, at);
			note_left(repairer, start, start + TRACES[i].n);
			return at + TRACES[i].n;
		}
	return at + 1;
}

/* `養(yǎng)` or `养(yang)`: brackets with pinyin right behind a letter. */
static size_t drop_bracketed_pinyin(struct repairer *repairer, size_t at, size_t n_open)
{
	struct slice inside = slice_sub(repairer->text, at + n_open, at + n_open + 64);
	size_t n_close = 1, close = slice_find_byte(inside, ')', 0);
	size_t wide = slice_find(inside, SLICE("）"));
	bool has_tone;

	if (wide < close) {
		close = wide;
		n_close = sizeof "）" - 1;
	}
	if (close == SIZE_MAX || !is_han(char_before(repairer->text, at)))
		return at + n_open;
	inside = slice_sub(inside, 0, close);
	/* (a), (e): the letters of a list. Several syllables without tones may be a foreign word.
	 */
	if (!utf8_is_valid(inside) || !pinyin_is(inside, &has_tone) ||
	    (!has_tone && (inside.n < 2 || slice_contains(inside, SLICE(" ")))))
		return at + n_open;
	size_t end = at + n_open + close + n_close;
	replace(repairer, at, end, SLICE_EMPTY, REPAIR_PINYIN);
	return end;
}

/* `區qū居`: a syllable with a tone mark between letters, without brackets. `at` is at its first
 * letter that carries one. */
static size_t drop_bare_pinyin(struct repairer *repairer, size_t at, size_t n_at)
{
	struct slice text = repairer->text;
	size_t start = at, end = at + n_at, n;
	bool has_tone;

	while (start > repairer->done && at - start < 4 && text.p[start - 1] >= 'a' &&
	       text.p[start - 1] <= 'z')
		start--;
	while (end < text.n && end - at < 6 && text.p[end] >= 'a' && text.p[end] <= 'z')
		end++;
	if (!is_han(char_before(text, start)) || !is_han(char_at(text, end, &n)) ||
	    !pinyin_is(slice_sub(text, start, end), &has_tone))
		return at + n_at;
	replace(repairer, start, end, SLICE_EMPTY, REPAIR_PINYIN);
	return end;
}

/* `,,` and `,。` behind a Chinese letter or mark: the second, stronger one stays. */
static size_t drop_doubled_mark(struct repairer *repairer, size_t at, size_t n, uint32_t c)
{
	size_t n_second, n_third;
	uint32_t second = char_at(repairer->text, at + n, &n_second);
	uint32_t third = char_at(repairer->text, at + n + n_second, &n_third);

	if (!is_pause(c) || (!is_pause(second) && second != 0x3002 && second != 0xFF1B) ||
	    char_before(repairer->text, at) < 0x80 || is_pause(third) || third == 0x3002)
		return at + n;
	replace(repairer, at, at + n, SLICE_EMPTY, REPAIR_PUNCTUATION);
	return at + n + n_second;
}

/* A letter that hardly any Chinese text has, or a private one. */
static bool is_strange(uint32_t c)
{
	return (is_han(c) && letter_class(c) == 0 && c != 0x3007) || (c >= 0xE000 && c <= 0xF8FF);
}

/* What stands at byte `at`; returns where to go on. */
static size_t look_at(struct repairer *repairer, size_t at)
{
	size_t n;
	uint32_t c = utf8_at(repairer->text, at, &n);

	if (c == '?' || c == 0xFF1F)
		return undo_shift(repairer, at, n);
	if (is_pause(c))
		return drop_doubled_mark(repairer, at, n, c);
	if (c == '(' || c == 0xFF08)
		return drop_bracketed_pinyin(repairer, at, n);
	if (c == 0xFFFD || c == 0x951F)
		return mark_lost(repairer, at);
	if (c >= 0xC0 && c <= 0xFF &&
	    latin_byte(char_at(repairer->text, at + n, &(size_t){0})) >= 0)
		return reread_latin(repairer, at);
	if (c >= 0xC0 && c < 0x250)
		return drop_bare_pinyin(repairer, at, n);
	if (at >= repairer->reread && is_strange(c))
		return reread_gbk(repairer, at, n);
	return at + n;
}

/* Private letters that no rule explained are broken, too. */
static void mark_private(struct repairer *repairer, struct slice text)
{
	struct vec old = repairer->left;
	size_t at = 0, i = 0, n;

	repairer->left = vec_of(repairer->arena, sizeof(struct span));
	for (; at < text.n; at += n) {
		n = 1;
		if ((unsigned char)text.p[at] < 0xEE)
			continue;
		uint32_t c = utf8_at(text, at, &n);
		if (c < 0xE000 || c > 0xF8FF)
			continue;
		for (; i < old.n && ((struct span *)vec_at(&old, i))->start < at; i++)
			note_left(repairer, ((struct span *)vec_at(&old, i))->start,
				  ((struct span *)vec_at(&old, i))->end);
		note_left(repairer, at, at + n);
	}
	for (; i < old.n; i++)
		note_left(repairer, ((struct span *)vec_at(&old, i))->start,
			  ((struct span *)vec_at(&old, i))->end);
}

static enum status finish(struct repairer *repairer, struct repair *out)
{
	struct slice text = repairer->text;

	if (repairer->repairs.n) {
		buf_append(&repairer->out, slice_from(text, repairer->done));
		text = repairer->out.p ? buf_slice(&repairer->out) : SLICE("");
	}
	mark_private(repairer, text);
	if (repairer->no_memory || buf_failed(&repairer->out))
		return STATUS_MEMORY_LIMIT;
	*out = (struct repair){.text = text,
			       .repairs = repairer->repairs.items,
			       .n_repairs = repairer->repairs.n,
			       .left = repairer->left.items,
			       .n_left = repairer->left.n};
	for (size_t i = 0; i < out->n_repairs; i++)
		out->n_letter_repairs += out->repairs[i].kind == REPAIR_LETTERS;
	return STATUS_OK;
}

enum status repair_text_in(struct arena *arena, struct slice text, struct slice page,
			   struct repair *out)
{
	struct repairer repairer = {.arena = arena,
				    .text = text,
				    .out = buf_in(arena),
				    .repairs = vec_of(arena, sizeof(struct repaired_span)),
				    .left = vec_of(arena, sizeof(struct span))};
	size_t at = 0;

	repairer.shift.page = slice_sub(page, 0, PAGE_WINDOW);
	repairer.shift.search_budget = SEARCH_BUDGET;
	while (at < text.n && !repairer.no_memory) {
		unsigned char c = (unsigned char)text.p[at];
		if (c < 0x80 && c != '?' && c != ',' && c != '(')
			at++;
		else
			at = look_at(&repairer, at);
	}
	enum status status = finish(&repairer, out);
	gbk_close(&repairer.gbk);
	return status;
}

enum status repair_text(struct arena *arena, struct slice text, struct repair *out)
{
	return repair_text_in(arena, text, text, out);
}
