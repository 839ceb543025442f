/* restore.c - letters first, then script: the repair needs the bytes as they were broken, and only
 * right letters can be converted. Broken spans are carried through the conversion by counting
 * letters, which it keeps; where it does not, the whole piece counts as broken. */
#include "page/draft.h"
#include "page/spam.h"
#include "text/utf8.h"

enum status restore_load(struct arena *process, const struct lexicon *lexicon,
			 struct clean_rules *rules, struct err *err)
{
	static const char *const COLUMNS[] = {"word", "place"};
	const struct table *table;
	size_t column[2];
	enum status status = lexicon_table(lexicon, "split_words", &table, err);

	if (status == STATUS_OK)
		status = table_columns(table, COLUMNS, 2, column, err);
	if (status != STATUS_OK)
		return status;
	struct split_word *words = arena_array(process, table->n_rows, sizeof *words);
	if (!words)
		return STATUS_MEMORY_LIMIT;
	for (size_t row = 0; row < table->n_rows; row++) {
		struct slice word = table_cell(table, row, column[0]);
		struct slice place = table_cell(table, row, column[1]);
		size_t at = 0;
		size_t n = utf8_count(word);
		if (n != 2 && n != 3)
			return table_refuse(table, row, err, "a word has two or three letters");
		words[row].is_last = slice_equal(place, SLICE("last"));
		if (!words[row].is_last && !slice_equal(place, SLICE("any")))
			return table_refuse(table, row, err, "place is last or any");
		if (n == 3)
			(void)utf8_next(word, &at, &words[row].before);
		(void)utf8_next(word, &at, &words[row].first);
		(void)utf8_next(word, &at, &words[row].second);
	}
	rules->split_words = words;
	rules->n_split_words = table->n_rows;
	return STATUS_OK;
}

/* Two texts with the same number of letters, and the same place in both. Spans are asked for in the
 * order of their starts: each is counted from the end of the one before. */
struct carrier {
	struct slice before, after;
	bool same; /* false: the number of letters differs, and no place is known */
	size_t from, to;
};

static struct carrier carrier_of(struct slice before, struct slice after)
{
	return (struct carrier){before, after, utf8_count(before) == utf8_count(after), 0, 0};
}

static void step(struct carrier *carrier, size_t to)
{
	size_t letters = utf8_count(slice_sub(carrier->before, carrier->from, to));

	carrier->to += utf8_offset(slice_from(carrier->after, carrier->to), letters);
	carrier->from = to;
}

static struct span carry(struct carrier *carrier, struct span span)
{
	struct span carried;

	step(carrier, span.start);
	carried.start = carrier->to;
	step(carrier, span.end);
	carried.end = carrier->to;
	return carried;
}

/* What was repaired and what was left, in the text as it is after the conversion. */
static enum status carry_all(struct arena *arena, struct slice came, const struct repair *repair,
			     struct piece *piece)
{
	struct span *broken = arena_array(arena, repair->n_left, sizeof *broken);
	struct repaired *repairs = arena_array(arena, repair->n_repairs, sizeof *repairs);
	struct carrier left = carrier_of(repair->text, piece->text), mended = left;

	if (!broken || !repairs)
		return STATUS_MEMORY_LIMIT;
	piece->broken = broken;
	piece->repairs = repairs;
	if (!left.same) { /* one span for all that was broken, one for all that was repaired */
		struct span whole = {0, piece->text.n};
		piece->n_broken = repair->n_left > 0;
		piece->n_repairs = repair->n_repairs > 0;
		if (piece->n_broken)
			broken[0] = whole;
		if (piece->n_repairs)
			repairs[0] = (struct repaired){whole, came, repair->repairs[0].kind};
		return STATUS_OK;
	}
	for (size_t i = 0; i < repair->n_left; i++)
		broken[i] = carry(&left, repair->left[i]);
	for (size_t i = 0; i < repair->n_repairs; i++) {
		const struct repaired_span *span = &repair->repairs[i];
		repairs[i] = (struct repaired){carry(&mended, span->after),
					       slice_span(came, span->before), span->kind};
	}
	piece->n_broken = repair->n_left;
	piece->n_repairs = repair->n_repairs;
	return STATUS_OK;
}

static enum status restore_piece(struct draft *draft, struct piece *piece)
{
	struct repair repair;
	struct slice came = piece->text;

	if (piece->restored)
		return STATUS_OK;
	piece->restored = true;
	if (repair_text(draft->arena, &draft->repair, came, &repair) != STATUS_OK ||
	    script_simplify(draft->converter, draft->arena, repair.text, &piece->text) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	if (piece->chosen)
		draft->script_votes[script_of(repair.text)] += repair.text.n;
	if (!repair.n_left && !repair.n_repairs)
		return STATUS_OK;
	return carry_all(draft->arena, came, &repair, piece);
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

	if (repair_text(draft->arena, &draft->repair, text, &repair) != STATUS_OK)
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
