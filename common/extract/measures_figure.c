/* measures_figure.c - see measures_figure.h. */
#include "extract/measures_figure.h"

#include "extract/measures_noun.h"
#include "text/numeral.h"
#include "text/utf8.h"

static size_t behind_one_space(struct slice text, size_t at)
{
	size_t n;

	return at < text.n && is_space(utf8_at(text, at, &n)) && text.p[at] != '\n' ? at + n : at;
}

static double magnitude_at(struct slice text, size_t at, size_t *end)
{
	size_t n;
	double value;

	if (at >= text.n)
		return 0;
	value = numeral_magnitude(utf8_at(text, at, &n));
	*end = at + n;
	return value;
}

/* 百 of 近百名, 千万 of 近千万元: magnitudes without a digit before them. */
static bool read_lone_magnitude(struct slice text, size_t at, struct figure *out)
{
	size_t end;
	double more, last, value = magnitude_at(text, at, &end);

	if (value < 100)
		return false;
	for (last = value; (more = magnitude_at(text, end, &end)) > last; last = more)
		value *= more;
	*out = (struct figure){.number = at, .value = value, .lone_magnitude = true};
	for (end = at; magnitude_at(text, end, &out->number_end) > 0; end = out->number_end)
		;
	out->number_end = end;
	return true;
}

/* 3万5000, 1万2460 as papers in Taiwan write: digits behind the magnitude. */
static void read_rest(struct slice text, struct numeral *numeral)
{
	struct numeral rest;
	size_t n, ignored, at = numeral->span.end;

	if (at < 3 || at >= text.n || !is_digit(utf8_at(text, at, &n)) ||
	    !is_digit(utf8_at(text, numeral->span.start, &n)) ||
	    magnitude_at(text, at - 3, &ignored) < 1e4 || !numeral_at(text, at, &rest) ||
	    rest.value >= 1e4 || rest.has_han)
		return;
	numeral->value += rest.value;
	numeral->span.end = rest.span.end;
}

static bool read_number(struct slice text, size_t at, struct figure *out)
{
	struct numeral numeral;
	double ignored;
	size_t end;

	if (!numeral_at(text, at, &numeral))
		return read_lone_magnitude(text, at, out);
	ignored = magnitude_at(text, numeral.span.end, &end);
	if (numeral.digit_by_digit || (numeral.has_han && ignored > 0))
		return false; /* 三五个, 七八十人: nobody counted */
	read_rest(text, &numeral);
	*out = (struct figure){.number = at,
			       .number_end = numeral.span.end,
			       .value = numeral.value,
			       .has_han = numeral.has_han,
			       .small_han = numeral.has_han && numeral.value <= 10};
	return true;
}

static void set_bound(struct figure *figure, enum measure_bound bound)
{
	if (!figure->has_bound || figure->bound == BOUND_EXACT)
		figure->bound = bound;
	figure->has_bound = true;
}

/* Words before the number: 不少于, 近, 共; the nearest decides. Those that are not `exact` belong
 * to the measure. */
static void read_bounds_before(const struct figure_source *source, struct figure *figure)
{
	const struct measure_rules *rules = source->rules;
	size_t n, at = figure->number;
	struct match match;

	for (int i = 0; i < 3; i++) {
		size_t end = at;
		if (end > 0 && is_space(utf8_before(source->text, end, &n)) &&
		    source->text.p[end - n] != '\n')
			end -= n;
		if (!measure_bound_before(rules, source->text, end, &match))
			return;
		const struct measure_bound_word *word = &rules->bounds[match.entry->value];
		if (word->bound != BOUND_EXACT) {
			if (figure->span.start == figure->number) {
				figure->bound = word->bound;
				figure->has_bound = true;
			}
			figure->span.start = match.span.start;
		}
		at = match.span.start;
	}
}

/* 余, 多 and a magnitude behind it (20余万). *at moves behind them. */
static void read_middle(const struct figure_source *source, struct figure *figure, size_t *at)
{
	const struct measure_rules *rules = source->rules;
	struct match match;
	size_t end;

	if (!matcher_at(rules->bound_words[BOUND_SIDE_MIDDLE], source->text, *at, &match))
		return;
	set_bound(figure, rules->bounds[match.entry->value].bound);
	*at = match.span.end;
	for (int i = 0; i < 2; i++) {
		double magnitude = magnitude_at(source->text, *at, &end);
		if (magnitude == 0)
			return;
		figure->value *= magnitude;
		*at = end;
	}
}

static size_t behind_range_sign(struct slice text, size_t at)
{
	static const struct slice SIGNS[] = {
	    SLICE_INIT("至"), SLICE_INIT("到"), SLICE_INIT("——"), SLICE_INIT("—"),  SLICE_INIT("–"),
	    SLICE_INIT("-"),  SLICE_INIT("－"), SLICE_INIT("~"),  SLICE_INIT("～"), SLICE_INIT("―"),
	};

	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (slice_starts(slice_from(text, at), SIGNS[i]))
			return at + SIGNS[i].n;
	return at;
}

/* 3至5名, 10到20万元: the lower end counts. *at moves behind the upper number. */
static void read_range(const struct figure_source *source, struct figure *figure, size_t *at)
{
	struct figure upper;
	size_t end, sign = behind_range_sign(source->text, *at);

	if (sign == *at || !read_number(source->text, sign, &upper) || upper.lone_magnitude ||
	    upper.value <= figure->value)
		return;
	/* The magnitude of the upper end is the lower one's too, where that has none. */
	size_t last = upper.number_end >= 3 ? upper.number_end - 3 : 0;
	double magnitude = magnitude_at(source->text, last, &end);
	if (magnitude >= 1e4 && magnitude_at(source->text, figure->number_end - 3, &end) == 0 &&
	    figure->value * magnitude < upper.value)
		figure->value *= magnitude;
	set_bound(figure, BOUND_AT_LEAST);
	figure->small_han = figure->small_han && upper.small_han;
	*at = upper.number_end;
}

