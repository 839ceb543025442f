/* builtin.h - the .tsv files of common/lexicon/data as they were at build time. The Makefile turns
 * each into bytes of the program (deploy/embed-tables.sh), in alphabetical order. */
#ifndef JICENG_LEXICON_BUILTIN_H
#define JICENG_LEXICON_BUILTIN_H

struct builtin_table {
	const char *name; /* "head_nouns"; NULL ends the list */
	const char *start;
	const char *end;
};

extern const struct builtin_table BUILTIN_TABLES[];

#endif
