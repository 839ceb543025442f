/* spam.c - see spam.h. Points per word, against the length of the line: an article on a gambling
 * case has such words too, but sentences around them. What stands in quotation marks is talked
 * about, and a sentence with a word such as 诈骗 reports on it: neither is cut. A brand is cut out
 * of the middle of a sentence together with the words that stand right beside it. */
#include "page/spam.h"

#include "base/buf.h"
#include "lexicon/matcher.h"
#include "text/utf8.h"

#define LOOKED_AT     1200 /* bytes of a line taken as a whole */
#define LONGEST_PART  240  /* a sentence that is advertising is no longer */
#define LONGEST_QUOTE 240
#define LONGEST_GAP   12 /* bytes between a brand and the word that goes with it */
#define SPAM_POINTS   3
#define LEAST_LETTERS 5 /* Han letters of a line that is left when spam was cut out of it */

enum spam_kind { WORD, BRAND, TAIL, ABOUT };

struct spam_rules {
	const struct matcher *words; /* value: kind * 16 + weight */
};

struct hit {
	struct span span;
	unsigned weight;
	enum spam_kind kind;
};

struct tally {
	unsigned points;
	size_t bytes; /* of the words */
	bool strong;  /* one of them is hardly anything but advertising */
	bool about;
};

static bool kind_of(struct slice name, uint32_t *out)
{
	static const char *const NAMES[] = {"word", "brand", "tail", "about"};

	for (uint32_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (slice_equal(name, slice_of(NAMES[i]))) {
			*out = i;
			return true;
		}
	return false;
}

enum status spam_rules_load(struct arena *process, const struct lexicon *lexicon,
			    const struct spam_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "weight", "kind"};
	struct spam_rules *rules = arena_alloc(process, sizeof *rules);
	const struct table *table;
	size_t column[3];
	enum status status = lexicon_table(lexicon, "spam_words", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 3, column, err);
	if (status != STATUS_OK)
		return status;
	struct matcher_entry *entries = arena_array(process, table->n_rows, sizeof *entries);
	if (!rules || !entries)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		uint64_t weight;
		uint32_t kind;
		if (!slice_to_uint64(table_cell(table, row, column[1]), &weight) || weight > 9)
			return table_refuse(table, row, err, "weight is a number from 0 to 9");
		if (!kind_of(table_cell(table, row, column[2]), &kind))
			return table_refuse(table, row, err, "no such kind");
		entries[row] = (struct matcher_entry){table_cell(table, row, column[0]),
						      kind * 16 + (uint32_t)weight};
	}
	rules->words = matcher_build(process, entries, table->n_rows);
	*out = rules;
	return rules->words ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* A Latin word counts only as a word: "av" is none in "average". */
static bool stands_alone(struct slice text, struct span span)
{
	size_t n;

	return (!is_latin(utf8_at(text, span.start, &n)) || span.start == 0 ||
		!is_latin(utf8_before(text, span.start, &n))) &&
	       (!is_latin(utf8_before(text, span.end, &n)) || span.end >= text.n ||
		!is_latin(utf8_at(text, span.end, &n)));
}

/* 1: an opening mark (“ 「 《) begins at that byte, -1: a closing one, 0: neither. */
static int mark_at(struct slice line, size_t at)
{
	const unsigned char *p = (const unsigned char *)line.p + at;

	if ((p[0] != 0xE2 && p[0] != 0xE3) || line.n - at < 3 || p[1] != 0x80)
		return 0;
	if (p[0] == 0xE2)
		return p[2] == 0x9C ? 1 : p[2] == 0x9D ? -1 : 0;
	return p[2] == 0x8C || p[2] == 0x8A ? 1 : p[2] == 0x8D || p[2] == 0x8B ? -1 : 0;
}

/* Between “ and ”, both near. */
static bool is_quoted(struct slice line, struct span span)
{
	size_t from = span.start > LONGEST_QUOTE ? span.start - LONGEST_QUOTE : 0;
	size_t to = span.end + LONGEST_QUOTE < line.n ? span.end + LONGEST_QUOTE : line.n;
	int mark = 0;

	for (size_t at = span.start; !mark && at-- > from;)
		mark = mark_at(line, at);
	if (mark <= 0)
		return false;
	mark = 0;
	for (size_t at = span.end; !mark && at < to; at++)
		mark = mark_at(line, at);
	return mark < 0;
}

/* The next word at or after *from that ends within [.., end) and is not quoted. */
static bool next_hit(const struct spam_rules *rules, struct slice line, size_t end, size_t *from,
		     struct hit *out)
{
	struct match match;

	while (matcher_next(rules->words, slice_sub(line, 0, end), from, &match)) {
		out->span = match.span;
		out->kind = match.entry->value / 16;
		out->weight = match.entry->value % 16;
		if (stands_alone(line, match.span) &&
		    (out->kind == ABOUT || !is_quoted(line, match.span)))
			return true;
	}
	return false;
}

