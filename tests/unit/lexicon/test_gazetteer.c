/* test_gazetteer.c - the gazetteer that the build makes, small ones made here, and files that are
 * none: foreign, cut short, with damaged headers and damaged contents. */
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"
#include "lexicon/gazetteer.h"
#include "lexicon/gazetteer_build.h"
#include "lexicon/gazetteer_layout.h"

#define BUILT    "build/gazetteer.bin"
#define SUFFIXES "common/lexicon/data/place_suffixes.tsv"
#define FORMER   "common/lexicon/data/place_former.tsv"

static struct arena *arena;
static struct gazetteer *built;

static void set_up(void)
{
	struct err err = {0};
	arena = arena_new((size_t)256 << 20);
	ck_assert_msg(gazetteer_open(BUILT, &built, &err) == STATUS_OK, "%s", err.text);
}

static void tear_down(void)
{
	gazetteer_close(built);
	arena_free(arena);
}

static struct slice code_of(const struct gazetteer *gazetteer, uint32_t place)
{
	struct division division;

	if (!gazetteer_division(gazetteer, place, &division))
		return SLICE("-");
	return gazetteer_code(&division, arena);
}

struct name_row {
	const char *name;
	const char *codes; /* of all divisions that are called so, in order */
};

static const struct name_row NAMES[] = {
    {"禹城市", "371482"},
    {"禹城", "371482"},
    {"市中街道", "371481001 371482001 371602001 520381001"},
    {"鼓楼区", "320106 320302 350102 410204"},
    {"吉林", "22 2202"},
    {"东莞市", "4419 441900"},
    {"恩施州", "4228"},
    {"内蒙古", "15"},
    {"峨边", "511132"},
    {"峨边县", "511132"},
    {"东营经开区", "370571"},
    {"东营开发区", "370571"},
    {"察北管理区", "130772"},
    {"香港", "81"},
    {"大同县", "140215"},                /* former */
    {"清河区", "211204 320812"},         /* of today, and former */
    {"湘江新区", "4301"},                /* run like a county, not listed */
    {"台北市", "71"},                    /* no list below the province */
    {"沁园街道", "410882004 419001001"}, /* the second listed as 济源市沁园街道 */
    {"林店街道", "340103400"},           /* listed as 庐阳工业区（林店街道） */
    {"市辖区", ""},
    {"县", ""},
    {"省直辖县级行政区划", ""},
    {"自治区直辖县级行政区划", ""},
    {"没有这个地方", ""},
    {"", ""},
};

START_TEST(names)
{
	struct hits hits = gazetteer_find(built, slice_of(NAMES[_i].name));
	char got[256] = "";
	size_t n = 0;

	for (size_t i = 0; i < hits.n && n < sizeof got - 16; i++)
		n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? " " : "",
				      SLICE_ARG(code_of(built, hit_place(&hits, i))));
	ck_assert_str_eq(got, NAMES[_i].codes);
}
END_TEST

START_TEST(tree)
{
	uint32_t village = gazetteer_by_code(built, SLICE("371482001005"));
	struct division division;

	ck_assert(gazetteer_division(built, village, &division));
	ck_slice_eq(division.name, SLICE("新湖社区"));
	ck_assert_int_eq(division.class, CLASS_COMMUNITY);
	ck_slice_eq(code_of(built, gazetteer_parent(built, village)), SLICE("371482001"));
	/* 东城区 lies under a 市辖区 that nobody names. */
	uint32_t district = gazetteer_by_code(built, SLICE("110101"));
	ck_slice_eq(code_of(built, gazetteer_parent(built, district)), SLICE("11"));
	ck_assert(gazetteer_parent(built, gazetteer_by_code(built, SLICE("11"))) == GAZETTEER_NONE);
	uint32_t county = gazetteer_by_code(built, SLICE("371482"));
	ck_assert(gazetteer_is_within(built, village, county));
	ck_assert(!gazetteer_is_within(built, county, village));
	ck_assert(gazetteer_is_within(built, county, county));
	ck_assert(village < gazetteer_end(built, county));
	struct hits hits =
	    gazetteer_under(built, gazetteer_find_stem(built, SLICE("新湖")), county);
	ck_assert_uint_eq(hits.n, 1);
	ck_assert(hit_place(&hits, 0) == village);
	ck_assert_int_eq(hit_form(&hits, 0), NAME_STEM);
	ck_assert(gazetteer_by_code(built, SLICE("3714820")) == GAZETTEER_NONE);
	ck_assert(gazetteer_by_code(built, SLICE("999999")) == GAZETTEER_NONE);
	ck_assert(gazetteer_by_code(built, SLICE("37148200100500")) == GAZETTEER_NONE);
}
END_TEST

