/* test_eval.c - `jiceng eval`: what counts as the same, what is counted, and when a floor fails. */
#include <stdlib.h>
#include <unistd.h>

#include "eval_page.h"
#include "harness.h"

static struct arena *arena;
static struct eval_totals totals;

static void set_up(void)
{
	arena = arena_new((size_t)16 << 20);
	totals = (struct eval_totals){0};
	ck_assert(arena != NULL);
}

static void tear_down(void)
{
	arena_free(arena);
}

START_TEST(bare_text)
{
	ck_slice_eq(eval_bare(arena, SLICE("“邻里 帮”　工程")), SLICE("邻里帮工程"));
	ck_slice_eq(eval_bare(arena, SLICE("１＋３")), SLICE("1+3"));
	ck_slice_eq(eval_bare(arena, SLICE("“”")), SLICE(""));
}
END_TEST

struct same_row {
	const char *name;
	struct slice a, b;
	bool want;
};

static const struct same_row SAME[] = {
    {"equal", SLICE_INIT("邻里帮"), SLICE_INIT("邻里帮"), true},
    {"most of it", SLICE_INIT("邻里帮工程"), SLICE_INIT("邻里帮"), true},
    {"less than sixty percent", SLICE_INIT("邻里帮扶工程"), SLICE_INIT("邻里帮"), false},
    {"others", SLICE_INIT("邻里帮"), SLICE_INIT("邻里学"), false},
    {"nothing is in everything", SLICE_INIT(""), SLICE_INIT("邻里学"), false},
};

START_TEST(same_names)
{
	const struct same_row *row = &SAME[_i];
	ck_assert_msg(eval_same_name(row->a, row->b) == row->want, "%s", row->name);
	ck_assert_msg(eval_same_name(row->b, row->a) == row->want, "%s, turned", row->name);
}
END_TEST

START_TEST(overlap_counts_letters_once)
{
	ck_assert_double_eq(eval_overlap(arena, SLICE("网格员"), SLICE("专职网格员")), 0.6);
	ck_assert_double_eq(eval_overlap(arena, SLICE("人人"), SLICE("人")), 0.5);
	ck_assert_double_eq(eval_overlap(arena, SLICE(""), SLICE("")), 1);
	ck_assert_double_eq(eval_overlap(arena, SLICE(""), SLICE("人")), 0);
}
END_TEST

START_TEST(shingles_are_a_multiset)
{
	struct shingles once = eval_shingles(arena, SLICE("居民议事会，开了"));
	struct shingles twice = eval_shingles(arena, SLICE("居民议事会居民议事会"));

	ck_assert_uint_eq(once.n, 3); /* seven letters without the comma */
	ck_assert_uint_eq(eval_shared(once, once), 3);
	ck_assert_uint_eq(eval_shared(once, twice), 1);
	ck_assert_uint_eq(eval_shingles(arena, SLICE("社区")).n, 1);
	ck_assert_uint_eq(eval_shingles(arena, SLICE("")).n, 0);
}
END_TEST

static json_t *json_of(const char *text)
{
	json_t *value = json_loads(text, 0, NULL);
	ck_assert_msg(value != NULL, "the test's own JSON is wrong: %s", text);
	return value;
}

static void evaluate(const char *gold, const char *clean, const char *events)
{
	json_t *g = json_of(gold), *c = json_of(clean), *e = json_of(events);
	struct eval_page page = {
	    .arena = arena, .totals = &totals, .gold = g, .clean = c, .events = e};

	eval_page(&page);
	json_decref(g);
	json_decref(c);
	json_decref(e);
}

static void expect(enum eval_part part, double right, double extra, double missing)
{
	const struct eval_tally *tally = &totals.parts[part];
	ck_assert_msg(tally->right == right && tally->extra == extra && tally->missing == missing,
		      "%s: %g right, %g extra, %g missing; wanted %g, %g, %g", eval_part_name(part),
		      tally->right, tally->extra, tally->missing, right, extra, missing);
}

#define CLEAN                                                                                      \
	"{\"flags\":[\"reprint\"],\"articles\":[{\"ordinal\":0,\"title\":\"邻里帮\","           \
	"\"published\":\"2024-03-05T08:00:00+08:00\",\"source\":null,\"authors\":[\"王芳\"],"    \
	"\"text\":\"街道办起邻里帮，服务300户居民。\"}]}"
