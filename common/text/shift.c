/* shift.c - the damaged run is turned back into bytes and read one byte later.
 *
 *	written   。    ”    禹    城          bytes  A1 A3 | A1 B1 | D3 ED | B3 C7
 *	cut          A1 [A3 A1] B1 D3 | ED B3 | C7 ...     shown  ?!庇沓...
 *
 * So the letter before the run is <lost> A3, the first of the run begins with A1 (cut at ！) or AC
 * (cut at ，), and from there each letter takes its second byte from the next character shown. As
 * every run has a half letter pending, it can only end where a byte of the original was ASCII (the
 * second byte of a Traditional letter: 區 is 85 5E, so `^` is shown), at the byte 80 (`€`) or at
 * another `?`. Clean text hardly ever has that, and letters this plausible, behind `?!`.
 *
 * A lost byte is filled in only where one reading is possible (text/lost): from the page, from a
 * list of words, or a full stop where a sentence must end. `?` before a digit took one along. */
#include "text/shift.h"

#include "base/buf.h"
#include "text/letters.h"
#include "text/pinyin.h"
#include "text/plausible.h"
#include "text/shift_run.h"
#include "text/utf8.h"

/* Letters in quotation marks from which they hold a sentence. */
#define SENTENCE_LETTERS 12
/* ... and up to which they may hold a name that ends with a word. */
#define NAME_LETTERS 6
/* Bytes before and behind a lost formula part in which the formula and its other parts stand. */
#define FORMULA_WINDOW 600
#define FULL_STOP      0x3002u

static bool is_question(uint32_t c)
{
	return c == '?' || c == 0xFF1F;
}

static uint32_t char_at(struct slice text, size_t at, size_t *n)
{
	*n = 0;
	return at < text.n ? utf8_at(text, at, n) : 0;
}

/* The false cut behind the question mark: the first byte of the letter it cut, 0 if none. */
static unsigned char cut_lead(uint32_t c)
{
	if (c == '!' || c == 0xFF01)
		return 0xA1;
	return c == ',' || c == 0xFF0C ? 0xAC : 0;
}

static bool is_cut_mark(uint32_t c)
{
	return cut_lead(c) != 0 || c == 0x3001 || c == FULL_STOP;
}

static bool has_ascii_marks(struct slice page)
{
	static const struct slice WIDE[] = {SLICE_INIT("："), SLICE_INIT("；"), SLICE_INIT("（"),
					    SLICE_INIT("？")};

	for (size_t i = 0; i < sizeof WIDE / sizeof *WIDE; i++)
		if (slice_contains(page, WIDE[i]))
			return false;
	for (size_t at = 1; at < page.n; at++)
		if ((page.p[at] == ':' || page.p[at] == ';' || page.p[at] == '(') &&
		    (unsigned char)page.p[at - 1] >= 0x80)
			return true;
	return false;
}

/* Are the page's full-width forms (those that the converter did not cut at) ASCII now? */
static bool marks_are_ascii(struct shift_context *context, struct slice text)
{
	if (context->marks == MARKS_UNSEEN)
		context->marks = has_ascii_marks(context->lost.page.n ? context->lost.page : text)
				     ? MARKS_ASCII
				     : MARKS_WIDE;
	return context->marks == MARKS_ASCII;
}

/* What the innermost quotation mark that is open at the end of `before` holds so far. */
struct quotation {
	uint32_t mark; /* “ or ‘; 0: none is open */
	size_t n_letters;
	bool is_sentence;
	bool is_led_to; /* no letter stands before the mark: 说：“ */
};

static struct quotation quotation_at_end(struct slice before)
{
	size_t end = before.n, n, n_letters = 0, n_closed[2] = {0, 0};
	bool has_pause = false;

	for (; end > 0 && n_letters < 1000; end -= n, n_letters++) {
		uint32_t c = utf8_before(before, end, &n);
		bool is_double = c == 0x201C || c == 0x201D;
		if (c == 0x201D || c == 0x2019) {
			n_closed[is_double]++;
		} else if (c == 0x201C || c == 0x2018) {
			if (n_closed[is_double] == 0)
				return (struct quotation){
				    c, n_letters, has_pause || n_letters >= SENTENCE_LETTERS,
				    end == n || !is_han(utf8_before(before, end - n, &n))};
			n_closed[is_double]--;
		}
		has_pause = has_pause || is_cut_mark(c) || is_sentence_end(c);
	}
	return (struct quotation){0, 0, false, false};
}

static bool may_end_sentence(uint32_t c)
{
	return is_han(c) || is_digit(c) || is_latin(c) || is_closing_mark(c) || c == '%';
}

