/* shift.c - the damaged run is turned back into bytes and read one byte later.
 *
 *	written   。    ”    禹    城          bytes  A1 A3 | A1 B1 | D3 ED | B3 C7
 *	cut          A1 [A3 A1] B1 D3 | ED B3 | C7 ...     shown  ?!庇沓...
 *
 * So the letter before the run is <lost> A3, the first of the run begins with A1 (cut at ！) or AC
 * (cut at ，), and from there each letter takes its second byte from the next character shown. As
 * every run has a half letter pending, it can only end where a byte of the original was ASCII (the
 * second byte of a Traditional letter: 區 is 85 5E, so `^` is shown) or at another `?`. Clean text
 * hardly ever has that, and letters this plausible, behind `?!`.
 *
 * A lost byte is filled in only from the page itself (the same two letters before it) or from a
 * short list of common words, and only when exactly one reading remains. */
#include "text/shift.h"

#include "base/buf.h"
#include "text/letters.h"
#include "text/plausible.h"
#include "text/utf8.h"

#define RUN_MAX        300 /* letters */
#define OCCURRENCE_MAX 64
/* Bytes before and behind a lost formula part in which the formula and its other parts stand. */
#define FORMULA_WINDOW 600
#define FULL_STOP      0x3002u

struct run {
	uint32_t letters[RUN_MAX + 1]; /* as read */
	size_t n;
	int64_t read_sum, shown_sum; /* of plausibility_of() */
	size_t n_odd;                /* letters read that are not plausible */
	unsigned char pending;       /* first byte of the letter that comes next */
};

/* Where the run may end. */
struct ending {
	size_t n_letters; /* of run.letters; 0: none found yet */
	size_t end;       /* byte in the text behind what belongs to the run */
	int64_t gain;     /* plausibility read minus shown */
	uint32_t last;    /* letter whose second byte was the ASCII character at the end, or 0 */
	bool is_half;     /* ends with a letter of which only the first byte, `lead`, is known */
	unsigned char lead;
};

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

static int shown_weight(uint32_t c)
{
	return c < 0x80 ? 20 : plausibility_of(c);
}

static bool is_quotation(uint32_t c)
{
	return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D;
}

/* Takes in one letter; false when the reading has become hopeless. */
static bool take(struct run *run, uint32_t letter, uint32_t shown)
{
	int weight = plausibility_of(letter);

	if (letter == 0 || run->n == RUN_MAX)
		return false;
	run->letters[run->n++] = letter;
	run->read_sum += weight;
	run->shown_sum += shown_weight(shown);
	run->n_odd += weight < 0;
	return run->n_odd * 8 <= run->n + 7;
}

static bool is_good(const struct run *run, size_t n, int64_t sum)
{
	return n > 0 && run->n_odd * 8 <= n && sum >= (int64_t)n * 60;
}

/* The run may end at an ASCII character that is the pending letter's second byte. */
static void try_ascii_ending(const struct run *run, const struct gbk *gbk, uint32_t c, size_t end,
			     struct ending *best)
{
	uint32_t letter =
	    c >= 0x40 && c < 0x7F ? gbk_decode(gbk, run->pending, (unsigned char)c) : 0;
	int weight = letter ? plausibility_of(letter) : -1;
	int64_t sum = run->read_sum + weight;
	int64_t gain = sum - run->shown_sum - 20;

	if (weight < 40 || !is_good(run, run->n + 1, sum) || gain <= 0)
		return;
	if (best->n_letters == 0 || gain > best->gain)
		*best = (struct ending){run->n + 1, end, gain, letter, false, 0};
}

static void try_half_ending(const struct run *run, size_t end, struct ending *best)
{
	int64_t gain = run->read_sum - run->shown_sum;

	if (!is_good(run, run->n, run->read_sum) || (gain <= 0 && !is_quotation(run->letters[0])))
		return;
	if (best->n_letters == 0 || gain > best->gain)
		*best = (struct ending){run->n, end, gain, 0, true, run->pending};
}

/* Reads the run from `at` on and finds its end. */
static struct ending read_run(struct run *run, const struct gbk *gbk, struct slice text, size_t at,
			      bool is_ascii)
{
	struct ending best = {0};
	size_t n;

	for (;; at += n) {
		unsigned char bytes[2];
		uint32_t c = char_at(text, at, &n);
		if (n == 0 || c <= ' ')
			break;
		if (is_question(c)) {
			try_half_ending(run, at + n, &best);
			break;
		}
		if (c < 0x80) {
			try_ascii_ending(run, gbk, c, at + n, &best);
			/* Or it was full-width, and a later step made it ASCII. */
			if (!is_ascii || c == '<' || c == '>')
				break;
			bytes[0] = 0xA3;
			bytes[1] = (unsigned char)(c + 0x80);
		} else if (!gbk_encode(gbk, c, bytes)) {
			break;
		}
		if (!take(run, gbk_decode(gbk, run->pending, bytes[0]), c))
			break;
		run->pending = bytes[1];
	}
	return best;
}