START_TEST(counts)
{
	size_t n[6] = {0};
	struct division division;

	for (uint32_t i = 0; gazetteer_division(built, i, &division); i++)
		n[division.level]++;
	ck_assert_uint_eq(n[DIVISION_PROVINCE], 31 + 3);
	ck_assert_uint_eq(n[DIVISION_CITY], 342);
	ck_assert_uint_eq(n[DIVISION_COUNTY], 2978);
	ck_assert_uint_eq(n[DIVISION_TOWN], 41352);
	ck_assert_uint_eq(n[DIVISION_VILLAGE], 620573);
	struct stat about;
	ck_assert(stat(BUILT, &about) == 0 && about.st_size <= 40 * 1000 * 1000);
	ck_assert(gazetteer_is_intact(built));
	ck_assert_uint_eq(gazetteer_hash(built).n, 64);
}
END_TEST

START_TEST(longest_name_at)
{
	struct slice text = SLICE("在东营经济技术开发区和市");
	struct hits hits;

	ck_assert_uint_eq(gazetteer_longest_at(built, text, 0, &hits), 0);
	ck_assert_uint_eq(gazetteer_longest_at(built, text, 3, &hits),
			  strlen("东营经济技术开发区"));
	ck_slice_eq(code_of(built, hit_place(&hits, 0)), SLICE("370571"));
	ck_assert_uint_eq(gazetteer_longest_at(built, text, text.n - 3, &hits), 0);
	ck_assert_uint_eq(gazetteer_longest_at(built, text, text.n, &hits), 0);
	ck_assert_uint_eq(gazetteer_longest_at(built, SLICE_EMPTY, 0, &hits), 0);
}
END_TEST

/* --- files made here ---------------------------------------------------------------------------
 */

static const char LIST[] = "011 甲省\n1 乙市\n2 丙丁县\n3 戊己街道办事处\n4 庚辛社区居委会\n"
			   "43 壬癸村委会\n";

static struct table read_table(const char *path)
{
	struct slice text;
	struct table table;
	struct err err = {0};

	ck_assert(gazetteer_read_source(arena, path, &text, &err) == STATUS_OK);
	ck_assert(table_parse(arena, SLICE("s"), SLICE("s"), text, &table, &err) == STATUS_OK);
	return table;
}

static struct slice build_with(const char *list, const char *former_rows)
{
	struct table suffixes = read_table(SUFFIXES), former;
	struct slice bytes;
	struct err err = {0};

	ck_assert(!former_rows || table_parse(arena, SLICE("f"), SLICE("f"), slice_of(former_rows),
					      &former, &err) == STATUS_OK);
	if (gazetteer_build(arena, slice_of(list), &suffixes, former_rows ? &former : NULL, &bytes,
			    &err) != STATUS_OK) {
		ck_assert_int_eq(err.status, STATUS_BAD_LEXICON);
		return SLICE_EMPTY;
	}
	return bytes;
}

static struct slice build(const char *list)
{
	return build_with(list, NULL);
}

static const char *write_file(struct slice bytes)
{
	static char path[64];
	struct err err = {0};

	snprintf(path, sizeof path, "/tmp/test_gazetteer.%d", (int)getpid());
	ck_assert_msg(gazetteer_write(arena, bytes, path, &err) == STATUS_OK, "%s", err.text);
	return path;
}