/* The letter whose second byte, A3, went into the false cut: mostly a full stop (A1 A3). may_stop:
 * a full stop may stand there. */
static uint32_t letter_before_run(struct shift_context *context, struct slice before,
				  uint32_t first, bool may_stop)
{
	struct gap gap = {{0, 0}, first, 0xA3, false};
	size_t n_fit;

	gap_before(&gap, before);
	uint32_t found = lost_in_page(&context->lost, &gap);
	if (found)
		return found;
	uint32_t stop = may_stop && may_end_sentence(gap.before[1]) ? FULL_STOP : 0;
	if (is_han(first))
		return is_closing_mark(gap.before[1]) ? stop : 0;
	uint32_t word = lost_in_words(&context->lost, &gap, &n_fit);
	if (!may_stop)
		return word;
	struct quotation quotation = quotation_at_end(before);
	bool is_closing = first == 0x201D || first == 0x2019;
	/* One that began in another paragraph is one of sentences. */
	bool is_open = quotation.mark + 1 == first;
	bool is_sentence = !is_open || quotation.is_sentence || quotation.is_led_to;
	if (n_fit == 0 || lost_is_mark(&context->lost, &gap))
		return !is_closing || is_sentence ? stop : 0;
	if (!is_closing || is_sentence)
		return is_closing && is_open && quotation.is_sentence ? stop : 0;
	/* A name in quotation marks that ends with the word. */
	return quotation.n_letters <= NAME_LETTERS ? word : 0;
}

/* In “1+10+N” and later ‘?’ … ‘10’: the part of the formula that stands before the one that is
 * quoted next. *out points into `before`; false when there is none, or it is no single digit. */
static bool formula_part(struct slice before, struct slice behind, struct slice *out)
{
	struct slice later = slice_sub(behind, 0, FORMULA_WINDOW), part, next;
	size_t open = slice_find(later, SLICE("‘"));
	size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find_from(later, SLICE("’"), open);

	if (close == SIZE_MAX)
		return false;
	next = slice_sub(later, open + sizeof "‘" - 1, close);
	size_t plus = before.n > FORMULA_WINDOW ? before.n - FORMULA_WINDOW : 0;
	size_t window = plus;
	for (; (plus = slice_find_byte(before, '+', plus)) != SIZE_MAX; plus++) {
		struct slice head = slice_sub(before, window, plus);
		size_t skipped = head.n > 16 ? head.n - 16 : 0;
		size_t start = slice_find_last(slice_from(head, skipped), SLICE("“"));
		if (start == SIZE_MAX)
			continue;
		part = slice_from(head, skipped + start + sizeof "“" - 1);
		if (part.n == 1 && part.p[0] > ' ' && part.p[0] < 0x40 &&
		    slice_starts(slice_from(before, plus + 1), next) && next.n > 0 && next.n < 8) {
			*out = part;
			return true;
		}
	}
	return false;
}

struct writing {
	struct shift_context *context;
	struct slice before; /* the text before the run, repaired */
	struct slice text;   /* with the run, as it came */
	struct buf out;
	struct shift *shift;
	bool is_ascii; /* the page's full-width forms became ASCII */
};

static void write_letter(struct writing *writing, uint32_t c)
{
	if (writing->is_ascii && c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	buf_code_point(&writing->out, c);
}

/* `?`, and `more` bytes of the text behind the run that are not to be believed either. */
static void write_unknown(struct writing *writing, size_t more)
{
	struct shift *shift = writing->shift;
	size_t start = writing->out.n;

	buf_byte(&writing->out, '?');
	buf_append(&writing->out, slice_sub(writing->text, shift->end, shift->end + more));
	shift->end += more;
	shift->left[shift->n_left++] = (struct span){start, writing->out.n};
}

/* A mark of row A1 at the end of the text: what closes the quotation or the sentence. 0: neither.
 */
static uint32_t last_mark(struct writing *writing)
{
	size_t n;
	struct slice all =
	    arena_join(writing->context->arena, writing->before, buf_slice(&writing->out));
	uint32_t last = all.n ? utf8_before(all, all.n, &n) : 0;

	if (!all.p) {
		writing->out.failed = true;
		return 0;
	}
	uint32_t open = quotation_at_end(all).mark;
	if (open)
		return is_sentence_end(last) ? open + 1 : 0;
	return is_han(last) || is_closing_mark(last) ? FULL_STOP : 0;
}

/* The reference whose `&` went along: `ldquo;`. *n: its length. 0: none. */
static uint32_t reference_tail(struct slice text, size_t *n)
{
	static const struct {
		struct slice name;
		uint32_t code_point;
	} TAILS[] = {{SLICE_INIT("ldquo;"), 0x201C},  {SLICE_INIT("rdquo;"), 0x201D},
		     {SLICE_INIT("lsquo;"), 0x2018},  {SLICE_INIT("rsquo;"), 0x2019},
		     {SLICE_INIT("middot;"), 0xB7},   {SLICE_INIT("mdash;"), 0x2014},
		     {SLICE_INIT("hellip;"), 0x2026}, {SLICE_INIT("nbsp;"), ' '}};

	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++)
		if (slice_starts(text, TAILS[i].name)) {
			*n = TAILS[i].name.n;
			return TAILS[i].code_point;
		}
	return 0;
}