/* Two letters before the gap and, when `after` is not 0, the one behind it. */
struct gap {
	uint32_t before[2]; /* [1] is next to the gap; 0: none */
	uint32_t after;
	unsigned char byte; /* the half of the lost letter that is known */
	bool is_lead;       /* it is its first byte */
};

static bool fits(const struct gbk *gbk, const struct gap *gap, uint32_t letter)
{
	unsigned char bytes[2];

	return is_han(letter) && gbk_encode(gbk, letter, bytes) &&
	       bytes[gap->is_lead ? 0 : 1] == gap->byte;
}

/* The one letter that stands in the page between the same neighbours; 0: none, or several. */
static uint32_t find_in_page(struct shift_context *context, const struct gap *gap)
{
	char room[8];
	size_t n_needle = 0, at = 0, n;
	uint32_t found = 0;

	if (!is_han(gap->before[0]) || !is_han(gap->before[1]))
		return 0;
	for (int i = 0; i < 2; i++) {
		if (gap->before[i] > 0xFFFF)
			return 0;
		room[n_needle++] = (char)(0xE0 | gap->before[i] >> 12);
		room[n_needle++] = (char)(0x80 | (gap->before[i] >> 6 & 0x3F));
		room[n_needle++] = (char)(0x80 | (gap->before[i] & 0x3F));
	}
	if (context->search_budget < context->page.n)
		return 0;
	context->search_budget -= context->page.n;
	struct slice needle = {room, n_needle};
	for (int i = 0; i < OCCURRENCE_MAX; i++) {
		at = slice_find_from(context->page, needle, at);
		if (at == SIZE_MAX)
			break;
		at += n_needle;
		uint32_t letter = char_at(context->page, at, &n);
		if (!fits(context->gbk, gap, letter) ||
		    (gap->after && char_at(context->page, at + n, &n) != gap->after))
			continue;
		if (found && found != letter)
			return 0;
		found = letter;
	}
	return found;
}

/* Common words of two letters, in both scripts, that often stand before a comma or a stop. */
static const struct slice WORDS[] = {
    SLICE_INIT("日前"), SLICE_INIT("近日"), SLICE_INIT("目前"), SLICE_INIT("此前"),
    SLICE_INIT("今天"), SLICE_INIT("昨天"), SLICE_INIT("今年"), SLICE_INIT("去年"),
    SLICE_INIT("同时"), SLICE_INIT("同時"), SLICE_INIT("如今"), SLICE_INIT("现在"),
    SLICE_INIT("現在"), SLICE_INIT("其中"), SLICE_INIT("此外"), SLICE_INIT("为此"),
    SLICE_INIT("常委"), SLICE_INIT("书记"), SLICE_INIT("書記"), SLICE_INIT("主任"),
    SLICE_INIT("记者"), SLICE_INIT("記者"), SLICE_INIT("居民"), SLICE_INIT("群众"),
    SLICE_INIT("群眾"), SLICE_INIT("社区"), SLICE_INIT("社區"), SLICE_INIT("街道"),
    SLICE_INIT("小区"), SLICE_INIT("小區"), SLICE_INIT("工作"), SLICE_INIT("服务"),
    SLICE_INIT("服務"), SLICE_INIT("治理"), SLICE_INIT("介绍"), SLICE_INIT("介紹"),
    SLICE_INIT("表示"), SLICE_INIT("问题"), SLICE_INIT("問題"), SLICE_INIT("机制"),
    SLICE_INIT("機制"), SLICE_INIT("活动"), SLICE_INIT("活動"), SLICE_INIT("发展"),
    SLICE_INIT("發展"), SLICE_INIT("建设"), SLICE_INIT("建設"), SLICE_INIT("组织"),
    SLICE_INIT("組織"), SLICE_INIT("党员"), SLICE_INIT("黨員"), SLICE_INIT("环境"),
    SLICE_INIT("環境"), SLICE_INIT("平台"), SLICE_INIT("平臺"), SLICE_INIT("模式")};

static uint32_t find_in_words(const struct gbk *gbk, const struct gap *gap)
{
	uint32_t found = 0;

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		size_t at = 0;
		uint32_t first = 0, second = 0;
		(void)utf8_next(WORDS[i], &at, &first);
		(void)utf8_next(WORDS[i], &at, &second);
		if (first != gap->before[1] || !fits(gbk, gap, second) || second == found)
			continue;
		if (found)
			return 0;
		found = second;
	}
	return found;
}

static void letters_before(struct slice text, size_t at, uint32_t before[2])
{
	size_t n;

	before[0] = before[1] = 0;
	if (at == 0)
		return;
	before[1] = utf8_before(text, at, &n);
	if (at > n)
		before[0] = utf8_before(text, at - n, &n);
}

