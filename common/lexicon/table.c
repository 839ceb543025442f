/* table.c - see table.h. One pass to parse; cells point into the file's text. */
#include "lexicon/table.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/vec.h"
#include "text/utf8.h"

struct parse {
	struct arena *arena;
	struct slice file;
	struct vec cells;
	struct vec lines;
	struct table *table;
	struct err *err;
};

static enum status out_of_memory(struct parse *parse)
{
	return err_set(parse->err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX,
		       "%.*s: no memory for the table", SLICE_ARG(parse->file));
}

static enum status bad_line(struct parse *parse, size_t line, const char *what)
{
	return err_set(parse->err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX, "%.*s:%zu: %s",
		       SLICE_ARG(parse->file), line, what);
}

static enum status parse_header(struct parse *parse, struct slice text, size_t line)
{
	struct vec columns = vec_of(parse->arena, sizeof(struct slice));
	struct slice cell;

	while (slice_next_field(&text, '\t', &cell)) {
		cell = slice_trim(cell);
		if (cell.n == 0)
			return bad_line(parse, line, "a column without a name");
		for (size_t i = 0; i < columns.n; i++)
			if (slice_equal(*(struct slice *)vec_at(&columns, i), cell))
				return bad_line(parse, line, "two columns with one name");
		if (!vec_add(&columns, &cell))
			return out_of_memory(parse);
	}
	parse->table->columns = columns.items;
	parse->table->n_columns = columns.n;
	if (table_column(parse->table, SLICE("example")) == SIZE_MAX)
		return bad_line(parse, line, "the header has no column 'example'");
	return STATUS_OK;
}

static enum status parse_row(struct parse *parse, struct slice text, size_t line)
{
	size_t n = 0;
	struct slice cell, rest = text;

	while (slice_next_field(&rest, '\t', &cell)) {
		cell = slice_trim(cell);
		if (!vec_add(&parse->cells, &cell))
			return out_of_memory(parse);
		n++;
	}
	for (; n < parse->table->n_columns && text.n && text.p[text.n - 1] == '\t'; n++)
		if (!vec_push(&parse->cells))
			return out_of_memory(parse);
	if (n != parse->table->n_columns) {
		return err_set(parse->err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX,
			       "%.*s:%zu: %zu cells where the header has %zu columns",
			       SLICE_ARG(parse->file), line, n, parse->table->n_columns);
	}
	return vec_add(&parse->lines, &line) ? STATUS_OK : out_of_memory(parse);
}

enum status table_parse(struct arena *arena, struct slice name, struct slice file,
			struct slice text, struct table *out, struct err *err)
{
	struct parse parse = {
	    arena, file, vec_of(arena, sizeof(struct slice)), vec_of(arena, sizeof(size_t)),
	    out,   err};
	struct slice line_text;
	size_t line = 0;

	*out = (struct table){.name = name};
	if (!utf8_is_valid(text))
		return bad_line(&parse, 1, "the file is not UTF-8");
	while (slice_next_field(&text, '\n', &line_text)) {
		line++;
		if (slice_ends(line_text, SLICE("\r")))
			line_text.n--;
		if (slice_trim(line_text).n == 0 || line_text.p[0] == '#')
			continue;
		enum status status = out->columns ? parse_row(&parse, line_text, line)
						  : parse_header(&parse, line_text, line);
		if (status != STATUS_OK)
			return status;
	}
	if (!out->columns)
		return bad_line(&parse, line, "the file has no header line");
	out->cells = parse.cells.items;
	out->lines = parse.lines.items;
	out->n_rows = parse.lines.n;
	return STATUS_OK;
}

size_t table_column(const struct table *table, struct slice column)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (slice_equal(table->columns[i], column))
			return i;
	return SIZE_MAX;
}

struct slice table_cell(const struct table *table, size_t row, size_t column)
{
	return table->cells[row * table->n_columns + column];
}

enum status table_columns(const struct table *table, const char *const *names, size_t n,
			  size_t *numbers, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		numbers[i] = table_column(table, slice_of(names[i]));
		if (numbers[i] == SIZE_MAX)
			return err_set(err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX,
				       "%.*s.tsv: the header has no column '%s'",
				       SLICE_ARG(table->name), names[i]);
	}
	return STATUS_OK;
}

enum status table_refuse(const struct table *table, size_t row, struct err *err, const char *format,
			 ...)
{
	char what[160];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	return err_set(err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX, "%.*s.tsv:%zu: %s",
		       SLICE_ARG(table->name), table->lines[row], what);
}