/* The last letter, of which the first byte is known. */
static void write_half(struct writing *writing, unsigned char lead)
{
	struct shift_context *context = writing->context;
	struct slice behind = slice_from(writing->text, writing->shift->end), part;
	struct gap gap = {{0, 0}, 0, lead, true};
	size_t n, n_fit;
	uint32_t next = char_at(behind, 0, &n), found = 0;

	gap_before(&gap, buf_slice(&writing->out));
	if (n == 0 || is_cut_mark(next)) {
		found = lost_in_page(&context->lost, &gap);
		if (!found)
			found = lost_in_words(&context->lost, &gap, &n_fit);
		if (!found && n == 0 && lead == 0xA1)
			found = last_mark(writing);
		if (found)
			write_letter(writing, found);
		else
			write_unknown(writing, 0);
		return;
	}
	/* One ASCII character went along, and is lost. */
	if (lead == 0xA1 && (next == 0x2019 || next == 0x201D)) {
		write_letter(writing, next - 1); /* the partner of the mark behind */
		if (formula_part(writing->before, behind, &part)) {
			buf_append(&writing->out, part);
			return;
		}
	}
	uint32_t reference = reference_tail(behind, &n);
	write_unknown(writing, reference ? 0 : lost_number_length(behind, 0));
	if (reference) {
		write_letter(writing, reference);
		writing->shift->end += n;
	}
}

static void write_run(struct writing *writing, const struct shift_run *run)
{
	for (size_t i = 0; i < run->n; i++)
		write_letter(writing, run->letters[i]);
	if (run->ascii)
		buf_byte(&writing->out, run->ascii);
	if (run->is_half)
		write_half(writing, run->lead);
}

static bool may_begin(unsigned char lead, const struct shift_run *run)
{
	uint32_t letter = run->letters[0];

	if (lead == 0xA1)
		return is_punctuation(letter) && plausibility_of(letter) > 0 &&
		       (letter != FULL_STOP || run->n >= 2);
	return (letter_class(letter) & LETTER_COMMON) != 0;
}

static void begin(struct writing *writing, struct shift_context *context, struct slice before,
		  struct slice text, size_t end, struct shift *out)
{
	*writing = (struct writing){.context = context,
				    .before = before,
				    .text = text,
				    .out = buf_in(context->arena),
				    .shift = out};
	*out = (struct shift){.end = end};
}

static enum shift_result finish(struct writing *writing)
{
	if (buf_failed(&writing->out))
		return SHIFT_NO_MEMORY;
	writing->shift->replacement = buf_slice(&writing->out);
	return SHIFT_FOUND;
}

/* The two letters of `?!?`: one of which only the second byte, A3, is left, and one of which only
 * the first, A1. 0 for what is not certain. */
static void letters_of_stub(struct shift_context *context, struct slice before, bool is_cut,
			    bool is_end, uint32_t letters[2])
{
	struct quotation quotation = quotation_at_end(before);

	letters[0] = letters[1] = 0;
	if (quotation.mark) {
		letters[1] = quotation.mark + 1;
		/* No full stop stands before ”，. */
		letters[0] = letter_before_run(context, before, letters[1], !is_cut);
	} else if (is_end) {
		letters[0] = letter_before_run(context, before, FULL_STOP, false);
		letters[1] = letters[0] ? FULL_STOP : 0;
	}
}

/* `at` is behind the second question mark of `?!?`. */
static enum shift_result undo_stub(struct shift_context *context, struct slice before,
				   struct slice text, size_t at, struct shift *out)
{
	struct writing writing;
	uint32_t letters[2];
	size_t n;
	uint32_t behind = char_at(text, at, &n);
	bool is_end = n == 0, is_cut = n > 0 && is_cut_mark(behind);

