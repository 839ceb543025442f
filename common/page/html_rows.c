/* html_rows.c - see html_rows.h. */
#include "page/html_rows.h"

#include "base/buf.h"

#define LONGEST_CELL 120 /* bytes: forty letters */
#define MOST_CELLS   24

/* The box of the cell that the block stands in: the one right inside the row. */
static uint32_t cell_of(const struct vec *boxes, uint32_t row, uint32_t box)
{
	uint32_t parent;

	while (box != row && (parent = ((struct box *)vec_at(boxes, box))->parent) != row)
		box = parent;
	return box;
}

static bool is_row_of_facts(const struct vec *blocks, const struct vec *boxes, uint32_t row)
{
	size_t first = ((struct box *)vec_at(boxes, row))->first, bytes = 0, links = 0;
	uint32_t last = row;

	if (blocks->n < first + 2 || blocks->n > first + MOST_CELLS)
		return false;
	for (size_t i = row + 1; i < boxes->n; i++)
		if (((struct box *)vec_at(boxes, i))->hints & BOX_ROW)
			return false;
	for (size_t i = first; i < blocks->n; i++) {
		const struct block *block = vec_at(blocks, i);
		uint32_t cell = cell_of(boxes, row, block->box);
		if (cell == row || cell == last || block->heading || block->text.n > LONGEST_CELL ||
		    slice_contains(block->text, SLICE("。")))
			return false;
		last = cell;
		bytes += block->text.n;
		links += block->link_bytes;
	}
	return links * 2 <= bytes;
}

bool html_join_row(struct vec *blocks, struct vec *boxes, uint32_t row)
{
	struct box *box = vec_at(boxes, row);
	struct buf text = buf_in(blocks->arena);
	struct block *line;
	bool bold = true;

	if (!is_row_of_facts(blocks, boxes, row))
		return true;
	line = vec_at(blocks, box->first);
	for (size_t i = box->first; i < blocks->n; i++) {
		const struct block *cell = vec_at(blocks, i);
		if (text.n)
			buf_byte(&text, ' ');
		buf_append(&text, cell->text);
		bold = bold && cell->is_bold;
		if (cell != line)
			line->link_bytes += cell->link_bytes;
	}
	if (buf_failed(&text))
		return false;
	line->text = buf_slice(&text);
	line->box = row;
	line->is_row = true;
	line->is_bold = bold;
	line->after_image = false;
	blocks->n = box->first + 1;
	for (size_t i = row + 1; i < boxes->n; i++)
		*(struct box *)vec_at(boxes, i) =
		    (struct box){.parent = ((struct box *)vec_at(boxes, i))->parent,
				 .first = box->first,
				 .end = box->first};
	return true;
}
