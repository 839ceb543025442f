/* reread.h - text that was once read in a wrong encoding and written again: UTF-8 shown as
 * windows-1252 (`ç¤¾åŒº`) or as GBK (`绀惧尯`), GBK shown as windows-1252 (`ÉçÇø`). The letters are
 * turned back into the bytes they came from. */
#ifndef JICENG_TEXT_REREAD_H
#define JICENG_TEXT_REREAD_H

#include "base/arena.h"
#include "base/status.h"
#include "base/vec.h"
#include "text/gbk.h"

struct reread {
	size_t start, end;        /* bytes of the text that were read again */
	struct slice replacement; /* in the arena */
	const struct span *left;  /* bytes of the replacement that stay broken, in order */
	size_t n_left;
};

enum reread_result { REREAD_NONE, REREAD_FOUND, REREAD_NO_MEMORY };

/* At byte `at` stands a character of windows-1252 over 7F. Found only where nearly all of the run
 * is well-formed and plausible; out->end is the end of what was looked at, also when it is not. */
enum reread_result reread_latin(struct arena *arena, const struct gbk *gbk, struct slice text,
				size_t floor, size_t at, struct reread *out)
    __attribute__((warn_unused_result));
/* The letter at byte `at` is a rare one. The run around it, not before byte `floor`, is looked at.
 */
enum reread_result reread_gbk(struct arena *arena, const struct gbk *gbk, struct slice text,
			      size_t floor, size_t at, struct reread *out)
    __attribute__((warn_unused_result));

/* What stood in a page and what it was read as. */
struct reread_stretch {
	struct slice before, after;
};

/* A whole page, markup and all, before it is parsed: parsing drops no-break spaces and soft
 * hyphens, which are bytes of letters here, and finds no main text in such letters. What cannot be
 * read is U+FFFD. *stretches in the arena, in order; none: *out is the text itself.
 * STATUS_MEMORY_LIMIT. */
enum status reread_page(struct arena *arena, struct slice text, struct slice *out,
			const struct reread_stretch **stretches, size_t *n_stretches)
    __attribute__((warn_unused_result));

/* A letter that hardly any Chinese text has, or a private one. */
bool reread_is_strange(uint32_t c);
/* The byte that windows-1252 shows as this character, 80..FF; -1 for none. */
int reread_latin_byte(uint32_t c);

#endif
