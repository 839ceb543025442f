/* options.h - every option of every sub-command, in one table.
 *
 * The command line, the JICENG_… environment variables, --help and the chart's values all come from
 * this table. Order of precedence: command line, JICENG_OPTION_NAME, (for --brokers only)
 * KAFKA_BOOTSTRAP_SERVERS, default. Nothing else in the program reads the environment. */
#ifndef JICENG_OPTIONS_H
#define JICENG_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/status.h"

/* Sub-commands, as bits: which options a command understands. */
enum command_bit {
	FOR_WORKER = 1 << 0,
	FOR_CLEAN = 1 << 1,
	FOR_EXTRACT = 1 << 2,
	FOR_LOAD = 1 << 3,
	FOR_TAIL = 1 << 4,
	FOR_BROKER = 1 << 5,
	FOR_EVAL = 1 << 6,
	FOR_KAFKA = FOR_WORKER | FOR_LOAD | FOR_TAIL,
	FOR_ENGINE = FOR_WORKER | FOR_CLEAN | FOR_EXTRACT | FOR_EVAL,
	FOR_ALL = FOR_ENGINE | FOR_KAFKA | FOR_BROKER,
};

enum delivery_mode { DELIVERY_EXACTLY_ONCE, DELIVERY_AT_LEAST_ONCE };
enum dead_letter_names { DEAD_LETTER_NAMES_JICENG, DEAD_LETTER_NAMES_CONNECT };
enum log_format { LOG_FORMAT_AUTO, LOG_FORMAT_JSON, LOG_FORMAT_TEXT };
enum output_format { FORMAT_TABLE, FORMAT_JSON };
enum tail_show { TAIL_EVENTS, TAIL_OUTCOMES, TAIL_DEAD_LETTERS };

/* One `-X name=value`. Slices of argv or of the environment. */
struct kafka_setting {
	struct slice name;
	struct slice value;
};
#define KAFKA_SETTINGS_MAX 64

struct options {
	/* engine */
	const char *lexicon;
	const char *gazetteer;
	int64_t max_value;    /* bytes */
	int64_t max_document; /* bytes */
	int64_t page_memory;  /* bytes */
	/* Kafka */
	const char *brokers;
	const char *group;
	const char *input_topic;
	const char *events_topic;
	const char *outcomes_topic;
	const char *articles_topic; /* NULL: not published */
	const char *dlq_topic;      /* NULL: "dlq." + input_topic */
	const char *kafka_config;   /* a .properties file */
	struct kafka_setting settings[KAFKA_SETTINGS_MAX];
	size_t n_settings;
	/* delivery */
	int64_t delivery;          /* enum delivery_mode */
	int64_t dead_letter_names; /* enum dead_letter_names */
	const char *assignor;
	const char *offset_reset;
	const char *instance_id;
	const char *transactional_prefix;
	const char *compression;
	int64_t transaction_timeout; /* ms */
	int64_t session_timeout;     /* ms */
	int64_t batch_pages;
	int64_t batch_bytes;
	int64_t batch_age;          /* ms */
	int64_t dead_letter_limit;  /* percent */
	int64_t dead_letter_window; /* pages */
	bool wait_for_topics;
	/* processes */
	int64_t lanes;
	int64_t lane_memory;      /* bytes; 0: worked out from page_memory */
	int64_t page_timeout;     /* ms */
	int64_t shutdown_timeout; /* ms */
	/* watching */
	const char *http_address; /* "off": none */
	int64_t log_format;       /* enum log_format */
	int64_t log_level;        /* enum log_level */
	/* load, tail, broker */
	const char *content_type;
	bool from_beginning;
	int64_t count;     /* 0: no end */
	int64_t format;    /* enum output_format */
	int64_t tail_show; /* enum tail_show */
	const char *topics;
	const char *address_file;
	/* eval */
	const char *pages;  /* a folder; NULL: that of the gold file */
	const char *floors; /* a file; NULL: none */
	const char *facts;  /* a file to write; NULL: none */
	int64_t misses;     /* shown for each page */
	/* everywhere */
	bool help;
	bool version;
	const char *const *operands; /* what stands on the command line beside the options */
	size_t n_operands;
};

enum option_type {
	OPTION_SWITCH,   /* bool; --name, --no-name; in the environment true or false */
	OPTION_NUMBER,   /* int64_t */
	OPTION_BYTES,    /* int64_t; 65536, 64KiB, 16MiB, 1GiB */
	OPTION_DURATION, /* int64_t ms; 500ms, 30s, 5m */
	OPTION_TEXT,     /* const char * */
	OPTION_CHOICE,   /* int64_t: index among `choices`; or const char * where text_choice */
	OPTION_SETTING,  /* -X key=value, may be repeated */
};

struct option_row {
	const char *name; /* without the dashes; rows are sorted by it */
	enum option_type type;
	size_t offset;        /* in struct options */
	const char *fallback; /* as on the command line; NULL: none */
	int64_t min, max;     /* numbers, bytes, durations (ms) */
	const char *unit;     /* what --help shows for the value */
	const char *choices;  /* "a|b|c" */
	bool text_choice;     /* a choice kept as text, for settings handed on to librdkafka */
	const char *help;
	unsigned commands; /* enum command_bit */
};

const struct option_row *options_table(size_t *n);

typedef const char *(*environment_lookup)(const char *name); /* getenv, or a test's own */

/* Fills *out. argv are the words after the sub-command; both argv and the environment are borrowed
 * for as long as *out is in use. *operands has room for argc words. On failure err->text is one
 * line that names the option and, for an unknown one, the nearest that `command` knows. */
enum status options_parse(int argc, char *const *argv, unsigned command, environment_lookup lookup,
			  const char **operands, struct options *out, struct err *err)
    __attribute__((warn_unused_result));

/* "JICENG_PAGE_TIMEOUT" of "page-timeout". out has room for `room` bytes. */
void option_variable(const struct option_row *row, char *out, size_t room);

/* The options of a command with help, default and variable. */
void options_print_help(FILE *out, unsigned command);

#endif
