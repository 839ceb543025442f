/* cmd_broker.c - `jiceng broker`: the embedded broker until SIGTERM. */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "broker.h"
#include "commands.h"

/* Written beside and renamed, so that whoever waits for the file never reads half an address. */
static bool write_address(const char *path, const char *address, const struct log *log)
{
	char beside[4096];
	FILE *file = NULL;

	if (snprintf(beside, sizeof beside, "%s.new", path) < (int)sizeof beside)
		file = fopen(beside, "w");
	bool good = file && fprintf(file, "%s\n", address) > 0;
	good = file && fclose(file) == 0 && good && rename(beside, path) == 0;
	if (!good)
		log_line(
		    log, LOG_ERROR, "cannot write the address file",
		    LOG_FIELDS(log_string("file", path), log_string("detail", strerror(errno))));
	return good;
}

int cmd_broker(const struct options *options, const struct log *log)
{
	struct err err = {0};
	sigset_t set;
	int taken;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	struct broker *broker = broker_start(options->topics, &err);
	if (!broker) {
		log_line(log, LOG_ERROR, err.text, NULL);
		return EXIT_CODE_USAGE;
	}
	printf("%s\n", broker_address(broker));
	fflush(stdout);
	bool good = !options->address_file ||
		    write_address(options->address_file, broker_address(broker), log);
	if (good)
		sigwait(&set, &taken);
	broker_stop(broker);
	return good ? EXIT_CODE_OK : EXIT_CODE_FAILURE;
}
