/* measures.c - one pass over the text. Where a number begins (and no time, quoted name or broken
 * text holds it) it is read with what may stand round it:
 *
 *	[bound] number [余/多] [万] [range mark number] unit [以上/左右]
 *
 * A number without a unit of the table is no measure; nor is one that a guard refuses. A lone 1
 * ("1个小区" in a definition) waits until the whole text is read: it stays only beside another
 * figure of its sentence. */
#include "extract/measures.h"

#include "base/vec.h"
#include "extract/measures_object.h"
#include "extract/measures_rules.h"
#include "text/numeral.h"
#include "text/utf8.h"

enum { NAME_REACH = 24, CLAUSE_REACH = 30, NEAR_REACH = 8 }; /* code points */

/* Nouns that share a row of figures: 满意率、办结率分别达96%、98%. */
struct row {
	struct listed_nouns nouns;
	size_t next; /* index of the noun that the next figure counts */
	size_t end;  /* byte behind the last figure of the row */
};

struct scan {
	const struct measure_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	struct slice text;
	size_t next_broken, next_time, next_place, next_sentence; /* first ones not yet passed */
	struct vec found;                                         /* struct candidate */
	struct row row;
};

struct candidate {
	struct measure measure;
	size_t sentence; /* SIZE_MAX: in none */
	bool lone_one;
};