/* The letter whose second byte, A3, went into the false cut: mostly a full stop (A1 A3). */
static uint32_t letter_before_run(struct shift_context *context, struct slice text, size_t at,
				  uint32_t first)
{
	struct gap gap = {{0, 0}, first, 0xA3, false};

	letters_before(text, at, gap.before);
	uint32_t found = find_in_page(context, &gap);
	if (found)
		return found;
	bool is_closed = is_closing_mark(gap.before[1]);
	if (is_closed || (is_quotation(first) && !is_opening_mark(gap.before[1])))
		return is_sentence_end(gap.before[1]) ? 0 : FULL_STOP;
	gap.after = 0;
	return find_in_page(context, &gap);
}

/* In “1+10+N” and later ‘?’ … ‘10’: the part of the formula that stands before the one that is
 * quoted next. *out points into text; false when there is none, or it is no single digit. */
static bool formula_part(struct slice text, size_t at, size_t behind, struct slice *out)
{
	struct slice later = slice_sub(text, behind, behind + FORMULA_WINDOW), part, next;
	size_t open = slice_find(later, SLICE("‘"));
	size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find_from(later, SLICE("’"), open);

	if (close == SIZE_MAX)
		return false;
	next = slice_sub(later, open + sizeof "‘" - 1, close);
	size_t plus = at > FORMULA_WINDOW ? at - FORMULA_WINDOW : 0;
	size_t window = plus;
	for (; (plus = slice_find_byte(slice_sub(text, 0, at), '+', plus)) != SIZE_MAX; plus++) {
		struct slice before = slice_sub(text, window, plus);
		size_t start = slice_find_last(
		    slice_from(before, before.n > 16 ? before.n - 16 : 0), SLICE("“"));
		if (start == SIZE_MAX)
			continue;
		start += plus - (before.n > 16 ? 16 : before.n);
		part = slice_sub(text, start + sizeof "“" - 1, plus);
		if (part.n == 1 && part.p[0] > ' ' && part.p[0] < 0x40 &&
		    slice_starts(slice_from(text, plus + 1), next) && next.n > 0 && next.n < 8) {
			*out = part;
			return true;
		}
	}
	return false;
}

static bool is_cut_mark(uint32_t c)
{
	return cut_lead(c) != 0 || c == 0x3001 || c == FULL_STOP;
}

struct writing {
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

static void write_unknown(struct writing *writing)
{
	struct shift *shift = writing->shift;
	size_t start = writing->out.n;

	buf_byte(&writing->out, '?');
	shift->left[shift->n_left++] = (struct span){start, writing->out.n};
}

/* The last letter, of which the first byte is known. */
static void write_half(struct writing *writing, struct shift_context *context, struct slice text,
		       size_t at, const struct ending *ending)
{
	size_t n;
	uint32_t next = char_at(text, ending->end, &n), found = 0;
	struct gap gap = {{0, 0}, 0, ending->lead, true};
	struct slice part;

	letters_before(buf_slice(&writing->out), writing->out.n, gap.before);
	if (is_cut_mark(next)) {
		found = find_in_page(context, &gap);
		if (!found)
			found = find_in_words(context->gbk, &gap);
	} else if (ending->lead == 0xA1 && (next == 0x2019 || next == 0x201D)) {
		/* A mark of row A1 and one ASCII character: the partner of the mark behind. */
		write_letter(writing, next - 1);
		if (formula_part(text, at, ending->end, &part)) {
			buf_append(&writing->out, part);
			return;
		}
	}
	if (found)
		write_letter(writing, found);
	else
		write_unknown(writing);
}

static bool may_begin(unsigned char lead, uint32_t letter)
{
	if (lead == 0xA1)
		return is_punctuation(letter) && plausibility_of(letter) > 0 && letter != FULL_STOP;
	return (letter_class(letter) & LETTER_COMMON) != 0;
}

enum shift_result shift_undo(struct arena *arena, struct shift_context *context, struct slice text,
			     size_t at, struct shift *out)
{
	struct run run = {.n = 0};
	struct writing writing = {.out = buf_in(arena), .shift = out};
	size_t n_question, n_cut;
	uint32_t c;

	if (!is_question(char_at(text, at, &n_question)))
		return SHIFT_NONE;
	c = char_at(text, at + n_question, &n_cut);
	run.pending = cut_lead(c);
	if (run.pending == 0)
		return SHIFT_NONE;
	writing.is_ascii = c < 0x80;
	unsigned char lead = run.pending;
	struct ending ending =
	    read_run(&run, context->gbk, text, at + n_question + n_cut, writing.is_ascii);
	if (ending.n_letters == 0)
		return SHIFT_NONE;
	if (ending.last)
		run.letters[ending.n_letters - 1] = ending.last;
	if (!may_begin(lead, run.letters[0]))
		return SHIFT_NONE;
	*out = (struct shift){.end = ending.end};
	uint32_t before = letter_before_run(context, text, at, run.letters[0]);
	if (before)
		write_letter(&writing, before);
	else
		write_unknown(&writing);
	for (size_t i = 0; i < ending.n_letters; i++)
		write_letter(&writing, run.letters[i]);
	if (ending.is_half)
		write_half(&writing, context, text, at, &ending);
	if (buf_failed(&writing.out))
		return SHIFT_NO_MEMORY;
	out->replacement = buf_slice(&writing.out);
	return SHIFT_FOUND;
}
