/* word_paths.c - see word_paths.h. Words lie in open hash tables by their packed letters, those of
 * two letters, which are most, in one of their own, small enough to stay in the processor's cache;
 * a word of two says whether longer ones begin so. The two readings of a run, from its start and
 * from its end, are one pass each. */
#include "extract/word_paths.h"

#include "text/utf8.h"

#define PAIRS          (1u << 16) /* powers of two, well over the number of words */
#define LONGER         (1u << 15)
#define LONGEST        4
#define UNKNOWN_BITS   20 /* a letter that no list has */
#define NO_WORD        255
#define WINDOW_BEFORE  40
#define OWN_WORD_SLACK 3 /* bits */

struct pair {
	uint32_t letters; /* 16 bits each, the first one lowest; 0: free */
	unsigned char bits;
	bool longer; /* longer words begin with these two letters */
};

struct longer {
	uint64_t letters; /* of 3 or 4 */
	unsigned char bits;
	bool longer;
};

struct word_costs {
	struct pair pairs[PAIRS];
	struct longer longer[LONGER];
	size_t n_pairs, n_longer;
	unsigned char single[0x10000];
};

static size_t pair_of(const struct word_costs *costs, uint32_t letters)
{
	size_t at = (letters * 0x9E3779B1u >> 16) & (PAIRS - 1);

	while (costs->pairs[at].letters && costs->pairs[at].letters != letters)
		at = (at + 1) & (PAIRS - 1);
	return at;
}

static size_t longer_of(const struct word_costs *costs, uint64_t letters)
{
	size_t at = (size_t)(letters * 0x9E3779B97F4A7C15u >> 49) & (LONGER - 1);

	while (costs->longer[at].letters && costs->longer[at].letters != letters)
		at = (at + 1) & (LONGER - 1);
	return at;
}

static bool add_pair(struct word_costs *costs, uint32_t letters, unsigned bits, bool longer)
{
	struct pair *pair = &costs->pairs[pair_of(costs, letters)];

	if (!pair->letters) {
		if (++costs->n_pairs > PAIRS * 3 / 4)
			return false;
		*pair = (struct pair){letters, NO_WORD, false};
	}
	pair->bits = bits < pair->bits ? (unsigned char)bits : pair->bits;
	pair->longer |= longer;
	return true;
}

static bool add_longer(struct word_costs *costs, uint64_t letters, unsigned bits, bool more)
{
	struct longer *longer = &costs->longer[longer_of(costs, letters)];

	if (!longer->letters) {
		if (++costs->n_longer > LONGER * 3 / 4)
			return false;
		*longer = (struct longer){letters, NO_WORD, false};
	}
	longer->bits = bits < longer->bits ? (unsigned char)bits : longer->bits;
	longer->longer |= more;
	return true;
}

bool word_costs_add(struct word_costs *costs, struct slice word, unsigned bits)
{
	uint64_t letters = 0;
	size_t n = 0;
	uint32_t c;

	for (size_t at = 0; utf8_next(word, &at, &c); n++) {
		if (n == LONGEST || !is_han(c) || c >= 0x10000)
			return true;
		letters |= (uint64_t)c << 16 * n;
	}
	if (n == 0)
		return true;
	if (n == 1) {
		unsigned char *single = &costs->single[letters];
		*single = bits < *single ? (unsigned char)bits : *single;
		return true;
	}
	if (n == 2)
		return add_pair(costs, (uint32_t)letters, bits, false);
	if (n == 4 && !add_longer(costs, letters & 0xFFFFFFFFFFFF, NO_WORD, true))
		return false;
	return add_pair(costs, (uint32_t)letters, NO_WORD, true) &&
	       add_longer(costs, letters, bits, false);
}

static enum status add_row(struct word_costs *costs, const struct table *table, size_t row,
			   const size_t *columns, struct err *err)
{
	struct slice words = table_cell(table, row, columns[0]), word;
	uint64_t bits;

	if (!slice_to_uint64(table_cell(table, row, columns[1]), &bits) || bits == 0 ||
	    bits >= NO_WORD)
		return table_refuse(table, row, err, "bits must be a number from 1 to 254");
	while (slice_next_field(&words, ' ', &word))
		if (!word_costs_add(costs, word, (unsigned)bits))
			return table_refuse(table, row, err, "more words than there is room for");
	return STATUS_OK;
}

enum status word_costs_load(struct arena *process, const struct lexicon *lexicon,
			    struct word_costs **out, struct err *err)
{
	static const char *const COLUMNS[] = {"words", "bits"};
	const struct table *table;
	size_t columns[2];
	enum status status = lexicon_table(lexicon, "common_words", &table, err);

	*out = NULL;
	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, columns, err);
	if (status != STATUS_OK)
		return status;
	struct word_costs *costs = arena_alloc(process, sizeof *costs);
	if (!costs)
		return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
	for (size_t c = 0; c < sizeof costs->single; c++)
		costs->single[c] = UNKNOWN_BITS;
	for (size_t row = 0; status == STATUS_OK && row < table->n_rows; row++)
		status = add_row(costs, table, row, columns, err);
	*out = costs;
	return status;
}