#define GOLD_HEAD                                                                                  \
	"{\"page\":\"x\",\"flags\":[],\"articles\":[{\"ordinal\":0,\"title\":\"邻里帮\","       \
	"\"published\":\"2024-03-05\",\"source\":\"某报\",\"authors\":[\"王芳\",\"李明\"],"  \
	"\"must_not\":[\"责任编辑\"],\"text\":\"街道办起邻里帮，服务300户居民。\","

START_TEST(cleaning_is_compared)
{
	evaluate(GOLD_HEAD "\"initiatives\":[]}]}", CLEAN, "[]");
	expect(EVAL_ARTICLES, 1, 0, 0);
	expect(EVAL_TEXT, 1, 0, 0);
	expect(EVAL_TITLE, 1, 0, 0);
	expect(EVAL_PUBLISHED, 1, 0, 0);
	expect(EVAL_SOURCE, 0, 1, 1);
	expect(EVAL_PEOPLE_OF_PAPER, 1, 0, 1);
	expect(EVAL_MUST_NOT, 1, 0, 0);
	expect(EVAL_FLAGS, 0, 1, 0);
}
END_TEST

static const char EVENTS[] =
    "[{\"event_id\":\"1\",\"confidence\":0.93,\"article\":{\"ordinal\":0},\"initiative\":{"
    "\"name\":\"邻里帮\",\"aliases\":[],\"kind\":\"team\",\"themes\":[\"safety\",\"health\"],"
    "\"stage\":\"launched\",\"components\":[\"问\",\"帮\"],\"part_of\":null},"
    "\"jurisdiction\":{\"code\":\"3701\"},\"time\":null,"
    "\"measures\":[{\"text\":\"300户\",\"object\":\"居民\",\"value\":300,\"unit\":\"户\","
    "\"bound\":\"exact\"}],"
    "\"actors\":[{\"name\":\"王芳\",\"kind\":\"person\",\"role\":null}],"
    "\"quotes\":[{\"text\":\"好得很！\",\"speaker\":\"王芳\"}],"
    "\"evidence\":[{\"text\":\"街道办起\",\"start\":0,\"end\":4}]},"
    "{\"event_id\":\"2\",\"confidence\":0.55,\"article\":{\"ordinal\":0},\"initiative\":{"
    "\"name\":\"最后一公里\",\"aliases\":[]},\"evidence\":[{\"text\":\"办起\",\"start\":0,"
    "\"end\":2}]}]";

START_TEST(events_are_compared)
{
	evaluate(
	    GOLD_HEAD
	    "\"initiatives\":[{\"name\":\"“邻里帮”\",\"kind\":\"service\",\"kind_accept\":"
	    "[\"team\"],\"themes\":[\"health\"],\"stage\":\"running\",\"components\":[\"帮\","
	    "\"学\"],\"part_of\":null,\"jurisdiction\":{\"code\":\"370102\"},\"time\":null},"
	    "{\"name\":\"睦邻食堂\",\"kind\":\"facility\"},"
	    "{\"name\":\"睦邻课堂\",\"kind\":\"service\",\"weight\":\"optional\"}],"
	    "\"measures\":[{\"text\":\"300户\",\"object\":\"居民\",\"value\":300,\"unit\":\"户\","
	    "\"bound\":\"exact\",\"initiative\":\"邻里帮\"}],"
	    "\"actors\":[{\"name\":\"王芳\",\"kind\":\"person\",\"role\":\"社区书记\"}],"
	    "\"quotes\":[{\"text_start\":\"好得很！\",\"speaker\":\"王芳\"}],"
	    "\"not_initiatives\":[\"最后一公里\"]}]}",
	    CLEAN, EVENTS);
	expect(EVAL_INITIATIVES, 1, 1, 1);
	expect(EVAL_FIGURES_OF_SPEECH, 0, 1, 0);
	expect(EVAL_KIND, 1, 0, 0);
	expect(EVAL_THEMES, 1, 0, 0);
	expect(EVAL_STAGE, 0, 1, 1);
	expect(EVAL_COMPONENTS, 1, 1, 1);
	expect(EVAL_PART_OF, 1, 0, 0);
	expect(EVAL_JURISDICTION, .5, .5, .5); /* right, but not as deep */
	expect(EVAL_TIME, 0, 0, 0);
	expect(EVAL_MEASURES, 1, 0, 0);
	expect(EVAL_PEOPLE, 1, 0, 0);
	expect(EVAL_ROLES, 0, 1, 1);
	expect(EVAL_QUOTES, 1, 0, 0);
	expect(EVAL_OFFSETS, 1, 1, 1); /* the second does not stand where it says */
	expect(EVAL_IDS, 2, 0, 0);
	ck_assert_uint_eq(totals.bins[9].right, 1);
	ck_assert_uint_eq(totals.bins[5].right, 0);
	ck_assert_double_eq_tol(eval_calibration_error(&totals), (.07 + .55) / 2, 1e-9);
}
END_TEST

