/* supervisor.c - see supervisor.h. One loop: signals come in through a descriptor, HTTP requests
 * through another; between them the lanes are looked at. Order when a lane dies: judge by its row
 * of the scoreboard, note the suspect, clear the row, start the next. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "exit_code.h"
#include "http.h"
#include "lane.h"
#include "slot.h"
#include "status_page.h"

#define LOOK_EVERY_MS 100

struct supervisor {
	const struct lane_setup *setup;
	struct slot *slots;
	int32_t n_slots;
	int signals; /* signalfd */
	sigset_t inherited;
	struct http *http; /* NULL: none */
	struct status_page page;
	int stop_level;
	int64_t stop_at; /* when patience ends (monotonic ms) */
	uint64_t kernel_kills;
	int code;
};

static struct lane_setup setup_of(const struct supervisor *supervisor, int32_t number)
{
	struct lane_setup setup = *supervisor->setup;

	setup.number = number;
	setup.log.lane = number;
	return setup;
}

/* Times that the kernel killed somebody in our control group for want of memory. */
static uint64_t kernel_kills(void)
{
	char text[1024];
	int file = open("/sys/fs/cgroup/memory.events", O_RDONLY | O_CLOEXEC);
	ssize_t n = file < 0 ? -1 : read(file, text, sizeof text);
	struct slice rest = {text, n > 0 ? (size_t)n : 0}, line;
	uint64_t kills = 0;

	if (file >= 0)
		close(file);
	while (slice_next_field(&rest, '\n', &line)) {
		if (slice_starts(line, SLICE("oom_kill ")))
			slice_to_uint64(slice_from(line, 9), &kills);
	}
	return kills;
}

static void run_lane(struct supervisor *supervisor, int32_t number)
{
	struct lane_setup setup = setup_of(supervisor, number);

	close_range(STDERR_FILENO + 1, ~0u, 0); /* the supervisor's descriptors */
	_exit(lane_run(&setup));
}

static void start(struct supervisor *supervisor, int32_t number)
{
	struct slot *slot = &supervisor->slots[number];
	struct lane_row *row = &supervisor->setup->board->lanes[number];
	pid_t parent = getpid();

	row_restart(row);
	row_set_state(row, LANE_STARTING);
	pid_t process = fork();
	if (process == 0) {
		if (getppid() != parent)
			_exit(EXIT_CODE_FAILURE);
		run_lane(supervisor, number);
	}
	if (process < 0) {
		log_line(
		    &supervisor->setup->log, LOG_ERROR, "cannot start a lane",
		    LOG_FIELDS(log_number("lane", number), log_string("detail", strerror(errno))));
		slot_schedule(slot, row, RESTART_EXITED, clock_monotonic_ms());
		return;
	}
	slot->process = process;
	slot->started_at = clock_monotonic_ms();
	row->process = process;
}

static void log_death(const struct supervisor *supervisor, int32_t number, int wait_status,
		      enum restart_cause cause, const struct work *work)
{
	bool processing = work->state == LANE_PROCESSING;
	struct log log = setup_of(supervisor, number).log;

	log_line(&log, LOG_WARNING,
		 processing ? "lane died on a page" : "lane ended; another will be started",
		 LOG_FIELDS(log_string("cause", restart_cause_name(cause)),
			    WIFSIGNALED(wait_status)
				? log_string("signal", sigabbrev_np(WTERMSIG(wait_status)))
				: log_number("exit_code", WEXITSTATUS(wait_status)),
			    log_string("state", lane_state_name(work->state)),
			    log_string("stage", processing ? engine_stage_name(work->stage) : ""),
			    log_number("messaging.destination.partition.id",
				       processing ? work->partition : -1),
			    log_number("messaging.kafka.offset", processing ? work->offset : -1),
			    log_number("process", supervisor->slots[number].process)));
}

static void ask_all_to_stop(struct supervisor *supervisor, int signal_number)
{
	for (int32_t i = 0; i < supervisor->n_slots; i++) {
		if (supervisor->slots[i].process)
			kill(supervisor->slots[i].process, signal_number);
	}
}

static void begin_stop(struct supervisor *supervisor)
{
	supervisor->stop_level++;
	if (supervisor->stop_level == 1)
		supervisor->stop_at =
		    clock_monotonic_ms() + supervisor->setup->options->shutdown_timeout;
	ask_all_to_stop(supervisor, SIGTERM);
}

static void bury(struct supervisor *supervisor, int32_t number, int wait_status)
{
	struct slot *slot = &supervisor->slots[number];
	struct lane_setup setup = setup_of(supervisor, number);
	struct lane_row *row = setup_row(&setup);
	uint64_t kills = kernel_kills();
	bool clean = WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_CODE_OK;
	struct work work;

	scoreboard_copy_work(row, &work);
	enum restart_cause cause =
	    slot_judge(slot, &setup, wait_status, kills > supervisor->kernel_kills);
	supervisor->kernel_kills = kills;
	if (!clean || !supervisor->stop_level)
		log_death(supervisor, number, wait_status, cause, &work);
	if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_CODE_USAGE) {
		supervisor->code = EXIT_CODE_USAGE;
		if (!supervisor->stop_level)
			begin_stop(supervisor);
	} else if (supervisor->stop_level && !clean && supervisor->code == EXIT_CODE_OK)
		supervisor->code = EXIT_CODE_FAILURE;
	slot_schedule(slot, row, cause, clock_monotonic_ms());
	row_restart(row);
	row->process = 0;
	if (!supervisor->stop_level)
		row->happenings.restarts[cause]++;
}

