/* cmd_extract.c - first version; the input module brings folders, WARCs and standard input. */
#include "base/buf.h"
#include "commands.h"
#include "engine_options.h"

#include <errno.h>
#include <string.h>

static void print(const struct engine_result *result)
{
	for (size_t i = 0; i < result->n_events; i++)
		printf("%.*s\n", SLICE_ARG(result->events[i].value));
}

static int one_file(const struct engine *engine, const struct options *options,
		    const struct log *log, const char *path)
{
	struct arena *page = arena_new((size_t)options->page_memory);
	struct arena *input = arena_new((size_t)options->page_memory);
	struct buf bytes = buf_in(input);
	FILE *file = fopen(path, "rb");
	char block[65536];
	size_t n;

	if (!file)
		log_line(log, LOG_ERROR, strerror(errno), LOG_FIELDS(log_string("file", path)));
	while (file && (n = fread(block, 1, sizeof block, file)) > 0)
		buf_append(&bytes, (struct slice){block, n});
	if (file) {
		struct raw_record raw = {.value = buf_slice(&bytes), .name = slice_of(path)};
		struct engine_result result;
		engine_process(engine, page, &raw, NULL, NULL, &result);
		print(&result);
		fclose(file);
	}
	arena_free(page);
	arena_free(input);
	return file ? EXIT_CODE_OK : EXIT_CODE_FAILURE;
}

int cmd_extract(const struct options *options, const struct log *log)
{
	struct engine *engine = engine_from_options(options, log);
	int code = EXIT_CODE_OK;

	if (!engine)
		return EXIT_CODE_USAGE;
	for (size_t i = 0; i < options->n_operands; i++) {
		if (one_file(engine, options, log, options->operands[i]) != EXIT_CODE_OK)
			code = EXIT_CODE_FAILURE;
	}
	engine_free(engine);
	return code;
}
