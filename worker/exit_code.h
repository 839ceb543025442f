/* exit_code.h - what the program's exit status says. */
#ifndef JICENG_EXIT_CODE_H
#define JICENG_EXIT_CODE_H

enum exit_code {
	EXIT_CODE_OK = 0,
	EXIT_CODE_FAILURE = 1, /* something failed at run time; trying again may help */
	EXIT_CODE_USAGE = 2,   /* wrong options or configuration; trying again will not help */
};

#endif
