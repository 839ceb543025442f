/* eval_text.c - see eval_text.h. Multisets are sorted arrays, compared in one pass. */
#include "eval_text.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/digest.h"
#include "text/utf8.h"

#define SHINGLE 5 /* letters */

static const struct slice QUOTES = SLICE_INIT("“”‘’\"'「」『』《》〈〉");
static const struct slice PUNCTUATION =
    SLICE_INIT("，。、；：？！“”‘’（）《》〈〉「」『』【】-—…·,.;:?!()[]\"'■●◆□");

static bool is_one_of(struct slice letters, uint32_t c)
{
	size_t at = 0;
	uint32_t letter;

	while (utf8_next(letters, &at, &letter))
		if (letter == c)
			return true;
	return false;
}

/* Every code point of the text in compatibility form that is neither a space nor one of `dropped`;
 * *n is 0 when that fails. */
static utf8proc_int32_t *letters_of(struct arena *arena, struct slice text, struct slice dropped,
				    size_t *n)
{
	const utf8proc_option_t options = UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_STABLE;
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.p;
	utf8proc_ssize_t length = (utf8proc_ssize_t)text.n, found;

	*n = 0;
	found = utf8proc_decompose(bytes, length, NULL, 0, options);
	if (found <= 0)
		return NULL;
	utf8proc_int32_t *points = arena_array(arena, (size_t)found + 1, sizeof *points);
	if (!points || utf8proc_decompose(bytes, length, points, found, options) != found)
		return NULL;
	found = utf8proc_normalize_utf32(points, found, options);
	for (utf8proc_ssize_t i = 0; i < found; i++)
		if (!is_space((uint32_t)points[i]) && !is_one_of(dropped, (uint32_t)points[i]))
			points[(*n)++] = points[i];
	return points;
}

struct slice eval_bare(struct arena *arena, struct slice text)
{
	struct buf buf = buf_in(arena);
	size_t n;
	const utf8proc_int32_t *points = letters_of(arena, text, QUOTES, &n);

	for (size_t i = 0; i < n; i++)
		buf_code_point(&buf, (uint32_t)points[i]);
	return n == 0 || buf_failed(&buf) ? SLICE_EMPTY : buf_slice(&buf);
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

struct shingles eval_shingles(struct arena *arena, struct slice text)
{
	size_t n, length;
	const utf8proc_int32_t *points = letters_of(arena, text, PUNCTUATION, &n);

	if (n == 0)
		return (struct shingles){NULL, 0};
	length = n < SHINGLE ? n : SHINGLE;
	n = n - length + 1;
	uint64_t *items = arena_array(arena, n, sizeof *items);
	if (!items)
		return (struct shingles){NULL, 0};
	for (size_t i = 0; i < n; i++)
		items[i] =
		    hash64((struct slice){(const char *)(points + i), length * sizeof *points});
	qsort(items, n, sizeof *items, by_value);
	return (struct shingles){items, n};
}

size_t eval_shared(struct shingles a, struct shingles b)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
		if (a.items[i] == b.items[j]) {
			n++;
			i++;
			j++;
		} else if (a.items[i] < b.items[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n;
}

static struct shingles letters_sorted(struct arena *arena, struct slice text)
{
	uint64_t *items = arena_array(arena, text.n + 1, sizeof *items);
	struct shingles out = {items, 0};
	size_t at = 0;
	uint32_t c;

	while (items && utf8_next(text, &at, &c))
		items[out.n++] = c;
	if (items)
		qsort(items, out.n, sizeof *items, by_value);
	return out;
}

double eval_overlap(struct arena *arena, struct slice a, struct slice b)
{
	struct shingles x = letters_sorted(arena, a), y = letters_sorted(arena, b);

	if (x.n == 0 || y.n == 0)
		return x.n == y.n;
	return (double)eval_shared(x, y) / (double)(x.n > y.n ? x.n : y.n);
}

bool eval_same_name(struct slice a, struct slice b)
{
	size_t n = utf8_count(a), m = utf8_count(b);
	size_t less = n < m ? n : m, more = n < m ? m : n;

	if (slice_equal(a, b))
		return true;
	return less > 0 && less * 10 >= more * 6 && (slice_contains(a, b) || slice_contains(b, a));
}
