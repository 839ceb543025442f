/* lead.c - see lead.h. A lead ends in 讯, 电 or 消息 within the first few letters; what stands
 * before it must be an outlet, with a place and a day behind it at most, so that 通讯, 充电 and
 * 资讯 in ordinary sentences end none. */
#include "page/lead.h"

#include "page/dateline.h"
#include "text/utf8.h"

#define LONGEST_LEAD    100 /* bytes */
#define LONGEST_PLACE   15
#define LONGEST_OUTLET  16  /* letters */
#define NEAR_BRACKET    120 /* bytes before the bracket with the people */
#define LONGEST_OPENING 90
#define PLACE_LETTERS   4
#define LONGEST_RUN     200 /* bytes of people behind a lead, without a bracket */

static bool is_opening(uint32_t c)
{
	return c == '(' || c == 0xFF08 || c == '[' || c == 0x3010 || c == 0x3014 || c == 0xFF3B;
}

static bool is_closing(uint32_t c)
{
	return c == ')' || c == 0xFF09 || c == ']' || c == 0x3011 || c == 0x3015 || c == 0xFF3D;
}

/* Without the day at the end: 新华社武汉3月5日 -> 新华社武汉. */
static struct slice without_day(struct slice text, bool *had_day)
{
	struct dated dated;
	size_t at = text.n, n;

	*had_day = false;
	if (!slice_ends(text, SLICE("日")))
		return text;
	if (dateline_find(text, 0, &dated) && dated.span.end == text.n) {
		*had_day = true;
		return text_trim(slice_sub(text, 0, dated.span.start));
	}
	at -= 3;
	while (at > 0) {
		uint32_t c = utf8_before(text, at, &n);
		if (!is_digit(c) && c != 0x6708)
			break;
		at -= n;
	}
	*had_day = at < text.n - 3;
	return *had_day ? text_trim(slice_sub(text, 0, at)) : text;
}

/* The outlet at the beginning of 湖北日报武汉: the longest beginning that is one, with a place of a
 * few letters behind it. */
static struct slice outlet_before_place(const struct outlet_rules *rules, struct slice text)
{
	size_t n;

	for (size_t end = text.n; end > 3;) {
		if (text.n - end > LONGEST_PLACE)
			break;
		struct slice name = slice_sub(text, 0, end);
		if (outlet_is_media(rules, name))
			return name;
		utf8_before(text, end, &n);
		end -= n;
	}
	return SLICE_EMPTY;
}

/* Is what stands before the mark an outlet, and behind it a place where a day follows? */
static bool is_outlet_part(const struct outlet_rules *rules, struct slice text, struct lead *out)
{
	bool had_day;

	text = without_day(text_trim(text), &had_day);
	out->source = SLICE_EMPTY;
	if (!text.n || outlet_is_own(rules, text))
		return text.n > 0;
	struct slice known = outlet_in_front(rules, text);
	if (outlet_is_media(rules, text) && utf8_count(text) <= LONGEST_OUTLET)
		out->source = text;
	else if (had_day && known.n && text.n - known.n <= LONGEST_PLACE)
		out->source = known;
	else if (had_day)
		out->source = outlet_before_place(rules, text);
	return out->source.n > 0;
}

static const struct slice MARKS[] = {SLICE_INIT("讯"), SLICE_INIT("電"), SLICE_INIT("电"),
				     SLICE_INIT("消息")};

bool lead_find(const struct outlet_rules *rules, struct slice paragraph, struct lead *out)
{
	size_t start = 0, n, skipped = 0;

	while (start < paragraph.n && skipped < 2 && is_opening(utf8_at(paragraph, start, &n))) {
		start += n;
		skipped++;
	}
	for (size_t at = start; at < paragraph.n && at < LONGEST_LEAD; at += n) {
		uint32_t c = utf8_at(paragraph, at, &n);
		struct slice rest = slice_from(paragraph, at);
		if (c == 0x3002 || c == 0xFF0C || c == ',' || is_opening(c))
			return false;
		for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
			if (slice_starts(rest, MARKS[i]) &&
			    is_outlet_part(rules, slice_sub(paragraph, start, at), out)) {
				out->end = at + MARKS[i].n;
				return true;
			}
	}
	return false;
}

/* The text in the bracket that begins at byte `open`; SIZE_MAX in *end: it does not end. */
static struct slice bracket_at(struct slice text, size_t open, size_t *end)
{
	size_t n, at = open;

	utf8_at(text, open, &n);
	*end = SIZE_MAX;
	for (at += n; at < text.n && at < open + 300; at += n)
		if (is_closing(utf8_at(text, at, &n))) {
			*end = at + n;
			size_t first;
			utf8_at(text, open, &first);
			return text_trim(slice_sub(text, open + first, at));
		}
	return SLICE_EMPTY;
}

/* 中央社记者黄旭升新北12日电: the place behind the name is two to four letters long. */
static enum status read_dispatch(const struct byline_rules *rules,
				 const struct outlet_rules *outlets, struct slice inner,
				 struct credits *out, struct slice *source)
{
	enum status status = STATUS_OK;
	struct byline found = {0};
	bool had_day;
	size_t n;

