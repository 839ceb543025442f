/* json_lift.c - see json_lift.h. A mark is a letter that is none (U+FDD0) and the string's number.
 * JSON in which that letter stands otherwise, written or escaped, is left alone, so that no mark
 * can be forged. Strings are cut out only where a quotation mark begins one for jansson too: it
 * reads from the left and gives up at the first thing that is no JSON, and all of that stays. */
#include "page/json_lift.h"

#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "page/json_text.h"
#include "text/utf8.h"

#define LONG_STRING 1024 /* bytes as written */
#define MARK        "\xEF\xB7\x90"
#define MARK_CODE   0xFDD0

static bool read_hex(struct slice s, size_t at, uint32_t *out)
{
	*out = 0;
	if (s.n < 4 || at > s.n - 4)
		return false;
	for (size_t i = at; i < at + 4; i++) {
		char c = s.p[i], low = (char)(c | 0x20);
		if (c >= '0' && c <= '9')
			*out = *out << 4 | (uint32_t)(c - '0');
		else if (low >= 'a' && low <= 'f')
			*out = *out << 4 | (uint32_t)(low - 'a' + 10);
		else
			return false;
	}
	return true;
}

/* The code point of an escape that begins at `at` (a backslash); *at moves behind it. Half of a
 * surrogate pair is none. */
static bool read_escape(struct slice s, size_t *at, uint32_t *out)
{
	static const char NAMES[] = "\"\\/bfnrt", VALUES[] = "\"\\/\b\f\n\r\t";
	char name = *at + 1 < s.n ? s.p[*at + 1] : 0;
	uint32_t low;

	for (size_t i = 0; i < sizeof NAMES - 1; i++)
		if (name == NAMES[i]) {
			*out = (unsigned char)VALUES[i];
			*at += 2;
			return true;
		}
	if (name != 'u' || !read_hex(s, *at + 2, out))
		return false;
	*at += 6;
	if (*out < 0xD800 || *out > 0xDFFF)
		return true;
	if (*out > 0xDBFF || !slice_starts(slice_from(s, *at), SLICE("\\u")) ||
	    !read_hex(s, *at + 2, &low) || low < 0xDC00 || low > 0xDFFF)
		return false;
	*out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
	*at += 6;
	return true;
}

/* A byte under 20: eight are looked at together. */
static bool has_control(struct slice text)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t word = 0, found = 0;

	for (size_t at = 0; at < text.n; at += sizeof word) {
		size_t left = text.n - at < sizeof word ? text.n - at : sizeof word;
		word = ones * 0x20;
		memcpy(&word, text.p + at, left);
		found |= (word - ones * 0x20) & ~word;
	}
	return (found & ones * 0x80) != 0;
}

/* What stands between two quotation marks, as text. False: jansson has to look at it; or no memory
 * (arena_is_full() tells). */
static bool unescape(struct arena *arena, struct slice inside, struct slice *out)
{
	struct buf text = {0};
	size_t at = 0, plain = 0;
	uint32_t code_point;

	if (has_control(inside))
		return false;
	while ((at = slice_find_byte(inside, '\\', at)) != SIZE_MAX) {
		if (!text.arena)
			text = buf_with_room(arena, inside.n);
		buf_append(&text, slice_sub(inside, plain, at));
		if (!read_escape(inside, &at, &code_point))
			return false;
		buf_code_point(&text, code_point);
		plain = at;
	}
	if (plain == 0) {
		*out = inside;
	} else {
		buf_append(&text, slice_from(inside, plain));
		*out = buf_slice(&text);
	}
	return !buf_failed(&text) && utf8_is_valid(*out);
}

/* The letter of marks stands in it. */
static bool has_mark(struct slice json)
{
	uint32_t code;

	for (size_t at = slice_find(json, SLICE("\\u")); at != SIZE_MAX;
	     at = slice_find_from(json, SLICE("\\u"), at + 1))
		if (read_hex(json, at + 2, &code) && code == MARK_CODE)
			return true;
	return slice_contains(json, SLICE(MARK));
}

/* Takes out the string [at, end), quotation marks and all. */
static bool lift(struct slice json, size_t at, size_t end, struct buf *kept, struct vec *texts)
{
	struct slice text;

	if (json.p[end - 1] != '"' ||
	    !unescape(texts->arena, slice_sub(json, at + 1, end - 1), &text) ||
	    !vec_add(texts, &text))
		return false;
	buf_printf(kept, "\"" MARK "%zu\"", texts->n - 1);
	return true;
}

static bool is_name(struct slice json, size_t end)
{
	end = json_skip_space(json, end);
	return end < json.n && json.p[end] == ':';
}

enum status json_lift(struct arena *arena, struct slice json, struct lifted *out)
{
	struct buf kept = buf_in(arena);
	struct vec texts = vec_of(arena, sizeof(struct slice));
	size_t at = 0, copied = 0;
	bool is_fit = true;

	*out = (struct lifted){.json = json};
	while (is_fit && (at = slice_find_byte(json, '"', at)) != SIZE_MAX) {
		size_t start = at, end = json_string_end(json, at);
		at = end;
		if (end - start <= LONG_STRING || is_name(json, end))
			continue;
		struct slice before = slice_sub(json, copied, start);
		buf_append(&kept, before);
		is_fit = !has_mark(before) && lift(json, start, end, &kept, &texts);
		copied = end;
	}
	if (is_fit && texts.n > 0 && !has_mark(slice_from(json, copied))) {
		buf_append(&kept, slice_from(json, copied));
		*out = (struct lifted){buf_slice(&kept), texts.items, texts.n};
	}
	return arena_is_full(arena) ? STATUS_MEMORY_LIMIT : STATUS_OK;
}

struct slice json_lifted_text(const struct lifted *lifted, struct slice string)
{
	uint64_t number;

	if (!lifted->n || !slice_starts(string, SLICE(MARK)) ||
	    !slice_to_uint64(slice_from(string, sizeof MARK - 1), &number) || number >= lifted->n)
		return string;
	return lifted->texts[number];
}
