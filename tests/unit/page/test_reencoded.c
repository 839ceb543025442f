/* test_reencoded.c - a page gives the same article in every encoding and under every declaration:
 * right, wrong or none, in the page's <meta> or in what came with it. Pages: the samples, the
 * tests' own and, where they are there, those of ../shared. Letters that an encoding lacks go in as
 * numeric references (HTML), or the page is left out for that encoding (text). Run from the root.
 */
#include "page/clean.h"
#include "tables.h"

#include <dirent.h>
#include <errno.h>
#include <iconv.h>
#include <opencc/opencc.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/vec.h"
#include "page/gzip.h"
#include "text/charset.h"
#include "text/encoding.h"
#include "text/utf8.h"

#define BUDGET ((size_t)256 << 20)

struct folder_row {
	const char *path;
	struct slice ending;
	int every;       /* one page in so many: the spread that keeps the test short */
	bool is_foreign; /* not in this repository */
};

static const struct folder_row FOLDERS[] = {
    {"deploy/demo/pages/", SLICE_INIT(".html"), 1, false},
    {"deploy/demo/pages/", SLICE_INIT(".txt"), 1, false},
    {"tests/corpus/clean/", SLICE_INIT(".html"), 1, false},
    {"tests/corpus/clean/", SLICE_INIT(".txt"), 1, false},
    {"tests/corpus/initiatives/pages/", SLICE_INIT(".txt"), 1, false},
    {"../shared/seeds/", SLICE_INIT(".txt"), 1, true},
    {"../shared/bench-clean/zh/html/", SLICE_INIT(".html.gz"), 4, true},
};

struct encoding_row {
	const char *name;  /* for iconv */
	const char *right; /* how a page declares it */
	bool is_hant;      /* for the page in Traditional script */
	struct slice mark;
};

static const struct encoding_row ENCODINGS[] = {
    {"UTF-8", "utf-8", false, {NULL, 0}},
    {"UTF-8", "utf-8", true, {NULL, 0}},
    {"GBK", "gb2312", false, {NULL, 0}},
    {"GBK", "gbk", true, {NULL, 0}},
    {"GB18030", "gb18030", false, {NULL, 0}},
    {"GB18030", "gb18030", true, {NULL, 0}},
    {"BIG5-HKSCS", "big5", true, {NULL, 0}},
    {"UTF-16LE", "utf-16le", false, {NULL, 0}},
    {"UTF-16BE", "utf-16be", false, {NULL, 0}},
    {"UTF-16LE", "utf-16", true, SLICE_INIT("\xFF\xFE")},
    {"UTF-16BE", "utf-16", true, SLICE_INIT("\xFE\xFF")},
};

static const char *const DECLARED[] = {"", "utf-8", "gb2312", "big5", "utf-16", "iso-8859-1"};

static const struct clean_rules *rules;
static struct script_converter *converter;
static opencc_t to_hant;
static unsigned n_runs, n_wrong;

