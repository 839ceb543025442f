/* test_people.c - people in context (tests/corpus/mentions/people.tsv), and that every row of the
 * word lists fires on its own example. */
#include "harness.h"

#include "extract/people.h"
#include "extract/people_rules.h"
#include "extract/sentences.h"
#include "mention_corpus.h"
#include "text_article.h"

static struct mention_corpus corpus;
static struct lexicon lexicon;
static struct arena *process;
static const struct people_rules *rules;

static const struct actor *people_of(struct arena *arena, struct slice source, size_t *n)
{
	struct article *article = arena_alloc(arena, sizeof *article);
	struct mentions mentions = {0};
	const struct actor *actors;

	ck_assert_ptr_nonnull(article);
	*article = text_article(arena, source);
	ck_assert_int_eq(sentences_split(arena, article, &mentions.sentences), STATUS_OK);
	ck_assert_int_eq(people_find(arena, rules, article, &mentions, &actors, n), STATUS_OK);
	for (size_t i = 0; i < *n; i++) {
		/* 秦书记 stands for 秦玉兰. */
		ck_assert(slice_contains(article->text, actors[i].name));
		ck_assert_uint_lt(actors[i].span.start, actors[i].span.end);
		ck_assert(i == 0 || actors[i - 1].span.start <= actors[i].span.start);
	}
	return actors;
}

static bool named_before(const struct actor *actors, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (slice_equal(actors[k].name, actors[i].name))
			return true;
	return false;
}

/* name=role|name=role of the persons or the organisations, each once. */
static struct slice shown(struct arena *arena, enum actor_kind kind, const struct actor *actors,
			  size_t n)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < n; i++) {
		if (actors[i].kind != kind || named_before(actors, i))
			continue;
		if (out.n)
			buf_byte(&out, '|');
		buf_append(&out, actors[i].name);
		if (kind == ACTOR_PERSON) {
			buf_byte(&out, '=');
			buf_append(&out, actors[i].role);
		}
	}
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

START_TEST(finds_people)
{
	const struct mention_row *row = &corpus.rows[_i];
	struct arena *arena = arena_new(4 << 20);
	size_t n;
	const struct actor *actors = people_of(arena, with_line_breaks(arena, row->text), &n);
	struct slice got = shown(arena, ACTOR_PERSON, actors, n);

	ck_assert_msg(slice_equal(got, row->want), "%.*s: \"%.*s\", not \"%.*s\"",
		      SLICE_ARG(row->name), SLICE_ARG(got), SLICE_ARG(row->want));
	arena_free(arena);
}
END_TEST

enum proof {
	PROVES_PERSON, /* the example yields a person */
	PROVES_BODY,   /* it yields an organisation */
	PROVES_NO_BODY,
	PROVES_NOBODY, /* it yields no person */
	PROVES_CUT,    /* a person whose role does not hold the word */
	PROVES_KEPT    /* a person whose role does */
};

struct proof_row {
	const char *table;
	const char *kind; /* of the rows meant, NULL: all */
	enum proof proof;
};

static const struct proof_row PROOFS[] = {
    {"surnames", NULL, PROVES_PERSON},
    {"compound_surnames", NULL, PROVES_PERSON},
    {"job_titles", NULL, PROVES_PERSON},
    {"person_roles", "person", PROVES_PERSON},
    {"person_roles", "staff", PROVES_NOBODY},
    {"name_forms", NULL, PROVES_PERSON},
    {"speech_verbs", NULL, PROVES_PERSON},
    {"not_names", NULL, PROVES_NOBODY},
    {"role_limits", NULL, PROVES_PERSON},
    {"name_followers", "strong", PROVES_PERSON},
    {"name_followers", "weak", PROVES_PERSON},
    {"name_followers", "thing", PROVES_NOBODY},
    {"name_followers", "link", PROVES_PERSON},
    {"given_letters", "common", PROVES_PERSON},
    {"given_letters", "usual", PROVES_PERSON},
    {"given_letters", "fair", PROVES_PERSON},
    {"given_letters", "never", PROVES_NOBODY},
    {"given_letters", "foreign", PROVES_PERSON},
    {"minority_names", NULL, PROVES_PERSON},
    {"role_endings", NULL, PROVES_PERSON},
    {"organisation_acts", NULL, PROVES_BODY},
    {"organisation_suffixes", NULL, PROVES_BODY},
    {"organisation_limits", NULL, PROVES_NO_BODY},
};

/* Is the word of the row in the role of somebody? */
static bool in_role(struct slice word, const struct actor *actors, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (actors[i].kind == ACTOR_PERSON && slice_contains(actors[i].role, word))
			return true;
	return false;
}

static void prove(const struct table *table, size_t line, enum proof proof)
{
	struct arena *arena = arena_new(1 << 20);
	struct slice example = table_cell(table, line, table_column(table, SLICE("example")));
	struct slice word = table_cell(table, line, 0);
	size_t n;
	const struct actor *actors = people_of(arena, example, &n);
	bool body = proof == PROVES_BODY || proof == PROVES_NO_BODY;
	struct slice got = shown(arena, body ? ACTOR_ORGANISATION : ACTOR_PERSON, actors, n);
	bool right = (got.n > 0) == (proof != PROVES_NO_BODY && proof != PROVES_NOBODY);

	if (proof == PROVES_CUT || proof == PROVES_KEPT)
		right = right && in_role(word, actors, n) == (proof == PROVES_KEPT);
	ck_assert_msg(right, "%.*s line %zu: %.*s gives \"%.*s\"", SLICE_ARG(table->name),
		      table->lines[line], SLICE_ARG(example), SLICE_ARG(got));
	arena_free(arena);
}

