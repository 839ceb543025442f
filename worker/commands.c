/* commands.c - see commands.h. To add a command: its bit in options.h, its row here, its file
 * cmd_<name>.c. */
#include "commands.h"

#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "version.h"

#define ANY_NUMBER SIZE_MAX

static const struct command TABLE[] = {
    {"worker", "", "consume raw pages, publish events, outcomes and dead letters",
     "Runs until SIGTERM (finishes the batch, commits, exits 0); a second SIGTERM gives the batch\n"
     "up; SIGHUP goes on after a pause for too many dead letters. A missing broker or topic is\n"
     "waited for.",
     FOR_WORKER, 0, 0, cmd_worker},
    {"clean", "FILE…", "pages to articles: one JSON line a page",
     "FILE is HTML, text, a JSON envelope, a WARC, any of them in gzip, a folder, or - for\n"
     "standard input.",
     FOR_CLEAN, 1, ANY_NUMBER, cmd_clean},
    {"extract", "FILE…", "pages to initiative events, exactly as the worker publishes them",
     "FILE is HTML, text, a JSON envelope, a WARC, any of them in gzip, a folder, or - for\n"
     "standard input. One JSON line an event.",
     FOR_EXTRACT, 1, ANY_NUMBER, cmd_extract},
    {"load", "FILE…", "pages from files to the raw topic",
     "FILE is a page, a folder of pages, a WARC (one page for each response), a .jsonl file (one\n"
     "envelope a line), or - for standard input. Pages go out as they are.",
     FOR_LOAD, 1, ANY_NUMBER, cmd_load},
    {"tail", "", "events, outcomes or dead letters as a readable table",
     "Joins no consumer group and commits nothing; reads committed records only.", FOR_TAIL, 0, 0,
     cmd_tail},
    {"eval", "GOLD…", "gold files and their pages: precision, recall, F1 of each part",
     "GOLD is a gold file or a folder of them: what a careful reader finds in a page (see\n"
     "tests/corpus/initiatives/README.md). Exit code 1 when a figure is under its floor.",
     FOR_EVAL, 1, ANY_NUMBER, cmd_eval},
    {"broker", "", "the embedded broker, for trying things out",
     "Prints its address and runs until SIGTERM. Keeps nothing on disk and at most 5 MiB a\n"
     "partition, and ignores transactions: use --delivery at-least-once with it.",
     FOR_BROKER, 0, 0, cmd_broker},
};

static const char EXIT_CODES[] = "Exit codes: 0 done; 1 something failed while running (trying "
				 "again may help);\n2 wrong options or configuration.\n";

const struct command *commands_table(size_t *n)
{
	*n = sizeof TABLE / sizeof *TABLE;
	return TABLE;
}

static const struct command *find_command(struct slice name)
{
	for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
		if (slice_equal(slice_of(TABLE[i].name), name))
			return &TABLE[i];
	}
	return NULL;
}

static void print_overview(FILE *out)
{
	fprintf(out, "jiceng: Chinese web pages on Kafka become initiative events on Kafka\n\n"
		     "usage: jiceng COMMAND [OPTION…] [ARGUMENT…]\n\n");
	for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++)
		fprintf(out, "  %-9s %s\n", TABLE[i].name, TABLE[i].summary);
	fprintf(out,
		"\njiceng COMMAND --help lists the options of a command; jiceng --version.\n%s",
		EXIT_CODES);
}

static void print_help(FILE *out, const struct command *command)
{
	fprintf(out, "jiceng %s: %s\n\nusage: jiceng %s [OPTION…]%s%s\n", command->name,
		command->summary, command->name, *command->arguments ? " " : "",
		command->arguments);
	if (command->details)
		fprintf(out, "\n%s\n", command->details);
	fprintf(out, "\nOptions (and the environment variables that stand for them):\n");
	options_print_help(out, command->bit);
	fprintf(out, "\n%s", EXIT_CODES);
}

static int unknown_command(const char *name)
{
	struct nearest nearest = {0};

	for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++)
		nearest_offer(&nearest, slice_of(name), TABLE[i].name);
	if (nearest.name)
		fprintf(stderr, "jiceng: unknown command %s; did you mean %s?\n", name,
			nearest.name);
	else
		fprintf(stderr, "jiceng: unknown command %s; jiceng --help lists them\n", name);
	return EXIT_CODE_USAGE;
}

static int wrong_operands(const struct command *command, const struct options *options)
{
	if (options->n_operands < command->min_operands)
		fprintf(stderr, "jiceng %s: %s is missing\n", command->name, command->arguments);
	else
		fprintf(stderr, "jiceng %s: %s is one argument too many\n", command->name,
			options->operands[command->max_operands]);
	return EXIT_CODE_USAGE;
}

static const char *lookup_environment(const char *name)
{
	return getenv(name);
}

static int run_command(const struct command *command, int argc, char **argv, const char **operands)
{
	struct options options;
	struct err err = {0};

	if (options_parse(argc, argv, command->bit, lookup_environment, operands, &options, &err) !=
	    STATUS_OK) {
		fprintf(stderr, "jiceng %s: %s\n", command->name, err.text);
		return EXIT_CODE_USAGE;
	}
	if (options.help) {
		print_help(stdout, command);
		return EXIT_CODE_OK;
	}
	if (options.version) {
		printf("jiceng %s\n", JICENG_VERSION);
		return EXIT_CODE_OK;
	}
	if (options.n_operands < command->min_operands ||
	    options.n_operands > command->max_operands)
		return wrong_operands(command, &options);
	struct log log = log_open(&options);
	return command->run(&options, &log);
}

static bool is_one_of(const char *word, const char *a, const char *b, const char *c)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

int commands_main(int argc, char **argv)
{
	if (argc < 2) {
		print_overview(stderr);
		return EXIT_CODE_USAGE;
	}
	if (is_one_of(argv[1], "--version", "-V", "version")) {
		printf("jiceng %s\n", JICENG_VERSION);
		return EXIT_CODE_OK;
	}
	if (is_one_of(argv[1], "--help", "-h", "help")) {
		const struct command *about = argc > 2 ? find_command(slice_of(argv[2])) : NULL;
		if (about)
			print_help(stdout, about);
		else
			print_overview(stdout);
		return EXIT_CODE_OK;
	}
	const struct command *command = find_command(slice_of(argv[1]));
	if (!command)
		return unknown_command(argv[1]);
	const char **operands = calloc((size_t)argc, sizeof *operands);
	if (!operands) {
		fprintf(stderr, "jiceng: no memory\n");
		return EXIT_CODE_FAILURE;
	}
	int code = run_command(command, argc - 2, argv + 2, operands);
	free(operands);
	return code;
}
