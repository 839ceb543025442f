/* sentences.c - walks each paragraph from mark to mark (extract/marks.h): what stands in brackets
 * or quotation marks is jumped over whole, so a full stop met on the way is always one of ours.
 * What a quotation does to the sentence is told by its place, not by words: one that begins the
 * sentence waits for its speaker, one that was led in (王某说：“……。”) has had him. */
#include "extract/sentences.h"

#include "base/vec.h"
#include "extract/marks.h"
#include "text/utf8.h"

struct splitter {
	struct slice text;
	struct marks marks;
	size_t next_pair; /* first pair that may begin at or behind `at` */
	size_t paragraph;
	size_t section;
	struct vec sentences;
};

static bool add_sentence(struct splitter *s, size_t start, size_t end)
{
	struct slice whole = slice_sub(s->text, start, end), trimmed = text_trim(whole);

	if (trimmed.n == 0)
		return true;
	start += (size_t)(trimmed.p - whole.p);
	struct sentence sentence = {{start, start + trimmed.n}, s->paragraph, s->section};
	return vec_add(&s->sentences, &sentence);
}

static bool is_stop(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0xFF61;
}

/* A run of at least two … ends a sentence unless the clause goes on (……等, ……，). */
static bool is_trailing_off(struct slice text, size_t at, size_t end, size_t *behind)
{
	size_t n, dots = 0;
	uint32_t c = 0;

	while (at < end && (c = utf8_at(text, at, &n)) == 0x2026) {
		dots++;
		at += n;
	}
	*behind = at;
	if (dots < 2 || at >= end)
		return dots >= 2;
	if (is_punctuation(c))
		return is_stop(c) || is_opening_mark(c) || is_closing_mark(c);
	return c != 0x7B49 && c != 0x7684; /* 等, 的 */
}

/* The last letter in the quotation that is no closing mark. */
static uint32_t last_quoted(struct slice text, struct span inside)
{
	uint32_t c = 0;
	size_t n;

	while (inside.end > inside.start) {
		c = utf8_before(text, inside.end, &n);
		if (!is_closing_mark(c) && !is_space(c))
			break;
		inside.end -= n;
	}
	return c;
}

/* Does the sentence that began at `start` end with this quotation? */
static bool ends_with_quote(struct slice text, size_t start, const struct mark_pair *pair)
{
	size_t behind;
	uint32_t before = text_last_letter(text, start, pair->whole.start, &behind);
	uint32_t last = last_quoted(text, pair->inside);

	if (!mark_quotes(pair->family) || !(is_stop(last) || last == 0x2026))
		return false;
	if (before == 0 || is_closing_mark(before) || before == 0x8BAF /* 讯 */)
		return false;
	return last == 0x3002 || is_punctuation(before);
}

/* Takes in further stops and closing marks that nothing opened: 。” ！！ */
static size_t behind_stop(struct slice text, size_t at, size_t end)
{
	size_t n;

	while (at < end) {
		uint32_t c = utf8_at(text, at, &n);
		if (!is_stop(c) && !is_closing_mark(c) && c != 0x2026)
			break;
		at += n;
	}
	return at;
}

/* Where the next pair of marks at or behind `at` opens; `at` never goes back. */
static size_t next_mark(struct splitter *s, size_t at)
{
	while (s->next_pair < s->marks.n && s->marks.items[s->next_pair].whole.start < at)
		s->next_pair++;
	return s->next_pair < s->marks.n ? s->marks.items[s->next_pair].whole.start : SIZE_MAX;
}

/* Behind what is at `at`: a whole pair of marks, or one letter. *ends: the sentence ends there. */
static size_t step(struct splitter *s, size_t start, size_t at, size_t end, bool *ends)
{
	size_t behind, n;

	if (next_mark(s, at) == at && s->marks.items[s->next_pair].whole.end <= end) {
		const struct mark_pair *pair = &s->marks.items[s->next_pair];
		*ends = ends_with_quote(s->text, start, pair);
		return *ends ? behind_stop(s->text, pair->whole.end, end) : pair->whole.end;
	}
	uint32_t c = utf8_at(s->text, at, &n);
	*ends = is_stop(c);
	if (*ends)
		return behind_stop(s->text, at + n, end);
	if (c == 0x2026) {
		*ends = is_trailing_off(s->text, at, end, &behind);
		return *ends ? behind_stop(s->text, behind, end) : behind;
	}
	return at + n;
}

/* Nothing that can end a sentence begins with this byte. Continuation bytes are of this sort, so
 * that ideographs may be passed over byte by byte. */
static bool is_plain(unsigned char byte)
{
	return byte != '!' && byte != '?' && byte != 0xE2 && byte != 0xE3 && byte != 0xEF;
}

static bool split_paragraph(struct splitter *s, struct span span)
{
	size_t start = span.start;

	for (size_t at = start; at < span.end;) {
		bool ends;
		if (is_plain((unsigned char)s->text.p[at]) && at != next_mark(s, at)) {
			at++;
			continue;
		}
		at = step(s, start, at, span.end, &ends);
		if (!ends)
			continue;
		if (!add_sentence(s, start, at))
			return false;
		start = at;
	}
	return add_sentence(s, start, span.end);
}

enum status sentences_split(struct arena *arena, const struct article *article,
			    struct sentences *out)
{
	struct splitter s = {.text = article->text};
	enum status status = marks_match(arena, article->text, &s.marks);

	*out = (struct sentences){.marks = s.marks.items, .n_marks = s.marks.n};
	if (status != STATUS_OK)
		return status;
	s.sentences = vec_of(arena, sizeof(struct sentence));
	for (s.paragraph = 0; s.paragraph < article->n_paragraphs; s.paragraph++) {
		const struct paragraph *paragraph = &article->paragraphs[s.paragraph];
		bool heading = paragraph->kind == PARAGRAPH_HEADING;
		s.section += heading;
		if (!(heading ? add_sentence(&s, paragraph->span.start, paragraph->span.end)
			      : split_paragraph(&s, paragraph->span)))
			return STATUS_MEMORY_LIMIT;
	}
	out->items = s.sentences.items;
	out->n = s.sentences.n;
	return STATUS_OK;
}

size_t sentence_at(const struct sentences *sentences, size_t at)
{
	size_t low = 0, high = sentences->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sentences->items[middle].span.end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sentences->n && sentences->items[low].span.start <= at ? low : SIZE_MAX;
}
