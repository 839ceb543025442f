/* numeral.c - one grammar for both ways of writing: groups of digits and Chinese letters feed the
 * same three sums. `pending` is a number that waits for its magnitude, `section` what stands below
 * the next 万, `total` what is above it. 三万五千二百: 3 -> pending, 万 -> total 30000, 5 千 2 百
 * -> section 5200. A number ends where the next letter would break the descending order, so that
 * "1万3万" are two numbers. At most a few dozen letters are ever read. */
#include "text/numeral.h"

#include "text/utf8.h"

enum { LONGEST_NUMBER = 40 }; /* code points: more is no number that anybody writes */

struct sums {
	struct slice text;
	size_t at;
	double total, section, pending;
	double last_magnitude;  /* of the unit read last, 0 at the start and after 零 */
	double small_magnitude; /* last of 十百千 in this section; 0: none yet */
	double big_magnitude;   /* last of 万亿; 0: none yet */
	bool has_pending;
	bool pending_is_han;
	bool has_han, has_digits;
	size_t behind_magnitude; /* byte behind the magnitude read last */
	bool after_zero;         /* 零 between magnitudes: the next digit counts ones or tens */
};

static int han_digit(uint32_t c)
{
	switch (c) {
	case 0x96F6: /* 零 */
	case 0x3007: /* 〇 */
		return 0;
	case 0x4E00: /* 一 */
	case 0x58F9: /* 壹 */
		return 1;
	case 0x4E8C: /* 二 */
	case 0x4E24: /* 两 */
	case 0x8D30: /* 贰 */
		return 2;
	case 0x4E09: /* 三 */
	case 0x53C1: /* 叁 */
		return 3;
	case 0x56DB: /* 四 */
	case 0x8086: /* 肆 */
		return 4;
	case 0x4E94: /* 五 */
	case 0x4F0D: /* 伍 */
		return 5;
	case 0x516D: /* 六 */
	case 0x9646: /* 陆 */
		return 6;
	case 0x4E03: /* 七 */
	case 0x67D2: /* 柒 */
		return 7;
	case 0x516B: /* 八 */
	case 0x634C: /* 捌 */
		return 8;
	case 0x4E5D: /* 九 */
	case 0x7396: /* 玖 */
		return 9;
	default:
		return -1;
	}
}

double numeral_magnitude(uint32_t c)
{
	switch (c) {
	case 0x5341: /* 十 */
	case 0x62FE: /* 拾 */
		return 10;
	case 0x767E: /* 百 */
	case 0x4F70: /* 佰 */
		return 100;
	case 0x5343: /* 千 */
	case 0x4EDF: /* 仟 */
		return 1000;
	case 0x4E07: /* 万 */
		return 1e4;
	case 0x4EBF: /* 亿 */
		return 1e8;
	default:
		return 0;
	}
}

static int digit_value(uint32_t c)
{
	return (int)(c >= 0xFF10 ? c - 0xFF10 : c - '0');
}

static bool peek(struct slice text, size_t at, uint32_t *c, size_t *n)
{
	if (at >= text.n)
		return false;
	*c = utf8_at(text, at, n);
	return true;
}

static bool digit_follows(struct slice text, size_t at)
{
	uint32_t c;
	size_t n;

	return peek(text, at, &c, &n) && is_digit(c);
}

bool digits_at(struct slice text, size_t at, size_t *end, int *out)
{
	uint32_t c;
	size_t n, count = 0;
	int value = 0;

	for (; peek(text, at, &c, &n) && is_digit(c); at += n) {
		if (++count > 9)
			return false;
		value = value * 10 + digit_value(c);
	}
	*end = at;
	*out = value;
	return count > 0;
}

/* Byte behind a thousands group (",200" and no fourth digit) at `at`, or `at`. */
static size_t thousands_group(struct slice text, size_t at)
{
	uint32_t c;
	size_t n, after = at;

	if (!peek(text, at, &c, &n) || (c != ',' && c != 0xFF0C))
		return at;
	after += n;
	for (int i = 0; i < 3; i++) {
		if (!digit_follows(text, after))
			return at;
		utf8_at(text, after, &n);
		after += n;
	}
	return digit_follows(text, after) ? at : after;
}