static void expect_refused(struct slice bytes, enum status want, const char *words)
{
	const char *path = write_file(bytes);
	struct gazetteer *gazetteer = NULL;
	struct err err = {0};
	enum status status = gazetteer_open(path, &gazetteer, &err);

	unlink(path);
	ck_assert_msg(status == want, "%s: %s", words, err.text);
	ck_assert_msg(strstr(err.text, words) != NULL, "\"%s\" is not in \"%s\"", words, err.text);
	ck_assert(strchr(err.text, '\n') == NULL);
}

START_TEST(small_one_is_built)
{
	const char *path = write_file(build(LIST));
	struct gazetteer *gazetteer;
	struct err err = {0};

	ck_assert(gazetteer_open(path, &gazetteer, &err) == STATUS_OK);
	unlink(path);
	ck_assert_uint_eq(gazetteer_size(gazetteer), 6);
	struct hits hits = gazetteer_find_stem(gazetteer, SLICE("壬癸"));
	ck_assert_uint_eq(hits.n, 1);
	ck_slice_eq(code_of(gazetteer, hit_place(&hits, 0)), SLICE("110101001004"));
	ck_assert_uint_eq(gazetteer_find(gazetteer, SLICE("戊己街道")).n, 1);
	gazetteer_close(gazetteer);
}
END_TEST

/* The codes of a stem, or of a name (of alias form when it is former), in a small gazetteer. */
static void expect_code(const struct gazetteer *gazetteer, struct hits hits, const char *code)
{
	ck_assert_uint_eq(hits.n, 1);
	ck_slice_eq(code_of(gazetteer, hit_place(&hits, 0)), slice_of(code));
}

START_TEST(parents_in_front_are_left_out)
{
	const char *path = write_file(build("011 甲省\n1 乙市\n2 丙丁县\n3 丙丁县戊己镇\n"
					    "4 丙丁县戊己镇庚辛村委会\n4 戊己镇社区居委会\n"
					    "3 壬癸工业区（子丑街道）\n"));
	struct gazetteer *gazetteer;
	struct division division;
	struct err err = {0};

	ck_assert(gazetteer_open(path, &gazetteer, &err) == STATUS_OK);
	unlink(path);
	expect_code(gazetteer, gazetteer_find(gazetteer, SLICE("戊己镇")), "110101001");
	expect_code(gazetteer, gazetteer_find_stem(gazetteer, SLICE("庚辛")), "110101001001");
	expect_code(gazetteer, gazetteer_find(gazetteer, SLICE("子丑街道")), "110101002");
	ck_assert(gazetteer_division(gazetteer, gazetteer_by_code(gazetteer, SLICE("110101001002")),
				     &division));
	ck_slice_eq(division.name, SLICE("戊己镇社区")); /* nothing would be left */
	gazetteer_close(gazetteer);
}
END_TEST

START_TEST(former_names_lead_to_what_is_there_now)
{
	const char *path = write_file(build_with(
	    LIST, "word\tcode\texample\n寅卯县\t110101\t寅卯县\n新寅区\t1101\t新寅区\n"));
	struct gazetteer *gazetteer;
	struct hits hits;
	struct err err = {0};

	ck_assert(gazetteer_open(path, &gazetteer, &err) == STATUS_OK);
	unlink(path);
	expect_code(gazetteer, gazetteer_find(gazetteer, SLICE("寅卯县")), "110101");
	expect_code(gazetteer, gazetteer_find(gazetteer, SLICE("新寅区")), "1101");
	ck_assert_uint_eq(gazetteer_longest_at(gazetteer, SLICE("寅卯县人"), 0, &hits), 9);
	ck_assert_int_eq(hit_form(&hits, 0), NAME_ALIAS);
	gazetteer_close(gazetteer);
	ck_assert_uint_eq(build_with(LIST, "word\tcode\texample\n寅卯县\t110199\tx\n").n, 0);
	ck_assert_uint_eq(build_with(LIST, "word\tcode\texample\n寅卯县\t110101001\tx\n").n, 0);
	ck_assert_uint_eq(build_with(LIST, "word\tcode\texample\n寅卯县\t11010x\tx\n").n, 0);
}
END_TEST

