/* cmd_worker.c - `jiceng worker`: everything that can be wrong with the configuration is found
 * here, before the first fork. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "consumer.h"
#include "engine_options.h"
#include "producer.h"
#include "supervisor.h"
#include "version.h"

static bool settings_are_good(const struct options *options, const struct log *log)
{
	struct err err = {0};
	enum status status = consumer_check_settings(options, &err);

	if (status == STATUS_OK)
		status = producer_check_settings(options, &err);
	if (status == STATUS_OK && options->session_timeout > options->transaction_timeout)
		status = err_set(&err, STATUS_BAD_OPTION, "options", SIZE_MAX,
				 "--session-timeout may not be longer than --transaction-timeout");
	if (status == STATUS_OK && options->batch_age > options->transaction_timeout / 3)
		status = err_set(&err, STATUS_BAD_OPTION, "options", SIZE_MAX,
				 "--batch-age may not be longer than a third of "
				 "--transaction-timeout");
	if (status != STATUS_OK)
		log_line(log, LOG_ERROR, err.text, NULL);
	return status == STATUS_OK;
}

/* Said once at start, so that nobody has to guess which guarantee holds. */
static void say_what_holds(const struct lane_setup *setup)
{
	const struct options *options = setup->options;

	log_line(&setup->log, LOG_INFO, "worker starts",
		 LOG_FIELDS(log_string("version", JICENG_VERSION),
			    log_string("delivery", options->delivery == DELIVERY_EXACTLY_ONCE
						       ? "exactly-once"
						       : "at-least-once"),
			    log_string("brokers", options->brokers),
			    log_string("messaging.consumer.group.name", options->group),
			    log_string("input_topic", options->input_topic),
			    log_number("lanes", options->lanes),
			    log_text("ruleset", engine_ruleset(setup->engine))));
}

static int run(struct lane_setup *setup)
{
	setup->board = scoreboard_new((int32_t)setup->options->lanes);
	if (!setup->board) {
		log_line(&setup->log, LOG_ERROR, "no memory", NULL);
		return EXIT_CODE_FAILURE;
	}
	say_what_holds(setup);
	int code = supervisor_run(setup);
	scoreboard_free(setup->board);
	return code;
}

int cmd_worker(const struct options *options, const struct log *log)
{
	struct lane_setup setup = {.options = options, .log = *log};
	char host[256] = "localhost", dlq[300];
	struct engine *engine;

	if (!settings_are_good(options, log) || !(engine = engine_from_options(options, log)))
		return EXIT_CODE_USAGE;
	gethostname(host, sizeof host - 1);
	snprintf(dlq, sizeof dlq, "dlq.%.250s", options->input_topic);
	setup.engine = engine;
	setup.host = host;
	setup.dlq_topic = options->dlq_topic ? options->dlq_topic : dlq;
	int code = run(&setup);
	engine_free(engine);
	return code;
}