static void read_digits(struct slice text, size_t *at, double *value, int *count)
{
	uint32_t c;
	size_t n;

	for (; *count < LONGEST_NUMBER && peek(text, *at, &c, &n) && is_digit(c); *at += n) {
		*value = *value * 10 + digit_value(c);
		++*count;
	}
}

/* 1,200 or 3.5: digits with groups and a fraction. Moves *at behind them. */
static double read_arabic(struct slice text, size_t *at)
{
	double value = 0, place = 1;
	int count = 0;
	uint32_t c;
	size_t n, end;

	read_digits(text, at, &value, &count);
	if (count <= 3) {
		while (count < LONGEST_NUMBER && (end = thousands_group(text, *at)) != *at) {
			utf8_at(text, *at, &n);
			*at += n;
			read_digits(text, at, &value, &count);
		}
	}
	if (peek(text, *at, &c, &n) && (c == '.' || c == 0xFF0E) && digit_follows(text, *at + n)) {
		*at += n;
		for (count = 0; count < LONGEST_NUMBER && peek(text, *at, &c, &n) && is_digit(c);
		     *at += n, count++) {
			place *= 10;
			value = value * 10 + digit_value(c);
		}
		value /= place;
	}
	return value;
}

/* 千米, 千克, 千瓦, 百分点: the 千 or 百 behind digits is the unit's. */
static bool magnitude_is_unit(struct slice text, size_t at, uint32_t magnitude)
{
	static const uint32_t UNITS[] = {0x7C73, 0x514B, 0x74E6, 0x4F0F, 0x5361, 0x8D6B};
	uint32_t c;
	size_t n;

	if (!peek(text, at, &c, &n))
		return false;
	if (magnitude == 0x767E)
		return c == 0x5206;
	if (magnitude != 0x5343)
		return false;
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
		if (c == UNITS[i])
			return true;
	return false;
}

static bool add_small_magnitude(struct sums *s, double magnitude)
{
	if (!s->has_pending) {
		/* 十 may stand alone (十二, 一百十二 is said too); the others may not. */
		if (magnitude != 10 || (s->last_magnitude != 0 && s->last_magnitude < 100))
			return false;
		s->pending = 1;
	}
	if (s->small_magnitude != 0 && magnitude >= s->small_magnitude)
		return false;
	s->section += s->pending * magnitude;
	s->small_magnitude = s->last_magnitude = magnitude;
	return true;
}

static bool add_big_magnitude(struct sums *s, double magnitude)
{
	double part = s->section + (s->has_pending ? s->pending : 0);

	if (part == 0) {
		if (magnitude != 1e8 || s->last_magnitude != 1e4) /* 万亿 */
			return false;
		s->total *= magnitude;
	} else {
		if (s->big_magnitude != 0 && magnitude >= s->big_magnitude)
			return false;
		s->total += part * magnitude;
	}
	s->section = 0;
	s->small_magnitude = 0;
	s->last_magnitude = s->big_magnitude = magnitude;
	return true;
}

static bool add_magnitude(struct sums *s, uint32_t c, size_t n)
{
	double magnitude = numeral_magnitude(c);
	bool fits;

	if (s->has_pending && !s->pending_is_han && magnitude_is_unit(s->text, s->at + n, c))
		return false;
	fits =
	    magnitude < 1e4 ? add_small_magnitude(s, magnitude) : add_big_magnitude(s, magnitude);
	if (!fits)
		return false;
	s->has_pending = s->after_zero = false;
	s->has_han = true;
	s->at += n;
	s->behind_magnitude = s->at;
	return true;
}