static struct tally tally_of(const struct spam_rules *rules, struct slice line, size_t start,
			     size_t end)
{
	struct tally tally = {0};
	unsigned twos = 0;
	struct hit hit;

	for (size_t from = start; next_hit(rules, line, end, &from, &hit);) {
		tally.about = tally.about || hit.kind == ABOUT;
		if (hit.kind == ABOUT || (hit.kind == TAIL && !tally.points))
			continue;
		tally.points += hit.weight;
		tally.bytes += hit.span.end - hit.span.start;
		twos += hit.weight == 2;
		tally.strong = tally.strong || hit.weight >= 3 || twos >= 2;
	}
	return tally;
}

/* Are words of that many points among n bytes advertising? share: one byte of so many must be of
 * such words. Words that have an honest use as well must be half of it. */
static bool is_advertising(const struct tally *tally, size_t n, size_t share)
{
	if (tally->points < SPAM_POINTS)
		return false;
	return tally->bytes * (tally->strong && !tally->about ? share : 2) >= n;
}

bool spam_is(const struct spam_rules *rules, struct slice line)
{
	struct slice text = slice_sub(line, 0, LOOKED_AT);
	struct tally tally = tally_of(rules, text, 0, text.n);

	return is_advertising(&tally, text.n, slice_contains(text, SLICE("。")) ? 3 : 7);
}

static bool is_comma(uint32_t c)
{
	return c == 0xFF0C || c == ',' || c == 0xFF1B || c == ';';
}

/* The end of the sentence that begins at `at`, with its closing marks, or of what stands before
 * white space. */
static size_t part_end(struct slice line, size_t at)
{
	size_t n;
	bool ended = false;

	while (at < line.n) {
		uint32_t c = utf8_at(line, at, &n);
		if (ended && !is_closing_mark(c) && !is_space(c))
			break;
		ended = ended || is_sentence_end(c) || is_space(c);
		at += n;
	}
	return at;
}

static size_t clause_end(struct slice line, size_t at, size_t end)
{
	size_t n;

	while (at < end) {
		uint32_t c = utf8_at(line, at, &n);
		at += n;
		if (is_comma(c))
			break;
	}
	return at;
}

/* Is at least half of it such words? */
static bool part_is_spam(const struct spam_rules *rules, struct slice line, size_t start,
			 size_t end)
{
	struct slice part = text_trim(slice_sub(line, start, end));
	struct tally tally;

	if (end - start > LONGEST_PART || !part.n)
		return false;
	tally = tally_of(rules, line, start, end);
	return is_advertising(&tally, part.n, 2);
}

/* May what stands between two words belong to them both: nothing, 888, .com, brackets? */
static bool is_gap(struct slice line, size_t start, size_t end)
{
	if (end - start > LONGEST_GAP)
		return false;
	for (size_t at = start, n; at < end; at += n) {
		uint32_t c = utf8_at(line, at, &n);
		if (c >= 0x80 || c == ',' || c == ';')
			return false;
	}
	return true;
}

/* The run of words that stand side by side, from the next word at or after *from; true if it is an
 * advert: a brand, or several words that are hardly anything else. */
static bool next_run(const struct spam_rules *rules, struct slice line, size_t end, size_t *from,
		     struct span *run, bool *is_advert)
{
	unsigned points = 0, words = 0;
	bool brand = false;
	struct hit hit;
	size_t after;

	for (after = *from; next_hit(rules, line, end, &after, &hit); *from = after) {
		if (words && !is_gap(line, run->end, hit.span.start))
			break;
		if (hit.kind == ABOUT || (hit.kind == TAIL && !words)) {
			if (words)
				break;
			continue;
		}
		if (!words++)
			run->start = hit.span.start;
		run->end = hit.span.end;
		points += hit.weight;
		brand = brand || hit.kind == BRAND;
	}
	*is_advert = brand || (words > 1 && points >= SPAM_POINTS + 2);
	return words > 0;
}

struct cutting {
	const struct spam_rules *rules;
	struct slice original;
	struct slice line; /* the same in lower case */
	struct buf kept;
	bool cut;
};

/* Adverts inside the clause go, the rest of it stays. */
static void cut_runs(struct cutting *c, size_t start, size_t end)
{
	struct span run = {start, start};
	size_t from = start, at = start;
	bool is_advert;

	while (next_run(c->rules, c->line, end, &from, &run, &is_advert)) {
		if (!is_advert)
			continue;
		buf_append(&c->kept, slice_sub(c->original, at, run.start));
		at = run.end;
		c->cut = true;
	}
	buf_append(&c->kept, slice_sub(c->original, at, end));
}

