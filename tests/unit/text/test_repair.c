/* test_repair.c - broken letters put right, what stays unknown reported, clean text left alone.
 * The property test breaks text as the converter of EVENTS.md did, and repairs it. */
#include <iconv.h>

#include "split_words.h"
#include "text/gbk.h"
#include "text/repair.h"
#include "text/utf8.h"

struct repair_row {
	const char *name;
	struct slice text, page, repaired;
	size_t n_repairs, n_letter_repairs, n_left;
};

#define ROW(name, text, repaired, n, n_letter, n_left)                                             \
	{                                                                                          \
		name, SLICE_INIT(text), {NULL, 0}, SLICE_INIT(repaired), n, n_letter, n_left       \
	}
#define SAME(name, text) ROW(name, text, text, 0, 0, 0)

static const struct repair_row ROWS[] = {
    SAME("empty", ""),
    SAME("clean", "近日，石桥社区召开“院坝会”，居民说：“好！”"),
    SAME("a question and a shout", "这是真的吗?!大家都说好。"),
    SAME("full-width question and shout", "这是真的吗？！把话说完A区就好"),
    SAME("three marks", "真的?!?"),
    SAME("a rare letter in a name", "书记赵喆、李堃介绍，王祎参加"),
    SAME("an option in brackets", "选(a)或(b)，登录APP(iOS)查看(news)"),
    SAME("numbers with commas", "1,,2 a,,b"),
    SAME("two sentences", "你知道吗?这里，过去，是荒地。"),
    SAME("a French word", "在café门口"),
    ROW("shift behind a full stop, ended by a Traditional letter",
	"“這是我們的工作?!笔瘶蛏鐓^黨委書記說", "“這是我們的工作。”石橋社區黨委書記說", 1, 1, 0),
    ROW("cut in a Traditional letter", "舉行“生活節”?,F場熱鬧", "舉行“生活節”。現場熱鬧", 1, 1, 0),
    ROW("letter before the cut unknown", "小區東?,F代城", "小區東?現代城", 1, 1, 1),
    ROW("half a word at the end, from the list", "告訴我們?!比涨?,石橋社區",
	"告訴我們。”日前,石橋社區", 1, 1, 0),
    {"half a word at the end, from the page", SLICE_INIT("告訴我們?!比涨?,石橋社區"),
     SLICE_INIT("”日前"), SLICE_INIT("告訴我們。”日前,石橋社區"), 1, 1, 0},
    ROW("a full-width half letter", "怎么解决?!？，请问", "怎么解决?!？，请问", 0, 0, 1),
    ROW("nothing left to read", "增強幸福感?!?022年", "增強幸福感?!?022年", 0, 0, 1),
    ROW("UTF-8 shown as windows-1252", "标题：çŸ³æ¡¥ç¤¾åŒº", "标题：石桥社区", 1, 1, 0),
    ROW("GBK shown as windows-1252", "Ê¯ÇÅÉçÇø", "石桥社区", 1, 1, 0),
    ROW("UTF-8 shown as GBK", "a鐭虫ˉ绀惧尯b", "a石桥社区b", 1, 1, 0),
    ROW("lost for good", "石桥锟斤拷社区\xEF\xBF\xBD居民", "石桥锟斤拷社区\xEF\xBF\xBD居民", 0, 0,
	2),
    ROW("private letters", "石桥\xEE\x80\x80社区", "石桥\xEE\x80\x80社区", 0, 0, 1),
    ROW("pinyin in brackets with tone", "石桥社区(qū)居委会", "石桥社区居委会", 1, 0, 0),
    ROW("pinyin in brackets without tone", "养(yang)老助餐点", "养老助餐点", 1, 0, 0),
    ROW("pinyin in full-width brackets", "养（yǎng）老", "养老", 1, 0, 0),
    ROW("pinyin without brackets", "石桥社区qū居委会", "石桥社区居委会", 1, 0, 0),
    ROW("pinyin of a Traditional letter", "領(lǐng)導(dǎo)關(guān)心居民", "領導關心居民", 3, 0, 0),
    ROW("pinyin of another reading", "行(xíng)业，长(cháng)者", "行业，长者", 2, 0, 0),
    ROW("pinyin of several letters", "曲阜(qū fù)和乐清(yuèqīng)", "曲阜和乐清", 2, 0, 0),
    ROW("pinyin of a name's letter", "书记李祎(yi)介绍", "书记李祎介绍", 1, 0, 0),
    ROW("u with two dots", "绿(lǜ)化和綠（lv）化", "绿化和綠化", 2, 0, 0),
    SAME("brackets that are no reading", "选项(yi)，社区(she)，老人(men)，表(e)，他(she)"),
    SAME("a name spelled out", "“安心码”(anxinma)和石桥(shiqiao)"),
    SAME("a French letter beside Chinese ones", "美食à la carte，café和社区"),
    ROW("a gloss between two letters", "小區變?yōu)橐粋€家園", "小區變為一個家園", 1, 1, 0),
    ROW("a gloss between two letters, ended by a Traditional one", "空地變?yōu)榫用竦膱@地",
	"空地變為居民的園地", 1, 1, 0),
    ROW("a gloss before a reference", "“陌鄰”變?yōu)?ldquo;睦鄰”", "“陌鄰”變?“睦鄰”", 1, 1, 1),
    SAME("a question before Latin", "真的?yes)，是吗?a)好"),
    ROW("a split word in a name", "开设“四点半学?!毙醋饕?,孩子", "开设“四点半学校”写作?,孩子", 1, 1,
	1),
    ROW("a split word before a full stop", "没有发现痕?!４送?,", "没有发现痕迹。此外,", 1, 1, 0),
    ROW("a split word at the end", "监控中没有踪?!?", "监控中没有踪迹。", 1, 1, 0),
    ROW("what a quotation ends with", "他说：“大家齐心，就能办好?!?",
	"他说：“大家齐心，就能办好。”", 1, 1, 0),
    ROW("a sentence or a word", "他说：“居民就盼着这里有学?!?", "他说：“居民就盼着这里有学?”", 1, 1,
	1),
    ROW("a short name is no sentence", "公司实行“一费三?!敝贫取?", "公司实行“一费三?”制度。", 1, 1,
	1),
    ROW("behind a comma stands no full stop", "不罚钱,?!扒氪蠹页远俜埂薄?",
	"不罚钱,?“请大家吃顿饭”。", 1, 1, 1),
    ROW("a rare letter at the end of a run", "这里只讲一句真话?!焙⒆用亲畎舱悦项\\的字",
	"这里只讲一句真话。”孩子们最爱听他讲赵孟頫的字", 1, 1, 0),
    ROW("a name behind a quotation", "他说：“門也修好了?!闭芯_雯", "他说：“門也修好了。”招綺雯", 1,
	1, 0),
    ROW("a digit that went along", "他说：“大家齐心，就能办好?!?022年5月",
	"他说：“大家齐心，就能办好。”?022年5月", 1, 1, 1),
    ROW("behind a percent sign", "覆盖率达31%?!袄先硕唷⒙サ谰伞!彼怠?",
	"覆盖率达31%。“老人多、楼道旧。”他说。", 1, 1, 0),
    ROW("an ASCII letter inside the run", "现在居民面前?!昂炱炱碨UV车队",
	"现在居民面前。“红旗拼SUV车队", 1, 1, 0),
    ROW("UTF-8 in windows-1252, a space for A0",
	"标题：çŸ³æ¡¥ç¤¾åŒºåŠ å¼ºæœåŠ¡", "标题：石桥社区加强服务", 1, 1,
	0),
    ROW("GBK in windows-1252 from a mark on", "标题：½üÈÕÊ¯ÇÅÉçÇø", "标题：近日石桥社区", 1, 1, 0),
    ROW("UTF-8 in GBK, cut at the end", "a鐭虫ˉ绀惧尯鏈?", "a石桥社区\xEF\xBF\xBD", 1, 1, 1),
    ROW("UTF-8 in GBK, a digit went along", "a鐭虫ˉ灞呮皯缁?20鍚?",
	"a石桥居民\xEF\xBF\xBD"
	"20鍚?",
	1, 1, 1),
    ROW("lost in GBK and in UTF-8", "石桥锟叫癸拷社区", "石桥锟叫癸拷社区", 0, 0, 1),
    ROW("debris", "组织120\xEF\xBF\xBD\xEF\xBF\xBD־Ը\xEF\xBF\xBD老人",
	"组织120\xEF\xBF\xBD\xEF\xBF\xBD־Ը\xEF\xBF\xBD老人", 0, 0, 1),
    ROW("doubled comma", "日前,,石桥社区,。", "日前,石桥社区。", 2, 0, 0),
    ROW("two kinds of damage", "养(yang)老，锟斤拷，日前,,好", "养老，锟斤拷，日前,好", 2, 0, 1),
};