START_TEST(optional_gold_is_not_counted)
{
	evaluate(GOLD_HEAD "\"initiatives\":[{\"name\":\"邻里帮\",\"kind\":\"brand\","
			   "\"weight\":\"optional\"}]}]}",
		 CLEAN, EVENTS);
	expect(EVAL_INITIATIVES, 0, 1, 0);
	expect(EVAL_KIND, 0, 0, 0);
	ck_assert_uint_eq(totals.bins[9].right, 1); /* but it was right to find it */
}
END_TEST

START_TEST(event_of_an_article_that_is_none)
{
	evaluate("{\"page\":\"x\",\"articles\":[]}", CLEAN, EVENTS);
	expect(EVAL_ARTICLES, 0, 1, 0);
	expect(EVAL_INITIATIVES, 0, 2, 0);
}
END_TEST

struct floor_row {
	const char *name, *rows, *error;
	size_t n_under;
};

static const struct floor_row FLOORS[] = {
    {"reached", "kind\t0.75\t0.75\tx\n", NULL, 0},
    {"under precision and recall", "kind\t0.76\t0.8\tx\n", NULL, 2},
    {"calibration", "calibration\t0.9\t0\tx\n", NULL, 1},
    {"unknown part", "kinds\t0.7\t0.7\tx\n", "there is no part 'kinds'", 0},
    {"no number", "kind\thigh\t0.7\tx\n", "a floor is a number from 0 to 1", 0},
};

START_TEST(floors)
{
	const struct floor_row *row = &FLOORS[_i];
	char path[] = "/tmp/jiceng-floors-XXXXXX";
	int file = mkstemp(path);
	struct err err = {0};
	size_t n_under;

	ck_assert(file >= 0);
	ck_assert(dprintf(file, "part\tprecision\trecall\texample\n%s", row->rows) > 0);
	close(file);
	eval_tally_add(&totals.parts[EVAL_KIND], 3, 1, 1);
	eval_count_event(&totals, 0.8, false);
	FILE *silent = fopen("/dev/null", "w");
	enum status status = eval_check_floors(silent, path, &totals, &n_under, &err);
	fclose(silent);
	unlink(path);
	ck_assert_msg((status != STATUS_OK) == (row->error != NULL), "%s: %s", row->name, err.text);
	if (row->error)
		ck_assert_msg(slice_contains(slice_of(err.text), slice_of(row->error)), "%s: %s",
			      row->name, err.text);
	else
		ck_assert_msg(n_under == row->n_under, "%s: %zu under", row->name, n_under);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, bare_text);
	tcase_add_loop_test(tests, same_names, 0, sizeof SAME / sizeof *SAME);
	tcase_add_test(tests, overlap_counts_letters_once);
	tcase_add_test(tests, shingles_are_a_multiset);
	tcase_add_test(tests, cleaning_is_compared);
	tcase_add_test(tests, events_are_compared);
	tcase_add_test(tests, optional_gold_is_not_counted);
	tcase_add_test(tests, event_of_an_article_that_is_none);
	tcase_add_loop_test(tests, floors, 0, sizeof FLOORS / sizeof *FLOORS);
}

TEST_MAIN("eval", add_tests)
