/* commands.h - the sub-commands of jiceng, in one table. */
#ifndef JICENG_COMMANDS_H
#define JICENG_COMMANDS_H

#include "exit_code.h"
#include "log.h"
#include "options.h"

/* Runs with options that were read and checked; returns an exit_code. */
typedef int (*command_run)(const struct options *options, const struct log *log);

struct command {
	const char *name;
	const char *arguments; /* after the name, for --help */
	const char *summary;   /* one line */
	const char *details;   /* more for its own --help; may be NULL */
	unsigned bit;          /* enum command_bit */
	size_t min_operands;
	size_t max_operands;
	command_run run;
};

const struct command *commands_table(size_t *n);

/* The whole program: finds the command, reads its options, runs it. Returns the exit code. */
int commands_main(int argc, char **argv);

/* One file each. */
int cmd_worker(const struct options *options, const struct log *log);
int cmd_broker(const struct options *options, const struct log *log);
int cmd_clean(const struct options *options, const struct log *log);
int cmd_extract(const struct options *options, const struct log *log);
int cmd_eval(const struct options *options, const struct log *log);
int cmd_load(const struct options *options, const struct log *log);
int cmd_tail(const struct options *options, const struct log *log);

#endif