/* What is read of a figure, before it is judged. */
struct figure {
	struct span span;  /* with its bounds */
	size_t number;     /* byte where the number starts */
	size_t number_end; /* byte behind the digits */
	double value;
	bool small_han; /* a Chinese numeral up to ten */
	bool lone_magnitude;
	bool has_bound;
	enum measure_bound bound;
	const struct measure_unit *unit;
	struct slice unit_text;
};

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
static void read_bounds_before(const struct scan *scan, struct figure *figure)
{
	const struct measure_rules *rules = scan->rules;
	size_t n, at = figure->number;
	struct match match;

	for (int i = 0; i < 3; i++) {
		size_t end = at;
		if (end > 0 && is_space(utf8_before(scan->text, end, &n)) &&
		    scan->text.p[end - n] != '\n')
			end -= n;
		if (!measure_bound_before(rules, scan->text, end, &match))
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
static void read_middle(const struct scan *scan, struct figure *figure, size_t *at)
{
	const struct measure_rules *rules = scan->rules;
	struct match match;
	size_t end;

	if (!matcher_at(rules->bound_words[BOUND_SIDE_MIDDLE], scan->text, *at, &match))
		return;
	set_bound(figure, rules->bounds[match.entry->value].bound);
	*at = match.span.end;
	for (int i = 0; i < 2; i++) {
		double magnitude = magnitude_at(scan->text, *at, &end);
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
static void read_range(const struct scan *scan, struct figure *figure, size_t *at)
{
	struct figure upper;
	size_t end, sign = behind_range_sign(scan->text, *at);

	if (sign == *at || !read_number(scan->text, sign, &upper) || upper.lone_magnitude ||
	    upper.value <= figure->value)
		return;
	/* The magnitude of the upper end is the lower one's too, where that has none. */
	size_t last = upper.number_end >= 3 ? upper.number_end - 3 : 0;
	double magnitude = magnitude_at(scan->text, last, &end);
	if (magnitude >= 1e4 && magnitude_at(scan->text, figure->number_end - 3, &end) == 0 &&
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

static bool read_unit(const struct scan *scan, struct figure *figure, size_t *at)
{
	size_t end, start = behind_one_space(scan->text, *at);
	const struct measure_unit *unit = measure_unit_at(scan->rules, scan->text, start, &end);

	if (!unit)
		return false;
	figure->unit = unit;
	figure->unit_text = slice_sub(scan->text, start, end);
	*at = end;
	if (slice_equal(unit->word, SLICE("成"))) {
		if (figure->value > 10)
			return false;
		figure->value = figure->value * 10 + read_tenth(scan->text, at);
		figure->unit_text = SLICE("%");
		read_middle(scan, figure, at); /* 三成多 */
	} else if (unit->kind == MEASURE_RATIO && slice_starts(unit->word, SLICE("％"))) {
		figure->unit_text = SLICE("%");
	}
	return true;
}

static const struct measure_unit *unit_of(const struct scan *scan, struct slice word)
{
	const struct matcher_entry *entry = matcher_find(scan->rules->unit_words, word);

	return entry ? &scan->rules->units[entry->value] : NULL;
}

/* 投入资金1.2亿: a sum whose 元 is left out, behind a word for money. */
static bool read_bare_sum(const struct scan *scan, struct figure *figure, size_t end)
{
	struct slice text = scan->text;
	struct match match;
	size_t n, behind;

	if (end < 3 || magnitude_at(text, end - 3, &behind) < 1e4 ||
	    (end < text.n && !is_punctuation(utf8_at(text, end, &n)) &&
	     !is_space(utf8_at(text, end, &n))))
		return false;
	struct noun noun = noun_left(scan->rules, text, figure->number);
	if (noun_is_empty(noun.span) ||
	    !matcher_before(scan->rules->money, text, noun.span.end, &match) ||
	    match.span.start < noun.span.start)
		return false;
	figure->unit = unit_of(scan, SLICE("元"));
	figure->unit_text = SLICE("元");
	return figure->unit != NULL;
}

/* 3名至5名, 30%—50%: a second number with the same unit behind the first. */
static void read_range_behind_unit(const struct scan *scan, struct figure *figure, size_t *at)
{
	struct figure upper;
	size_t end, sign = behind_range_sign(scan->text, *at);

	if (sign == *at || measure_letter_before(SLICE("从由"), scan->text, figure->number) ||
	    !read_number(scan->text, sign, &upper) || upper.value <= figure->value)
		return;
	if (measure_unit_at(scan->rules, scan->text, upper.number_end, &end) == figure->unit) {
		set_bound(figure, BOUND_AT_LEAST);
		*at = end;
	}
}

static void read_bound_behind(const struct scan *scan, struct figure *figure, size_t *at)
{
	const struct measure_rules *rules = scan->rules;
	struct match match;

	if (!matcher_at(rules->bound_words[BOUND_SIDE_BEHIND], scan->text, *at, &match))
		return;
	set_bound(figure, rules->bounds[match.entry->value].bound);
	*at = match.span.end;
}

/* 百分之六十: the unit stands first. */
static bool read_percent_words(const struct scan *scan, size_t at, struct figure *figure)
{
	struct slice word = SLICE("百分之");

	if (!slice_starts(slice_from(scan->text, at), word) ||
	    !read_number(scan->text, at + word.n, figure) || figure->lone_magnitude)
		return false;
	figure->number = figure->span.start = at;
	figure->small_han = false;
	figure->unit = unit_of(scan, SLICE("%"));
	figure->unit_text = SLICE("%");
	size_t end = figure->number_end;
	read_bounds_before(scan, figure);
	read_middle(scan, figure, &end);
	read_bound_behind(scan, figure, &end);
	figure->span.end = end;
	return figure->unit != NULL;
}

static bool read_figure(const struct scan *scan, size_t at, struct figure *figure)
{
	size_t end;

	if (read_percent_words(scan, at, figure))
		return true;
	if (!read_number(scan->text, at, figure))
		return false;
	end = figure->number_end;
	figure->span.start = at;
	size_t plain = end;
	read_middle(scan, figure, &end);
	bool has_middle = end != plain;
	if (!has_middle)
		read_range(scan, figure, &end);
	if (!read_unit(scan, figure, &end) && !read_bare_sum(scan, figure, end))
		return false; /* most numbers end here, and cost little */
	read_bounds_before(scan, figure);
	if (figure->lone_magnitude && !has_middle && figure->span.start == at)
		return false; /* 百名: bare, it is a manner of speaking */
	read_range_behind_unit(scan, figure, &end);
	read_bound_behind(scan, figure, &end);
	figure->span.end = end;
	return true;
}

static bool letter_of(struct slice letters, struct slice text, size_t at, size_t n)
{
	return n == 3 && slice_contains(letters, slice_sub(text, at, at + n));
}

static bool number_letter(struct slice text, size_t at, uint32_t c, size_t n)
{
	return is_digit(c) ||
	       letter_of(SLICE("〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖"), text, at,
			 n);
}

/* Letters that make the number a part of something else: B12, 0546-83, 1+10, 1.2.3. */
static bool number_may_start(const struct scan *scan, size_t at)
{
	size_t n, m;
	uint32_t c;

	if (at == 0)
		return true;
	c = utf8_before(scan->text, at, &n);
	if (is_digit(c) || is_latin(c) || c == '.' || c == '-' || c == '+' || c == '/' ||
	    c == ':' || c == 0xFF0B || c == '_' || c == '#' || c == '@')
		return false;
	bool han = !is_digit(utf8_at(scan->text, at, &m));
	/* The rest of a number that was no figure: 七八十人. But 队伍8支, 统一3个标准. */
	if (letter_of(han ? SLICE("〇零一二两三四五六七八九十百千万亿") : SLICE("十百千万亿"),
		      scan->text, at - n, n))
		return false;
	return !measure_guard_before(scan->rules, GUARD_BEFORE, scan->text, at) &&
	       !(han && measure_guard_before(scan->rules, GUARD_BEFORE_HAN, scan->text, at));
}

/* Whether the figure stands in quotation marks that hold a name: no stop between the marks. */
static bool in_name(struct slice text, struct span span)
{
	size_t n, p = span.start;
	uint32_t close = 0;

	for (int i = 0; i < NAME_REACH && p > 0 && !close; i++, p -= n) {
		uint32_t c = utf8_before(text, p, &n);
		if (c != '(' && c != 0xFF08)
			close = closing_mark_of(c);
		if (is_sentence_end(c) || c == 0xFF0C || c == ',' || c == '\n' ||
		    (is_closing_mark(c) && c != ')' && c != 0xFF09))
			return false;
	}
	p = span.end;
	for (int i = 0; i < NAME_REACH && close && p < text.n; i++, p += n) {
		uint32_t c = utf8_at(text, p, &n);
		if (c == close)
			return true;
		if (is_sentence_end(c) || c == 0xFF0C || c == ',' || c == '\n')
			return false;
	}
	return false;
}

/* Whether 每 stands before the number in its clause. */
static bool behind_every(struct slice text, size_t at)
{
	size_t n;

	for (int i = 0; i < CLAUSE_REACH && at > 0; i++, at -= n) {
		uint32_t c = utf8_before(text, at, &n);
		if (c == 0x6BCF)
			return true;
		if (is_sentence_end(c) || c == 0xFF0C || c == ',' || c == 0x3001 || c == '\n')
			return false;
	}
	return false;
}

static bool near_guard(const struct scan *scan, size_t at)
{
	struct match match;
	size_t n;

	for (int i = 0; i < NEAR_REACH && at < scan->text.n; i++, at += n) {
		if (matcher_at(scan->rules->guards[GUARD_NEAR], scan->text, at, &match))
			return true;
		if (is_punctuation(utf8_at(scan->text, at, &n)))
			return false;
	}
	return false;
}

static bool is_refused(const struct scan *scan, const struct figure *figure)
{
	const struct measure_unit *unit = figure->unit;
	struct match match;

	if (figure->small_han && (figure->value <= 1 || !unit->small_han))
		return true;
	if (in_name(scan->text, figure->span) ||
	    matcher_at(scan->rules->guards[GUARD_BEHIND], scan->text, figure->span.end, &match) ||
	    matcher_find(scan->rules->guards[GUARD_WHOLE],
			 slice_sub(scan->text, figure->number, figure->span.end)))
		return true;
	if ((unit->kind == MEASURE_DURATION || unit->kind == MEASURE_LENGTH) &&
	    near_guard(scan, figure->span.end))
		return true;
	return (unit->of == COUNTED_EVENT ||
		(figure->value <= 1 && unit->kind == MEASURE_COUNT_OF)) &&
	       behind_every(scan->text, figure->number);
}

/* Index of the sentence that holds byte `at`; asked for in text order. */
static size_t sentence_of(struct scan *scan, size_t at)
{
	const struct sentences *sentences = &scan->mentions->sentences;

	while (scan->next_sentence < sentences->n &&
	       sentences->items[scan->next_sentence].span.end <= at)
		scan->next_sentence++;
	return scan->next_sentence < sentences->n &&
		       sentences->items[scan->next_sentence].span.start <= at
		   ? scan->next_sentence
		   : SIZE_MAX;
}

/* The period of the last time named before the figure in its sentence. */
static void set_period(const struct scan *scan, size_t sentence, struct measure *measure)
{
	const struct mentions *mentions = scan->mentions;

	if (sentence == SIZE_MAX || scan->next_time == 0)
		return;
	const struct time_mention *time = &mentions->times[scan->next_time - 1];
	if (time->span.start < mentions->sentences.items[sentence].span.start)
		return;
	measure->start = time->start;
	measure->end = time->end;
}

/* 三台子街道, 伍家岗区: a Chinese numeral in the name of a place. */
static bool in_place(struct scan *scan, const struct figure *figure)
{
	const struct mentions *mentions = scan->mentions;
	size_t n;

	while (scan->next_place < mentions->n_places &&
	       mentions->places[scan->next_place].span.end <= figure->number)
		scan->next_place++;
	return scan->next_place < mentions->n_places &&
	       mentions->places[scan->next_place].span.start <= figure->number &&
	       !is_digit(utf8_at(scan->text, figure->number, &n));
}

/* 龙泉社区|党员: behind the place whose name begins the noun. */
static size_t behind_place(const struct scan *scan, struct span object)
{
	const struct mentions *mentions = scan->mentions;

	for (size_t i = scan->next_place; i > 0; i--) {
		const struct span *place = &mentions->places[i - 1].span;
		if (place->end <= object.start)
			break;
		if (place->start == object.start && place->end + 2 * SLICE("党").n <= object.end)
			return place->end;
	}
	return object.start;
}

/* Without a time or a place at its beginning; empty when nothing but words that are no thing is
 * left. */
static struct span trimmed(const struct scan *scan, struct span object)
{
	const struct mentions *mentions = scan->mentions;

	for (size_t i = scan->next_time; i > 0; i--) {
		const struct span *time = &mentions->times[i - 1].span;
		if (time->end <= object.start)
			break;
		if (time->start <= object.start && time->end <= object.end)
			object.start = time->end;
	}
	object.start = behind_place(scan, object);
	if (measure_no_object(scan->rules, slice_span(scan->text, object)))
		object.end = object.start;
	return object;
}

/* Of a row of figures (分别达100%、96.3%) the one at hand counts the noun of its place. */
static bool object_of_row(struct scan *scan, const struct figure *figure, struct span *object)
{
	struct row *row = &scan->row;
	struct slice between = slice_sub(scan->text, row->end, figure->span.start);

	if (row->next > 0 && row->next < row->nouns.n && row->end <= figure->span.start &&
	    (slice_equal(between, SLICE("、")) || slice_equal(between, SLICE("和")) ||
	     slice_equal(between, SLICE("，")) || slice_equal(between, SLICE("与")))) {
		*object = row->nouns.items[row->next++];
	} else {
		row->nouns = measure_objects_listed(scan->rules, scan->text, figure->span.start);
		row->next = 1;
		if (row->nouns.n == 0)
			return false;
		*object = row->nouns.items[0];
	}
	row->end = figure->span.end;
	return true;
}

/* What the figure counts. Without a noun of its own (居民3260户、9430人; 同比下降27.6%; 征集620个，
 * 完成598个) it counts what the figure before it in the sentence counts, else what the clause
 * before it is about. */
static struct span object_of(struct scan *scan, const struct figure *figure, size_t sentence)
{
	struct span object;

	if (object_of_row(scan, figure, &object))
		return object;
	struct noun noun = measure_object(scan->rules, scan->text, figure->span, figure->unit);
	object = trimmed(scan, noun.span);
	bool found = !noun_is_empty(object);
	if (sentence == SIZE_MAX || (found && !noun.bare))
		return object;
	if (scan->found.n > 1) {
		const struct candidate *last = vec_at(&scan->found, scan->found.n - 2);
		if (last->sentence == sentence &&
		    (!found || slice_equal(last->measure.unit, figure->unit_text)))
			return last->measure.object_span;
	}
	if (found && figure->unit->of == COUNTED_EVENT)
		return object; /* 参加600多人次 */
	size_t start = scan->mentions->sentences.items[sentence].span.start;
	struct noun before =
	    measure_object_of_clause_before(scan->rules, scan->text, start, figure->span.start);
	before.span = trimmed(scan, before.span);
	return found && (noun_is_empty(before.span) || !before.governed) ? object : before.span;
}

static enum status take(struct scan *scan, const struct figure *figure)
{
	struct candidate *candidate;

	if (is_refused(scan, figure) ||
	    article_is_broken(scan->article, &scan->next_broken, figure->span) ||
	    in_place(scan, figure))
		return STATUS_OK;
	candidate = vec_push(&scan->found);
	if (!candidate)
		return STATUS_MEMORY_LIMIT;
	candidate->sentence = sentence_of(scan, figure->number);
	candidate->lone_one = figure->value <= 1 && figure->unit->kind == MEASURE_COUNT_OF;
	struct measure *measure = &candidate->measure;
	measure->span = figure->span;
	measure->text = slice_span(scan->text, figure->span);
	measure->object_span = object_of(scan, figure, candidate->sentence);
	measure->object = slice_span(scan->text, measure->object_span);
	measure->value = figure->value;
	measure->unit = figure->unit_text;
	measure->bound = figure->has_bound ? figure->bound : BOUND_EXACT;
	measure->kind = figure->unit->kind;
	set_period(scan, candidate->sentence, measure);
	return STATUS_OK;
}

/* Past the times that end before `at`; true and the end of the time that holds `at`. */
static bool in_time(struct scan *scan, size_t at, size_t *end)
{
	const struct mentions *mentions = scan->mentions;

	while (scan->next_time < mentions->n_times &&
	       mentions->times[scan->next_time].span.end <= at)
		scan->next_time++;
	if (scan->next_time == mentions->n_times ||
	    mentions->times[scan->next_time].span.start > at)
		return false;
	*end = mentions->times[scan->next_time].span.end;
	return true;
}

static enum status step(struct scan *scan, size_t *at)
{
	struct figure figure;
	struct numeral numeral;
	size_t n, end;
	uint32_t c = utf8_at(scan->text, *at, &n);
	enum status status = STATUS_OK;

	if (!number_letter(scan->text, *at, c, n)) {
		*at += n;
		return STATUS_OK;
	}
	if (in_time(scan, *at, &end)) {
		*at = end;
		return STATUS_OK;
	}
	end = *at + n;
	if (numeral_at(scan->text, *at, &numeral))
		end = numeral.span.end;
	if (read_figure(scan, *at, &figure) && number_may_start(scan, *at)) {
		status = take(scan, &figure);
		end = figure.span.end;
	}
	*at = end;
	return status;
}

static bool beside_another(const struct vec *found, size_t i)
{
	const struct candidate *one = vec_at(found, i);

	if (i > 0) {
		const struct candidate *before = vec_at(found, i - 1);
		if (before->sentence == one->sentence)
			return true;
	}
	if (i + 1 < found->n) {
		const struct candidate *behind = vec_at(found, i + 1);
		return behind->sentence == one->sentence;
	}
	return false;
}

enum status measures_find(struct arena *arena, const struct measure_rules *rules,
			  const struct article *article, const struct mentions *mentions,
			  const struct measure **out, size_t *n)
{
	struct scan scan = {.rules = rules,
			    .article = article,
			    .mentions = mentions,
			    .text = article->text,
			    .found = vec_of(arena, sizeof(struct candidate))};
	struct vec measures = vec_of(arena, sizeof(struct measure));

	for (size_t at = 0; at < scan.text.n;)
		if (step(&scan, &at) != STATUS_OK)
			return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < scan.found.n; i++) {
		const struct candidate *candidate = vec_at(&scan.found, i);
		if (candidate->lone_one && !beside_another(&scan.found, i))
			continue;
		if (!vec_add(&measures, &candidate->measure))
			return STATUS_MEMORY_LIMIT;
	}
	*out = measures.items;
	*n = measures.n;
	return STATUS_OK;
}
