/* json_text.c - see json_text.h. Depth is a number, not a call stack. */
#include "page/json_text.h"

#include "base/buf.h"

size_t json_string_end(struct slice json, size_t at)
{
	size_t end = at, backslashes;

	do {
		end = slice_find_byte(json, '"', end + 1);
		if (end == SIZE_MAX)
			return json.n;
		for (backslashes = 0; json.p[end - 1 - backslashes] == '\\'; backslashes++)
			;
	} while (backslashes % 2);
	return end + 1;
}

static bool is_json_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t json_skip_space(struct slice json, size_t at)
{
	while (at < json.n && is_json_space(json.p[at]))
		at++;
	return at;
}

/* Byte offset behind the value that begins at `at`: at a comma or closing bracket of the level it
 * stands in. */
static size_t value_end(struct slice json, size_t at)
{
	size_t depth = 0;

	while (at < json.n) {
		char c = json.p[at];
		if (c == '"') {
			at = json_string_end(json, at);
			continue;
		}
		if (depth == 0 && (c == ',' || c == '}' || c == ']'))
			break;
		if (c == '{' || c == '[')
			depth++;
		else if (c == '}' || c == ']')
			depth--;
		at++;
	}
	return at;
}

struct slice json_member(struct slice json, struct slice name)
{
	struct slice found = SLICE_EMPTY;
	size_t at = json_skip_space(json, 0);

	if (at >= json.n || json.p[at] != '{')
		return found;
	at = json_skip_space(json, at + 1);
	while (at < json.n && json.p[at] == '"') {
		size_t key = at + 1, end = json_string_end(json, at);
		struct slice found_name = slice_sub(json, key, end - 1);
		at = json_skip_space(json, end);
		if (at >= json.n || json.p[at] != ':')
			break;
		at = json_skip_space(json, at + 1);
		end = value_end(json, at);
		if (slice_equal(found_name, name))
			found = slice_trim(slice_sub(json, at, end));
		at = end;
		if (at < json.n && json.p[at] == ',')
			at = json_skip_space(json, at + 1);
	}
	return found;
}

struct slice json_compact(struct arena *arena, struct slice json)
{
	struct buf out = buf_in(arena);
	size_t at = 0;

	while (at < json.n) {
		size_t end = at + 1;
		if (json.p[at] == '"')
			end = json_string_end(json, at);
		else if (is_json_space(json.p[at])) {
			at = end;
			continue;
		}
		buf_append(&out, slice_sub(json, at, end));
		at = end;
	}
	if (buf_failed(&out))
		return SLICE_EMPTY;
	return out.p ? buf_slice(&out) : arena_copy(arena, SLICE_EMPTY);
}
