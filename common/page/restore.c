/* restore.c - letters first, then script: the repair needs the bytes as they were broken, and only
 * right letters can be converted. Broken spans are carried through the conversion by counting
 * letters, which it keeps; where it does not, the whole piece counts as broken. */
#include "page/draft.h"
#include "page/spam.h"
#include "text/repair.h"
#include "text/utf8.h"

static enum status carry_spans(struct arena *arena, struct slice before, struct slice after,
			       const struct span *spans, size_t n, const struct span **out)
{
	struct span *carried = arena_array(arena, n, sizeof *carried);
	bool same = utf8_count(before) == utf8_count(after);

	if (!carried)
		return STATUS_MEMORY_LIMIT;
	/* spans are in order: each is counted from the end of the one before */
	for (size_t i = 0, from = 0, to = 0; i < n; i++) {
		carried[i] = (struct span){0, after.n};
		if (!same)
			continue;
		to += utf8_offset(slice_from(after, to),
				  utf8_count(slice_sub(before, from, spans[i].start)));
		carried[i].start = to;
		to += utf8_offset(slice_from(after, to), utf8_count(slice_span(before, spans[i])));
		carried[i].end = to;
		from = spans[i].end;
	}
	*out = carried;
	return STATUS_OK;
}

static enum status restore_piece(struct draft *draft, struct piece *piece)
{
	struct repair repair;
	struct slice text;

	if (piece->restored)
		return STATUS_OK;
	piece->restored = true;
	if (repair_text(draft->arena, piece->text, &repair) != STATUS_OK ||
	    script_simplify(draft->converter, draft->arena, repair.text, &text) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	piece->repaired = repair.n_repairs > 0;
	piece->n_broken = repair.n_left;
	piece->text = text;
	if (!repair.n_left)
		return STATUS_OK;
	if (text.p == repair.text.p && text.n == repair.text.n) {
		piece->broken = repair.left;
		return STATUS_OK;
	}
	return carry_spans(draft->arena, repair.text, text, repair.left, repair.n_left,
			   &piece->broken);
}

enum status draft_restore(struct draft *draft, size_t from, size_t to)
{
	enum status status = STATUS_OK;

	for (size_t i = from; status == STATUS_OK && i < to; i++)
		status = restore_piece(draft, &draft->pieces[i]);
	return status;
}

enum status draft_restore_text(const struct draft *draft, struct slice text, struct slice *out)
{
	struct repair repair;

	if (repair_text(draft->arena, text, &repair) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	if (script_simplify(draft->converter, draft->arena, repair.text, out) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	bool cut;
	struct slice kept = spam_cut(draft->arena, draft->rules->spam, *out, &cut);
	if (!kept.p && out->n)
		return STATUS_MEMORY_LIMIT;
	if (kept.n)
		*out = kept;
	return STATUS_OK;
}