START_TEST(repairs)
{
	const struct repair_row *row = &ROWS[_i];
	struct arena *arena = arena_new(1 << 20);
	struct repair_context context = repair_context_of(row->page);
	struct repair repair;

	ck_assert_int_eq(repair_text(arena, &context, row->text, &repair), STATUS_OK);
	ck_assert_msg(slice_equal(repair.text, row->repaired), "%s: \"%.*s\"", row->name,
		      SLICE_ARG(repair.text));
	ck_assert_msg(repair.n_repairs == row->n_repairs, "%s: %zu repairs", row->name,
		      repair.n_repairs);
	ck_assert_msg(repair.n_letter_repairs == row->n_letter_repairs, "%s: %zu letter repairs",
		      row->name, repair.n_letter_repairs);
	ck_assert_msg(repair.n_left == row->n_left, "%s: %zu left", row->name, repair.n_left);
	arena_free(arena);
}
END_TEST

/* What lies between the repairs is the same before and after. */
static void check_spans(struct slice text, const struct repair *repair)
{
	size_t before = 0, after = 0;

	for (size_t i = 0; i < repair->n_repairs; i++) {
		const struct repaired_span *r = &repair->repairs[i];
		ck_assert(r->before.start >= before && r->before.end >= r->before.start);
		ck_slice_eq(slice_sub(text, before, r->before.start),
			    slice_sub(repair->text, after, r->after.start));
		before = r->before.end;
		after = r->after.end;
	}
	ck_slice_eq(slice_from(text, before), slice_from(repair->text, after));
	for (size_t i = 0; i < repair->n_left; i++) {
		ck_assert(repair->left[i].end <= repair->text.n);
		ck_assert(utf8_is_valid(slice_span(repair->text, repair->left[i])));
		ck_assert(i == 0 || repair->left[i].start >= repair->left[i - 1].end);
	}
	ck_assert(utf8_is_valid(repair->text));
}

