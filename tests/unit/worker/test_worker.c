/* test_worker.c - the program as a whole on the embedded broker: pages in, one outcome each, clean
 * end on SIGTERM; exactly once is refused there. */
#include <librdkafka/rdkafka.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "harness.h"

#define PAGES   12
#define SECONDS 40

static char program[4096];
static char brokers[128];
static pid_t broker;

/* build/jiceng for build/plain/unit/worker/test_worker, else the one of this flavour. */
static void find_program(void)
{
	static const char *const PLACES[] = {"../../jiceng", "../../../jiceng"};
	char own[3000];
	ssize_t n = readlink("/proc/self/exe", own, sizeof own);
	struct slice folder =
	    slice_sub((struct slice){own, n > 0 ? (size_t)n : 0}, 0,
		      slice_find_last((struct slice){own, (size_t)n}, SLICE("/")));

	for (size_t i = 0; i < 2; i++) {
		snprintf(program, sizeof program, "%.*s/%s", SLICE_ARG(folder), PLACES[i]);
		if (access(program, X_OK) == 0)
			return;
	}
	ck_abort_msg("no program beside the tests: run `make`");
}

/* output, errors: descriptors that become its standard output and error; -1: ours. */
static pid_t start(char *const *arguments, int output, int errors)
{
	pid_t process = fork();

	ck_assert_int_ge(process, 0);
	if (process == 0) {
		if (output >= 0)
			dup2(output, STDOUT_FILENO);
		if (errors >= 0)
			dup2(errors, STDERR_FILENO);
		execv(program, arguments);
		_exit(127);
	}
	return process;
}

static int end_of(pid_t process)
{
	int status = -1;

	ck_assert_int_eq(waitpid(process, &status, 0), process);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void start_broker(void)
{
	char *arguments[] = {program, (char *)(uintptr_t) "broker", NULL};
	int ends[2];

	find_program();
	ck_assert_int_eq(pipe(ends), 0);
	broker = start(arguments, ends[1], -1);
	close(ends[1]);
	ssize_t n = read(ends[0], brokers, sizeof brokers - 1);
	close(ends[0]);
	ck_assert(n > 1);
	brokers[n - 1] = '\0';
}

static void stop_broker(void)
{
	kill(broker, SIGTERM);
	ck_assert_int_eq(end_of(broker), 0);
}

static rd_kafka_t *client(rd_kafka_type_t type)
{
	char why[200];
	rd_kafka_conf_t *config = rd_kafka_conf_new();

	rd_kafka_conf_set(config, "bootstrap.servers", brokers, why, sizeof why);
	if (type == RD_KAFKA_CONSUMER)
		rd_kafka_conf_set(config, "group.id", "reader", why, sizeof why);
	return rd_kafka_new(type, config, why, sizeof why);
}

static void send_pages(void)
{
	rd_kafka_t *producer = client(RD_KAFKA_PRODUCER);

	for (int i = 0; i < PAGES; i++) {
		char page[200];
		int n =
		    i == 5
			? snprintf(page, sizeof page, "{half an envelope")
			: snprintf(page, sizeof page,
				   "{\"url\":\"https://a.example/%d\",\"body\":\"<p>x</p>\"}", i);
		ck_assert(!rd_kafka_producev(producer, RD_KAFKA_V_TOPIC("raw-pages"),
					     RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
					     RD_KAFKA_V_VALUE(page, (size_t)n), RD_KAFKA_V_END));
	}
	ck_assert(!rd_kafka_flush(producer, 10000));
	rd_kafka_destroy(producer);
}

/* Records of all partitions of a topic, waiting until there are `wanted`. */
static int count(const char *topic, int n_partitions, int wanted)
{
	rd_kafka_t *consumer = client(RD_KAFKA_CONSUMER);
	rd_kafka_topic_partition_list_t *all = rd_kafka_topic_partition_list_new(n_partitions);
	int64_t end = clock_monotonic_ms() + (int64_t)SECONDS * 1000;
	int n = 0;

	for (int i = 0; i < n_partitions; i++)
		rd_kafka_topic_partition_list_add(all, topic, i)->offset =
		    RD_KAFKA_OFFSET_BEGINNING;
	rd_kafka_assign(consumer, all);
	rd_kafka_topic_partition_list_destroy(all);
	while (n < wanted && clock_monotonic_ms() < end) {
		rd_kafka_message_t *message = rd_kafka_consumer_poll(consumer, 500);
		if (!message)
			continue;
		n += !message->err;
		rd_kafka_message_destroy(message);
	}
	rd_kafka_consumer_close(consumer);
	rd_kafka_destroy(consumer);
	return n;
}

static pid_t start_worker(const char *delivery, int errors)
{
	char *arguments[] = {program,
			     (char *)(uintptr_t) "worker",
			     (char *)(uintptr_t) "--brokers",
			     brokers,
			     (char *)(uintptr_t) "--delivery",
			     (char *)(uintptr_t)delivery,
			     (char *)(uintptr_t) "--http-address",
			     (char *)(uintptr_t) "off",
			     (char *)(uintptr_t) "--session-timeout",
			     (char *)(uintptr_t) "6s",
			     (char *)(uintptr_t) "--log-level",
			     (char *)(uintptr_t) "error",
			     NULL};

	return start(arguments, -1, errors);
}

START_TEST(pages_in_outcomes_out)
{
	send_pages();
	pid_t worker = start_worker("at-least-once", -1);
	ck_assert_int_eq(count("page-outcomes", 3, PAGES), PAGES);
	ck_assert_int_eq(count("dlq.raw-pages", 1, 1), 1);
	kill(worker, SIGTERM);
	ck_assert_int_eq(end_of(worker), 0);
}
END_TEST

START_TEST(exactly_once_is_refused_on_the_embedded_broker)
{
	char said[4096];
	size_t n_said = 0;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	pid_t worker = start_worker("exactly-once", ends[1]);
	close(ends[1]);
	for (ssize_t n = 1; n > 0 && n_said < sizeof said; n_said += (size_t)n)
		n = read(ends[0], said + n_said, sizeof said - n_said);
	close(ends[0]);
	ck_assert_int_eq(end_of(worker), 2);
	ck_assert_msg(slice_contains((struct slice){said, n_said}, SLICE("at-least-once")), "%.*s",
		      (int)n_said, said);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_unchecked_fixture(tests, find_program, NULL);
	tcase_add_checked_fixture(tests, start_broker, stop_broker);
	tcase_add_test(tests, pages_in_outcomes_out);
	tcase_add_test(tests, exactly_once_is_refused_on_the_embedded_broker);
}

TEST_MAIN("worker", add_tests)
