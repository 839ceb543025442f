/* component_symbols.c - see component_symbols.h. Each symbol is looked for behind the meaning of
 * the one before; words of a shorthand are told from other words by being alike. */
#include "extract/component_symbols.h"

#include <string.h>

#include "extract/component_lists.h"
#include "text/utf8.h"

#define LONGEST_MEANING 360 /* bytes */
#define MOST_WORDS      200
#define LONGEST_WORD    8 /* letters */

unsigned component_numeral(uint32_t c)
{
	static const uint32_t LETTERS[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
					   0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
	for (unsigned i = 0; i < 10; i++)
		if (LETTERS[i] == c)
			return i + 1;
	if (c == 0x4E24 || c == 0x53CC)
		return 2;
	return c >= '0' && c <= '9' ? c - '0' : 0;
}

static bool is_comma(uint32_t c)
{
	return c == ',' || c == 0xFF0C;
}

static bool is_stop(uint32_t c)
{
	return c == 0xFF1B || c == ';' || c == 0x3002 || c == '\n';
}

/* 是, 即, 指的是 … behind a symbol, a comma before it allowed; 0: none stands there. */
static size_t link_length(struct slice text)
{
	static const char *const LINKS[] = {"是指", "就是", "指的是", "代表", "即",
					    "为",   "是",   "指",     "：",   ":"};
	size_t comma = slice_starts(text, SLICE("，")) ? 3 : slice_starts(text, SLICE(","));

	text = slice_from(text, comma);
	for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
		if (slice_starts(text, slice_of(LINKS[i])))
			return comma + slice_of(LINKS[i]).n;
	return 0;
}

/* The symbol at the beginning of a clause: behind a mark; with its own quotation marks or without.
 */
static size_t find_symbol(struct slice text, size_t from, size_t end, struct slice symbol)
{
	struct slice passage = slice_sub(text, 0, end);
	size_t n;

	for (size_t at = slice_find_from(passage, symbol, from); at != SIZE_MAX;
	     at = slice_find_from(passage, symbol, at + symbol.n)) {
		uint32_t before = at > from ? utf8_before(text, at, &n) : ',';
		if (is_punctuation(before) && before != '+' && before != 0x3001 && before != '-')
			return at;
	}
	return SIZE_MAX;
}

/* Where the meaning that starts at `at` ends: at a semicolon or full stop, or at the comma behind
 * which the next symbol stands. */
static size_t meaning_end(struct slice text, size_t at, size_t end, const struct slice *next,
			  bool by_commas)
{
	size_t n;

	for (; at < end; at += n) {
		uint32_t c = utf8_at(text, at, &n);
		if (is_stop(c) || (is_comma(c) && by_commas))
			return at;
		if (!is_comma(c) || !next || at + n >= end)
			continue;
		struct slice behind = slice_sub(text, at + n, end);
		size_t m;
		if (is_opening_mark(utf8_at(behind, 0, &m)))
			behind = slice_from(behind, m);
		if (slice_starts(behind, *next))
			return at;
	}
	return end;
}

/* 这座中心食堂, 一个中心食堂 is 中心食堂. */
static struct slice without_pointer(struct slice meaning)
{
	static const char *const POINTERS[] = {"这座", "这个", "这支", "这", "以", "一个", "一座"};

	for (size_t i = 0; i < sizeof POINTERS / sizeof *POINTERS; i++)
		if (slice_starts(meaning, slice_of(POINTERS[i])) &&
		    meaning.n >= slice_of(POINTERS[i]).n + 6)
			return slice_from(meaning, slice_of(POINTERS[i]).n);
	return meaning;
}

static bool is_letter_symbol(struct slice symbol)
{
	size_t n;

	return is_han(utf8_at(symbol, 0, &n)) && n == symbol.n;
}

/* *stop: behind the meaning. Empty when the symbol has none. */
static struct slice meaning_of(struct slice text, size_t from, size_t end, struct slice symbol,
			       const struct slice *next, bool *by_commas, size_t *stop)
{
	size_t at = find_symbol(text, from, end, symbol), n;

	if (at == SIZE_MAX)
		return SLICE_EMPTY;
	size_t behind = at + symbol.n;
	if (behind < end && is_closing_mark(utf8_at(text, behind, &n)))
		behind += n;
	size_t link = link_length(slice_sub(text, behind, end));
	if (!link && !is_letter_symbol(symbol))
		return SLICE_EMPTY;
	*stop = meaning_end(text, behind + link, end, next, *by_commas);
	/* a letter that only begins its clause is part of what it stands for: 红色每日一访 */
	struct slice meaning = slice_sub(text, link ? behind + link : at, *stop);
	if (next && *stop < end)
		*by_commas = is_comma(utf8_at(text, *stop, &n));
	return meaning.n > LONGEST_MEANING || meaning.n < 6 ? SLICE_EMPTY
							    : without_pointer(text_trim(meaning));
}

bool component_meanings(struct slice text, size_t from, size_t end, const struct vec *symbols,
			struct vec *parts)
{
	struct vec found = vec_of(parts->arena, sizeof(struct slice));
	size_t at = from;
	bool by_commas = false;

	for (size_t i = 0; i < symbols->n; i++) {
		const struct slice *next = i + 1 < symbols->n ? vec_at(symbols, i + 1) : NULL;
		struct slice meaning = meaning_of(
		    text, at, end, *(struct slice *)vec_at(symbols, i), next, &by_commas, &at);
		if (!meaning.n)
			break;
		if (!vec_add(&found, &meaning))
			return false;
	}
	if (found.n < 2 ||
	    (found.n < symbols->n && is_letter_symbol(*(struct slice *)symbols->items)))
		return true;
	for (size_t i = 0; i < found.n && parts->n < MOST_PARTS; i++)
		if (!vec_add(parts, vec_at(&found, i)))
			return false;
	return true;
}

/* The stretches of Han letters between marks, two to eight letters long. */
static bool words_of(struct slice text, size_t from, size_t end, struct vec *words)
{
	size_t start = from, n;

	for (size_t at = from; at <= end && words->n < MOST_WORDS; at += n) {
		n = 1;
		if (at < end && is_han(utf8_at(text, at, &n)))
			continue;
		struct slice word = slice_sub(text, start, at);
		size_t letters = utf8_count(slice_sub(word, 0, 3 * LONGEST_WORD + 3));
		if (letters >= 2 && letters <= LONGEST_WORD && !vec_add(words, &word))
			return false;
		start = at + n;
	}
	return true;
}

static bool has_at(struct slice word, uint32_t letter, bool at_end)
{
	size_t n;

	return (at_end ? utf8_before(word, word.n, &n) : utf8_at(word, 0, &n)) == letter;
}

/* Adds `number` words of `bytes` bytes that begin (or end) with the letter, when there are so many
 * different ones. */
static bool take_alike(const struct vec *words, uint32_t letter, bool at_end, size_t bytes,
		       unsigned number, struct vec *parts, bool *done)
{
	struct slice found[10];
	unsigned n = 0;

	for (size_t i = 0; i < words->n && n < number; i++) {
		struct slice word = *(struct slice *)vec_at(words, i);
		bool known = false;
		for (unsigned k = 0; k < n; k++)
			known = known || slice_equal(found[k], word);
		if (word.n == bytes && !known && has_at(word, letter, at_end))
			found[n++] = word;
	}
	*done = n == number;
	for (unsigned i = 0; *done && i < n; i++)
		if (!component_add(parts, found[i]))
			return false;
	return true;
}

/* Words of three letters and more are tried before those of two, which are alike by chance. */
static bool take_pair(const struct vec *words, unsigned number, uint32_t letter, struct vec *parts)
{
	bool done = false;

	for (int at_end = 0; at_end < 2 && !done; at_end++)
		for (size_t letters = 3; letters <= 6 && !done; letters++)
			if (!take_alike(words, letter, at_end, letters * 3, number, parts, &done))
				return false;
	return done || number < 3 || take_alike(words, letter, false, 6, number, parts, &done);
}

bool component_shorthand(struct slice text, size_t from, size_t end, struct slice core,
			 struct vec *parts)
{
	struct vec words = vec_of(parts->arena, sizeof(struct slice));
	size_t at = 0;
	uint32_t c, letter;

	if (!words_of(text, from, end, &words))
		return false;
	while (utf8_next(core, &at, &c)) {
		unsigned number = component_numeral(c);
		size_t next = at;
		if (number < 2 || number > 10 || !utf8_next(core, &next, &letter) ||
		    !is_han(letter))
			continue;
		if (!take_pair(&words, number, letter, parts))
			return false;
	}
	return true;
}