/* The letter at `at`, 0 when it is no Chinese one; *n: its bytes. Most are decoded on the spot. */
static uint32_t letter_at(struct slice text, size_t at, size_t *n)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (text.n - at >= 3 && p[0] >= 0xE5 && p[0] <= 0xE9) {
		*n = 3;
		return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	}
	uint32_t c = utf8_at(text, at, n);
	return is_han(c) ? c : 0;
}

/* The run's letters and where they begin. */
static void find_run(struct slice text, size_t at, struct word_path *path, uint32_t *letters)
{
	size_t start = at, n;

	path->n = 0;
	for (int back = 0; back < WINDOW_BEFORE && start > 0; back++) {
		if (start >= 3 && (unsigned char)text.p[start - 3] >= 0xE5 &&
		    (unsigned char)text.p[start - 3] <= 0xE9)
			n = 3;
		else if (!is_han(utf8_before(text, start, &n)))
			break;
		start -= n;
	}
	while (path->n < WORD_PATH_LETTERS && start < text.n) {
		uint32_t c = letter_at(text, start, &n);
		if (c == 0)
			break;
		letters[path->n] = c;
		path->at[path->n++] = start;
		start += n;
	}
	path->at[path->n] = start;
}

/* Bits of the words of 1 to LONGEST letters that begin with letters[0], NO_WORD for none. Returns
 * the length of the longest. */
static size_t words_from(const struct word_costs *costs, const uint32_t *letters, size_t n,
			 unsigned char *bits)
{
	bits[1] = letters[0] < 0x10000 ? costs->single[letters[0]] : UNKNOWN_BITS;
	if (n < 2 || letters[0] >= 0x10000 || letters[1] >= 0x10000)
		return 1;
	uint64_t key = letters[0] | letters[1] << 16;
	const struct pair *pair = &costs->pairs[pair_of(costs, (uint32_t)key)];
	if (!pair->letters)
		return 1;
	bits[2] = pair->bits;
	bool longer = pair->longer;
	for (size_t length = 3; length <= LONGEST; length++) {
		if (!longer || n < length || letters[length - 1] >= 0x10000)
			return length - 1;
		key |= (uint64_t)letters[length - 1] << 16 * (length - 1);
		const struct longer *word = &costs->longer[longer_of(costs, key)];
		if (!word->letters)
			return length - 1;
		bits[length] = word->bits;
		longer = word->longer;
	}
	return LONGEST;
}

unsigned word_cost(const struct word_costs *costs, struct slice text, struct span span)
{
	uint32_t letters[WORD_PATH_LETTERS];
	unsigned sums[WORD_PATH_LETTERS + 1] = {0};
	unsigned char bits[LONGEST + 1];
	size_t n = 0, step;

	for (size_t at = span.start; at < span.end && n < WORD_PATH_LETTERS; at += step) {
		letters[n++] = letter_at(text, at, &step);
		sums[n] = UINT32_MAX;
	}
	for (size_t i = 0; i < n; i++) {
		size_t longest = words_from(costs, &letters[i], n - i, bits);
		for (size_t length = 1; length <= longest; length++)
			if (bits[length] != NO_WORD && sums[i] + bits[length] < sums[i + length])
				sums[i + length] = sums[i] + bits[length];
	}
	return sums[n];
}

void word_path_read(const struct word_costs *costs, struct slice text, size_t at,
		    struct word_path *path)
{
	uint32_t letters[WORD_PATH_LETTERS];
	unsigned char bits[WORD_PATH_LETTERS][LONGEST + 1];
	unsigned char longest[WORD_PATH_LETTERS];

	find_run(text, at, path, letters);
	path->before[0] = 0;
	path->last[0] = 0;
	for (size_t i = 1; i <= path->n; i++)
		path->before[i] = UINT32_MAX;
	for (size_t i = 0; i < path->n; i++) {
		longest[i] = (unsigned char)words_from(costs, &letters[i], path->n - i, bits[i]);
		for (size_t length = 1; length <= longest[i]; length++) {
			unsigned sum = path->before[i] + bits[i][length];
			if (bits[i][length] == NO_WORD || sum >= path->before[i + length])
				continue;
			path->before[i + length] = sum;
			path->last[i + length] = (unsigned char)length;
		}
	}
	path->behind[path->n] = 0;
	path->first[path->n] = 0;
	for (size_t i = path->n; i-- > 0;) {
		path->behind[i] = UINT32_MAX;
		for (size_t length = 1; length <= longest[i]; length++) {
			if (bits[i][length] == NO_WORD)
				continue;
			unsigned sum = path->behind[i + length] + bits[i][length];
			if (sum >= path->behind[i])
				continue;
			path->behind[i] = sum;
			path->first[i] = (unsigned char)length;
		}
	}
}

size_t word_path_index(const struct word_path *path, size_t at)
{
	size_t low = 0, high = path->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (path->at[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return path->at[low] == at ? low : SIZE_MAX;
}

bool word_is_own(const struct word_costs *costs, struct slice text, struct span span)
{
	struct word_path path;

	word_path_read(costs, text, span.start, &path);
	size_t first = word_path_index(&path, span.start);
	size_t behind = word_path_index(&path, span.end);
	if (path.n == 0 || first == SIZE_MAX || behind == SIZE_MAX)
		return true;
	return path.before[first] + word_cost(costs, text, span) + path.behind[behind] <=
	       path.before[path.n] + OWN_WORD_SLACK;
}
