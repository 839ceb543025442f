/* test_options.c - the table of options is in order, and reading goes by it. */
#include <string.h>

#include "harness.h"
#include "options.h"

static const char *no_environment(const char *name)
{
	(void)name;
	return NULL;
}

static const char *some_environment(const char *name)
{
	if (strcmp(name, "JICENG_LANES") == 0)
		return "5";
	if (strcmp(name, "KAFKA_BOOTSTRAP_SERVERS") == 0)
		return "kafka:9092";
	if (strcmp(name, "JICENG_KAFKA_SETTING") == 0)
		return "a=b=c\n\n d=e \n";
	return NULL;
}

static enum status parse(const char *words, environment_lookup lookup, struct options *out,
			 struct err *err)
{
	static char text[1000];
	static char *argv[50];
	static const char *operands[50];
	int argc = 0;
	char *rest = text, *word;

	*err = (struct err){0};
	snprintf(text, sizeof text, "%s", words);
	while ((word = strsep(&rest, " ")))
		if (*word)
			argv[argc++] = word;
	return options_parse(argc, argv, FOR_WORKER, lookup, operands, out, err);
}

START_TEST(table_is_in_order)
{
	size_t n;
	const struct option_row *rows = options_table(&n);

	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(rows[i].help && strlen(rows[i].help) > 5, "%s: no help",
			      rows[i].name);
		ck_assert_msg(rows[i].commands, "%s: no command has it", rows[i].name);
		ck_assert_msg(i == 0 || strcmp(rows[i - 1].name, rows[i].name) < 0,
			      "%s: not in order", rows[i].name);
		ck_assert_msg(rows[i].type != OPTION_CHOICE || rows[i].choices, "%s: no choices",
			      rows[i].name);
		for (size_t k = 0; k < i; k++) {
			ck_assert_msg(strcmp(rows[i].help, rows[k].help) != 0,
				      "%s and %s: same help", rows[i].name, rows[k].name);
			ck_assert_msg(rows[i].offset != rows[k].offset, "%s and %s: same field",
				      rows[i].name, rows[k].name);
		}
	}
}
END_TEST

/* Defaults are read like words of the command line, so one that is out of range would fail. */
START_TEST(defaults_are_good)
{
	struct options options;
	struct err err;

	ck_assert_msg(parse("", no_environment, &options, &err) == STATUS_OK, "%s", err.text);
	ck_assert_int_eq(options.delivery, DELIVERY_EXACTLY_ONCE);
	ck_assert_int_eq(options.batch_bytes, 8 * 1024 * 1024);
	ck_assert_int_eq(options.page_timeout, 10000);
	ck_assert(options.wait_for_topics);
	ck_assert(options.brokers == NULL);
}
END_TEST

START_TEST(reads_words)
{
	struct options options;
	struct err err;
	enum status status =
	    parse("--lanes=3 --page-timeout 1500ms one -X a.b=c=d --no-wait-for-topics "
		  "--delivery at-least-once -Xx=y -- --two",
		  some_environment, &options, &err);

	ck_assert_msg(status == STATUS_OK, "%s", err.text);
	ck_assert_int_eq(options.lanes, 3);
	ck_assert_int_eq(options.page_timeout, 1500);
	ck_assert_int_eq(options.delivery, DELIVERY_AT_LEAST_ONCE);
	ck_assert(!options.wait_for_topics);
	ck_assert_str_eq(options.brokers, "kafka:9092");
	ck_assert_uint_eq(options.n_settings, 4);
	ck_slice_eq(options.settings[0].value, SLICE("b=c"));
	ck_slice_eq(options.settings[1].name, SLICE("d"));
	ck_slice_eq(options.settings[2].name, SLICE("a.b"));
	ck_assert_uint_eq(options.n_operands, 2);
	ck_assert_str_eq(options.operands[1], "--two");
}
END_TEST

struct wrong_row {
	const char *words;
	const char *message;
};

static const struct wrong_row WRONG[] = {
    {"--lane 3", "did you mean --lanes?"},
    {"--page-timeuot 3s", "did you mean --page-timeout?"},
    {"--zzzzzz 3s", "--help lists"},
    {"--topics x:1", "unknown option --topics"},
    {"--lanes", "its value (N) is missing"},
    {"--lanes 0", "too small"},
    {"--lanes 99999", "too large"},
    {"--lanes 3s", "not a whole number"},
    {"--lanes -3", "not a whole number"},
    {"--page-memory 99999999999999999999", "not a size"},
    {"--page-memory 99999999999GiB", "not a size"},
    {"--delivery twice", "not one of exactly-once|at-least-once"},
    {"--batch-age 5", "not a time"},
    {"-X secret", "not of the form key=value"},
    {"-q", "unknown option -q"},
    {"--no-lanes", "unknown option --no-lanes"},
    {"--brokers=", "empty"},
};

START_TEST(refuses)
{
	struct options options;
	struct err err;

	ck_assert_msg(parse(WRONG[_i].words, no_environment, &options, &err) == STATUS_BAD_OPTION,
		      "%s was accepted", WRONG[_i].words);
	ck_assert_msg(strstr(err.text, WRONG[_i].message), "%s: said \"%s\"", WRONG[_i].words,
		      err.text);
	ck_assert_msg(!strstr(err.text, "secret"), "a secret is shown");
}
END_TEST

static const char *wrong_environment(const char *name)
{
	return strcmp(name, "JICENG_LANES") == 0 ? "many" : NULL;
}

START_TEST(a_wrong_variable_is_named)
{
	struct options options;
	struct err err;

	ck_assert_int_eq(parse("", wrong_environment, &options, &err), STATUS_BAD_OPTION);
	ck_assert_msg(strstr(err.text, "JICENG_LANES"), "said \"%s\"", err.text);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, table_is_in_order);
	tcase_add_test(tests, defaults_are_good);
	tcase_add_test(tests, reads_words);
	tcase_add_loop_test(tests, refuses, 0, sizeof WRONG / sizeof *WRONG);
	tcase_add_test(tests, a_wrong_variable_is_named);
}

TEST_MAIN("options", add_tests)