START_TEST(every_former_name_is_found)
{
	struct table table = read_table(FORMER);

	for (size_t row = 0; row < table.n_rows; row++) {
		struct slice word = table_cell(&table, row, 0);
		struct hits hits = gazetteer_find(built, word);
		bool found = false;
		for (size_t i = 0; i < hits.n; i++)
			found |= slice_equal(code_of(built, hit_place(&hits, i)),
					     table_cell(&table, row, 1));
		ck_assert_msg(found && slice_contains(table_cell(&table, row, 2), word),
			      "place_former.tsv:%zu", table.lines[row]);
	}
}
END_TEST

START_TEST(same_bytes_each_time)
{
	ck_slice_eq(build(LIST), build(LIST));
}
END_TEST

static const char *const BAD_LISTS[] = {"x\n",   "1 乙市\n", "011 甲省\n2 丙县\n", "0999 甲省\n",
					"011\n", "011 \n",   "0x1 甲省\n",         "5 甲省\n"};

START_TEST(bad_list_is_refused)
{
	ck_assert_uint_eq(build(BAD_LISTS[_i]).n, 0);
}
END_TEST

START_TEST(foreign_files_are_refused)
{
	struct slice good = build(LIST);
	struct slice copy = arena_copy(arena, good);
	char *bytes = (char *)(uintptr_t)copy.p;
	struct gazetteer_header *header = (void *)bytes;

	expect_refused(SLICE_EMPTY, STATUS_BAD_LEXICON, "too short");
	expect_refused(slice_sub(good, 0, 100), STATUS_BAD_LEXICON, "too short");
	expect_refused(slice_sub(good, 0, good.n - 1), STATUS_BAD_LEXICON, "cut short");
	bytes[0] = 'X';
	expect_refused(copy, STATUS_BAD_LEXICON, "is not a gazetteer");
	memcpy(bytes, good.p, good.n);
	header->version++;
	expect_refused(copy, STATUS_BAD_LEXICON, "another version");
	memcpy(bytes, good.p, good.n);
	header->byte_order = 0x04030201u;
	expect_refused(copy, STATUS_BAD_LEXICON, "byte order");
	for (int i = 0; i < SECTION_COUNT; i++) {
		memcpy(bytes, good.p, good.n);
		header->n[i] = UINT64_MAX / 2;
		expect_refused(copy, STATUS_BAD_LEXICON, "damaged");
		memcpy(bytes, good.p, good.n);
		header->at[i] = good.n + 8;
		expect_refused(copy, STATUS_BAD_LEXICON, "damaged");
		header->at[i] = 3;
		expect_refused(copy, STATUS_BAD_LEXICON, "damaged");
	}
}
END_TEST

/* Every question that callers ask, of any division and of names in a text. */
static void ask_everything(const struct gazetteer *gazetteer)
{
	struct slice text = SLICE("甲省乙市丙丁县戊己街道庚辛社区壬癸村");
	struct division division;
	struct hits hits;

	for (uint32_t i = 0; i < gazetteer_size(gazetteer) + 2 && i < 100; i++) {
		gazetteer_division(gazetteer, i, &division);
		uint32_t parent = gazetteer_parent(gazetteer, i);
		gazetteer_is_within(gazetteer, i, parent);
		gazetteer_end(gazetteer, i);
	}
	for (size_t at = 0; at < text.n; at += 3) {
		gazetteer_longest_at(gazetteer, text, at, &hits);
		for (size_t n = 3; at + n <= text.n; n += 3) {
			hits = gazetteer_find_stem(gazetteer, slice_sub(text, at, at + n));
			hits = gazetteer_under(gazetteer, hits, 1);
			hits = gazetteer_find(gazetteer, slice_sub(text, at, at + n));
			for (size_t i = 0; i < hits.n && i < 8; i++)
				gazetteer_division(gazetteer, hit_place(&hits, i), &division);
		}
	}
	gazetteer_by_code(gazetteer, SLICE("110101001001"));
}

