/* shift_run.h - a run of letters that a false cut shifted by one byte, read back (text/shift.c says
 * how it came to be). */
#ifndef JICENG_TEXT_SHIFT_RUN_H
#define JICENG_TEXT_SHIFT_RUN_H

#include "text/gbk.h"

#define SHIFT_RUN_MAX 300 /* letters */

struct shift_run {
	uint32_t letters[SHIFT_RUN_MAX + 1]; /* as read */
	size_t n;                            /* of them; 0: this is no such run */
	size_t end;                          /* byte in the text behind what belongs to the run */
	char ascii;   /* character that follows the letters and was shown as part of one, 0: none */
	bool is_half; /* ends with a letter of which only the first byte, `lead`, is known */
	unsigned char lead;
};

/* Reads the run that begins at byte `at` of the text, behind the false cut; lead: the first byte of
 * its first letter. is_ascii: full-width forms may be shown as ASCII. */
void shift_run_read(const struct gbk *gbk, struct slice text, size_t at, unsigned char lead,
		    bool is_ascii, struct shift_run *run);

#endif