static bool add_han_digit(struct sums *s, int digit, size_t n)
{
	if (s->has_pending)
		return false;
	if (s->has_digits && digit != 0 && !s->after_zero) {
		/* "5万一举": behind digits a Chinese letter is taken only with its magnitude. */
		uint32_t c;
		size_t next;
		if (!peek(s->text, s->at + n, &c, &next) || numeral_magnitude(c) == 0)
			return false;
	}
	s->has_han = true;
	s->at += n;
	if (digit == 0 && s->last_magnitude != 0) {
		s->after_zero = true;
		return true;
	}
	s->pending = digit;
	s->has_pending = s->pending_is_han = true;
	return true;
}

/* 一百五 is 150, 两万五 is 25000: a last digit without 零 counts the next lower magnitude. */
static double last_digit(const struct sums *s)
{
	if (!s->has_pending)
		return 0;
	if (s->pending_is_han && !s->after_zero && s->last_magnitude > 10)
		return s->pending * s->last_magnitude / 10;
	return s->pending;
}

static bool read_with_magnitudes(struct slice text, size_t at, struct numeral *out)
{
	struct sums s = {.text = text, .at = at};
	uint32_t c;
	size_t n, behind_zero = 0;

	for (int i = 0; i < LONGEST_NUMBER && peek(text, s.at, &c, &n); i++) {
		int digit = han_digit(c);
		if (is_digit(c)) {
			if (s.has_pending)
				break;
			s.pending = read_arabic(text, &s.at);
			s.has_pending = s.has_digits = true;
			s.pending_is_han = false;
		} else if (digit >= 0) {
			if (!add_han_digit(&s, digit, n))
				break;
			behind_zero = s.after_zero && !s.has_pending ? n : 0;
		} else if (numeral_magnitude(c) == 0 || !add_magnitude(&s, c, n)) {
			break;
		}
	}
	if (s.after_zero && !s.has_pending)
		s.at -= behind_zero; /* 一百零: the 零 belongs to what follows */
	/* 10万3万: the second number has lost its magnitude to the first, or never had one. */
	if (s.has_pending && s.behind_magnitude > 0 &&
	    (!s.pending_is_han || (peek(text, s.at, &c, &n) && numeral_magnitude(c) != 0))) {
		s.has_pending = false;
		s.at = s.behind_magnitude;
	}
	*out = (struct numeral){.span = {at, s.at},
				.value = s.total + s.section + last_digit(&s),
				.has_han = s.has_han};
	/* Over 2^53 every double is whole; the cast would overflow. */
	out->is_integer = out->value > 9e15 || out->value == (double)(long long)out->value;
	return s.at > at;
}

/* 二〇二一: two letters or more, none of them a magnitude. */
static bool read_digit_by_digit(struct slice text, size_t at, struct numeral *out)
{
	size_t start = at, n, count = 0;
	double value = 0;
	uint32_t c;

	for (; count < 15 && peek(text, at, &c, &n) && han_digit(c) >= 0; at += n, count++)
		value = value * 10 + han_digit(c);
	*out = (struct numeral){{start, at}, value, true, true, true};
	return count >= 2;
}

/* 伍 of 队伍: the letters of cheques are numbers only before a magnitude. */
static bool is_lone_cheque_letter(struct slice text, size_t at, uint32_t c, size_t n)
{
	uint32_t next;
	size_t m;

	return han_digit(c) > 0 &&
	       !slice_contains(SLICE("一二两三四五六七八九"), slice_sub(text, at, at + n)) &&
	       (!peek(text, at + n, &next, &m) || numeral_magnitude(next) == 0);
}

bool numeral_at(struct slice text, size_t at, struct numeral *out)
{
	struct numeral single;
	uint32_t c;
	size_t n;

	if (!peek(text, at, &c, &n) ||
	    (!is_digit(c) && han_digit(c) < 0 && numeral_magnitude(c) == 0) ||
	    is_lone_cheque_letter(text, at, c, n))
		return false;
	if (read_digit_by_digit(text, at, &single)) {
		*out = single;
		return true;
	}
	return read_with_magnitudes(text, at, out);
}
