/* matcher.c - words are sorted so that those with the same key stand together, longest first. The
 * key is the first two letters (of a one-letter word, that letter) as one number. A hash table
 * leads from a key to its run. LIMITS.md measured this shape at about 3 % of the cost of parsing
 * the page's HTML for 45,000 names; an Aho-Corasick automaton was slower and cost more to build.
 * Most places of a text begin no word: two sets of bits tell so, by the first letter and by the
 * key, without a look into the table. They are as small as the list, so that many lists fit the
 * cache. */
#include "lexicon/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

struct run { /* entries with one key: [first, first + n) */
	uint64_t key;
	uint32_t first;
	uint32_t n; /* 0: this place of the table is free */
};

struct matcher {
	struct matcher_entry *entries;
	size_t n_entries;
	struct run *runs;
	size_t mask;        /* size of runs, a power of two, less one */
	unsigned run_shift; /* from a hash, whose high bits are the good ones, to a place in runs */
	size_t longest_word; /* bytes */
	uint64_t *letters;   /* bit set: a word may begin with this letter */
	uint64_t *lasts;     /* bit set: a word may end with this letter */
	uint64_t *keys;      /* bit set: a run may have this key */
	unsigned shift;      /* from a hash to the number of a bit */
};

#define BITS_PER_WORD 16
#define LEAST_BITS    9 /* powers of two */
#define MOST_BITS     16

static uint64_t hash_of(uint64_t key)
{
	return key * 0x9E3779B97F4A7C15U;
}

static bool has_bit(const struct matcher *matcher, const uint64_t *bits, uint64_t key)
{
	size_t bit = hash_of(key) >> matcher->shift;

	return bits[bit / 64] >> bit % 64 & 1;
}

static void set_bit(const struct matcher *matcher, uint64_t *bits, uint64_t key)
{
	size_t bit = hash_of(key) >> matcher->shift;

	bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

/* The bytes of the letter at `at` as a number, and how many they are. A letter that is cut short
 * counts as one byte: no word has it. */
static inline uint32_t letter_at(struct slice text, size_t at, size_t *n)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	size_t left = text.n - at;

	if (p[0] >= 0xE0 && p[0] < 0xF0 && left >= 3) {
		*n = 3;
		return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
	}
	if (p[0] >= 0xC0 && p[0] < 0xE0 && left >= 2) {
		*n = 2;
		return (uint32_t)p[0] << 8 | p[1];
	}
	if (p[0] >= 0xF0 && left >= 4) {
		*n = 4;
		return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	}
	*n = 1;
	return p[0];
}

static uint64_t key_of(uint32_t first, uint32_t second)
{
	return (uint64_t)first << 32 | second;
}

/* The key of a word that is not empty. */
static uint64_t word_key(struct slice word)
{
	size_t n, step;
	uint32_t first = letter_at(word, 0, &n);

	return key_of(first, n < word.n ? letter_at(word, n, &step) : 0);
}

/* The letter that ends the text, as letter_at() gives it. */
static uint32_t last_letter(struct slice text)
{
	size_t at = text.n - 1, n;

	while (at > 0 && text.n - at < 4 && ((unsigned char)text.p[at] & 0xC0) == 0x80)
		at--;
	return letter_at(text, at, &n);
}

struct sortable {
	struct matcher_entry entry;
	size_t order;
};

static int by_key_and_length(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	uint64_t of_x = word_key(x->entry.word), of_y = word_key(y->entry.word);
	int order;

	if (of_x != of_y)
		return of_x < of_y ? -1 : 1;
	if (x->entry.word.n != y->entry.word.n)
		return x->entry.word.n > y->entry.word.n ? -1 : 1;
	order = slice_compare(x->entry.word, y->entry.word);
	if (order != 0)
		return order;
	return x->order < y->order ? -1 : x->order > y->order;
}

static struct run *find_run(const struct matcher *matcher, uint64_t key)
{
	size_t at = (size_t)(hash_of(key) >> matcher->run_shift);

	for (; matcher->runs[at].n; at = (at + 1) & matcher->mask)
		if (matcher->runs[at].key == key)
			break;
	return &matcher->runs[at];
}

static bool sort_entries(struct arena *arena, struct matcher *matcher,
			 const struct matcher_entry *entries, size_t n)
{
	/* Plain malloc: the sorted copy is needed only here, and the process arena keeps for ever.
	 */
	struct sortable *rows = malloc((n + 1) * sizeof *rows);

	matcher->entries = arena_array(arena, n, sizeof *matcher->entries);
	if (!rows || !matcher->entries) {
		free(rows);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct sortable){entries[i], i};
	qsort(rows, n, sizeof *rows, by_key_and_length);
	for (size_t i = 0; i < n; i++) {
		matcher->entries[i] = rows[i].entry;
		if (rows[i].entry.word.n > matcher->longest_word)
			matcher->longest_word = rows[i].entry.word.n;
	}
	matcher->n_entries = n;
	free(rows);
	return true;
}

struct matcher *matcher_build(struct arena *arena, const struct matcher_entry *entries, size_t n)
{
	struct matcher *matcher = arena_alloc(arena, sizeof *matcher);
	size_t size = 8;
	unsigned bits = LEAST_BITS, run_bits = 3;

