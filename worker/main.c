/* main.c - the program jiceng. Everything is in the table of commands (commands.c); here is only
 * what must be said at the very end: a full disk or a closed pipe is a failure. */
#include "commands.h"

#include <errno.h>

int main(int argc, char **argv)
{
	int code = commands_main(argc, argv);

	if (fflush(stdout) != 0 || ferror(stdout)) {
		if (errno != EPIPE)
			perror("jiceng: standard output");
		return code == EXIT_CODE_OK ? EXIT_CODE_FAILURE : code;
	}
	return code;
}