	struct slice text = without_day(slice_sub(inner, 0, inner.n - 3), &had_day);
	if (!had_day)
		return STATUS_OK;
	for (int letters = 0; status == STATUS_OK && letters <= PLACE_LETTERS && text.n > 3;
	     letters++) {
		status = byline_read(rules, text, NULL, &found);
		if (status == STATUS_OK && found.labels && found.names)
			break;
		utf8_before(text, text.n, &n);
		text.n -= n;
	}
	if (status != STATUS_OK || !found.labels || !found.names)
		return status;
	*source = outlet_in_front(outlets, inner);
	return byline_read(rules, text, out, &found);
}

/* What a bracket names: 记者 陈立新; where names are due also 陈立新 吴晓燕. */
static enum status read_bracket(const struct byline_rules *rules, struct slice inner, bool is_due,
				struct credits *out)
{
	struct byline found;
	bool full = false;
	enum status status = byline_read(rules, inner, NULL, &found);

	if (status != STATUS_OK)
		return status;
	if (found.labels && found.names)
		return byline_read(rules, inner, out, &found);
	if (is_due && !found.labels)
		byline_read_names(rules, inner, true, &out->authors, &full);
	return full ? STATUS_MEMORY_LIMIT : STATUS_OK;
}

/* 记者王国忠报道 and 陈立新／新北报导 at the beginning of the text, or 来源：东湖日报 记者 陈立新:
 * the part of the first clause up to the report. */
static struct slice opening_of(struct slice paragraph)
{
	static const struct slice REPORTS[] = {SLICE_INIT("报道"), SLICE_INIT("报导")};
	struct slice start = slice_sub(paragraph, 0, LONGEST_OPENING);

	for (size_t i = 0; i < sizeof REPORTS / sizeof *REPORTS; i++) {
		size_t at = slice_find(start, REPORTS[i]);
		if (at != SIZE_MAX)
			start = slice_sub(start, 0, at + REPORTS[i].n);
	}
	return start;
}

/* 通讯员吴晓燕 记者陈立新 behind a lead, without brackets. */
static enum status read_run(const struct byline_rules *rules, struct slice text,
			    struct credits *out)
{
	struct slice run = slice_sub(text, 0, LONGEST_RUN);
	size_t comma = slice_find(run, SLICE("，")), stop = slice_find(run, SLICE("。"));
	struct byline found;

	run = slice_sub(run, 0, comma < stop ? comma : stop);
	enum status status = byline_read(rules, run, NULL, &found);
	if (status == STATUS_OK && found.begins && found.names)
		status = byline_read(rules, run, out, &found);
	return status;
}

/* The same without a lead. *is_read: it was such a beginning. */
static enum status read_opening(const struct byline_rules *rules, struct slice paragraph,
				struct credits *out, bool *is_read)
{
	struct slice opening = opening_of(paragraph);
	bool is_report = opening.n < LONGEST_OPENING && opening.n < paragraph.n;
	size_t comma = slice_find(opening, SLICE("，"));
	struct byline found;

	if (is_report && comma != SIZE_MAX)
		return STATUS_OK;
	opening = slice_sub(opening, 0, comma);
	enum status status = byline_read(rules, opening, NULL, &found);
	if (status != STATUS_OK || !found.names)
		return status;
	*is_read = is_report ? found.bytes * 10 >= opening.n * 7
			     : found.begins && found.colon && found.labels >= 2;
	if (!*is_read)
		return STATUS_OK;
	return is_report ? byline_read(rules, opening, out, &found)
			 : read_run(rules, paragraph, out);
}

enum status lead_read(const struct byline_rules *rules, const struct outlet_rules *outlets,
		      struct slice paragraph, struct credits *out, struct slice *source)
{
	struct lead lead = {SLICE_EMPTY, 0};
	bool found = lead_find(outlets, paragraph, &lead);
	size_t n, at = lead.end, end;

	*source = found ? lead.source : SLICE_EMPTY;
	while (at < paragraph.n && (is_space(utf8_at(paragraph, at, &n)) ||
				    (found && is_closing(utf8_at(paragraph, at, &n)))))
		at += n;
	if (found && (at >= paragraph.n || !is_opening(utf8_at(paragraph, at, &n))))
		return read_run(rules, slice_from(paragraph, at), out);
	bool is_due = found, is_read = false;
	if (!found) {
		enum status status = read_opening(rules, paragraph, out, &is_read);
		if (status != STATUS_OK || is_read)
			return status;
	}
	while (at < paragraph.n && at <= lead.end + NEAR_BRACKET &&
	       !is_opening(utf8_at(paragraph, at, &n)))
		at += n;
	if (at >= paragraph.n || at > lead.end + NEAR_BRACKET)
		return STATUS_OK;
	struct slice inner = bracket_at(paragraph, at, &end);
	if (end == SIZE_MAX)
		return STATUS_OK;
	if (!found && slice_ends(inner, SLICE("电")))
		return read_dispatch(rules, outlets, inner, out, source);
	return read_bracket(rules, inner, is_due, out);
}