	for (; size < n * 2; run_bits++)
		size *= 2;
	while (bits < MOST_BITS && (size_t)1 << bits < n * BITS_PER_WORD)
		bits++;
	if (!matcher || !sort_entries(arena, matcher, entries, n))
		return NULL;
	matcher->mask = size - 1;
	matcher->run_shift = 64 - run_bits;
	matcher->shift = 64 - bits;
	matcher->runs = arena_array(arena, size, sizeof *matcher->runs);
	matcher->letters = arena_alloc(arena, ((size_t)1 << bits) / 8);
	matcher->lasts = arena_alloc(arena, ((size_t)1 << bits) / 8);
	matcher->keys = arena_alloc(arena, ((size_t)1 << bits) / 8);
	if (!matcher->runs || !matcher->letters || !matcher->lasts || !matcher->keys)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		uint64_t key = word_key(matcher->entries[i].word);
		struct run *run = find_run(matcher, key);
		if (run->n == 0)
			*run = (struct run){key, (uint32_t)i, 0};
		run->n++;
		set_bit(matcher, matcher->letters, key >> 32);
		set_bit(matcher, matcher->keys, key);
		set_bit(matcher, matcher->lasts, last_letter(matcher->entries[i].word));
	}
	return matcher;
}

struct matcher *matcher_of_column(struct arena *arena, const struct table *table, size_t column)
{
	struct matcher_entry *entries = malloc((table->n_rows + 1) * sizeof *entries);
	size_t n = 0;

	if (!entries)
		return NULL;
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, column);
		if (word.n)
			entries[n++] = (struct matcher_entry){word, (uint32_t)row};
	}
	struct matcher *matcher = matcher_build(arena, entries, n);
	free(entries);
	return matcher;
}

const struct matcher_entry *matcher_end(const struct matcher *matcher)
{
	return matcher->entries + matcher->n_entries;
}

/* n_key: bytes of the letters that the key is made of; they need no second look. */
static bool longest_in_run(const struct matcher *matcher, uint64_t key, size_t n_key,
			   struct slice text, size_t at, struct match *out)
{
	const struct run *run = find_run(matcher, key);
	const char *behind = text.p + at + n_key;
	size_t left = text.n - at - n_key;

	for (uint32_t i = 0; i < run->n; i++) {
		const struct matcher_entry *entry = &matcher->entries[run->first + i];
		size_t n = entry->word.n - n_key;
		if (n == 0 || (n <= left && memcmp(behind, entry->word.p + n_key, n) == 0)) {
			*out = (struct match){{at, at + entry->word.n}, entry};
			return true;
		}
	}
	return false;
}

/* *n: bytes of the letter at `at`. */
static inline bool match_at(const struct matcher *matcher, struct slice text, size_t at, size_t *n,
			    struct match *out)
{
	uint32_t first = letter_at(text, at, n);
	size_t second = at + *n, step = 0;

	if (!has_bit(matcher, matcher->letters, first))
		return false;
	uint64_t key = second < text.n ? key_of(first, letter_at(text, second, &step)) : 0;
	if (key && has_bit(matcher, matcher->keys, key) &&
	    longest_in_run(matcher, key, *n + step, text, at, out))
		return true;
	key = key_of(first, 0);
	return has_bit(matcher, matcher->keys, key) &&
	       longest_in_run(matcher, key, *n, text, at, out);
}

bool matcher_at(const struct matcher *matcher, struct slice text, size_t at, struct match *out)
{
	size_t n;

	return at < text.n && match_at(matcher, text, at, &n, out);
}

bool matcher_before(const struct matcher *matcher, struct slice text, size_t end, struct match *out)
{
	size_t start = end > matcher->longest_word ? end - matcher->longest_word : 0;

	if (end == 0 || !has_bit(matcher, matcher->lasts, last_letter(slice_sub(text, 0, end))))
		return false;
	for (; start < end; start++) {
		if (((unsigned char)text.p[start] & 0xc0) == 0x80)
			continue; /* inside a letter */
		struct slice word = slice_sub(text, start, end);
		const struct matcher_entry *entry = matcher_find(matcher, word);
		if (entry) {
			*out = (struct match){{start, end}, entry};
			return true;
		}
	}
	return false;
}

bool matcher_next(const struct matcher *matcher, struct slice text, size_t *from, struct match *out)
{
	size_t n;

	for (; *from < text.n; *from += n)
		if (match_at(matcher, text, *from, &n, out)) {
			*from = out->span.end;
			return true;
		}
	return false;
}

const struct matcher_entry *matcher_find(const struct matcher *matcher, struct slice word)
{
	uint64_t key = word.n ? word_key(word) : 0;

	if (!word.n || !has_bit(matcher, matcher->keys, key))
		return NULL;
	const struct run *run = find_run(matcher, key);
	for (uint32_t i = 0; i < run->n; i++)
		if (slice_equal(matcher->entries[run->first + i].word, word))
			return &matcher->entries[run->first + i];
	return NULL;
}
