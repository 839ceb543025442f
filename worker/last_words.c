/* last_words.c - see last_words.h. Only async-signal-safe calls here. The one place with a static
 * variable that changes: a signal handler is given nothing else. */
#include "last_words.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Out of memory counts as such when less than this share of the limit was left. */
#define NEARLY(limit) ((limit) - (limit) / 8)

static struct {
	struct lane_row *row;
	int64_t memory_limit;
	pid_t main_thread;
	long page_bytes;
} own;

/* Field 6 of /proc/self/statm: data and stack, in memory pages. */
static int64_t data_bytes(void)
{
	char text[256];
	int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = file < 0 ? -1 : read(file, text, sizeof text);
	int64_t number = 0;
	int field = 1;

	if (file >= 0)
		close(file);
	for (ssize_t i = 0; i < n; i++) {
		if (text[i] == ' ')
			field++;
		else if (field == 6 && text[i] >= '0' && text[i] <= '9')
			number = number * 10 + (text[i] - '0');
	}
	return number * own.page_bytes;
}

static void note(int signal_number)
{
	bool is_main = syscall(SYS_gettid) == own.main_thread;
	bool no_memory = own.memory_limit > 0 && data_bytes() > NEARLY(own.memory_limit);

	own.row->signal = (uint32_t)signal_number;
	own.row->last_words = no_memory ? WORDS_OUT_OF_MEMORY
			      : is_main ? WORDS_CRASHED
					: WORDS_OTHER_THREAD;
	raise(signal_number); /* now with the default action, once this handler returns */
}

void last_words_prepare(struct lane_row *row, int64_t memory_limit)
{
	static const int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	static char stack[64 * 1024];
	stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};

	own.row = row;
	own.memory_limit = memory_limit;
	own.main_thread = getpid();
	own.page_bytes = sysconf(_SC_PAGESIZE);
	sigemptyset(&action.sa_mask);
	sigaltstack(&alternative, NULL);
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++)
		sigaction(SIGNALS[i], &action, NULL);
}
