/* pages.c - see pages.h. */
#include "pages.h"

#include <stdio.h>

#include "engine_options.h"
#include "input.h"

/* False when the page is a dead letter. */
static bool one_page(const struct engine *engine, struct arena *arena, const struct log *log,
		     const struct raw_record *raw, page_printer print)
{
	struct engine_result result;

	engine_process(engine, arena, raw, NULL, NULL, &result);
	bool ok = result.status != PAGE_DEAD_LETTERED;
	if (ok)
		print(&result);
	else
		log_line(log, LOG_ERROR, "page would be a dead letter",
			 LOG_FIELDS(log_text("page", raw->name),
				    log_string("reason", status_name(result.error.status)),
				    log_string("stage", result.error.stage),
				    log_string("detail", result.error.text)));
	arena_reset(arena);
	return ok;
}

static int all_pages(const struct engine *engine, struct input *input, struct arena *arena,
		     const struct log *log, page_printer print)
{
	int code = EXIT_CODE_OK;
	struct raw_record raw;

	for (;;) {
		struct err err = {0};
		switch (input_next(input, &raw, &err)) {
		case INPUT_END:
			return code;
		case INPUT_ERROR:
			log_line(log, LOG_ERROR, err.text, NULL);
			code = EXIT_CODE_FAILURE;
			break;
		case INPUT_RECORD:
			if (!one_page(engine, arena, log, &raw, print))
				code = EXIT_CODE_FAILURE;
			break;
		}
	}
}

int pages_run(const struct options *options, const struct log *log, page_printer print)
{
	struct engine *engine = engine_from_options(options, log);
	struct arena *arena = arena_new((size_t)options->page_memory);
	struct input *input =
	    input_open(options->operands, options->n_operands, slice_of(options->content_type));
	int code = EXIT_CODE_USAGE;

	if (engine && arena && input)
		code = all_pages(engine, input, arena, log, print);
	else if (engine)
		log_line(log, LOG_ERROR, "no memory", NULL);
	input_close(input);
	arena_free(arena);
	engine_free(engine);
	engine_release_libraries();
	return code;
}