/* 八成五: the digit behind 成; 半 is 5. */
static double read_tenth(struct slice text, size_t *at)
{
	struct numeral numeral;

	if (slice_starts(slice_from(text, *at), SLICE("半"))) {
		*at += SLICE("半").n;
		return 5;
	}
	if (numeral_at(text, *at, &numeral) && numeral.has_han && !numeral.digit_by_digit &&
	    numeral.value > 0 && numeral.value < 10) {
		*at = numeral.span.end;
		return numeral.value;
	}
	return 0;
}

static bool read_unit(const struct figure_source *source, struct figure *figure, size_t *at)
{
	size_t end, start = behind_one_space(source->text, *at);
	const struct measure_unit *unit = measure_unit_at(source->rules, source->text, start, &end);

	if (!unit)
		return false;
	figure->unit = unit;
	figure->unit_text = slice_sub(source->text, start, end);
	*at = end;
	if (slice_equal(unit->word, SLICE("成"))) {
		if (figure->value > 10)
			return false;
		figure->value = figure->value * 10 + read_tenth(source->text, at);
		figure->unit_text = SLICE("%");
		read_middle(source, figure, at); /* 三成多 */
	} else if (unit->kind == MEASURE_RATIO && slice_starts(unit->word, SLICE("％"))) {
		figure->unit_text = SLICE("%");
	}
	return true;
}

static const struct measure_unit *unit_of(const struct figure_source *source, struct slice word)
{
	const struct matcher_entry *entry = matcher_find(source->rules->unit_words, word);

	return entry ? &source->rules->units[entry->value] : NULL;
}

/* 投入资金1.2亿: a sum whose 元 is left out, behind a word for money. */
static bool read_bare_sum(const struct figure_source *source, struct figure *figure, size_t end)
{
	struct slice text = source->text;
	struct match match;
	size_t n, behind;

	if (end < 3 || magnitude_at(text, end - 3, &behind) < 1e4 ||
	    (end < text.n && !is_punctuation(utf8_at(text, end, &n)) &&
	     !is_space(utf8_at(text, end, &n))))
		return false;
	struct noun noun = noun_left(source->rules, text, figure->number);
	if (noun_is_empty(noun.span) ||
	    !matcher_before(source->rules->money, text, noun.span.end, &match) ||
	    match.span.start < noun.span.start)
		return false;
	figure->unit = unit_of(source, SLICE("元"));
	figure->unit_text = SLICE("元");
	return figure->unit != NULL;
}

/* 3名至5名, 30%—50%: a second number with the same unit behind the first. */
static void read_range_behind_unit(const struct figure_source *source, struct figure *figure,
				   size_t *at)
{
	struct figure upper;
	size_t end, sign = behind_range_sign(source->text, *at);

	if (sign == *at || measure_letter_before(SLICE("从由"), source->text, figure->number) ||
	    !read_number(source->text, sign, &upper) || upper.value <= figure->value)
		return;
	if (measure_unit_at(source->rules, source->text, upper.number_end, &end) == figure->unit) {
		set_bound(figure, BOUND_AT_LEAST);
		*at = end;
	}
}

static void read_bound_behind(const struct figure_source *source, struct figure *figure, size_t *at)
{
	const struct measure_rules *rules = source->rules;
	struct match match;

	if (!matcher_at(rules->bound_words[BOUND_SIDE_BEHIND], source->text, *at, &match))
		return;
	set_bound(figure, rules->bounds[match.entry->value].bound);
	*at = match.span.end;
}

/* 百分之六十: the unit stands first. */
static bool read_percent_words(const struct figure_source *source, size_t at, struct figure *figure)
{
	struct slice word = SLICE("百分之");

	if (!slice_starts(slice_from(source->text, at), word) ||
	    !read_number(source->text, at + word.n, figure) || figure->lone_magnitude)
		return false;
	figure->number = figure->span.start = at;
	figure->small_han = false;
	figure->unit = unit_of(source, SLICE("%"));
	figure->unit_text = SLICE("%");
	size_t end = figure->number_end;
	read_bounds_before(source, figure);
	read_middle(source, figure, &end);
	read_bound_behind(source, figure, &end);
	figure->span.end = end;
	return figure->unit != NULL;
}

bool figure_read(const struct figure_source *source, size_t at, struct figure *figure)
{
	size_t end;

	if (read_percent_words(source, at, figure))
		return true;
	if (!read_number(source->text, at, figure))
		return false;
	end = figure->number_end;
	figure->span.start = at;
	size_t plain = end;
	read_middle(source, figure, &end);
	bool has_middle = end != plain;
	if (!has_middle)
		read_range(source, figure, &end);
	if (!read_unit(source, figure, &end) && !read_bare_sum(source, figure, end))
		return false; /* most numbers end here, and cost little */
	read_bounds_before(source, figure);
	if (figure->lone_magnitude && !has_middle && figure->span.start == at)
		return false; /* 百名: bare, it is a manner of speaking */
	read_range_behind_unit(source, figure, &end);
	read_bound_behind(source, figure, &end);
	figure->span.end = end;
	return true;
}