	letters_of_stub(context, before, is_cut, is_end, letters);
	/* Three marks in a row may be a shout; behind this one text goes on, or a quotation that
	 * ends nowhere. */
	if (!letters[1] && !is_cut && !is_digit(behind) && !is_han(behind))
		return SHIFT_NONE;
	if (!letters[0] && !letters[1]) {
		*out = (struct shift){.end = at +
					     (is_end || is_cut ? 0 : lost_number_length(text, at))};
		return SHIFT_LEFT;
	}
	begin(&writing, context, before, text, at, out);
	if (letters[0])
		write_letter(&writing, letters[0]);
	else
		write_unknown(&writing, 0);
	if (letters[1])
		write_letter(&writing, letters[1]);
	if (!letters[1] || !(is_end || is_cut))
		write_unknown(&writing, is_end || is_cut ? 0 : lost_number_length(text, at));
	return finish(&writing);
}

enum shift_result shift_undo(struct shift_context *context, struct slice before, struct slice text,
			     size_t at, struct shift *out)
{
	struct shift_run run;
	struct writing writing;
	size_t n_question, n_cut, n;
	uint32_t c, last = before.n ? utf8_before(before, before.n, &n) : 0;

	if (!is_question(char_at(text, at, &n_question)) || last <= ' ')
		return SHIFT_NONE;
	c = char_at(text, at + n_question, &n_cut);
	unsigned char lead = cut_lead(c);
	if (lead == 0)
		return SHIFT_NONE;
	size_t start = at + n_question + n_cut;
	if (lead == 0xA1 && (is_han(last) || is_closing_mark(last)) &&
	    is_question(char_at(text, start, &n)))
		return undo_stub(context, before, text, start + n, out);
	bool is_ascii = c < 0x80 && marks_are_ascii(context, text);
	shift_run_read(context->lost.gbk, text, start, lead, is_ascii, &run);
	if (run.n == 0 || (last < 0x80 && run.n < 3) || !may_begin(lead, &run))
		return SHIFT_NONE;
	begin(&writing, context, before, text, run.end, out);
	writing.is_ascii = is_ascii;
	uint32_t first = run.letters[0];
	uint32_t letter = letter_before_run(context, before, first, !is_cut_mark(first));
	/* 。。。: a letter or one more of them. */
	if (first == FULL_STOP && run.n > 1 && run.letters[1] == FULL_STOP)
		letter = 0;
	if (!letter && first == FULL_STOP && run.n < 3)
		return SHIFT_NONE;
	if (letter)
		write_letter(&writing, letter);
	else
		write_unknown(&writing, 0);
	write_run(&writing, &run);
	return finish(&writing);
}

/* The run behind the gloss, if the letter whose second byte is `lead` can have had it; empty where
 * nothing but half a letter is left of it. */
static bool try_gloss(const struct gbk *gbk, const struct pinyin *pinyin, unsigned char first,
		      unsigned char lead, struct slice text, size_t at, struct shift_run *run)
{
	uint32_t glossed = gbk_decode(gbk, first, lead);

	if (!pinyin_is_letter(pinyin, glossed) ||
	    !(letter_class(glossed) & (LETTER_COMMON | LETTER_KNOWN)))
		return false;
	shift_run_read(gbk, text, at, lead, false, run);
	if (run->n == 0 && at < text.n && text.p[at] == '?')
		*run = (struct shift_run){.end = at + 1, .is_half = true, .lead = lead};
	return run->n > 0 || run->is_half;
}

enum shift_result shift_undo_gloss(struct shift_context *context, struct slice before,
				   struct slice text, size_t at, struct shift *out)
{
	const struct gbk *gbk = context->lost.gbk;
	struct shift_run run, found = {.n = 0};
	struct writing writing;
	struct pinyin pinyin;
	unsigned char last[2];
	size_t n, close = slice_find_byte(slice_sub(text, at, at + 16), ')', 0), n_found = 0;

	if (text.p[at] != '?' || close == SIZE_MAX ||
	    !pinyin_parse(slice_sub(text, at + 1, at + close), &pinyin) || !pinyin.has_tone ||
	    !before.n || !gbk_encode(gbk, utf8_before(before, before.n, &n), last))
		return SHIFT_NONE;
	for (unsigned lead = 0x81; lead < 0xFF; lead++)
		if (try_gloss(gbk, &pinyin, last[1], (unsigned char)lead, text, at + close + 1,
			      &run)) {
			found = run;
			n_found++;
		}
	if (n_found != 1)
		return SHIFT_NONE;
	begin(&writing, context, before, text, found.end, out);
	write_run(&writing, &found);
	return finish(&writing);
}
