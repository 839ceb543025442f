/* table.h - one word list or rule table: a .tsv file with a comment block, a header line and rows.
 *
 *	# what the table is for, and how to add a row
 *	word	kind	example
 *	工程	programme	实施“四小惠民”工程
 *
 * UTF-8, one tab between cells, LF or CRLF; lines that are blank or begin with # are passed over.
 * Every table has a column `example`: a short text in which the row applies (tests prove that it
 * does). Rows hold classes of words (head nouns, units, titles, outlets), never answers.
 * A file that breaks the form is refused whole, with its name and the line. */
#ifndef JICENG_LEXICON_TABLE_H
#define JICENG_LEXICON_TABLE_H

#include "base/arena.h"
#include "base/status.h"

struct table {
	struct slice name; /* "head_nouns" for head_nouns.tsv */
	size_t n_columns;
	size_t n_rows;
	const struct slice *columns; /* names */
	const struct slice *cells;   /* row by row; trimmed; empty allowed */
	const size_t *lines;         /* line in the file of each row, from 1, for messages */
};

/* Parses `text` (borrowed: cells point into it). `file` is what messages call it.
 * STATUS_BAD_LEXICON with "file:line: ..." in err, or STATUS_MEMORY_LIMIT. */
enum status table_parse(struct arena *arena, struct slice name, struct slice file,
			struct slice text, struct table *out, struct err *err)
    __attribute__((warn_unused_result));

/* Number of the column of that name, or SIZE_MAX. */
size_t table_column(const struct table *table, struct slice column);
struct slice table_cell(const struct table *table, size_t row, size_t column);

/* Fills numbers[i] with the column called names[i] for all n names, or says which one is missing.
 */
enum status table_columns(const struct table *table, const char *const *names, size_t n,
			  size_t *numbers, struct err *err) __attribute__((warn_unused_result));
/* "head_nouns.tsv:12: <format...>" as STATUS_BAD_LEXICON, for checks that the owner of a table
 * makes (an unknown kind, a weight that is no number). */
enum status table_refuse(const struct table *table, size_t row, struct err *err, const char *format,
			 ...) __attribute__((format(printf, 4, 5)));

#endif
