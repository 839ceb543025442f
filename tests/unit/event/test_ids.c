/* test_ids.c - identities: the same for the same thing, different for different things. */
#include "event/ids.h"
#include "harness.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new((size_t)1 << 24);
}

static void teardown(void)
{
	arena_free(arena);
}

struct name_row {
	const char *name;
	struct slice a, b;
	bool same;
};

static const struct name_row NAMES[] = {
    {"quotation marks do not count", SLICE_INIT("“邻里帮”工程"), SLICE_INIT("邻里帮工程"), true},
    {"nor do spaces and dashes", SLICE_INIT("“1+ 3+ N”"), SLICE_INIT("1+3+N"), true},
    {"nor full-width letters", SLICE_INIT("１＋３＋Ｎ"), SLICE_INIT("1+3+n"), true},
    {"a plus sign does", SLICE_INIT("党建+"), SLICE_INIT("党建"), false},
    {"other words are other names", SLICE_INIT("邻里帮"), SLICE_INIT("邻里汇"), false},
};

START_TEST(normalises)
{
	const struct name_row *row = &NAMES[_i];
	bool same = slice_equal(normalised_name(arena, row->a), normalised_name(arena, row->b));
	ck_assert_msg(same == row->same, "%s", row->name);
}
END_TEST

/* An article with initiatives of the given names, all in the county 370102. */
static struct article_ids ids_of(const char *page_id, const char *const *names, size_t n)
{
	struct page page = {.page_id = slice_of(page_id)};
	struct article article = {.text = SLICE("社区开办邻里食堂。")};
	struct initiative items[4] = {0};
	struct article_ids ids;

	for (size_t i = 0; i < n; i++) {
		items[i].name = slice_of(names[i]);
		items[i].jurisdiction.code = SLICE("370102004");
	}
	ck_assert_int_eq(ids_of_article(arena, &page, &article,
					&(struct initiatives){.items = items, .n = n}, &ids),
			 STATUS_OK);
	return ids;
}

START_TEST(two_pages_share_keys_not_events)
{
	const char *names[] = {"“邻里帮”工程"}, *bare[] = {"邻里帮工程"};
	struct article_ids a = ids_of("page-a", names, 1), b = ids_of("page-b", bare, 1);
	ck_slice_eq(a.initiatives[0].key, b.initiatives[0].key);
	ck_assert(!slice_equal(a.initiatives[0].event_id, b.initiatives[0].event_id));
	ck_assert_uint_eq(a.initiatives[0].event_id.n, 32);
}
END_TEST

START_TEST(one_article_never_repeats_an_event_id)
{
	const char *names[] = {"邻里帮", "“邻里帮”", "邻里帮"};
	struct article_ids ids = ids_of("page", names, 3);
	ck_assert(!slice_equal(ids.initiatives[0].event_id, ids.initiatives[1].event_id));
	ck_assert(!slice_equal(ids.initiatives[1].event_id, ids.initiatives[2].event_id));
	ck_slice_eq(ids.initiatives[0].key, ids.initiatives[2].key);
}
END_TEST

static int distance(uint64_t a, uint64_t b)
{
	return __builtin_popcountll(a ^ b);
}

START_TEST(simhash_of_a_copy_is_near)
{
	struct slice text = SLICE("近日，云桥街道在辖区六个小区设立邻里食堂，为八十岁以上老人提供"
				  "午餐，并由志愿者送餐上门，居民反映良好，街道将继续增设网点。");
	struct slice copy = SLICE("近日,云桥街道在辖区六个小区设立邻里食堂,为八十岁以上老人提供"
				  "午餐,并由志愿者送餐上门,居民反映良好,街道将继续增设网点。(完)");
	struct slice other =
	    SLICE("本市昨日举行少年足球联赛决赛，红队在点球大战中以五比四战胜蓝队，"
		  "首次捧起奖杯，教练表示球员们在压力之下发挥出色。");
	ck_assert_int_lt(distance(simhash64(text), simhash64(copy)), 8);
	ck_assert_int_gt(distance(simhash64(text), simhash64(other)), 15);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, normalises, 0, sizeof NAMES / sizeof *NAMES);
	tcase_add_test(tests, two_pages_share_keys_not_events);
	tcase_add_test(tests, one_article_never_repeats_an_event_id);
	tcase_add_test(tests, simhash_of_a_copy_is_near);
}

TEST_MAIN("ids", add_tests)
