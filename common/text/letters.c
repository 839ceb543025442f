/* letters.c - one look-up in the table that letters.py makes. */
#include "text/letters.h"

#include "text/letters_table.h"

unsigned letter_class(uint32_t code_point)
{
	if (code_point < 0x4E00 || code_point - 0x4E00 >= sizeof LETTERS)
		return 0;
	return (unsigned)LETTERS[(code_point - 0x4E00) / 64][(code_point - 0x4E00) % 64] - 0x60u;
}