START_TEST(spans_add_up)
{
	struct arena *arena = arena_new(1 << 20);
	struct repair_context context = repair_context_of(ROWS[_i].page);
	struct repair repair;

	ck_assert_int_eq(repair_text(arena, &context, ROWS[_i].text, &repair), STATUS_OK);
	check_spans(ROWS[_i].text, &repair);
	arena_free(arena);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	struct repair_context context = repair_context_of(ROWS[_i].page);
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t n = 0; n < 300 && status == STATUS_MEMORY_LIMIT; n++) {
		struct arena *arena = arena_new(1 << 20);
		struct repair repair;
		arena_fail_after(arena, n);
		status = repair_text(arena, &context, ROWS[_i].text, &repair);
		arena_free(arena);
	}
	ck_assert_int_eq(status, STATUS_OK);
}
END_TEST

static struct slice convert(struct arena *arena, struct slice text, const char *to,
			    const char *from)
{
	iconv_t converter = iconv_open(to, from);
	size_t room = text.n * 4 + 16, left = text.n, left_room = room;
	char *out = arena_alloc(arena, room), *in = (char *)(uintptr_t)text.p, *p = out;

	ck_assert(iconv(converter, &in, &left, &p, &left_room) != (size_t)-1);
	iconv_close(converter);
	return (struct slice){out, room - left_room};
}

static bool is_cut(const char *p)
{
	return p[0] == '\xA3' && (p[1] == '\xAC' || p[1] == '\xA1');
}

/* What the converter made of GBK bytes. */
static struct slice broken(struct arena *arena, struct slice gbk)
{
	char *out = arena_alloc(arena, gbk.n * 4 + 16);
	size_t n = 0, at = 0;

	while (at < gbk.n) {
		const char *p = gbk.p + at;
		struct slice letter = slice_sub(gbk, at, at + 2);
		if (letter.n == 2 && is_cut(p)) {
			out[n++] = p[1] == '\xAC' ? ',' : '!';
			at += 2;
		} else if ((unsigned char)p[0] < 0x80) {
			out[n++] = p[0];
			at++;
		} else if (letter.n < 2 || (at + 3 <= gbk.n && is_cut(p + 1))) {
			out[n++] = '?';
			at++;
		} else if ((unsigned char)p[1] < 0x40) {
			out[n++] = '?';
			at += 2;
		} else {
			letter = convert(arena, letter, "UTF-8", "GB18030");
			memcpy(out + n, letter.p, letter.n);
			n += letter.n;
			at += 2;
		}
	}
	return (struct slice){out, n};
}

struct broken_row {
	const char *name;
	struct slice text;
	bool is_whole; /* every letter comes back */
};

