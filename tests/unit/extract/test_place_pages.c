/* test_place_pages.c - whole pages of our own (tests/corpus/mentions/pages), cleaned and extracted,
 * with the place that each article and each of its initiatives must get.
 *
 * A file: "url ADDRESS" when the page has one; the page as a plain dump; a line "---"; then facts:
 *	own=CODE[/LOCALITY] NAME LEVEL PATH BASIS     or own=- when nothing is certain
 *	I NAME=CODE[/LOCALITY]     the initiative with that name or alias
 * Codes are those of the list of divisions, never what comes out. */
#include <dirent.h>
#include <stdlib.h>

#include "base/buf.h"
#include "corpus.h"
#include "extract/codes.h"
#include "extract/extract.h"
#include "extract/places.h"
#include "page/clean.h"
#include "page/url.h"

#define FOLDER    "tests/corpus/mentions/pages"
#define GAZETTEER "build/gazetteer.bin"

enum { FILES = 200, PAGES_AT_LEAST = 30 };

static struct arena *process, *page_arena;
static struct gazetteer *gazetteer;
static struct script_converter *converter;
static const struct clean_rules *clean_rules;
static const struct place_rules *place_rules;
static const struct extract_rules *extract_rules;
static int failed, checks;

static void set_up(void)
{
	struct err err = {0};

	process = arena_new((size_t)256 << 20);
	page_arena = arena_new((size_t)64 << 20);
	struct lexicon lexicon = corpus_lexicon(process);
	converter = script_converter_new(&err);
	bool ok =
	    converter && gazetteer_open(GAZETTEER, &gazetteer, &err) == STATUS_OK &&
	    clean_rules_load(process, &lexicon, &clean_rules, &err) == STATUS_OK &&
	    place_rules_load(process, &lexicon, gazetteer, &place_rules, &err) == STATUS_OK &&
	    extract_rules_load(process, &lexicon, gazetteer, &extract_rules, &err) == STATUS_OK;
	ck_assert_msg(ok, "%s", err.text);
}

static void tear_down(void)
{
	script_converter_free(converter);
	gazetteer_close(gazetteer);
	arena_free(page_arena);
	arena_free(process);
}

static void expect(const char *name, struct slice what, struct slice got, struct slice want)
{
	checks++;
	if (slice_equal(got, want))
		return;
	failed++;
	printf("%s: %.*s is %.*s, not %.*s\n", name, SLICE_ARG(what), SLICE_ARG(got),
	       SLICE_ARG(want));
}

static void put_place(struct buf *out, const struct jurisdiction *place)
{
	buf_append(out, place->code.n ? place->code : SLICE("-"));
	if (place->locality.n) {
		buf_byte(out, '/');
		buf_append(out, place->locality);
	}
}

static struct slice print_place(const struct jurisdiction *place)
{
	struct buf out = buf_in(page_arena);

	put_place(&out, place);
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

/* "371425 齐河县 county 山东省/德州市/齐河县 title" */
static struct slice print_own(const struct jurisdiction *place)
{
	struct buf out = buf_in(page_arena);

