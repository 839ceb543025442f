/* test_places.c - tests/corpus/mentions/places.tsv: pages in short, with what must be found of
 * their places; each row of the place tables on its example; what happens when memory runs out. */
#include "corpus.h"
#include "extract/codes.h"
#include "extract/place_rules.h"
#include "extract/places.h"
#include "text_article.h"

#define GAZETTEER "build/gazetteer.bin"

static struct arena *arena;
static struct gazetteer *gazetteer;
static const struct place_rules *rules;
static struct lexicon lexicon;

static void set_up(void)
{
	struct err err = {0};

	arena = arena_new((size_t)256 << 20);
	lexicon = corpus_lexicon(arena);
	ck_assert_msg(gazetteer_open(GAZETTEER, &gazetteer, &err) == STATUS_OK, "%s", err.text);
	ck_assert_msg(place_rules_load(arena, &lexicon, gazetteer, &rules, &err) == STATUS_OK, "%s",
		      err.text);
}

static void tear_down(void)
{
	gazetteer_close(gazetteer);
	arena_free(arena);
}

/* The text of a cell, \n written out as a line break. */
static struct slice unescape(struct slice cell)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < cell.n; i++)
		if (cell.p[i] == '\\' && i + 1 < cell.n && cell.p[i + 1] == 'n') {
			buf_byte(&out, '\n');
			i++;
		} else {
			buf_byte(&out, cell.p[i]);
		}
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

/* "title=...; source=...; host=..." */
static void set_page(struct slice cell, struct article *article, struct page *page)
{
	struct slice field;

	while (slice_next_field(&cell, ';', &field)) {
		field = slice_trim(field);
		size_t equals = slice_find_byte(field, '=', 0);
		if (equals == SIZE_MAX)
			continue;
		struct slice key = slice_sub(field, 0, equals);
		struct slice value = slice_from(field, equals + 1);
		if (slice_equal(key, SLICE("title")))
			article->title = value;
		else if (slice_equal(key, SLICE("kicker")))
			article->kicker = value;
		else if (slice_equal(key, SLICE("source")))
			article->source = value;
		else if (slice_equal(key, SLICE("host")))
			page->host = value;
		else
			ck_abort_msg("places.tsv: no such field: %.*s", SLICE_ARG(key));
	}
}

static struct places *find(struct arena *in, const struct article *article, const struct page *page,
			   enum status *status)
{
	struct sentences sentences;
	struct places *places = NULL;

	*status = sentences_split(in, article, &sentences);
	if (*status == STATUS_OK)
		*status = places_find(in, rules, page, article, &sentences, &places);
	return places;
}

static struct slice print(struct jurisdiction jurisdiction)
{
	struct buf out = buf_in(arena);

	buf_append(&out, jurisdiction.code);
	if (jurisdiction.locality.n) {
		buf_byte(&out, '/');
		buf_append(&out, jurisdiction.locality);
	}
	ck_assert(!buf_failed(&out));
	return out.n ? buf_slice(&out) : SLICE("-");
}

static struct slice mention_called(const struct places *places, const struct article *article,
				   struct slice name)
{
	size_t n;
	const struct place_mention *mentions = places_mentions(places, &n);

	for (size_t i = 0; i < n; i++)
		if (slice_equal(slice_span(article->text, mentions[i].span), name))
			return print(mentions[i].place);
	return SLICE("-");
}

/* In text order, none overlapping, each inside the text, with a code of a right length. */
static void check_mentions(const struct places *places, const struct article *article)
{
	size_t n, end = 0;
	const struct place_mention *mentions = places_mentions(places, &n);

	for (size_t i = 0; i < n; i++) {
		struct span span = mentions[i].span;
		struct jurisdiction place = mentions[i].place;
		ck_assert_msg(span.start >= end && span.end > span.start &&
				  span.end <= article->text.n,
			      "%.*s: mention %zu at %zu", SLICE_ARG(article->text), i, span.start);
		ck_assert(place.code.n == 0 || place.code.n == 2 || place.code.n == 4 ||
			  place.code.n == 6 || place.code.n == 9 || place.code.n == 12);
		ck_assert(place.code.n == 0 ||
			  slice_equal(place.path[place.n_path - 1], place.name));
		end = span.end;
	}
}

static struct slice print_path(struct jurisdiction place)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < place.n_path; i++) {
		if (i)
			buf_byte(&out, '/');
		buf_append(&out, place.path[i]);
	}
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

/* key: "own"; "basis" and "path" of that; "@words": what governs there; else a name in the text. */
static struct slice look_up(const struct places *places, const struct article *article,
			    struct slice key)
{
	if (slice_equal(key, SLICE("own")))
		return print(places_of_article(places));
	if (slice_equal(key, SLICE("path")))
		return print_path(places_of_article(places));
	if (slice_equal(key, SLICE("basis")))
		return slice_of(basis_name(places_of_article(places).basis));
	if (key.p[0] != '@')
		return mention_called(places, article, key);
	size_t at = slice_find(article->text, slice_from(key, 1));
	ck_assert_msg(at != SIZE_MAX, "places.tsv: not in the text: %.*s", SLICE_ARG(key));
	return print(places_at(places, at));
}

