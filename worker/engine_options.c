/* engine_options.c - see engine_options.h. */
#include "engine_options.h"

struct engine *engine_from_options(const struct options *options, const struct log *log)
{
	struct engine_options wanted = engine_default_options();
	struct engine *engine = NULL;
	struct err err = {0};

	wanted.lexicon_directory = options->lexicon;
	wanted.gazetteer_path = options->gazetteer;
	wanted.limits.max_value_bytes = (size_t)options->max_value;
	wanted.limits.max_document_bytes = (size_t)options->max_document;
	if (engine_new(&wanted, &engine, &err) == STATUS_OK)
		return engine;
	log_line(log, LOG_ERROR, err.text,
		 LOG_FIELDS(log_string("reason", status_name(err.status))));
	return NULL;
}
