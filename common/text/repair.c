/* repair.c - one pass; each kind of damage has a sign that clean text hardly ever shows, and only
 * at a sign does its rule look closer. A rule changes nothing unless its reading is certain by
 * itself: bytes that turn out to be valid UTF-8, a run of GBK that ends where only a shift can end.
 */
#include "text/repair.h"

#include "base/buf.h"
#include "base/vec.h"
#include "text/pinyin.h"
#include "text/reread.h"
#include "text/shift.h"
#include "text/utf8.h"

#define PAGE_WINDOW   ((size_t)128 * 1024)
#define SEARCH_BUDGET ((size_t)1024 * 1024)

struct repairer {
	struct arena *arena;
	struct slice text;
	struct shift_context shift;
	struct gbk gbk; /* opened at the first sign that needs it */
	bool gbk_failed;
	struct buf out;
	size_t done;   /* text before this is in out */
	size_t reread; /* text before this was looked at by reread_gbk() */
	struct vec repairs, left;
	bool has_reread; /* text shown as GBK was found */
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
		if (last->end >= start) {
			last->end = end > last->end ? end : last->end;
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

/* What was repaired so far, and what stands before byte `at`. */
static struct slice text_before(struct repairer *repairer, size_t at)
{
	buf_append(&repairer->out, slice_sub(repairer->text, repairer->done, at));
	repairer->done = at;
	return repairer->out.p ? buf_slice(&repairer->out) : SLICE_EMPTY;
}

static void apply_shift(struct repairer *repairer, size_t at, const struct shift *shift)
{
	size_t start = replace(repairer, at, shift->end, shift->replacement, REPAIR_LETTERS);

	for (size_t i = 0; i < shift->n_left; i++)
		note_left(repairer, start + shift->left[i].start, start + shift->left[i].end);
}

/* `?!` or `?,`, and `?` before pinyin and a bracket. Returns where to go on. */
static size_t undo_shift(struct repairer *repairer, size_t at, size_t n)
{
	struct shift shift;
	size_t n_next;
	uint32_t next = char_at(repairer->text, at + n, &n_next);
	bool is_cut = next == '!' || next == ',' || next == 0xFF01 || next == 0xFF0C;

	if ((!is_cut && (next < 'a' || next >= 0x250)) || char_before(repairer->text, at) <= ' ' ||
	    !needs_gbk(repairer))
		return at + n;
	repairer->shift.lost.gbk = &repairer->gbk;
	struct slice before = text_before(repairer, at);
	enum shift_result result =
	    is_cut ? shift_undo(&repairer->shift, before, repairer->text, at, &shift)
		   : shift_undo_gloss(&repairer->shift, before, repairer->text, at, &shift);
	if (result == SHIFT_NO_MEMORY)
		repairer->no_memory = true;
	if (result == SHIFT_LEFT) {
		note_left(repairer, output_offset(repairer, at),
			  output_offset(repairer, shift.end));
		return shift.end;
	}
	if (result != SHIFT_FOUND)
		return at + n;
	apply_shift(repairer, at, &shift);
	return shift.end;
}

static size_t apply_reread(struct repairer *repairer, enum reread_result result,
			   const struct reread *reread)
{
	if (result == REREAD_NO_MEMORY)
		repairer->no_memory = true;
	if (result != REREAD_FOUND)
		return reread->end;
	size_t start =
	    replace(repairer, reread->start, reread->end, reread->replacement, REPAIR_LETTERS);
	for (size_t i = 0; i < reread->n_left; i++)
		note_left(repairer, start + reread->left[i].start, start + reread->left[i].end);
	return reread->end;
}

/* `çŸ³æ¡¥` (UTF-8) or `Ê¯ÇÅ` (GBK) shown as windows-1252. */
static size_t read_latin_again(struct repairer *repairer, size_t at)
{
	struct reread reread;

	if (!needs_gbk(repairer))
		return at + 1;
	enum reread_result result = reread_latin(
	    repairer->arena, &repairer->gbk, repairer->text,
	    repairer->done > repairer->reread ? repairer->done : repairer->reread, at, &reread);
	repairer->reread = reread.end;
	return apply_reread(repairer, result, &reread);
}

/* `绀惧尯`: UTF-8 shown as GBK. */
static size_t read_gbk_again(struct repairer *repairer, size_t at, size_t n_at)
{
	size_t floor = repairer->done > repairer->reread ? repairer->done : repairer->reread;
	struct reread reread;

	if (!needs_gbk(repairer))
		return at + n_at;
	enum reread_result result =
	    reread_gbk(repairer->arena, &repairer->gbk, repairer->text, floor, at, &reread);
	repairer->reread = reread.end;
	repairer->has_reread = repairer->has_reread || result == REREAD_FOUND;
	apply_reread(repairer, result, &reread);
	return result == REREAD_FOUND ? reread.end : at + n_at;
}

/* What a letter that was no UTF-8 leaves behind beside U+FFFD: half of it passed for something. */
static bool is_debris(uint32_t c)
{
	return (c >= 0x80 && c < 0x800 && c != 0xB7 && c != 0xD7) || c == 0xFFFD ||
	       reread_is_strange(c);
}

/* The end of the damage around U+FFFD at `at`: its neighbours that no Chinese text has. */
static size_t debris_end(struct slice text, size_t at)
{
	size_t n;

	while (at < text.n && is_debris(utf8_at(text, at, &n)))
		at += n;
	return at;
}

/* The end of 锟斤拷… at `at`: U+FFFD, again and again, as UTF-8 shown as GBK, with debris between.
 */
static size_t kun_end(const struct gbk *gbk, struct slice text, size_t at)
{
	struct slice lost = SLICE("\xEF\xBF\xBD");
	char bytes[256];
	size_t n_bytes = 0, ends[128], n_letters = 0, n, good = 0;
	unsigned char pair[2];

	for (size_t to = at; to < text.n && n_letters < 128; to += n) {
		if (!gbk_encode(gbk, utf8_at(text, to, &n), pair))
			break;
		bytes[n_bytes++] = (char)pair[0];
		bytes[n_bytes++] = (char)pair[1];
		ends[n_letters++] = to + n;
	}
	for (size_t i = 0; i < n_bytes;) {
		struct slice rest = slice_sub((struct slice){bytes, n_bytes}, i, n_bytes);
		(void)utf8_at(rest, 0, &n);
		if (slice_starts(rest, lost))
			good = i += 3;
		else if (n == 2)
			i += 2;
		else
			break;
	}
	/* Half of the last letter may be good; it is lost all the same. */
	return good ? ends[(good + 1) / 2 - 1] : 0;
}

/* 锟斤拷 and U+FFFD itself: the letters are lost. */
static size_t mark_lost(struct repairer *repairer, size_t at, size_t n, uint32_t c)
{
	size_t end = 0, start = at, n_before;

	if (c == 0xFFFD) {
		end = debris_end(repairer->text, at);
		while (start > repairer->done &&
		       is_debris(utf8_before(repairer->text, start, &n_before)))
			start -= n_before;
	} else if (needs_gbk(repairer))
		end = kun_end(&repairer->gbk, repairer->text, at);
	if (end == 0)
		return at + n;
	/* A digit may have gone with it. */
	end += lost_number_length(repairer->text, end);
	note_left(repairer, output_offset(repairer, start), output_offset(repairer, end));
	return end;
}

/* `養(yǎng)` or `养(yang)`: brackets with the reading of the letter before them. Several syllables
 * without tones may be a name of their own, and (e) the letter of a list. */
static size_t drop_bracketed_pinyin(struct repairer *repairer, size_t at, size_t n_open)
{
	struct slice text = repairer->text, inside = slice_sub(text, at + n_open, at + n_open + 64);
	size_t n_close = 1, close = slice_find_byte(inside, ')', 0);
	size_t wide = slice_find(inside, SLICE("）")), n_letters;
	struct pinyin pinyin;

	if (wide < close) {
		close = wide;
		n_close = sizeof "）" - 1;
	}
	if (close == SIZE_MAX || close == 0 || !is_han(char_before(text, at)) ||
	    !pinyin_parse(slice_sub(inside, 0, close), &pinyin) ||
	    !pinyin_is_reading(&pinyin, slice_sub(text, 0, at), &n_letters) ||
	    (!pinyin.has_tone && (n_letters > 1 || pinyin.n < 2)))
		return at + n_open;
	size_t end = at + n_open + close + n_close;
	replace(repairer, at, end, SLICE_EMPTY, REPAIR_PINYIN);
	return end;
}

/* `區qū居`: the reading, with a tone mark, without brackets. `at` is at its first letter that
 * carries one. */
static size_t drop_bare_pinyin(struct repairer *repairer, size_t at, size_t n_at)
{
	struct slice text = repairer->text;
	size_t start = at, end = at + n_at, n;
	struct pinyin pinyin;

	while (start > repairer->done && at - start < 4 && text.p[start - 1] >= 'a' &&
	       text.p[start - 1] <= 'z')
		start--;
	while (end < text.n && end - at < 6 && text.p[end] >= 'a' && text.p[end] <= 'z')
		end++;
	uint32_t before = char_before(text, start);
	if (!is_han(before) || is_latin(char_at(text, end, &n)) ||
	    !pinyin_parse(slice_sub(text, start, end), &pinyin) ||
	    !pinyin_is_letter(&pinyin, before))
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
		return mark_lost(repairer, at, n, c);
	if (c >= 0xC0 && c <= 0xFF &&
	    reread_latin_byte(char_at(repairer->text, at + n, &(size_t){0})) >= 0)
		return read_latin_again(repairer, at);
	if (c >= 0xC0 && c < 0x250)
		return drop_bare_pinyin(repairer, at, n);
	if (at >= repairer->reread && reread_is_strange(c))
		return read_gbk_again(repairer, at, n);
	return at + n;
}

/* Private letters that no rule explained are broken, too; and so are rare ones where others of them
 * were not what they seemed. */
static void mark_strange(struct repairer *repairer, struct slice text)
{
	struct vec old = repairer->left;
	size_t at = 0, i = 0, n;

	repairer->left = vec_of(repairer->arena, sizeof(struct span));
	for (; at < text.n; at += n) {
		n = 1;
		if ((unsigned char)text.p[at] < (repairer->has_reread ? 0x80 : 0xEE))
			continue;
		uint32_t c = utf8_at(text, at, &n);
		bool is_private = c >= 0xE000 && c <= 0xF8FF;
		if (!is_private && !(repairer->has_reread && reread_is_strange(c)))
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
	mark_strange(repairer, text);
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

enum status repair_text(struct arena *arena, const struct repair_context *context,
			struct slice text, struct repair *out)
{
	struct repairer repairer = {
	    .arena = arena,
	    .text = text,
	    .shift = {.arena = arena,
		      .lost = {.page = slice_sub(context->page, 0, PAGE_WINDOW),
			       .search_budget = SEARCH_BUDGET,
			       .words = context->words,
			       .n_words = context->n_words}},
	    .out = buf_in(arena),
	    .repairs = vec_of(arena, sizeof(struct repaired_span)),
	    .left = vec_of(arena, sizeof(struct span))};
	size_t at = 0;

	if (repairer.shift.lost.page.n == 0)
		repairer.shift.lost.page = slice_sub(text, 0, PAGE_WINDOW);
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