START_TEST(corpus)
{
	struct table table = corpus_table(arena, "tests/corpus/mentions/places.tsv");
	int failed = 0, checks = 0;

	for (size_t row = 0; row < table.n_rows; row++) {
		struct article article = text_article(arena, unescape(table_cell(&table, row, 1)));
		struct slice wants = table_cell(&table, row, 2), want;
		struct page page = {0};
		enum status status;
		set_page(table_cell(&table, row, 0), &article, &page);
		struct places *places = find(arena, &article, &page, &status);
		ck_assert(status == STATUS_OK);
		check_mentions(places, &article);
		while (slice_next_field(&wants, '|', &want)) {
			want = slice_trim(want);
			size_t equals = slice_find_byte(want, '=', 0);
			struct slice code = slice_from(want, equals + 1);
			struct slice got = look_up(places, &article, slice_sub(want, 0, equals));
			checks++;
			if (slice_equal(got, code))
				continue;
			printf("places.tsv:%zu: %.*s\n  got %.*s for %.*s\n", table.lines[row],
			       SLICE_ARG(article.text), SLICE_ARG(got), SLICE_ARG(want));
			failed++;
		}
	}
	fflush(stdout); /* Check leaves the process with _exit */
	ck_assert_msg(failed == 0, "%d of %d places in %zu rows are wrong", failed, checks,
		      table.n_rows);
	ck_assert_msg(checks >= 400, "only %d places in context", checks);
}
END_TEST

static const char *const TABLES[] = {"place_words", "place_weak", "place_outlets", "place_hosts"};

START_TEST(rows_fire)
{
	const struct table *table;
	struct err err = {0};

	ck_assert(lexicon_table(&lexicon, TABLES[_i], &table, &err) == STATUS_OK);
	size_t word = table_column(table, SLICE("word"));
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++)
		ck_assert_msg(
		    slice_contains(table_cell(table, row, example), table_cell(table, row, word)),
		    "%s.tsv:%zu: its word is not in its example", TABLES[_i], table->lines[row]);
}
END_TEST

/* A weak name alone, in its own example, is no place; an outlet and a host are at home somewhere.
 */
START_TEST(weak_names_are_no_places)
{
	const struct table *table;
	struct err err = {0};

	ck_assert(lexicon_table(&lexicon, "place_weak", &table, &err) == STATUS_OK);
	size_t word = table_column(table, SLICE("word"));
	size_t example = table_column(table, SLICE("example"));
	for (size_t row = 0; row < table->n_rows; row++) {
		struct article article = text_article(arena, table_cell(table, row, example));
		struct page page = {0};
		enum status status;
		struct places *places = find(arena, &article, &page, &status);
		ck_assert(status == STATUS_OK);
		if (slice_equal(table_cell(table, row, example), table_cell(table, row, word)))
			continue;
		struct slice got = mention_called(places, &article, table_cell(table, row, word));
		bool is_full = slice_starts(article.text, table_cell(table, row, word));
		ck_assert_msg(is_full || slice_equal(got, SLICE("-")), "place_weak.tsv:%zu: %.*s",
			      table->lines[row], SLICE_ARG(got));
	}
}
END_TEST

START_TEST(memory_may_fail_anywhere)
{
	struct article article = text_article(
	    arena,
	    SLICE("山东省烟台市牟平区宁海街道通海路社区开展活动。\n该社区成立服务队，锦华社区党委"
		  "也来帮忙，阳光花园小区居民都说好。全区推广。"));
	struct page page = {.host = SLICE("www.sd.gov.cn")};
	size_t refused = 0;

	article.title = SLICE("牟平区推出新举措");
	article.source = SLICE("烟台日报");
	for (size_t i = 0; i < 300; i++) {
		struct arena *small = arena_new(1 << 20);
		enum status status;
		arena_fail_after(small, i);
		find(small, &article, &page, &status);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
		refused += status != STATUS_OK;
		arena_free(small);
	}
	ck_assert(refused > 0 && refused < 300);
}
END_TEST

START_TEST(broken_letters_name_nothing)
{
	struct article article = text_article(arena, SLICE("山东省禹城市和山东省高唐县联办。"));
	struct span broken = {9, 18};
	struct page page = {0};
	enum status status;

	article.broken = &broken;
	article.n_broken = 1;
	struct places *places = find(arena, &article, &page, &status);
	ck_assert(status == STATUS_OK);
	ck_slice_eq(mention_called(places, &article, SLICE("禹城市")), SLICE("-"));
	ck_slice_eq(mention_called(places, &article, SLICE("高唐县")), SLICE("371526"));
}
END_TEST

/* A list of a hundred thousand names must not take more than linear time and memory. */
START_TEST(endless_lists)
{
	static const struct slice NAMES[] = {SLICE_INIT("城关镇"), SLICE_INIT("和平区"),
					     SLICE_INIT("和平社区"), SLICE_INIT("高新区"),
					     SLICE_INIT("该社区")};
	struct buf text = buf_in(arena);
	struct page page = {0};
	enum status status;

	for (size_t i = 0; i < 500000; i++)
		buf_append(&text, NAMES[i % 5]);
	ck_assert(!buf_failed(&text));
	struct article article = text_article(arena, buf_slice(&text));
	struct arena *roomy = arena_new((size_t)256 << 20);
	struct places *places = find(roomy, &article, &page, &status);
	ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
	if (status == STATUS_OK)
		ck_assert_uint_le(places_at(places, text.n / 2).code.n, 12);
	arena_free(roomy);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, corpus);
	tcase_add_loop_test(tests, rows_fire, 0, sizeof TABLES / sizeof *TABLES);
	tcase_add_test(tests, weak_names_are_no_places);
	tcase_add_test(tests, memory_may_fail_anywhere);
	tcase_add_test(tests, broken_letters_name_nothing);
	tcase_add_test(tests, endless_lists);
}

TEST_MAIN("places", add_tests)
