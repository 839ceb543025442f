/* engine_options.h - the engine as the command line asked for it. */
#ifndef JICENG_ENGINE_OPTIONS_H
#define JICENG_ENGINE_OPTIONS_H

#include "engine.h"
#include "log.h"
#include "options.h"

/* Loads the engine; what is wrong is logged in one line. NULL: failed (EXIT_CODE_USAGE: the files
 * are at fault). Owned by the caller: engine_free(). */
struct engine *engine_from_options(const struct options *options, const struct log *log);

#endif