static void reap(struct supervisor *supervisor)
{
	int wait_status;
	pid_t process;

	while ((process = waitpid(-1, &wait_status, WNOHANG)) > 0) {
		for (int32_t i = 0; i < supervisor->n_slots; i++) {
			if (supervisor->slots[i].process == process)
				bury(supervisor, i, wait_status);
		}
	}
}

static void resume(struct supervisor *supervisor)
{
	if (supervisor->setup->board->paused)
		log_line(&supervisor->setup->log, LOG_INFO, "SIGHUP: going on after the pause",
			 NULL);
	supervisor->setup->board->paused = 0;
}

static void take_signals(struct supervisor *supervisor)
{
	struct signalfd_siginfo info;

	while (read(supervisor->signals, &info, sizeof info) == sizeof info) {
		if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT) {
			log_line(&supervisor->setup->log, LOG_INFO,
				 supervisor->stop_level ? "told again to stop: giving up batches"
							: "told to stop: finishing batches",
				 NULL);
			begin_stop(supervisor);
		} else if (info.ssi_signo == SIGHUP)
			resume(supervisor);
	}
}

static void watch(struct supervisor *supervisor, int32_t number, int64_t now)
{
	struct slot *slot = &supervisor->slots[number];
	struct work work;

	if (!slot->process || slot->was_overdue || slot->was_stalled ||
	    !scoreboard_copy_work(&supervisor->setup->board->lanes[number], &work))
		return;
	enum watch seen =
	    slot_watch(supervisor->setup->options, &work, now, clock_cpu_ms_of(slot->process));
	if (seen == WATCH_FINE)
		return;
	slot->was_stalled = seen == WATCH_STALLED;
	slot->was_overdue = !slot->was_stalled;
	slot->was_idle = seen == WATCH_OVERDUE_IDLE;
	slot->overdue_serial = work.serial;
	kill(slot->process, SIGKILL);
}

static void look_after(struct supervisor *supervisor)
{
	int64_t now = clock_monotonic_ms();

	for (int32_t i = 0; i < supervisor->n_slots; i++) {
		struct slot *slot = &supervisor->slots[i];
		if (!slot->process && !supervisor->stop_level && now >= slot->start_at)
			start(supervisor, i);
		else
			watch(supervisor, i, now);
	}
	if (supervisor->stop_level && now >= supervisor->stop_at) {
		log_line(&supervisor->setup->log, LOG_WARNING,
			 "lanes did not end in time and are killed; their batches will be done "
			 "again",
			 NULL);
		ask_all_to_stop(supervisor, SIGKILL);
		supervisor->stop_at = now + 1000;
	}
}

static bool is_over(const struct supervisor *supervisor)
{
	for (int32_t i = 0; i < supervisor->n_slots; i++) {
		if (supervisor->slots[i].process)
			return false;
	}
	return supervisor->stop_level > 0;
}

static void wait_for_something(struct supervisor *supervisor)
{
	struct pollfd descriptors[2] = {
	    {.fd = supervisor->signals, .events = POLLIN},
	    {.fd = supervisor->http ? http_descriptor(supervisor->http) : -1, .events = POLLIN},
	};

	poll(descriptors, 2, LOOK_EVERY_MS);
	if (supervisor->http)
		http_serve(supervisor->http);
}

static bool prepare(struct supervisor *supervisor, const struct lane_setup *setup)
{
	sigset_t set;

	*supervisor = (struct supervisor){.setup = setup,
					  .n_slots = setup->board->n_lanes,
					  .kernel_kills = kernel_kills(),
					  .code = EXIT_CODE_OK};
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, &supervisor->inherited);
	signal(SIGPIPE, SIG_IGN);
	supervisor->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	supervisor->slots = calloc((size_t)supervisor->n_slots, sizeof *supervisor->slots);
	if (supervisor->signals < 0 || !supervisor->slots)
		return false;
	for (int32_t i = 0; i < supervisor->n_slots; i++)
		supervisor->slots[i] = slot_new();
	return true;
}

static bool open_http(struct supervisor *supervisor)
{
	const char *address = supervisor->setup->options->http_address;
	struct err err = {0};

	supervisor->page = (struct status_page){.setup = supervisor->setup};
	if (strcmp(address, "off") == 0)
		return true;
	supervisor->http = http_open(address, status_page_answer, &supervisor->page, &err);
	if (!supervisor->http)
		log_line(&supervisor->setup->log, LOG_ERROR, err.text, NULL);
	return supervisor->http != NULL;
}

int supervisor_run(const struct lane_setup *setup)
{
	struct supervisor supervisor;

	if (!prepare(&supervisor, setup) || !open_http(&supervisor)) {
		free(supervisor.slots);
		return EXIT_CODE_USAGE;
	}
	while (!is_over(&supervisor)) {
		take_signals(&supervisor);
		reap(&supervisor);
		look_after(&supervisor);
		wait_for_something(&supervisor);
	}
	http_close(supervisor.http);
	free(supervisor.slots);
	close(supervisor.signals);
	log_line(&setup->log, LOG_INFO, "worker ended",
		 LOG_FIELDS(log_number("exit_code", supervisor.code)));
	return supervisor.code;
}
