/* shift_run.c - see shift_run.h. A run has a half letter pending at every place, so it can only end
 * where a byte of the original was ASCII or 80, or at another `?`. All such places are tried, and
 * the one that gains most plausibility over what is shown wins. */
#include "text/shift_run.h"

#include "text/plausible.h"
#include "text/utf8.h"

#define EURO 0x20ACu

struct reading {
	struct shift_run *run;
	const struct gbk *gbk;
	size_t n;                    /* letters read */
	int64_t read_sum, shown_sum; /* of plausibility_of() */
	size_t n_odd;                /* letters read that are not plausible */
	unsigned char pending;       /* first byte of the letter that comes next */
	int64_t gain;                /* of the best ending so far */
	uint32_t last;               /* its last letter, if not the one that was read there */
};

static int shown_weight(uint32_t c)
{
	return c < 0x80 ? 20 : plausibility_of(c);
}

/* Takes in one letter; false when the reading has become hopeless. */
static bool take(struct reading *reading, uint32_t letter, uint32_t shown)
{
	int weight = plausibility_of(letter);

	if (letter == 0 || reading->n == SHIFT_RUN_MAX)
		return false;
	reading->run->letters[reading->n++] = letter;
	reading->read_sum += weight;
	reading->shown_sum += shown_weight(shown);
	reading->n_odd += weight < 0;
	return reading->n_odd * 8 <= reading->n + 7;
}

static bool is_good(const struct reading *reading, size_t n, int64_t sum)
{
	return n > 0 && reading->n_odd * 8 <= n && sum >= (int64_t)n * 60;
}

static bool is_likely_first(uint32_t c)
{
	return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x3002;
}

/* Where the run may end. */
struct ending {
	size_t n, end;
	uint32_t last; /* the letter that ends there, 0: as read */
	char ascii;
	bool is_half;
};

static void offer(struct reading *reading, int64_t gain, const struct ending *ending)
{
	struct shift_run *run = reading->run;

	/* What is shown may be as plausible, by chance; what often stands there counts more. */
	if (gain <= 0 && is_likely_first(run->letters[0]))
		gain = 1;
	if (gain <= 0 || (run->n && gain <= reading->gain))
		return;
	reading->gain = gain;
	reading->last = ending->last;
	run->n = ending->n;
	run->end = ending->end;
	run->ascii = ending->ascii;
	run->is_half = ending->is_half;
	run->lead = reading->pending;
}

/* A character that is the pending letter's second byte. */
static void try_whole_ending(struct reading *reading, unsigned char byte, size_t end)
{
	uint32_t letter =
	    byte >= 0x40 && byte != 0x7F ? gbk_decode(reading->gbk, reading->pending, byte) : 0;
	int weight = letter ? plausibility_of(letter) : -1;
	int64_t sum = reading->read_sum + weight;

	/* A rare letter, as names have, stands only at the end of a run that is sure without it. */
	bool is_possible = weight >= 40 || (reading->n >= 6 && is_han(letter));
	if (is_possible && is_good(reading, reading->n + 1, sum))
		offer(reading, sum - reading->shown_sum - 20,
		      &(struct ending){.n = reading->n + 1, .end = end, .last = letter});
}

/* `?`: the pending byte is all that is left of its letter. */
static void try_half_ending(struct reading *reading, size_t end)
{
	int64_t gain = reading->read_sum - reading->shown_sum;

	if (!is_good(reading, reading->n, reading->read_sum))
		return;
	offer(reading, gain, &(struct ending){.n = reading->n, .end = end, .is_half = true});
}

/* What was shown last took an ASCII character along; behind it text is as it was. */
static void try_ascii_ending(struct reading *reading, char ascii, size_t end)
{
	if (is_good(reading, reading->n, reading->read_sum))
		offer(reading, reading->read_sum - reading->shown_sum,
		      &(struct ending){.n = reading->n, .end = end, .ascii = ascii});
}

static void read_letters(struct reading *reading, struct slice text, size_t at, bool is_ascii)
{
	size_t n;

	for (; at < text.n; at += n) {
		unsigned char bytes[2];
		uint32_t c = utf8_at(text, at, &n);
		if (c <= ' ')
			return;
		if (c == '?' || c == 0xFF1F) {
			try_half_ending(reading, at + n);
			return;
		}
		if (c == EURO)
			try_whole_ending(reading, 0x80, at + n);
		if (c < 0x80) {
			try_whole_ending(reading, (unsigned char)c, at + n);
			/* `!` and `,` are false cuts that met this run in step. */
			if ((!is_ascii && c != '!' && c != ',') || c == '<' || c == '>')
				return;
			bytes[0] = 0xA3;
			bytes[1] = (unsigned char)(c + 0x80);
		} else if (!gbk_encode(reading->gbk, c, bytes)) {
			return;
		}
		if (!take(reading, gbk_decode(reading->gbk, reading->pending, bytes[0]), c))
			return;
		reading->pending = bytes[1];
		if (bytes[1] < 0x80) {
			try_ascii_ending(reading, (char)bytes[1], at + n);
			return;
		}
	}
}

void shift_run_read(const struct gbk *gbk, struct slice text, size_t at, unsigned char lead,
		    bool is_ascii, struct shift_run *run)
{
	struct reading reading = {.run = run, .gbk = gbk, .pending = lead};

	run->n = run->end = 0;
	run->ascii = 0;
	run->is_half = false;
	run->lead = lead;
	read_letters(&reading, text, at, is_ascii);
	if (run->n && reading.last)
		run->letters[run->n - 1] = reading.last;
}
