/* test_spam.c - injected advertising, alone and among real sentences; real news about gambling. */
#include "base/buf.h"
#include "page/spam.h"
#include "tables.h"

static const struct spam_rules *rules_of(void)
{
	static const struct spam_rules *rules;
	struct err err = {0};

	tables_get(NULL);
	if (!rules)
		ck_assert_msg(spam_rules_load(tables_arena, &tables_lexicon, &rules, &err) ==
				  STATUS_OK,
			      "%s", err.text);
	return rules;
}

struct row {
	const char *name;
	const char *line;
	const char *kept;
};

static const struct row ROWS[] = {
    {"nothing", "社区办起食堂。老人很高兴。", "社区办起食堂。老人很高兴。"},
    {"behind a sentence", "社区办起食堂。某某娱乐城注册即送58元", "社区办起食堂。"},
    {"before a sentence", "百家乐攻略大全 社区办起食堂，老人很高兴。",
     "社区办起食堂，老人很高兴。"},
    {"between sentences", "社区办起食堂。澳门葡京在线投注！老人很高兴。",
     "社区办起食堂。老人很高兴。"},
    {"inside a sentence", "食堂今年服务居民澳门新葡京3万余人，老人很高兴。",
     "食堂今年服务居民3万余人，老人很高兴。"},
    {"with what goes with it", "老人食堂今年又新开了bet365备用网址12家，附近居民都很高兴。",
     "老人食堂今年又新开了12家，附近居民都很高兴。"},
    {"with a country in brackets", "附近居民开云体育(中国)官方网站都很高兴，天天来这里吃饭聊天。",
     "附近居民都很高兴，天天来这里吃饭聊天。"},
    {"in capitals", "食堂服务居民BET365官网APP下载3万余人。", "食堂服务居民3万余人。"},
    {"a clause", "“一说就和。”威尼斯人网上娱乐注册送88，他家的电话就是热线。",
     "“一说就和。”他家的电话就是热线。"},
    {"words that stand together", "三年服务居民澳门金沙娱乐城1.2万余人，大家都说好。",
     "三年服务居民1.2万余人，大家都说好。"},
    {"behind a headline", "石榴社区的“说和团”365体育投注", "石榴社区的“说和团”"},
    {"before a headline", "澳门新葡京平台-葡萄沟畔的“金秋夜校”", "葡萄沟畔的“金秋夜校”"},
    {"nothing but spam", "亚博体育官网app下载,最新地址,注册送88元彩金", ""},
    {"the same word again and again", "葡京 葡京 葡京 葡京 葡京 葡京", ""},
    {"news of gambling stays", "民警在社区讲解网上赌博的危害，提醒居民不要下注，远离六合彩。",
     "民警在社区讲解网上赌博的危害，提醒居民不要下注，远离六合彩。"},
    {"names of the sites that were closed stay",
     "警方查处了亚博、开元棋牌、皇冠体育等网站，抓获涉赌人员96名。",
     "警方查处了亚博、开元棋牌、皇冠体育等网站，抓获涉赌人员96名。"},
    {"what is quoted stays", "“百家乐、时时彩、老虎机，样样都是无底洞。”老人说。",
     "“百家乐、时时彩、老虎机，样样都是无底洞。”老人说。"},
    {"a seizure stays", "打掉赌博窝点13个，查扣老虎机、捕鱼机47台，冻结赌资210万元。",
     "打掉赌博窝点13个，查扣老虎机、捕鱼机47台，冻结赌资210万元。"},
    {"small adverts in a stairway stay",
     "楼道里贴着“代开发票”“办证刻章”“上门服务”的小广告，志愿者清理了1900多处。",
     "楼道里贴着“代开发票”“办证刻章”“上门服务”的小广告，志愿者清理了1900多处。"},
    {"films for everybody stay",
     "居民都能免费观看一场电影，既有国产经典老片，也有欧美、日韩影片，全部配中文字幕。",
     "居民都能免费观看一场电影，既有国产经典老片，也有欧美、日韩影片，全部配中文字幕。"},
    {"a headline of films stays", "荣市街道：居民免费观看国产老电影",
     "荣市街道：居民免费观看国产老电影"},
    {"classes for grown-ups stay", "成人教育班开课，成年居民都能免费报名，激情篮球夜也开始了。",
     "成人教育班开课，成年居民都能免费报名，激情篮球夜也开始了。"},
    {"a visitor from Macao stays", "一对来自澳门的老夫妻说，在线观看方便。",
     "一对来自澳门的老夫妻说，在线观看方便。"},
    {"a card room stays", "黄色垃圾桶、棋牌室、彩票点挪了位置，腾出来的地方就是影院。",
     "黄色垃圾桶、棋牌室、彩票点挪了位置，腾出来的地方就是影院。"},
    {"Latin words only whole", "The average of the savings was high.",
     "The average of the savings was high."},
};

START_TEST(cuts)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new(65536);
	bool cut;
	struct slice kept = spam_cut(arena, rules_of(), slice_of(row->line), &cut);
	ck_assert_msg(slice_equal(kept, slice_of(row->kept)), "%s: got \"%.*s\"", row->name,
		      SLICE_ARG(kept));
	ck_assert(cut == !slice_equal(slice_of(row->line), slice_of(row->kept)));
	arena_free(arena);
}
END_TEST

START_TEST(whole_lines)
{
	ck_assert(spam_is(rules_of(), SLICE("久久精品国产一区二区，成年免费毛片在线观看")));
	ck_assert(!spam_is(rules_of(), SLICE("欧美多国代表参观了社区，亚洲邻国的客人也来了。")));
	ck_assert(!spam_is(rules_of(), SLICE("成年人每周三晚上可以免费使用社区健身房。")));
}
END_TEST

/* The first bytes of the row's word in its example are spoilt: the row must have made the
 * difference. */
static struct slice spoilt(struct arena *arena, struct slice example, struct slice word)
{
	struct buf buf = buf_in(arena);
	size_t at = slice_find(example, word);

	ck_assert_msg(at != SIZE_MAX, "%.*s", SLICE_ARG(word));
	buf_append(&buf, slice_sub(example, 0, at));
	for (size_t i = 0; i < word.n; i += 3)
		buf_append(&buf, SLICE("某"));
	buf_append(&buf, slice_from(example, at + word.n));
	return buf_slice(&buf);
}

static size_t bytes_cut(struct arena *arena, struct slice line)
{
	bool cut;
	struct slice kept = spam_cut(arena, rules_of(), line, &cut);

	ck_assert(kept.p != NULL);
	return line.n - kept.n;
}

START_TEST(every_row_makes_a_difference_in_its_example)
{
	const struct table *table = tables_get("spam_words");
	struct arena *arena = arena_new((size_t)1 << 20);
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice example = tables_cell(table, row, "example");
		struct slice word = tables_cell(table, row, "word");
		size_t with = bytes_cut(arena, example);
		size_t without = bytes_cut(arena, spoilt(arena, example, word));
		if (slice_equal(tables_cell(table, row, "kind"), SLICE("about")))
			ck_assert_msg(with == 0 && without > 0, "%.*s: %zu, %zu", SLICE_ARG(word),
				      with, without);
		else
			ck_assert_msg(with > 0 && with != without, "%.*s: %zu, %zu",
				      SLICE_ARG(word), with, without);
		arena_reset(arena);
	}
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, cuts, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_test(tests, whole_lines);
	tcase_add_test(tests, every_row_makes_a_difference_in_its_example);
}

TEST_MAIN("spam", add_tests)
