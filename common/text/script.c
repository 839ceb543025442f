/* script.c - counts letters by class (text/letters), and converts by OpenCC what needs it.
 * OpenCC costs more than parsing the page, so it sees only runs of Han letters in which at least
 * one letter changes, and only in text that is Traditional. In Simplified text a few Traditional
 * letters (a name, a shop sign) are converted one by one: OpenCC on the whole would make 干隆 of
 * 乾隆 and the like. OpenCC wants NUL-free text: runs of Han letters are that.
 * One letter it does not decide: 著, which Traditional text writes for 着 (忙著, 著力) as well as
 * for itself (名著, 著作). In text that was converted as a whole it is 着 but in the words below.
 */
#include "text/script.h"

#include <opencc/opencc.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/letters.h"
#include "text/nfc.h"
#include "text/utf8.h"

/* Bytes given to OpenCC at once; a longer run is cut, at worst inside a phrase. */
#define RUN_MAX 4096

struct script_converter {
	opencc_t opencc;
};

struct script_converter *script_converter_new(struct err *err)
{
	struct script_converter *converter = calloc(1, sizeof *converter);

	if (!converter) {
		err_set(err, STATUS_MEMORY_LIMIT, "script", SIZE_MAX, "no memory");
		return NULL;
	}
	converter->opencc = opencc_open("t2s.json");
	if (converter->opencc == (opencc_t)-1) {
		free(converter);
		err_set(err, STATUS_CANNOT_READ, "script", SIZE_MAX,
			"OpenCC has no t2s.json (Debian package libopencc-data): %s",
			opencc_error());
		return NULL;
	}
	return converter;
}

void script_converter_free(struct script_converter *converter)
{
	if (!converter)
		return;
	opencc_close(converter->opencc);
	free(converter);
}

struct script_counts {
	size_t hant, hans;
};

static struct script_counts count_script(struct slice text)
{
	struct script_counts counts = {0, 0};
	size_t at = 0, n;

	while (at < text.n) {
		unsigned class;
		if ((unsigned char)text.p[at] < 0xE4) {
			at++;
			continue;
		}
		class = letter_class(utf8_at(text, at, &n));
		counts.hant += (class & LETTER_HANT_ONLY) != 0;
		counts.hans += (class & LETTER_HANS_ONLY) != 0;
		at += n;
	}
	return counts;
}

enum script script_of(struct slice text)
{
	struct script_counts counts = count_script(text);

	return counts.hant > counts.hans ? SCRIPT_HANT : SCRIPT_HANS;
}

/* The end of the run of Han letters at `start` (at most RUN_MAX bytes, or one letter), and whether
 * any of them has a bit of `wanted`. */
static size_t han_run(struct slice text, size_t start, unsigned wanted, bool *has_wanted)
{
	size_t at = start, n;

	*has_wanted = false;
	while (at < text.n && at - start < RUN_MAX) {
		uint32_t c = utf8_at(text, at, &n);
		if (!is_han(c))
			break;
		*has_wanted |= c >= 0x20000 || (letter_class(c) & wanted) != 0;
		at += n;
	}
	return at;
}

static void convert_run(const struct script_converter *converter, struct buf *out, struct slice run)
{
	/* Every letter gives one letter; of 3 bytes it may become 4. */
	char converted[(RUN_MAX + 4) / 3 * 4 + 8];
	size_t n = opencc_convert_utf8_to_buffer(converter->opencc, run.p, run.n, converted);

	if (n == (size_t)-1 || n >= sizeof converted)
		buf_append(out, run);
	else
		buf_append(out, (struct slice){converted, n});
}

static void convert_text(const struct script_converter *converter, struct slice text,
			 struct buf *out)
{
	size_t at = 0, plain = 0, n;

	while (at < text.n) {
		bool changes;
		size_t end;
		if ((unsigned char)text.p[at] < 0xE3) {
			at++;
			continue;
		}
		end = han_run(text, at, LETTER_CONVERTIBLE, &changes);
		if (changes) {
			buf_append(out, slice_sub(text, plain, at));
			convert_run(converter, out, slice_sub(text, at, end));
			plain = end;
		} else if (end == at) {
			(void)utf8_at(text, at, &n);
			end = at + n;
		}
		at = end;
	}
	buf_append(out, slice_from(text, plain));
}

static bool is_in(uint32_t c, struct slice letters)
{
	size_t at = 0;
	uint32_t letter;

	while (utf8_next(letters, &at, &letter))
		if (letter == c)
			return true;
	return false;
}

/* 显著, 专著, 编著 …; 著作, 著名, 著称 … */
static const struct slice BEFORE_WRITTEN = SLICE_INIT("名显卓土专译编合论遗巨昭原拙较撰所");
static const struct slice AFTER_WRITTEN = SLICE_INIT("作名称述录者有书");

/* 著 becomes 着, which is as long, unless it is about writing or standing out. */
static void decide_written(struct buf *built)
{
	struct slice text = buf_slice(built), written = SLICE("著");
	size_t at = 0, n;

	while ((at = slice_find_from(text, written, at)) != SIZE_MAX) {
		size_t end = at + written.n;
		bool stays = (at > 0 && is_in(utf8_before(text, at, &n), BEFORE_WRITTEN)) ||
			     (end < text.n && is_in(utf8_at(text, end, &n), AFTER_WRITTEN));
		if (!stays)
			memcpy(built->p + at, "着", written.n);
		at = end;
	}
}

static void convert_letters(const struct script_converter *converter, struct slice text,
			    struct buf *out)
{
	size_t at = 0, plain = 0, n;

	while (at < text.n) {
		if ((unsigned char)text.p[at] < 0xE4) {
			at++;
			continue;
		}
		if (letter_class(utf8_at(text, at, &n)) & LETTER_HANT_ONLY) {
			buf_append(out, slice_sub(text, plain, at));
			convert_run(converter, out, slice_sub(text, at, at + n));
			plain = at + n;
		}
		at += n;
	}
	buf_append(out, slice_from(text, plain));
}

enum status script_simplify(const struct script_converter *converter, struct arena *arena,
			    struct slice text, struct slice *out)
{
	struct script_counts counts = count_script(text);
	struct buf built = buf_in(arena);

	*out = text;
	if (counts.hant == 0)
		return nfc_compose(arena, text, out);
	if (counts.hant > counts.hans)
		convert_text(converter, text, &built);
	else
		convert_letters(converter, text, &built);
	if (buf_failed(&built))
		return STATUS_MEMORY_LIMIT;
	if (counts.hant > counts.hans)
		decide_written(&built);
	return nfc_compose(arena, buf_slice(&built), out);
}
