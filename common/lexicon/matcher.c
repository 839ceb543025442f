/* matcher.c - words are sorted so that those with the same key stand together, longest first. The
 * key is the first two code points (of a one-letter word, that letter). A hash table leads from a
 * key to its run. LIMITS.md measured this shape at about 3 % of the cost of parsing the page's HTML
 * for 45,000 names; an Aho-Corasick automaton was slower and cost more to build. */
#include "lexicon/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/vec.h"
#include "text/utf8.h"

struct run { /* entries with one key: [first, first + n) */
	uint64_t hash;
	const char *key; /* in its first word */
	uint32_t first;
	uint32_t n; /* 0: this place of the table is free */
	uint32_t key_length;
};

#define BEGINNINGS 65536 /* bits */

struct matcher {
	struct matcher_entry *entries;
	size_t n_entries;
	struct run *runs;
	size_t mask;                          /* size of runs, a power of two, less one */
	size_t longest_word;                  /* bytes */
	uint64_t beginnings[BEGINNINGS / 64]; /* bit set: a word may begin with this letter */
};

/* Most places of a text begin no word: the bits tell so without a look into the table. */
static size_t beginning_of(struct slice text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	size_t left = text.n - at;

	if (p[0] < 0x80 || left < 2)
		return p[0];
	return ((size_t)p[0] << 12 ^ (size_t)p[1] << 6 ^ (left > 2 && p[0] >= 0xE0 ? p[2] : 0)) %
	       BEGINNINGS;
}

static bool may_begin(const struct matcher *matcher, struct slice text, size_t at)
{
	size_t bit = beginning_of(text, at);

	return matcher->beginnings[bit / 64] >> bit % 64 & 1;
}

/* The first `letters` (1 or 2) code points of s, or an empty slice when it has fewer. */
static struct slice key_of(struct slice s, int letters)
{
	size_t n = 0, step;

	for (int i = 0; i < letters; i++) {
		if (n >= s.n)
			return SLICE_EMPTY;
		utf8_at(s, n, &step);
		n += step;
	}
	return slice_sub(s, 0, n);
}

static struct slice word_key(struct slice word)
{
	struct slice two = key_of(word, 2);
	return two.n ? two : key_of(word, 1);
}

struct sortable {
	struct matcher_entry entry;
	size_t order;
};

static int by_key_and_length(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int order = slice_compare(word_key(x->entry.word), word_key(y->entry.word));

	if (order != 0)
		return order;
	if (x->entry.word.n != y->entry.word.n)
		return x->entry.word.n > y->entry.word.n ? -1 : 1;
	order = slice_compare(x->entry.word, y->entry.word);
	if (order != 0)
		return order;
	return x->order < y->order ? -1 : x->order > y->order;
}

static struct run *find_run(const struct matcher *matcher, struct slice key)
{
	uint64_t hash = hash64(key);
	size_t at = (size_t)hash & matcher->mask;

	for (; matcher->runs[at].n; at = (at + 1) & matcher->mask) {
		const struct run *run = &matcher->runs[at];
		if (run->hash == hash && run->key_length == key.n &&
		    memcmp(run->key, key.p, key.n) == 0)
			break;
	}
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

	while (size < n * 2)
		size *= 2;
	if (!matcher || !sort_entries(arena, matcher, entries, n))
		return NULL;
	matcher->mask = size - 1;
	matcher->runs = arena_array(arena, size, sizeof *matcher->runs);
	if (!matcher->runs)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		struct slice key = word_key(matcher->entries[i].word);
		struct run *run = find_run(matcher, key);
		if (run->n == 0)
			*run = (struct run){hash64(key), key.p, (uint32_t)i, 0, (uint32_t)key.n};
		run->n++;
		size_t bit = beginning_of(matcher->entries[i].word, 0);
		matcher->beginnings[bit / 64] |= (uint64_t)1 << bit % 64;
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

static bool longest_in_run(const struct matcher *matcher, struct slice key, struct slice text,
			   size_t at, struct match *out)
{
	if (key.n == 0)
		return false;
	const struct run *run = find_run(matcher, key);
	for (uint32_t i = 0; i < run->n; i++) {
		const struct matcher_entry *entry = &matcher->entries[run->first + i];
		if (slice_starts(slice_from(text, at), entry->word)) {
			*out = (struct match){{at, at + entry->word.n}, entry};
			return true;
		}
	}
	return false;
}

bool matcher_at(const struct matcher *matcher, struct slice text, size_t at, struct match *out)
{
	if (at >= text.n || !may_begin(matcher, text, at))
		return false;
	struct slice rest = slice_from(text, at);

	return longest_in_run(matcher, key_of(rest, 2), text, at, out) ||
	       longest_in_run(matcher, key_of(rest, 1), text, at, out);
}

bool matcher_before(const struct matcher *matcher, struct slice text, size_t end, struct match *out)
{
	size_t start = end > matcher->longest_word ? end - matcher->longest_word : 0;

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
	while (*from < text.n) {
		size_t step;
		if (matcher_at(matcher, text, *from, out)) {
			*from = out->span.end;
			return true;
		}
		utf8_at(text, *from, &step);
		*from += step;
	}
	return false;
}

const struct matcher_entry *matcher_find(const struct matcher *matcher, struct slice word)
{
	struct slice key = word_key(word);

	if (key.n == 0)
		return NULL;
	const struct run *run = find_run(matcher, key);
	for (uint32_t i = 0; i < run->n; i++)
		if (slice_equal(matcher->entries[run->first + i].word, word))
			return &matcher->entries[run->first + i];
	return NULL;
}
