/* test_shift.c - the GBK shift at scale: the pages of this repository, in both scripts, broken as
 * the converter of EVENTS.md breaks them and repaired. What comes back is what was there, but for
 * what is reported as left: never anything else. And each row of split_words.tsv is found by half a
 * letter. Run from the project's root. */
#include <dirent.h>
#include <iconv.h>
#include <opencc/opencc.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/vec.h"
#include "split_words.h"
#include "text/gbk.h"
#include "text/repair.h"
#include "text/utf8.h"

static const char *const FOLDERS[] = {"tests/corpus/initiatives/pages/",
				      "tests/corpus/mentions/articles/"};

/* Text as bytes of GBK, letters that it lacks left out; .p NULL: none can be. */
static struct slice in_gbk(struct arena *arena, const struct gbk *gbk, struct slice text)
{
	struct buf out = buf_in(arena);
	unsigned char pair[2];
	uint32_t c;

	for (size_t at = 0; utf8_next(text, &at, &c);)
		if (c < 0x80)
			buf_byte(&out, (char)c);
		else if (gbk_encode(gbk, c, pair))
			buf_append(&out, (struct slice){(char *)pair, 2});
	return buf_slice(&out);
}

static bool is_cut(struct slice bytes, size_t at)
{
	return at + 1 < bytes.n && bytes.p[at] == '\xA3' &&
	       (bytes.p[at + 1] == '\xAC' || bytes.p[at + 1] == '\xA1');
}

/* The bytes in [at, end) as the converter decoded a piece. */
static void show_piece(struct buf *out, const struct gbk *gbk, struct slice bytes, size_t at,
		       size_t end)
{
	while (at < end) {
		unsigned char lead = (unsigned char)bytes.p[at];
		uint32_t c =
		    at + 1 < end ? gbk_decode(gbk, lead, (unsigned char)bytes.p[at + 1]) : 0;
		if (lead < 0x80) {
			buf_byte(out, (char)lead);
			at++;
		} else if (lead == 0x80) {
			buf_code_point(out, 0x20AC);
			at++;
		} else {
			buf_code_point(out, c ? c : '?');
			at += at + 1 < end ? 2 : 1;
		}
	}
}

/* What the converter made of them: cut at the bytes of ， and ！ wherever they stand. */
static struct slice broken(struct arena *arena, const struct gbk *gbk, struct slice bytes)
{
	struct buf out = buf_in(arena);
	size_t start = 0, at = 0;

	while (at < bytes.n) {
		if (!is_cut(bytes, at)) {
			at++;
			continue;
		}
		show_piece(&out, gbk, bytes, start, at);
		buf_byte(&out, bytes.p[at + 1] == '\xAC' ? ',' : '!');
		start = at += 2;
	}
	show_piece(&out, gbk, bytes, start, bytes.n);
	return buf_slice(&out);
}

/* What it would have made of them, had it known where letters begin. */
static struct slice whole(struct arena *arena, const struct gbk *gbk, struct slice bytes)
{
	struct buf out = buf_in(arena);

	for (size_t at = 0; at < bytes.n;) {
		size_t n = (unsigned char)bytes.p[at] < 0x80 ? 1 : 2;
		if (is_cut(bytes, at))
			buf_byte(&out, bytes.p[at + 1] == '\xAC' ? ',' : '!');
		else
			show_piece(&out, gbk, bytes, at, at + n);
		at += n;
	}
	return buf_slice(&out);
}

/* Up to damage that was not seen: nothing is said about what follows in the line. */
static struct slice seen(struct slice text)
{
	size_t shout = slice_find(text, SLICE("?!")), pause = slice_find(text, SLICE("?,"));

	return slice_sub(text, 0, shout < pause ? shout : pause);
}

/* The text between what is left stands in `want`, in order, with at most a few letters more than
 * were left in the gaps. */
static bool is_true(const struct repair *repair, struct slice want)
{
	struct slice text = seen(repair->text);
	size_t at = 0, from = 0, i = 0;

	for (; i < repair->n_left && repair->left[i].start < text.n; i++) {
		struct slice part = slice_sub(text, from, repair->left[i].start);
		size_t room = i ? repair->left[i - 1].end - repair->left[i - 1].start + 9 : 0;
		size_t found =
		    part.n ? slice_find_from(slice_sub(want, 0, at + room + part.n), part, at) : at;
		if (found == SIZE_MAX || (i == 0 && found != 0))
			return false;
		at = found + part.n;
		from = repair->left[i].end;
	}
	struct slice part = slice_from(text, from), rest = slice_from(want, at);
	size_t room = i ? repair->left[i - 1].end - repair->left[i - 1].start + 9 : 0;
	if (text.n < repair->text.n)
		return slice_find(slice_sub(rest, 0, room + part.n), part) <= room || !part.n;
	return slice_ends(rest, part) && rest.n - part.n <= room;
}

struct tally {
	size_t n_exact, n_left, n_wrong;
};

static void check_line(struct arena *arena, const struct gbk *gbk, struct slice line,
		       struct slice page, struct tally *tally)
{
	struct slice bytes = in_gbk(arena, gbk, line);
	struct slice shown = broken(arena, gbk, bytes), want = whole(arena, gbk, bytes);
	struct repair_context context = repair_context_of(page);
	struct repair repair;