/* Each 4 bytes behind the header in turn become huge, odd or zero: wrong answers, but never a
 * crash or an endless loop. Under the sanitizers this shows every read outside the file. */
START_TEST(damaged_contents_do_no_harm)
{
	struct slice good = build(LIST);
	struct slice copy = arena_copy(arena, good);
	char *bytes = (char *)(uintptr_t)copy.p;
	static const uint32_t VALUES[] = {0xffffffffu, 0, 0x7ffffff0u, 3};

	for (size_t at = sizeof(struct gazetteer_header); at + 4 <= good.n; at += 4)
		for (size_t v = 0; v < 4; v++) {
			struct gazetteer *gazetteer;
			memcpy(bytes, good.p, good.n);
			memcpy(bytes + at, &VALUES[v], 4);
			const char *path = write_file(copy);
			ck_assert(gazetteer_open(path, &gazetteer, NULL) == STATUS_OK);
			unlink(path);
			ask_everything(gazetteer);
			ck_assert(memcmp(bytes, good.p, good.n) == 0 ||
				  !gazetteer_is_intact(gazetteer));
			gazetteer_close(gazetteer);
		}
}
END_TEST

START_TEST(no_such_file)
{
	struct gazetteer *gazetteer;
	struct err err = {0};

	ck_assert(gazetteer_open("/no/such/file", &gazetteer, &err) == STATUS_CANNOT_READ);
	ck_assert(strstr(err.text, "/no/such/file") != NULL);
	err = (struct err){0};
	ck_assert(gazetteer_open("/tmp", &gazetteer, &err) == STATUS_CANNOT_READ);
}
END_TEST

START_TEST(no_room_to_write)
{
	struct err err = {0};

	ck_assert(gazetteer_write(arena, SLICE("x"), "/no/such/folder/g.bin", &err) ==
		  STATUS_CANNOT_WRITE);
	ck_assert(strstr(err.text, "cannot write /no/such/folder/g.bin") != NULL);
}
END_TEST

START_TEST(every_suffix_rule_fires)
{
	struct table table = read_table(SUFFIXES);

	for (size_t row = 0; row < table.n_rows; row++) {
		struct slice rule = table_cell(&table, row, 0), word = table_cell(&table, row, 2);
		struct slice example = table_cell(&table, row, 4);
		bool fires = slice_equal(rule, SLICE("people")) ? slice_contains(example, word)
								: slice_ends(example, word);
		ck_assert_msg(fires, "place_suffixes.tsv:%zu", table.lines[row]);
	}
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, names, 0, sizeof NAMES / sizeof *NAMES);
	tcase_add_test(tests, tree);
	tcase_add_test(tests, counts);
	tcase_add_test(tests, longest_name_at);
	tcase_add_test(tests, small_one_is_built);
	tcase_add_test(tests, parents_in_front_are_left_out);
	tcase_add_test(tests, former_names_lead_to_what_is_there_now);
	tcase_add_test(tests, every_former_name_is_found);
	tcase_add_test(tests, same_bytes_each_time);
	tcase_add_loop_test(tests, bad_list_is_refused, 0, sizeof BAD_LISTS / sizeof *BAD_LISTS);
	tcase_add_test(tests, foreign_files_are_refused);
	tcase_add_test(tests, damaged_contents_do_no_harm);
	tcase_add_test(tests, no_such_file);
	tcase_add_test(tests, no_room_to_write);
	tcase_add_test(tests, every_suffix_rule_fires);
}

TEST_MAIN("gazetteer", add_tests)
