/* log.h - one line for each thing worth knowing, on stderr: JSON, or text for people.
 *
 *	log_line(log, LOG_WARNING, "page is a dead letter",
 *		 LOG_FIELDS(log_text("reason", reason), log_number("offset", offset)));
 *
 * Field names follow OpenTelemetry's where it has one (messaging.destination.name, …), so that logs
 * and traces join. Each line is one write(2), so lines of lanes never mix. A struct log is a plain
 * value that is handed down; there is no global logger. Values are cut at 1,000 bytes. */
#ifndef JICENG_LOG_H
#define JICENG_LOG_H

#include "options.h"

/* In the order of the choices of --log-level. */
enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

struct log {
	int descriptor;
	bool json;
	enum log_level level;
	int lane; /* -1: not a lane */
};

struct log_field {
	const char *name; /* static; NULL ends a list */
	struct slice text;
	int64_t number;
	bool is_number;
};

/* Writes to stderr; LOG_FORMAT_AUTO is decided by whether that is a terminal. */
struct log log_open(const struct options *options);

struct log_field log_text(const char *name, struct slice text);
struct log_field log_string(const char *name, const char *text); /* NULL: empty */
struct log_field log_number(const char *name, int64_t number);

#define LOG_FIELDS(...) ((const struct log_field[]){__VA_ARGS__, {.name = NULL}})

/* `fields` ends with a field without name; NULL: none. */
void log_line(const struct log *log, enum log_level level, const char *message,
	      const struct log_field *fields);

#endif