	if (slice_equal(shown, want))
		return;
	/* The page may have had dirt of its own before. */
	ck_assert_int_eq(repair_text(arena, &context, want, &repair), STATUS_OK);
	want = repair.text;
	ck_assert_int_eq(repair_text(arena, &context, shown, &repair), STATUS_OK);
	if (slice_equal(repair.text, want)) {
		tally->n_exact++;
	} else if (is_true(&repair, want)) {
		tally->n_left++;
	} else {
		tally->n_wrong++;
		fprintf(stderr, "shown %.*s\n  got %.*s\n want %.*s\n", SLICE_ARG(shown),
			SLICE_ARG(repair.text), SLICE_ARG(want));
	}
}

static struct slice read_file(struct arena *arena, const char *path)
{
	struct buf bytes = buf_in(arena);
	char piece[4096];
	size_t n;
	FILE *file = fopen(path, "rb");

	ck_assert_msg(file != NULL, "%s", path);
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		buf_append(&bytes, (struct slice){piece, n});
	fclose(file);
	return buf_slice(&bytes);
}

static void check_page(struct slice text, const char *script, struct tally *tally)
{
	struct arena *arena = arena_new((size_t)256 << 20);
	opencc_t to_script = script ? opencc_open(script) : NULL;
	struct slice rest = text, line;
	struct gbk gbk;

	ck_assert(gbk_open(&gbk));
	if (to_script) {
		char *converted = opencc_convert_utf8(to_script, text.p, text.n);
		rest = arena_copy(arena, slice_of(converted));
		opencc_convert_utf8_free(converted);
		opencc_close(to_script);
	}
	struct slice page = broken(arena, &gbk, in_gbk(arena, &gbk, rest));
	while (slice_next_field(&rest, '\n', &line))
		check_line(arena, &gbk, line, page, tally);
	gbk_close(&gbk);
	arena_free(arena);
}

static void check_folder(const char *folder, const char *script, struct tally *tally)
{
	struct arena *arena = arena_new((size_t)16 << 20);
	DIR *dir = opendir(folder);

	ck_assert_msg(dir != NULL, "run from the project's root");
	for (struct dirent *row; (row = readdir(dir));) {
		char path[512];
		if (!slice_ends(slice_of(row->d_name), SLICE(".txt")))
			continue;
		snprintf(path, sizeof path, "%s%s", folder, row->d_name);
		check_page(read_file(arena, path), script, tally);
	}
	closedir(dir);
	arena_free(arena);
}

/* As it is, and in Traditional script. */
static const char *const SCRIPTS[] = {NULL, "s2t.json"};

START_TEST(never_wrong)
{
	struct tally tally = {0};

	for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++)
		check_folder(FOLDERS[i], SCRIPTS[_i], &tally);
	ck_assert_msg(tally.n_wrong == 0, "%zu lines wrong (%zu whole, %zu with letters left)",
		      tally.n_wrong, tally.n_exact, tally.n_left);
	/* So that it is not by leaving everything. */
	ck_assert_msg(tally.n_exact + tally.n_left > 50 && tally.n_exact * 3 >= tally.n_left,
		      "%zu whole, %zu with letters left", tally.n_exact, tally.n_left);
}
END_TEST

/* The letter of the word is known again by half of it, unless another row fits as well. */
static void check_word(const struct gbk *gbk, const struct repair_context *context, size_t i,
		       struct slice example)
{
	const struct split_word *word = &context->words[i];
	struct lost_context lost = {
	    .gbk = gbk, .words = context->words, .n_words = context->n_words};
	unsigned char bytes[2];
	size_t n, n_fit;

	ck_assert_uint_eq(utf8_before(example, example.n, &n), word->second);
	ck_assert(gbk_encode(gbk, word->second, bytes));
	struct gap gap = {.byte = bytes[word->is_last ? 0 : 1], .is_lead = word->is_last};
	gap_before(&gap, slice_sub(example, 0, example.n - n));
	ck_assert_msg(word->is_last || bytes[1] == 0xA3, "%.*s: place is not any",
		      SLICE_ARG(example));
	uint32_t found = lost_in_words(&lost, &gap, &n_fit);
	ck_assert_msg(found == word->second || n_fit > 1, "%.*s: U+%04X", SLICE_ARG(example),
		      found);
}

START_TEST(each_word_is_known_by_half)
{
	struct repair_context context = repair_context_of(SLICE_EMPTY);
	const struct table *table = tables_get("split_words");
	struct gbk gbk;

	ck_assert(gbk_open(&gbk));
	ck_assert_uint_eq(context.n_words, table->n_rows);
	for (size_t i = 0; i < table->n_rows; i++)
		check_word(&gbk, &context, i, tables_cell(table, i, "example"));
	gbk_close(&gbk);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, never_wrong, 0, sizeof SCRIPTS / sizeof *SCRIPTS);
	tcase_add_test(tests, each_word_is_known_by_half);
}

TEST_MAIN("shift", add_tests)
