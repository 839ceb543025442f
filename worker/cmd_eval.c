/* cmd_eval.c - `jiceng eval`: pages whose events a reader has written down (gold) go through the
 * engine, and each part of what came out is compared: precision, recall, F1, and how well the
 * events knew how sure to be. With --floors it fails when a figure is under its floor. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "engine_options.h"
#include "eval_page.h"
#include "input.h"

#define GOLD_BUDGET ((size_t)256 << 20) /* bytes, for the texts of one page that are compared */

struct evaluation {
	const struct options *options;
	const struct log *log;
	struct engine *engine;
	struct arena *arena; /* of the engine */
	struct arena *texts; /* of the comparison */
	struct eval_totals totals;
	FILE *facts; /* NULL: not asked for */
};

static void complain(const struct evaluation *eval, struct slice file, const char *what)
{
	log_line(eval->log, LOG_ERROR, what, LOG_FIELDS(log_text("file", file)));
}

/* Where the page of a gold file stands: in --pages, else beside it. False: the path is too long. */
static bool page_path(const struct evaluation *eval, struct slice gold_file, struct slice page,
		      char *path, size_t room)
{
	size_t slash = slice_find_last(gold_file, SLICE("/"));
	struct slice folder =
	    eval->options->pages ? slice_of(eval->options->pages) : slice_sub(gold_file, 0, slash);
	int n;

	if (!eval->options->pages && slash == SIZE_MAX)
		folder = SLICE(".");
	n = snprintf(path, room, "%.*s/%.*s", SLICE_ARG(folder), SLICE_ARG(page));
	return n > 0 && (size_t)n < room;
}

static json_t *events_of(const struct engine_result *result)
{
	json_t *events = json_array();

	for (size_t i = 0; i < result->n_events; i++)
		json_array_append_new(events, json_loadb(result->events[i].value.p,
							 result->events[i].value.n, 0, NULL));
	return events;
}

static void compare(struct evaluation *eval, const json_t *gold, const struct raw_record *raw)
{
	struct engine_result result;
	struct eval_page page = {.arena = eval->texts,
				 .totals = &eval->totals,
				 .misses = eval->options->misses ? stderr : NULL,
				 .most_misses = (size_t)eval->options->misses,
				 .gold = gold,
				 .facts = eval->facts};

	engine_process(eval->engine, eval->arena, raw, NULL, NULL, &result);
	json_t *events = events_of(&result);
	json_t *clean = json_loadb(result.clean_line.p, result.clean_line.n, 0, NULL);
	page.clean = clean;
	page.events = events;
	page.initiatives = result.initiatives;
	if (page.misses)
		fprintf(stderr, "-- %.*s\n", SLICE_ARG(json_slice(gold, "page")));
	eval_page(&page);
	json_decref(clean);
	json_decref(events);
	arena_reset(eval->arena);
	arena_reset(eval->texts);
}

/* The first record of the file is the page. */
static bool compare_file(struct evaluation *eval, const json_t *gold, const char *path)
{
	struct input *input = input_open(&path, 1, slice_of(eval->options->content_type));
	struct raw_record raw;
	struct err err = {0};

	if (!input)
		return false;
	enum input_result found = input_next(input, &raw, &err);
	if (found == INPUT_RECORD)
		compare(eval, gold, &raw);
	else
		complain(eval, slice_of(path), err.text[0] ? err.text : "the page is not there");
	input_close(input);
	return found == INPUT_RECORD;
}

static bool evaluate(struct evaluation *eval, const struct raw_record *file)
{
	json_error_t error;
	json_t *gold = json_loadb(file->value.p, file->value.n, 0, &error);
	struct slice page = json_slice(gold, "page");
	char path[4096];
	bool ok = false;

	if (!gold)
		complain(eval, file->name, "no gold: it is not JSON");
	else if (!page.n || !json_is_array(json_object_get(gold, "articles")))
		complain(eval, file->name, "no gold: it has no \"page\" or no \"articles\"");
	else if (!page_path(eval, file->name, page, path, sizeof path))
		complain(eval, file->name, "the path of its page is too long");
	else
		ok = compare_file(eval, gold, path);
	json_decref(gold);
	return ok;
}

static int evaluate_all(struct evaluation *eval, struct input *input)
{
	int code = EXIT_CODE_OK;
	struct raw_record file;

	for (;;) {
		struct err err = {0};
		switch (input_next(input, &file, &err)) {
		case INPUT_END:
			return code;
		case INPUT_ERROR:
			log_line(eval->log, LOG_ERROR, err.text, NULL);
			code = EXIT_CODE_FAILURE;
			break;
		case INPUT_RECORD:
			if (!evaluate(eval, &file))
				code = EXIT_CODE_FAILURE;
		}
	}
}

static int report(const struct evaluation *eval, int code)
{
	const char *floors = eval->options->floors;
	struct err err = {0};
	size_t n_under = 0;

	if (eval->options->format == FORMAT_JSON)
		eval_print_json(stdout, &eval->totals);
	else
		eval_print_table(stdout, &eval->totals);
	if (!floors)
		return code;
	if (eval_check_floors(stderr, floors, &eval->totals, &n_under, &err) != STATUS_OK) {
		log_line(eval->log, LOG_ERROR, err.text, NULL);
		return EXIT_CODE_USAGE;
	}
	return n_under ? EXIT_CODE_FAILURE : code;
}

int cmd_eval(const struct options *options, const struct log *log)
{
	struct evaluation eval = {.options = options,
				  .log = log,
				  .engine = engine_from_options(options, log),
				  .arena = arena_new((size_t)options->page_memory),
				  .texts = arena_new(GOLD_BUDGET)};
	struct input *input = input_open(options->operands, options->n_operands, SLICE_EMPTY);
	int code = EXIT_CODE_USAGE;

	if (options->facts && !(eval.facts = fopen(options->facts, "w")))
		log_line(log, LOG_ERROR, "cannot write the facts",
			 LOG_FIELDS(log_string("file", options->facts),
				    log_string("detail", strerror(errno))));
	else if (eval.engine && eval.arena && eval.texts && input)
		code = report(&eval, evaluate_all(&eval, input));
	else if (eval.engine)
		log_line(log, LOG_ERROR, "no memory", NULL);
	if (eval.facts && fclose(eval.facts) != 0)
		code = EXIT_CODE_FAILURE;
	input_close(input);
	arena_free(eval.arena);
	arena_free(eval.texts);
	engine_free(eval.engine);
	engine_release_libraries();
	return code;
}
