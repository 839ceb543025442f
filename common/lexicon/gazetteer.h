/* gazetteer.h - the places of China in five levels, in one file that is mapped into memory and
 * shared by all lanes.
 *
 * A place is a division: its number in the file (a uint32_t, in the order of the codes, so that
 * what lies under a division follows it without gap), a code, a level, a name. Names lead to
 * divisions through hits: one name has many (和平街道 lies in dozens of districts). Nothing here
 * decides between them; that is extract/places.h's business.
 *
 * The file is not trusted: what it says is checked against its size at each use, so that a damaged
 * file gives wrong places but never a crash. All slices point into the file. */
#ifndef JICENG_LEXICON_GAZETTEER_H
#define JICENG_LEXICON_GAZETTEER_H

#include "base/arena.h"
#include "base/status.h"

struct gazetteer; /* opaque; read-only */

#define GAZETTEER_NONE UINT32_MAX /* no division */

enum division_level {
	DIVISION_PROVINCE = 1,
	DIVISION_CITY,
	DIVISION_COUNTY,
	DIVISION_TOWN,
	DIVISION_VILLAGE
};

enum division_class {
	CLASS_ORDINARY,
	CLASS_UNNAMED,   /* 市辖区, 县, ...: stands in the codes only, no text names it */
	CLASS_ZONE,      /* a development zone or the like, listed as a county or town */
	CLASS_COMMUNITY, /* village level: 社区, 居委会 */
	CLASS_VILLAGE    /* village level: 村 */
};

struct division {
	uint64_t code; /* 12 digits, zeros behind the level's own */
	enum division_level level;
	enum division_class class;
	struct slice name; /* 新湖社区: how texts write it, not 新湖社区居委会 */
};

/* How a name names its division. */
enum name_form {
	NAME_FULL,  /* 禹城市 */
	NAME_SHORT, /* 禹城 */
	NAME_ALIAS, /* 东营经开区 for 东营经济技术开发区 */
	NAME_STEM /* 新湖 of 新湖社区, 堂邑 of 堂邑镇: needs its 社区 or 镇 in the text */
};

struct hits { /* the divisions of one name, in ascending order; n 0: none */
	const uint32_t *items;
	size_t n;
};

/* Maps the file. STATUS_CANNOT_READ, STATUS_BAD_LEXICON (not a gazetteer, cut short, other
 * version). Owned by the caller: gazetteer_close(). */
enum status gazetteer_open(const char *path, struct gazetteer **out, struct err *err)
    __attribute__((warn_unused_result));
void gazetteer_close(struct gazetteer *gazetteer);
/* 64 hex: SHA-256 of the contents, as written in the file. Borrowed. */
struct slice gazetteer_hash(const struct gazetteer *gazetteer);
/* Whether the contents have that hash: reads the whole file, which opening does not. */
bool gazetteer_is_intact(const struct gazetteer *gazetteer);

size_t gazetteer_size(const struct gazetteer *gazetteer); /* number of divisions */
/* False when there is no such division. */
bool gazetteer_division(const struct gazetteer *gazetteer, uint32_t place, struct division *out);
/* The division one level up that has a name (from 牟平区 to 烟台市, from 东城区 to 北京市). */
uint32_t gazetteer_parent(const struct gazetteer *gazetteer, uint32_t place);
/* The first number behind everything under `place`. */
uint32_t gazetteer_end(const struct gazetteer *gazetteer, uint32_t place);
/* Whether `place` is `above` or lies under it. */
bool gazetteer_is_within(const struct gazetteer *gazetteer, uint32_t place, uint32_t above);
/* The division of that code ("371482", 2 to 12 digits), or GAZETTEER_NONE. */
uint32_t gazetteer_by_code(const struct gazetteer *gazetteer, struct slice code);
/* "371482" in the arena; .p NULL when it is full. */
struct slice gazetteer_code(const struct division *division, struct arena *arena);

/* All divisions of exactly that name, stems left out; and those of that stem. */
struct hits gazetteer_find(const struct gazetteer *gazetteer, struct slice name);
struct hits gazetteer_find_stem(const struct gazetteer *gazetteer, struct slice stem);
/* Those of them that are `above` or lie under it. */
struct hits gazetteer_under(const struct gazetteer *gazetteer, struct hits hits, uint32_t above);
uint32_t hit_place(const struct hits *hits, size_t i);
enum name_form hit_form(const struct hits *hits, size_t i);

/* Whether a name that gazetteer_longest_at() finds may begin with these two code points. A cheap
 * sieve for those who step through a text anyway; lets through a few per cent. */
bool gazetteer_may_start(const struct gazetteer *gazetteer, uint32_t first, uint32_t second);
/* The longest name of a province, city, county or town (short forms of the first three included)
 * that starts at byte `at`: its length in bytes, or 0. Names of villages are not looked for: they
 * mean something only under a known county. */
size_t gazetteer_longest_at(const struct gazetteer *gazetteer, struct slice text, size_t at,
			    struct hits *out);

#endif
