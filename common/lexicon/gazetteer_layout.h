/* gazetteer_layout.h - the bytes of gazetteer.bin. Shared by gazetteer_build.c, which writes them,
 * and gazetteer.c, which maps them; nobody else includes this.
 *
 * Header, then the sections in the order of the enum, each on an 8-byte boundary. Numbers are in
 * the byte order of the machine that built the file; another order is refused at opening. */
#ifndef JICENG_LEXICON_GAZETTEER_LAYOUT_H
#define JICENG_LEXICON_GAZETTEER_LAYOUT_H

#include <stdint.h>

#define GAZETTEER_MAGIC      "JCPLACES"
#define GAZETTEER_VERSION    3u
#define GAZETTEER_BYTE_ORDER 0x01020304u

enum section {
	SECTION_DIVISIONS,  /* struct stored_division, ascending code, parents before children */
	SECTION_NAMES,      /* struct stored_name, and one more that only closes the last */
	SECTION_HITS,       /* uint32_t: division << HIT_FORM_BITS | enum name_form */
	SECTION_NAME_SLOTS, /* uint32_t: NAME_HASH() -> 1 + its number; 0 is free */
	SECTION_SCAN,       /* uint32_t: names to look for in texts, those of one key together,
			       longest first */
	SECTION_SCAN_SLOTS, /* struct stored_run: hash of the first two code points -> SCAN */
	SECTION_PAIRS, /* PAIR_BITS bits: set for the first two code points of each name of SCAN;
			  most places of a text are passed over by this bit alone */
	SECTION_TEXT,  /* the names' bytes */
	SECTION_COUNT
};

#define HIT_FORM_BITS 2

#define PAIR_BITS (1u << 19)
/* The bit of two code points. */
#define PAIR_BIT(a, b) (((a)*0x9e3779b1u ^ (b)*0x85ebca6bu) >> 7 & (PAIR_BITS - 1))

struct stored_division {
	uint64_t code;
	uint32_t name; /* byte in TEXT */
	uint16_t name_bytes;
	uint8_t level;
	uint8_t class;
};

struct stored_name {
	uint32_t text; /* byte in TEXT */
	uint16_t bytes;
	uint16_t is_stem;   /* names of the form NAME_STEM are apart from the others */
	uint32_t first_hit; /* its hits end where those of the next name begin */
};

struct stored_run { /* SCAN[first, first + n); n 0 is free */
	uint32_t first;
	uint32_t n;
};

/* Where the search for a name starts. */
#define NAME_HASH(name, is_stem) (hash64(name) + ((is_stem) ? 0x9e3779b97f4a7c15u : 0))

struct gazetteer_header {
	char magic[8];
	uint32_t version;
	uint32_t byte_order;
	uint64_t size;              /* of the whole file, bytes */
	char hash[64];              /* SHA-256 in hex of everything behind the header */
	uint64_t at[SECTION_COUNT]; /* bytes from the start of the file */
	uint64_t n[SECTION_COUNT];  /* things, not bytes */
};

#endif
