/* residue.h - what is left of markup in a text dump: tags (<ins id="x">), names in angle brackets
 * that a link farm's template left behind (<蜘蛛词>|), character references (&nbsp;). */
#ifndef JICENG_PAGE_RESIDUE_H
#define JICENG_PAGE_RESIDUE_H

#include "base/arena.h"

struct residue {
	struct slice text; /* the line itself when nothing was cut; .p NULL: no memory */
	bool had_tags;
	bool had_slots; /* template slots of a link farm */
};

struct residue residue_cut(struct arena *arena, struct slice line);

#endif