/* With the commas that the converter would write: what comes back is compared byte by byte. */
static const struct broken_row BROKEN[] = {
    {"no damage", SLICE_INIT("石桥社区开展志愿服务，居民满意"), true},
    {"full stop and quotation mark",
     SLICE_INIT("“大家都支持这件事。”石桥社区党委书记，也是网格长介绍"), true},
    {"traditional", SLICE_INIT("“大家都支持這件事。”石橋社區黨委書記介紹，工作順利"), true},
    {"two quotations", SLICE_INIT("“好。”東嶺街道黨工委書記說。“我們繼續努力。”社區居民說"), true},
    {"word at the end", SLICE_INIT("“這樣很好。”日前，石橋社區召開會議"), true},
    {"policy", SLICE_INIT("“我們著力解決問題。”東嶺縣委常委，組織部部長說"), true},
};

START_TEST(undoes_the_converter)
{
	const struct broken_row *row = &BROKEN[_i];
	struct arena *arena = arena_new(1 << 20);
	struct slice gbk = convert(arena, row->text, "GB18030", "UTF-8");
	struct slice shown = broken(arena, gbk);
	struct repair_context context = repair_context_of(SLICE_EMPTY);
	struct repair repair;

	ck_assert_int_eq(repair_text(arena, &context, shown, &repair), STATUS_OK);
	struct slice back = convert(arena, repair.text, "GB18030", "UTF-8");
	/* The converter's own commas are ASCII; compare without them. */
	size_t i = 0;
	for (size_t k = 0; k < gbk.n; k++, i++) {
		if (back.p[i] == ',' || back.p[i] == '!') {
			ck_assert_msg(is_cut(gbk.p + k), "%s: \"%.*s\"", row->name,
				      SLICE_ARG(repair.text));
			k++;
		} else if (!row->is_whole && back.p[i] == '?') {
			break;
		} else {
			ck_assert_msg(back.p[i] == gbk.p[k], "%s: \"%.*s\" of \"%.*s\"", row->name,
				      SLICE_ARG(repair.text), SLICE_ARG(shown));
		}
	}
	ck_assert_msg(row->is_whole == (repair.n_left == 0), "%s: %zu left", row->name,
		      repair.n_left);
	arena_free(arena);
}
END_TEST

static struct slice read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t room = 1 << 16;
	char *text = arena_alloc(arena, room);

	if (!file)
		return SLICE_EMPTY;
	size_t n = fread(text, 1, room, file);
	fclose(file);
	return (struct slice){text, n};
}

struct seed_row {
	const char *path;
	size_t n_letter_repairs, n_left;
};

/* The one page of the seeds that was broken, and four that were not. */
static const struct seed_row SEEDS[] = {
    {"../shared/seeds/002_e9c1f0c12f3efbb6.txt", 11, 1},
    {"../shared/seeds/000_674917c6983f40fc.txt", 0, 0},
    {"../shared/seeds/001_df98247efb170a62.txt", 0, 0},
    {"../shared/seeds/003_1e7d295f2300ad24.txt", 0, 0},
    {"../shared/seeds/004_249172ad84206bd8.txt", 0, 0},
};

START_TEST(seeds)
{
	struct arena *arena = arena_new(1 << 22);
	struct slice page = read_file(arena, SEEDS[_i].path), rest = page, line;
	struct repair_context context = repair_context_of(page);
	size_t n_repairs = 0, n_left = 0;

	if (!page.n) {
		fprintf(stderr, "SKIPPED: %s is not there\n", SEEDS[_i].path);
		arena_free(arena);
		return;
	}
	while (slice_next_field(&rest, '\n', &line)) {
		struct repair repair;
		ck_assert_int_eq(repair_text(arena, &context, line, &repair), STATUS_OK);
		check_spans(line, &repair);
		ck_assert_uint_eq(repair.n_repairs, repair.n_letter_repairs);
		n_repairs += repair.n_repairs;
		n_left += repair.n_left;
	}
	ck_assert_msg(n_repairs == SEEDS[_i].n_letter_repairs, "%s: %zu repairs", SEEDS[_i].path,
		      n_repairs);
	ck_assert_msg(n_left == SEEDS[_i].n_left, "%s: %zu left", SEEDS[_i].path, n_left);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, seeds, 0, sizeof SEEDS / sizeof *SEEDS);
	tcase_add_loop_test(tests, repairs, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_loop_test(tests, spans_add_up, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_loop_test(tests, every_allocation_may_fail, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_loop_test(tests, undoes_the_converter, 0, sizeof BROKEN / sizeof *BROKEN);
}

TEST_MAIN("repair", add_tests)
