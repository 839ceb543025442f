/* measures.c - one pass over the text. Where a number begins (and no time, quoted name or broken
 * text holds it) it is read with what may stand round it (measures_figure.h). A number without a
 * unit of the table is no measure; nor is one that a guard refuses. A lone 1
 * ("1个小区" in a definition) waits until the whole text is read: it stays only beside another
 * figure of its sentence. */
#include "extract/measures.h"

#include "base/vec.h"
#include "extract/measures_figure.h"
#include "extract/measures_object.h"
#include "text/numeral.h"
#include "text/utf8.h"

enum { NAME_REACH = 24, CLAUSE_REACH = 30, NEAR_REACH = 8 }; /* code points */
enum { LONG_TIME = 100, SMALL_SUM = 1000 };

/* Nouns that share a row of figures: 满意率、办结率分别达96%、98%. */
struct row {
	struct listed_nouns nouns;
	size_t next; /* index of the noun that the next figure counts */
	size_t end;  /* byte behind the last figure of the row */
};

struct scan {
	struct figure_source source;
	const struct article *article;
	const struct mentions *mentions;
	size_t next_broken, next_time, next_place, next_sentence; /* first ones not yet passed */
	struct vec found;                                         /* struct candidate */
	struct row row;
};

struct candidate {
	struct measure measure;
	size_t sentence; /* SIZE_MAX: in none */
	bool lone_one;
};

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
	c = utf8_before(scan->source.text, at, &n);
	if (is_digit(c) || is_latin(c) || c == '.' || c == '-' || c == '+' || c == '/' ||
	    c == ':' || c == 0xFF0B || c == '_' || c == '#' || c == '@')
		return false;
	bool han = !is_digit(utf8_at(scan->source.text, at, &m));
	/* The rest of a number that was no figure: 七八十人. But 队伍8支, 统一3个标准. */
	if (letter_of(han ? SLICE("〇零一二两三四五六七八九十百千万亿") : SLICE("十百千万亿"),
		      scan->source.text, at - n, n))
		return false;
	return !measure_guard_before(scan->source.rules, GUARD_BEFORE, scan->source.text, at) &&
	       !(han &&
		 measure_guard_before(scan->source.rules, GUARD_BEFORE_HAN, scan->source.text, at));
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

	for (int i = 0; i < NEAR_REACH && at < scan->source.text.n; i++, at += n) {
		if (matcher_at(scan->source.rules->guards[GUARD_NEAR], scan->source.text, at,
			       &match))
			return true;
		if (is_punctuation(utf8_at(scan->source.text, at, &n)))
			return false;
	}
	return false;
}

/* 三个村: a thing that few are counted of, unlike 三个必须. */
static bool counts_body(const struct scan *scan, const struct figure *figure)
{
	const struct measure_rules *rules = scan->source.rules;
	struct span noun;
	struct match match;

	if (figure->unit->kind != MEASURE_COUNT_OF)
		return false;
	if (matcher_at(rules->bodies, scan->source.text, figure->span.end, &match))
		return true;
	noun = noun_right(rules, scan->source.text, figure->span.end);
	return !noun_is_empty(noun) &&
	       matcher_before(rules->bodies, scan->source.text, noun.end, &match) &&
	       match.span.start >= noun.start;
}

