/* fuzz_decode.c - any bytes to text: encoding, references, script, NFC. The first byte picks what
 * is declared. What must hold: the text is valid UTF-8 without control characters; the same bytes
 * give the same text again; what was read twice is told in order and stands in the text; references
 * are settled at once; simplified text is valid. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "text/encoding.h"
#include "text/reference.h"
#include "text/script.h"
#include "text/utf8.h"

#define BUDGET ((size_t)256 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *const DECLARED[] = {"",       "utf-8",    "gbk",        "gb18030", "big5",
				       "utf-16", "utf-16be", "iso-8859-1", "x",       "shift_jis"};

static void check_text(struct slice text)
{
	assert(utf8_is_valid(text));
	for (size_t i = 0; i < text.n; i++)
		assert((unsigned char)text.p[i] >= 0x20 || text.p[i] == '\n' || text.p[i] == '\r' ||
		       text.p[i] == '\t');
}

static void check_script(struct arena *arena, struct slice text)
{
	static struct script_converter *converter;
	struct slice simplified;

	if (!converter && !(converter = script_converter_new(NULL)))
		abort();
	if (script_simplify(converter, arena, text, &simplified) != STATUS_OK)
		return;
	assert(utf8_is_valid(simplified));
	assert(simplified.n <= text.n * 4 + 16);
}

/* Each stretch that was read again stands in the text, behind the one before. */
static void check_rereads(const struct decoded *decoded)
{
	size_t at = 0;

	for (size_t i = 0; i < decoded->n_rereads; i++) {
		struct slice after = decoded->rereads[i].after;
		assert(decoded->rereads[i].before.n > 0 && after.n > 0);
		assert(utf8_is_valid(decoded->rereads[i].before) && utf8_is_valid(after));
		at = slice_find_from(decoded->text, after, at);
		assert(at != SIZE_MAX);
		at += after.n;
	}
}

static void check_references(struct arena *arena, struct slice text)
{
	struct slice settled, again;

	if (reference_settle(arena, text, &settled) != STATUS_OK)
		return;
	assert(utf8_is_valid(settled));
	assert(settled.n <= text.n + 16);
	if (reference_settle(arena, settled, &again) == STATUS_OK)
		assert(again.n <= settled.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *arena;
	struct decoded decoded, again;

	if (n == 0 || (!arena && !(arena = arena_new(BUDGET))))
		return 0;
	struct slice declared = slice_of(DECLARED[data[0] % (sizeof DECLARED / sizeof *DECLARED)]);
	struct slice bytes = {(const char *)data + 1, n - 1};
	struct err err = {0};
	enum status status =
	    encoding_decode(arena, bytes, declared, data[0] & 0x80, &decoded, &err);
	enum status second = encoding_decode(arena, bytes, declared, data[0] & 0x80, &again, NULL);
	if (status == STATUS_OK) {
		check_text(decoded.text);
		check_rereads(&decoded);
		check_references(arena, decoded.text);
		check_script(arena, decoded.text);
		if (second == STATUS_OK) {
			assert(slice_equal(again.text, decoded.text));
			assert(again.guessed == decoded.guessed && again.n_bad == decoded.n_bad);
		}
	} else {
		assert(err.text[0]);
	}
	arena_reset(arena);
	return 0;
}