START_TEST(examples_prove_their_rows)
{
	const struct proof_row *row = &PROOFS[_i];
	const struct table *table;
	struct err err = {0};

	ck_assert_int_eq(lexicon_table(&lexicon, row->table, &table, &err), STATUS_OK);
	for (size_t line = 0; line < table->n_rows; line++) {
		size_t kind = table_column(table, SLICE("kind"));
		if (!row->kind || slice_equal(table_cell(table, line, kind), slice_of(row->kind)))
			prove(table, line, row->proof);
	}
}
END_TEST

START_TEST(staff_and_broken_text_are_left_out)
{
	struct arena *arena = arena_new(1 << 20);
	struct slice authors[] = {SLICE("王晓燕")};
	struct article article = text_article(arena, SLICE("居民王晓燕说，社工李建国也说。"));
	struct span broken[] = {{SLICE("居民王晓燕说，社工").n, SLICE("居民王晓燕说，社工李").n}};
	struct mentions mentions = {0};
	const struct actor *actors;
	size_t n;

	article.authors = (struct slices){authors, 1};
	article.broken = broken;
	article.n_broken = 1;
	ck_assert_int_eq(sentences_split(arena, &article, &mentions.sentences), STATUS_OK);
	ck_assert_int_eq(people_find(arena, rules, &article, &mentions, &actors, &n), STATUS_OK);
	ck_assert_uint_eq(shown(arena, ACTOR_PERSON, actors, n).n, 0);
	arena_free(arena);
}
END_TEST

struct body_row {
	const char *name, *text, *want;
};

static const struct body_row BODIES[] = {
    {"a community", "翠屏社区推行晨会制度。", "翠屏社区"},
    {"its committee, after a time", "近日，翠屏社区党委印发通知。", "翠屏社区党委"},
    {"a street with its city", "罗江市清河街道组织走访。", "罗江市清河街道"},
    {"a team", "晨光志愿服务队开展维修。", "晨光志愿服务队"},
    {"the second clause", "天气转凉，翠屏社区组织送衣。", "翠屏社区"},
    {"an object is not a doer", "居民加入翠屏社区组织。", ""},
    {"a body without a name", "社区党委组织走访，各街道开展排查。", ""},
    {"one that points back", "该社区推行晨会制度。", ""},
    {"inside marks", "横幅写着“翠屏社区组织走访”。", ""},
    {"an enumeration", "翠屏等社区推行晨会制度。", ""},
    {"a verb within", "组织翠屏社区开展活动。", ""},
    {"the object of an act", "县里推动翠屏社区开展活动。", ""},
    {"a company", "江苏通润环境科技有限公司捐赠了二十套桌椅。", "江苏通润环境科技有限公司"},
    {"a court", "睢阳区人民法院计划再设四处。", "睢阳区人民法院"},
    {"a bureau of a district", "五华区退役军人事务局给队员送来背心。", "五华区退役军人事务局"},
    {"a union of a province", "湖南省总工会授予她奖章。", "湖南省总工会"},
    {"a university", "东北师范大学把课桌搬进居民楼。", "东北师范大学"},
    {"a pasture village", "巴彦宝力格嘎查组织牧民议事。", "巴彦宝力格嘎查"},
    {"a number of bodies", "31个社区推行晨会制度。", ""},
};

START_TEST(finds_bodies)
{
	struct arena *arena = arena_new(1 << 20);
	size_t n;
	const struct actor *actors = people_of(arena, slice_of(BODIES[_i].text), &n);
	struct slice got = shown(arena, ACTOR_ORGANISATION, actors, n);

	ck_assert_msg(slice_equal(got, slice_of(BODIES[_i].want)), "%s: \"%.*s\"", BODIES[_i].name,
		      SLICE_ARG(got));
	arena_free(arena);
}
END_TEST

START_TEST(memory_runs_out)
{
	struct arena *arena = arena_new(4 << 20);
	enum status status = STATUS_MEMORY_LIMIT;

	for (size_t k = 0; status != STATUS_OK; k++) {
		struct mentions mentions = {0};
		const struct actor *actors;
		size_t n;
		ck_assert_uint_lt(k, 200);
		arena_reset(arena);
		struct article article =
		    text_article(arena, SLICE("肖庙村开会。“好。”该村书记王有新说。王有新笑。"));
		ck_assert_int_eq(sentences_split(arena, &article, &mentions.sentences), STATUS_OK);
		arena_fail_after(arena, k);
		status = people_find(arena, rules, &article, &mentions, &actors, &n);
		ck_assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT);
	}
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	struct err err = {0};

	process = arena_new(64 << 20);
	if (lexicon_load(process, NULL, &lexicon, &err) != STATUS_OK ||
	    people_rules_load(process, &lexicon, &rules, &err) != STATUS_OK) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	mention_corpus_read("tests/corpus/mentions/people.tsv", &corpus);
	tcase_add_loop_test(tests, finds_people, 0, corpus.n);
	tcase_add_loop_test(tests, examples_prove_their_rows, 0, sizeof PROOFS / sizeof *PROOFS);
	tcase_add_loop_test(tests, finds_bodies, 0, sizeof BODIES / sizeof *BODIES);
	tcase_add_test(tests, staff_and_broken_text_are_left_out);
	tcase_add_test(tests, memory_runs_out);
}

TEST_MAIN("people", add_tests)