	put_place(&out, place);
	if (place->code.n) {
		buf_byte(&out, ' ');
		buf_append(&out, place->name);
		buf_byte(&out, ' ');
		buf_append(&out, slice_of(level_name(place->level)));
		for (size_t i = 0; i < place->n_path; i++) {
			buf_byte(&out, i ? '/' : ' ');
			buf_append(&out, place->path[i]);
		}
		buf_byte(&out, ' ');
		buf_append(&out, slice_of(basis_name(place->basis)));
	}
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

static bool is_called(const struct initiative *initiative, struct slice name)
{
	for (size_t i = 0; i < initiative->aliases.n; i++)
		if (slice_equal(initiative->aliases.items[i], name))
			return true;
	return slice_equal(initiative->name, name);
}

static struct slice place_of_initiative(const struct initiatives *initiatives, struct slice name)
{
	for (size_t i = 0; i < initiatives->n; i++)
		if (is_called(&initiatives->items[i], name))
			return print_place(&initiatives->items[i].jurisdiction);
	return SLICE("not found");
}

static void check_facts(const char *name, struct slice facts, const struct jurisdiction *own,
			const struct initiatives *initiatives)
{
	struct slice line;

	while (slice_next_field(&facts, '\n', &line)) {
		if (slice_starts(line, SLICE("own="))) {
			expect(name, SLICE("own"), print_own(own), slice_from(line, 4));
		} else if (slice_starts(line, SLICE("I "))) {
			size_t equals = slice_find_last(line, SLICE("="));
			struct slice called = slice_sub(line, 2, equals);
			expect(name, called, place_of_initiative(initiatives, called),
			       slice_from(line, equals + 1));
		} else {
			ck_assert_msg(line.n == 0, "%s: what is \"%.*s\"?", name, SLICE_ARG(line));
		}
	}
}

/* Splits at the first `mark`. */
static void cut(struct slice s, const char *mark, struct slice *head, struct slice *tail)
{
	size_t at = slice_find(s, slice_of(mark));

	ck_assert_msg(at != SIZE_MAX, "no \"%s\"", mark);
	*head = slice_sub(s, 0, at);
	*tail = slice_from(s, at + strlen(mark));
}

static void clean(struct slice file, struct page *page)
{
	struct document document = {.media_type = SLICE("text/plain"), .charset = SLICE("utf-8")};
	struct err err = {0};

	if (slice_starts(file, SLICE("url "))) {
		cut(slice_from(file, 4), "\n", &document.url, &file);
	}
	document.bytes = file;
	*page = (struct page){.encoding = "UTF-8", .url = document.url};
	page->host = url_host(page_arena, document.url);
	ck_assert_msg(page_clean(page_arena, clean_rules, converter, &document, page, &err) ==
			  STATUS_OK,
		      "%s", err.text);
}

static void read_page(const char *name)
{
	static char bytes[1 << 16];
	char path[400];
	struct slice text, facts;
	struct page page;
	struct sentences sentences;
	struct places *places;
	struct initiatives initiatives;
	struct err err = {0};

	snprintf(path, sizeof path, "%s/%s", FOLDER, name);
	FILE *stream = fopen(path, "rb");
	ck_assert(stream != NULL);
	struct slice file = {bytes, fread(bytes, 1, sizeof bytes, stream)};
	fclose(stream);
	cut(file, "\n---\n", &text, &facts);
	clean(text, &page);
	ck_assert_msg(page.n_articles == 1, "%s: %zu articles", name, page.n_articles);
	const struct article *article = &page.articles[0];
	ck_assert(sentences_split(page_arena, article, &sentences) == STATUS_OK);
	ck_assert(places_find(page_arena, place_rules, &page, article, &sentences, &places) ==
		  STATUS_OK);
	ck_assert(extract_article(page_arena, extract_rules, &page, article, &initiatives, &err) ==
		  STATUS_OK);
	struct jurisdiction own = places_of_article(places);
	check_facts(name, facts, &own, &initiatives);
	arena_reset(page_arena);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

START_TEST(pages)
{
	static char names[FILES][256];
	size_t n = 0;
	DIR *folder = opendir(FOLDER);
	const struct dirent *entry;

	ck_assert(folder != NULL);
	while ((entry = readdir(folder)) && n < FILES)
		if (strstr(entry->d_name, ".txt"))
			snprintf(names[n++], sizeof names[0], "%.250s", entry->d_name);
	closedir(folder);
	qsort(names, n, sizeof names[0], by_name);
	ck_assert_uint_ge(n, PAGES_AT_LEAST);
	for (size_t i = 0; i < n; i++)
		read_page(names[i]);
	fflush(stdout); /* Check leaves the process with _exit */
	ck_assert_msg(failed == 0, "%d of %d places on %zu pages are wrong", failed, checks, n);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, pages);
}

TEST_MAIN("place_pages", add_tests)
