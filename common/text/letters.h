/* letters.h - how common a Chinese letter is and which script it belongs to, by table.
 * What tells one reading of some bytes from another (text/encoding, text/repair) and Traditional
 * from Simplified (text/script). Only U+4E00..U+9FFF have a class. */
#ifndef JICENG_TEXT_LETTERS_H
#define JICENG_TEXT_LETTERS_H

#include <stdint.h>

enum letter_class {
	LETTER_COMMON = 1,    /* GB 2312 level 1 (3,755 letters), or the Traditional form of one */
	LETTER_KNOWN = 2,     /* GB 2312 level 2, or the Traditional form of one */
	LETTER_HANT_ONLY = 4, /* a Traditional form that Simplified text does not use */
	LETTER_HANS_ONLY = 8, /* a Simplified form that Traditional text does not use */
	LETTER_CONVERTIBLE = 16 /* OpenCC's t2s changes it when it stands alone */
};

/* Bits of enum letter_class; 0 for a rare letter and for what is none. */
unsigned letter_class(uint32_t code_point);

#endif