static size_t count_han(struct slice text)
{
	size_t at = 0, n = 0;
	uint32_t c;

	while (utf8_next(text, &at, &c))
		n += is_han(c);
	return n;
}

/* Spam of which nothing real is left when the adverts are cut out. */
static void drop_spam(struct cutting *c, size_t start, size_t end)
{
	size_t before = c->kept.n;

	cut_runs(c, start, end);
	c->cut = true;
	if (buf_failed(&c->kept))
		return;
	struct slice rest = slice_from(buf_slice(&c->kept), before);
	if (count_han(rest) <= LEAST_LETTERS || tally_of(c->rules, rest, 0, rest.n).points)
		buf_cut(&c->kept, before);
}

/* Clauses of a sentence that are nothing but advertising go whole. */
static void cut_clauses(struct cutting *c, size_t start, size_t end)
{
	for (size_t at = start, next; at < end; at = next) {
		next = clause_end(c->line, at, end);
		if (part_is_spam(c->rules, c->line, at, next))
			drop_spam(c, at, next);
		else
			cut_runs(c, at, next);
	}
}

/* What no full stop ends and is a quarter of such words, when the adverts in it are cut out. */
static bool rest_is_spam(const struct cutting *c, struct slice rest)
{
	struct tally tally = tally_of(c->rules, rest, 0, rest.n);
	struct slice text = text_trim(rest);

	return !slice_ends(text, SLICE("。")) && rest.n <= LONGEST_PART &&
	       is_advertising(&tally, text.n, 4);
}

static void cut_part(struct cutting *c, size_t start, size_t end)
{
	struct tally tally = tally_of(c->rules, c->line, start, end);
	bool after_spam = c->cut && end - start <= 30 && tally.points > 0 && !tally.about;
	size_t before = c->kept.n;

	if (after_spam || part_is_spam(c->rules, c->line, start, end)) {
		drop_spam(c, start, end);
		return;
	}
	if (tally.points < SPAM_POINTS || tally.about) {
		buf_append(&c->kept, slice_sub(c->original, start, end));
		return;
	}
	cut_clauses(c, start, end);
	if (!buf_failed(&c->kept) && rest_is_spam(c, slice_from(buf_slice(&c->kept), before))) {
		buf_cut(&c->kept, before);
		c->cut = true;
	}
}

/* Lower case, so that APP is app; the bytes keep their places. */
static struct slice folded(struct arena *arena, struct slice line)
{
	bool upper = false;

	for (size_t i = 0; i < line.n && !upper; i++)
		upper = line.p[i] >= 'A' && line.p[i] <= 'Z';
	if (!upper)
		return line;
	struct slice copy = arena_copy(arena, line);
	for (size_t i = 0; i < copy.n; i++)
		if (copy.p[i] >= 'A' && copy.p[i] <= 'Z')
			((char *)copy.p)[i] = (char)(copy.p[i] + 32);
	return copy;
}

/* Without the dashes, bars and commas that stood between real text and what was cut away. */
static struct slice trim_seams(struct slice text)
{
	static const struct slice SEAMS = SLICE_INIT("-_|,:");

	text = text_trim(text);
	while (text.n && slice_find_byte(SEAMS, text.p[0], 0) != SIZE_MAX)
		text = text_trim(slice_from(text, 1));
	while (text.n && slice_find_byte(SEAMS, text.p[text.n - 1], 0) != SIZE_MAX)
		text = text_trim(slice_sub(text, 0, text.n - 1));
	return text;
}

/* What is left of a line that is spam as a whole: a headline with a brand beside it stays. */
static bool rest_is_real(struct cutting *c, struct slice kept)
{
	return count_han(kept) > LEAST_LETTERS && kept.n * 3 >= c->line.n &&
	       !tally_of(c->rules, kept, 0, kept.n).points;
}

struct slice spam_cut(struct arena *arena, const struct spam_rules *rules, struct slice line,
		      bool *cut)
{
	struct cutting c = {
	    .rules = rules, .original = line, .line = folded(arena, line), .kept = buf_in(arena)};
	size_t from = 0;
	struct hit hit;

	*cut = false;
	if (line.n && !c.line.p)
		return SLICE_EMPTY;
	if (!next_hit(rules, c.line, line.n, &from, &hit))
		return line;
	bool whole = spam_is(rules, c.line);
	buf_byte(&c.kept, ' '); /* so that .p is never NULL */
	for (size_t at = 0, end; at < line.n; at = end) {
		end = part_end(c.line, at);
		cut_part(&c, at, end);
	}
	if (buf_failed(&c.kept))
		return SLICE_EMPTY;
	*cut = c.cut || whole;
	if (!*cut)
		return line;
	struct slice kept = trim_seams(buf_slice(&c.kept));
	if (whole ? !rest_is_real(&c, kept) : count_han(kept) < LEAST_LETTERS)
		kept.n = 0;
	return kept;
}