static bool is_refused(const struct scan *scan, const struct figure *figure)
{
	const struct measure_unit *unit = figure->unit;
	struct match match;
	size_t n;

	if (figure->small_han &&
	    (figure->value <= 1 || (!unit->small_han && !counts_body(scan, figure))))
		return true;
	if ((figure->has_han && unit->digits_only &&
	     !is_digit(utf8_at(scan->source.text, figure->number, &n))) ||
	    in_name(scan->source.text, figure->span) ||
	    matcher_at(scan->source.rules->guards[GUARD_BEHIND], scan->source.text,
		       figure->span.end, &match) ||
	    matcher_find(scan->source.rules->guards[GUARD_WHOLE],
			 slice_sub(scan->source.text, figure->number, figure->span.end)))
		return true;
	if ((unit->kind == MEASURE_DURATION || unit->kind == MEASURE_LENGTH) &&
	    near_guard(scan, figure->span.end))
		return true;
	return (unit->of == COUNTED_EVENT ||
		(figure->value <= 1 && unit->kind == MEASURE_COUNT_OF)) &&
	       behind_every(scan->source.text, figure->number);
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
	       !is_digit(utf8_at(scan->source.text, figure->number, &n));
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

/* 据点614个，其中|三重区|68处: the place where they are is not what is counted. */
static bool is_place(const struct scan *scan, struct span object)
{
	const struct mentions *mentions = scan->mentions;

	for (size_t i = scan->next_place; i > 0 && object.end > object.start; i--) {
		const struct span *place = &mentions->places[i - 1].span;
		if (place->end < object.end)
			break;
		if (place->start == object.start && place->end == object.end)
			return true;
	}
	return false;
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
	if (measure_no_object(scan->source.rules, slice_span(scan->source.text, object)))
		object.end = object.start;
	return object;
}

/* Of a row of figures (分别达100%、96.3%) the one at hand counts the noun of its place. */
static bool object_of_row(struct scan *scan, const struct figure *figure, struct span *object)
{
	struct row *row = &scan->row;
	struct slice between = slice_sub(scan->source.text, row->end, figure->span.start);

	if (row->next > 0 && row->next < row->nouns.n && row->end <= figure->span.start &&
	    (slice_equal(between, SLICE("、")) || slice_equal(between, SLICE("和")) ||
	     slice_equal(between, SLICE("，")) || slice_equal(between, SLICE("与")))) {
		*object = row->nouns.items[row->next++];
	} else {
		row->nouns = measure_objects_listed(scan->source.rules, scan->source.text,
						    figure->span.start);
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
static struct noun object_of(struct scan *scan, const struct figure *figure, size_t sentence)
{
	struct noun noun = {.span = {0, 0}};

	if (object_of_row(scan, figure, &noun.span))
		return noun;
	noun = measure_object(scan->source.rules, scan->source.text, figure->span, figure->unit);
	noun.span = trimmed(scan, noun.span);
	bool found = !noun_is_empty(noun.span);
	noun.bare = noun.bare || is_place(scan, noun.span);
	if (sentence == SIZE_MAX || (found && !noun.bare))
		return noun;
	if (scan->found.n > 0) {
		const struct candidate *last = vec_at(&scan->found, scan->found.n - 1);
		if (last->sentence == sentence &&
		    (!found || slice_equal(last->measure.unit, figure->unit_text)))
			return (struct noun){.span = last->measure.object_span};
	}
	if (found && figure->unit->of == COUNTED_EVENT)
		return noun; /* 参加600多人次 */
	size_t start = scan->mentions->sentences.items[sentence].span.start;
	struct noun before = measure_object_of_clause_before(scan->source.rules, scan->source.text,
							     start, figure->span.start);
	before.span = trimmed(scan, before.span);
	return found && (noun_is_empty(before.span) || !before.governed) ? noun : before;
}

/* Whether a word for a time that can be measured stands in the clause before the figure, or in the
 * few letters behind it. */
static bool speaks_of_time(const struct scan *scan, const struct figure *figure)
{
	struct slice text = scan->source.text;
	size_t n, from = figure->span.start, end = figure->span.end;
	struct match match;

	for (int i = 0; i < CLAUSE_REACH && from > 0; i++, from -= n) {
		uint32_t c = utf8_before(text, from, &n);
		if (is_sentence_end(c) || c == 0xFF0C || c == '\n')
			break;
	}
	for (int i = 0; i < NEAR_REACH && end < text.n; i++, end += n)
		if (is_punctuation(utf8_at(text, end, &n)))
			break;
	return matcher_next(scan->source.rules->spans, slice_sub(text, 0, end), &from, &match);
}

/* Durations, small sums and things in passing, as stories are full of them: 等了15分钟, 花8元,
 * 三百块. */
static bool is_told_in_passing(const struct scan *scan, const struct figure *figure,
			       const struct noun *noun)
{
	bool nothing = noun_is_empty(noun->span) || noun->bare;
	struct match match;

	switch (figure->unit->kind) {
	case MEASURE_DURATION:
		return figure->value < LONG_TIME && figure->bound != BOUND_UNDER &&
		       !speaks_of_time(scan, figure);
	case MEASURE_MONEY:
		return nothing && figure->value < SMALL_SUM &&
		       !matcher_before(scan->source.rules->money, scan->source.text, noun->span.end,
				       &match);
	case MEASURE_COUNT_OF:
		return nothing && figure->has_han && figure->unit->of == COUNTED_THING;
	default:
		return false;
	}
}

static enum status take(struct scan *scan, const struct figure *figure)
{
	if (is_refused(scan, figure) ||
	    article_is_broken(scan->article, &scan->next_broken, figure->span) ||
	    in_place(scan, figure))
		return STATUS_OK;
	size_t sentence = sentence_of(scan, figure->number);
	struct noun noun = object_of(scan, figure, sentence);
	if (is_told_in_passing(scan, figure, &noun))
		return STATUS_OK;
	struct candidate *candidate = vec_push(&scan->found);
	if (!candidate)
		return STATUS_MEMORY_LIMIT;
	candidate->sentence = sentence;
	candidate->lone_one = figure->value <= 1 && figure->unit->kind == MEASURE_COUNT_OF;
	candidate->measure = (struct measure){
	    .span = figure->span,
	    .text = slice_span(scan->source.text, figure->span),
	    .object_span = noun.span,
	    .object = slice_span(scan->source.text, noun.span),
	    .value = figure->value,
	    .unit = figure->unit_text,
	    .bound = figure->has_bound ? figure->bound : BOUND_EXACT,
	    .kind = figure->unit->kind,
	};
	set_period(scan, sentence, &candidate->measure);
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
	uint32_t c = utf8_at(scan->source.text, *at, &n);
	enum status status = STATUS_OK;

	if (!number_letter(scan->source.text, *at, c, n)) {
		*at += n;
		return STATUS_OK;
	}
	if (in_time(scan, *at, &end)) {
		*at = end;
		return STATUS_OK;
	}
	end = *at + n;
	if (numeral_at(scan->source.text, *at, &numeral))
		end = numeral.span.end;
	if (figure_read(&scan->source, *at, &figure) && number_may_start(scan, *at)) {
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
	struct scan scan = {.source = {rules, article->text},
			    .article = article,
			    .mentions = mentions,
			    .found = vec_of(arena, sizeof(struct candidate))};
	struct vec measures = vec_of(arena, sizeof(struct measure));

	for (size_t at = 0; at < scan.source.text.n;)
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
