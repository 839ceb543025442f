/* test_clean.c - whole pages: the corpus of tests/corpus/clean with its expected output, and
 * a failing allocation at every place. Run from the project's root. */
#include "page/clean.h"
#include "tables.h"

#include <dirent.h>
#include <stdio.h>

#include "base/buf.h"

#define CORPUS "tests/corpus/clean/"

static const struct clean_rules *rules;
static struct script_converter *converter;

static void load(void)
{
	struct err err = {0};

	if (rules)
		return;
	tables_get(NULL);
	ck_assert_msg(clean_rules_load(tables_arena, &tables_lexicon, &rules, &err) == STATUS_OK,
		      "%s", err.text);
	converter = script_converter_new(&err);
	ck_assert_msg(converter != NULL, "%s", err.text);
}

static struct slice read_file(struct arena *arena, const char *folder, const char *name)
{
	struct buf path = buf_in(arena), bytes = buf_in(arena);
	char piece[4096];
	size_t n;

	buf_printf(&path, "%s%s", folder, name);
	buf_byte(&path, '\0');
	FILE *file = fopen(path.p, "rb");
	if (!file)
		return SLICE_EMPTY;
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		buf_append(&bytes, (struct slice){piece, n});
	fclose(file);
	return buf_slice(&bytes);
}

static enum status clean(struct arena *arena, struct slice bytes, bool html, struct page *page)
{
	struct document document = {.bytes = bytes,
				    .media_type = html ? SLICE("text/html") : SLICE("text/plain")};
	struct err err = {0};

	*page = (struct page){0};
	return page_clean(arena, rules, converter, &document, page, &err);
}

static void print_list(struct buf *out, const char *name, struct slices list)
{
	for (size_t i = 0; i < list.n; i++)
		buf_printf(out, "%s: %.*s\n", name, SLICE_ARG(list.items[i]));
}

static void print_article(struct arena *arena, struct buf *out, const struct article *article)
{
	buf_printf(out, "== article %u\n", article->ordinal);
	if (article->kicker.n)
		buf_printf(out, "kicker: %.*s\n", SLICE_ARG(article->kicker));
	buf_printf(out, "title: %.*s\n", SLICE_ARG(article->title));
	if (article->subtitle.n)
		buf_printf(out, "subtitle: %.*s\n", SLICE_ARG(article->subtitle));
	if (date_is_set(article->published.date)) {
		struct slice text = timestamp_format(arena, article->published);
		buf_printf(out, "published: %.*s\n", SLICE_ARG(text));
	}
	if (article->source.n)
		buf_printf(out, "source: %.*s\n", SLICE_ARG(article->source));
	print_list(out, "author", article->authors);
	print_list(out, "correspondent", article->correspondents);
	print_list(out, "photographer", article->photographers);
	print_list(out, "editor", article->editors);
	print_list(out, "caption", article->captions);
	for (int flag = 0; flag < FLAG_COUNT; flag++)
		if (article->flags & FLAG_BIT((unsigned)flag))
			buf_printf(out, "flag: %s\n", flag_name((enum flag)flag));
	for (size_t i = 0; i < article->n_paragraphs; i++)
		buf_printf(out, "%s %.*s\n",
			   article->paragraphs[i].kind == PARAGRAPH_HEADING ? "#" : "|",
			   SLICE_ARG(slice_span(article->text, article->paragraphs[i].span)));
}

/* False if what comes out is not what is expected; it is then printed. */
static bool compare(struct arena *arena, const char *name)
{
	struct buf got = buf_in(arena), expected_name = buf_in(arena);
	struct slice text = slice_of(name);
	struct page page;

	ck_assert(clean(arena, read_file(arena, CORPUS, name), slice_ends(text, SLICE(".html")),
			&page) == STATUS_OK);
	buf_printf(&got, "articles: %zu\n", page.n_articles);
	for (size_t i = 0; i < page.n_articles; i++)
		print_article(arena, &got, &page.articles[i]);
	buf_append(&expected_name, slice_sub(text, 0, slice_find_last(text, SLICE("."))));
	buf_printf(&expected_name, ".expected");
	buf_byte(&expected_name, '\0');
	if (getenv("JICENG_UPDATE")) {
		struct buf path = buf_in(arena);
		buf_printf(&path, CORPUS "%s", expected_name.p);
		buf_byte(&path, '\0');
		FILE *file = fopen(path.p, "wb");
		ck_assert(file && fwrite(got.p, 1, got.n, file) == got.n && fclose(file) == 0);
	}
	struct slice want = read_file(arena, CORPUS, expected_name.p);
	bool same = slice_equal(buf_slice(&got), want);
	if (!same)
		printf("%s gives:\n%.*s\n", name, SLICE_ARG(buf_slice(&got)));
	return same;
}

START_TEST(corpus)
{
	DIR *folder = opendir(CORPUS);
	size_t n = 0, bad = 0;
	load();
	ck_assert_msg(folder != NULL, "run from the project's root");
	for (struct dirent *row; (row = readdir(folder));) {
		struct slice name = slice_of(row->d_name);
		if (!slice_ends(name, SLICE(".html")) && !slice_ends(name, SLICE(".txt")))
			continue;
		struct arena *arena = arena_new((size_t)64 << 20);
		bad += !compare(arena, row->d_name);
		arena_free(arena);
		n++;
	}
	closedir(folder);
	ck_assert_uint_ge(n, 50);
	ck_assert_msg(bad == 0, "%zu pages are not as expected", bad);
}
END_TEST

/* Every allocation fails once: the page becomes a dead letter, never a crash. */
static void fail_everywhere(const char *name)
{
	struct arena *pages = arena_new((size_t)1 << 20);
	struct slice bytes = read_file(pages, CORPUS, name);
	struct arena *arena = arena_new((size_t)64 << 20);
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t n = 0; status == STATUS_MEMORY_LIMIT; n += n < 400 ? 1 : 7) {
		struct page page;
		arena_reset(arena);
		arena_fail_after(arena, n);
		status = clean(arena, bytes, slice_ends(slice_of(name), SLICE(".html")), &page);
		ck_assert_msg(status == STATUS_OK || status == STATUS_MEMORY_LIMIT,
			      "%s, allocation %zu: %s", name, n, status_name(status));
		ck_assert(n < 100000);
	}
	arena_free(arena);
	arena_free(pages);
}

START_TEST(a_failing_allocation_is_a_memory_limit)
{
	load();
	fail_everywhere("government.html");
	fail_everywhere("newspaper.txt");
	fail_everywhere("dump.txt");
	fail_everywhere("json_ld.html");
	fail_everywhere("srcdoc.html");
	fail_everywhere("meta_epaper_founder.html");
	fail_everywhere("meta_messenger_script.html");
	fail_everywhere("meta_national_daily.html");
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, corpus);
	tcase_add_test(tests, a_failing_allocation_is_a_memory_limit);
}

TEST_MAIN("clean", add_tests)