static void load(void)
{
	struct err err = {0};

	tables_get(NULL);
	ck_assert_msg(clean_rules_load(tables_arena, &tables_lexicon, &rules, &err) == STATUS_OK,
		      "%s", err.text);
	converter = script_converter_new(&err);
	to_hant = opencc_open("s2tw.json");
	ck_assert(converter && to_hant != (opencc_t)-1);
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

static struct slice in_hant(struct arena *arena, struct slice text)
{
	char *converted = opencc_convert_utf8(to_hant, text.p, text.n);
	struct slice copy = arena_copy(arena, slice_of(converted));

	opencc_convert_utf8_free(converted);
	return copy;
}

/* False: a letter of plain text has no place in the encoding. */
static bool encode(struct arena *arena, struct slice text, const struct encoding_row *row,
		   bool is_markup, struct slice *out)
{
	iconv_t to_bytes = iconv_open(row->name, "UTF-8");
	struct buf bytes = buf_in(arena);
	char room[16384], *from = (char *)(uintptr_t)text.p;
	size_t left = text.n, n;

	ck_assert(to_bytes != (iconv_t)-1);
	buf_append(&bytes, row->mark);
	while (left > 0 || from) {
		char *to = room;
		size_t free_room = sizeof room, before = left;
		/* The last call writes what BIG5-HKSCS keeps back to combine with the next letter.
		 */
		size_t code =
		    iconv(to_bytes, left ? &from : NULL, left ? &left : NULL, &to, &free_room);
		buf_append(&bytes, (struct slice){room, sizeof room - free_room});
		if (before == 0)
			break;
		if (code != (size_t)-1 || errno == E2BIG)
			continue;
		if (!is_markup)
			break;
		buf_printf(&bytes, "&#%u;", utf8_at(text, text.n - left, &n));
		from += n;
		left -= n;
	}
	iconv_close(to_bytes);
	*out = buf_slice(&bytes);
	return left == 0;
}

/* The page with `name` in its <meta>, or with no charset in it. */
static struct slice with_meta(struct arena *arena, struct slice text, const char *name)
{
	struct slice old = charset_in_markup(text);
	struct buf out = buf_in(arena);
	size_t head = slice_find(text, SLICE("<head>")), at = 0;

	if (old.n) {
		at = (size_t)(old.p - text.p);
		buf_append(&out, slice_sub(text, 0, at));
		buf_append(&out, slice_of(name[0] ? name : "none"));
		at += old.n;
	} else if (name[0]) {
		at = head == SIZE_MAX ? 0 : head + sizeof "<head>" - 1;
		buf_append(&out, slice_sub(text, 0, at));
		buf_printf(&out, "<meta charset=\"%s\">", name);
	}
	buf_append(&out, slice_from(text, at));
	return buf_slice(&out);
}

static void print_list(struct buf *out, const char *name, struct slices list)
{
	for (size_t i = 0; i < list.n; i++)
		buf_printf(out, "%s: %.*s\n", name, SLICE_ARG(list.items[i]));
}

static void print_article(struct arena *arena, struct buf *out, const struct article *article)
{
	struct slice day = timestamp_format(arena, article->published);
	unsigned flags = article->flags & ~FLAG_BIT(FLAG_ENCODING_GUESSED);

	buf_printf(out, "article %u, flags %x, script %d\n", article->ordinal, flags,
		   (int)article->script);
	buf_printf(out, "%.*s\n%.*s\n%.*s\n", SLICE_ARG(article->kicker), SLICE_ARG(article->title),
		   SLICE_ARG(article->subtitle));
	buf_printf(out, "%.*s\n%.*s\n", SLICE_ARG(day), SLICE_ARG(article->source));
	print_list(out, "author", article->authors);
	print_list(out, "correspondent", article->correspondents);
	print_list(out, "photographer", article->photographers);
	print_list(out, "editor", article->editors);
	print_list(out, "caption", article->captions);
	buf_append(out, article->text);
	buf_byte(out, '\n');
}

/* What comes of the page, as text to compare. */
static struct slice cleaned(struct arena *arena, struct slice bytes, const char *declared,
			    bool is_markup)
{
	struct document document = {.bytes = bytes,
				    .charset = slice_of(declared),
				    .media_type =
					is_markup ? SLICE("text/html") : SLICE("text/plain")};
	struct buf out = buf_in(arena);
	struct page page = {0};
	struct err err = {0};
	enum status status = page_clean(arena, rules, converter, &document, &page, &err);

	if (status != STATUS_OK)
		buf_printf(&out, "%s: %s\n", status_name(status), err.text);
	else
		buf_printf(&out, "%zu articles\n", page.n_articles);
	for (size_t i = 0; i < page.n_articles; i++)
		print_article(arena, &out, &page.articles[i]);
	return buf_slice(&out);
}

static size_t first_difference(struct slice a, struct slice b)
{
	size_t at = 0;

	while (at < a.n && at < b.n && a.p[at] == b.p[at])
		at++;
	return at > 30 ? at - 30 : 0;
}

static void expect(struct slice got, struct slice want, const char *path,
		   const struct encoding_row *row, const char *declared, const char *where)
{
	n_runs++;
	if (slice_equal(got, want))
		return;
	n_wrong++;
	size_t at = first_difference(got, want);
	fprintf(stderr, "%s in %s%s%s, declared \"%s\" %s:\n  got  ...%.*s\n  want ...%.*s\n", path,
		row->name, row->is_hant ? " (Traditional)" : "", row->mark.n ? " with mark" : "",
		declared, where, SLICE_ARG(slice_sub(got, at, at + 120)),
		SLICE_ARG(slice_sub(want, at, at + 120)));
}

struct sample {
	const char *path;
	struct slice text; /* that the page says; its declarations are changed */
	struct slice want;
	bool is_markup;
};

/* One page in one encoding under one declaration. Bytes that give the very text again are not
 * cleaned once more: what comes of the text is known. */
static void check_run(struct arena *arena, const struct sample *sample, struct slice text,
		      const struct encoding_row *row, const char *declared, const char *with)
{
	struct slice bytes;
	struct decoded decoded;

	if (!encode(arena, text, row, sample->is_markup, &bytes))
		return;
	if (encoding_decode(arena, bytes, slice_of(with), sample->is_markup, &decoded, NULL) ==
		STATUS_OK &&
	    slice_equal(decoded.text, text)) {
		n_runs++;
		return;
	}
	expect(cleaned(arena, bytes, with, sample->is_markup), sample->want, sample->path, row,
	       declared, with[0] ? "with it" : "in it");
}

/* One page under one declaration, in every encoding. */
static void check_declaration(const struct sample samples[2], const char *declared)
{
	struct arena *arena = arena_new(BUDGET);

	for (size_t i = 0; i < sizeof ENCODINGS / sizeof *ENCODINGS; i++) {
		const struct encoding_row *row = &ENCODINGS[i];
		const struct sample *sample = &samples[row->is_hant];
		const char *name = declared ? declared : row->right;
		struct slice without = sample->text, within = sample->text;
		if (sample->is_markup) {
			without = with_meta(arena, sample->text, "");
			within = with_meta(arena, sample->text, name);
			check_run(arena, sample, within, row, name, "");
		}
		check_run(arena, sample, without, row, name, name);
		if (slice_equal(slice_of(row->name), SLICE("UTF-8")) && !row->mark.n)
			expect(cleaned(arena, within, "", sample->is_markup), sample->want,
			       sample->path, row, name, "in it");
	}
	arena_free(arena);
}

static void check_page(const char *path)
{
	struct arena *arena = arena_new(BUDGET);
	bool is_markup = !slice_ends(slice_of(path), SLICE(".txt"));
	struct slice bytes = read_file(arena, path);
	struct decoded decoded;
	struct err err = {0};

	if (gzip_is(bytes))
		ck_assert(gzip_unpack(arena, bytes, BUDGET, &bytes, NULL) == STATUS_OK);
	ck_assert_msg(encoding_decode(arena, bytes, SLICE_EMPTY, is_markup, &decoded, &err) ==
			  STATUS_OK,
		      "%s: %s", path, err.text);
	struct sample samples[2] = {
	    {.path = path, .text = decoded.text, .is_markup = is_markup},
	    {.path = path, .text = in_hant(arena, decoded.text), .is_markup = is_markup}};
	for (int hant = 0; hant < 2; hant++)
		samples[hant].want = cleaned(arena, samples[hant].text, "utf-8", is_markup);
	check_declaration(samples, NULL);
	for (size_t i = 0; i < sizeof DECLARED / sizeof *DECLARED; i++)
		check_declaration(samples, DECLARED[i]);
	arena_free(arena);
}

static int compare_paths(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* The paths of the files under `folder` (and one level below it), in order. */
static void list_files(struct vec *paths, const char *folder, struct slice ending)
{
	DIR *dir = opendir(folder);

	for (struct dirent *row; dir && (row = readdir(dir));) {
		struct buf path = buf_in(paths->arena);
		buf_printf(&path, "%s%s", folder, row->d_name);
		buf_append(&path, (struct slice){"/", 2});
		struct slice name = slice_sub(buf_slice(&path), 0, path.n - 2);
		if (row->d_name[0] == '.')
			continue;
		if (row->d_type == DT_DIR)
			list_files(paths, path.p, ending);
		else if (slice_ends(name, ending))
			ck_assert(vec_add(
			    paths, &(struct slice){arena_copy(paths->arena, name).p, name.n}));
	}
	if (dir)
		closedir(dir);
}

START_TEST(same_article)
{
	const struct folder_row *row = &FOLDERS[_i];
	struct arena *arena = arena_new(BUDGET);
	struct vec paths = vec_of(arena, sizeof(struct slice));

	load();
	list_files(&paths, row->path, row->ending);
	if (paths.n == 0 && row->is_foreign)
		fprintf(stderr, "SKIPPED: %s is not there\n", row->path);
	ck_assert(paths.n > 0 || row->is_foreign);
	qsort(paths.items, paths.n, sizeof(struct slice), compare_paths);
	for (size_t i = 0; i < paths.n; i += (size_t)row->every)
		check_page(((struct slice *)vec_at(&paths, i))->p);
	ck_assert_msg(n_wrong == 0, "%u of %u runs give another article", n_wrong, n_runs);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_set_timeout(tests, 600);
	tcase_add_loop_test(tests, same_article, 0, sizeof FOLDERS / sizeof *FOLDERS);
}

TEST_MAIN("reencoded", add_tests)
