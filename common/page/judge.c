/* judge.c - what each piece of the page is, taken by itself. What stands around it is weighed when
 * the articles are put together (split.c, compose.c). */
#include "page/captions.h"
#include "page/dateline.h"
#include "page/draft.h"
#include "page/main_text.h"
#include "page/spam.h"
#include "text/utf8.h"

#define LONGEST_CREDIT 300 /* bytes */

/* A date and hardly anything else. */
static bool is_dateline(struct slice text)
{
	struct dated dated;

	if (text.n > 120 || !dateline_find(text, 0, &dated))
		return false;
	size_t rest = text.n - (dated.span.end - dated.span.start);
	return rest <= 60 && !slice_contains(text, SLICE("。")) &&
	       !slice_contains(text, SLICE("，"));
}

static bool ends_like_sentence(struct slice text)
{
	size_t n, end = text.n;

	while (end > 0) {
		uint32_t c = utf8_before(text, end, &n);
		if (!is_closing_mark(c) && c != '"')
			return is_sentence_end(c) || c == ',' || c == 0xFF0C || c == ':' ||
			       c == 0xFF1A || c == '.' || c == 0x3001;
		end -= n;
	}
	return false;
}

static bool is_heading(const struct piece *piece)
{
	if (piece->block->heading)
		return true;
	return piece->text.n <= 120 && !piece->running && !piece->block->is_item &&
	       !piece->block->is_row && !ends_like_sentence(piece->text);
}

/* Takes the spam out of a line; true in *all if nothing else was in it. Where something stands in
 * such a line is not followed: broken letters make the whole line count as broken, a repair is
 * somewhere in it. */
static enum status cut_spam(struct draft *draft, struct piece *piece, bool *all)
{
	struct slice kept =
	    spam_cut(draft->arena, draft->rules->spam, piece->text, &piece->had_spam);

	*all = piece->had_spam && !kept.n;
	if (!kept.p && piece->text.n)
		return STATUS_MEMORY_LIMIT;
	if (!*all)
		piece->text = kept;
	if (!piece->had_spam)
		return STATUS_OK;
	struct span whole = {0, piece->text.n};
	struct span *broken = arena_alloc(draft->arena, sizeof *broken);
	struct repaired *repairs = arena_array(draft->arena, piece->n_repairs, sizeof *repairs);
	if (!broken || !repairs)
		return STATUS_MEMORY_LIMIT;
	*broken = whole;
	for (size_t i = 0; i < piece->n_repairs; i++) {
		repairs[i] = piece->repairs[i];
		repairs[i].span = whole;
	}
	piece->broken = broken;
	piece->n_broken = piece->n_broken > 0;
	piece->repairs = repairs;
	return STATUS_OK;
}

/* 记者：最难的是什么？ and the headline 组图：… name nobody. */
static bool may_name_people(const struct piece *piece)
{
	return piece->text.n <= LONGEST_CREDIT && piece->block->heading != 1 &&
	       !slice_ends(piece->text, SLICE("？")) && !slice_ends(piece->text, SLICE("?"));
}

static enum status judge_piece(struct draft *draft, struct piece *piece, bool spam)
{
	struct slice text = piece->text;
	bool caption = caption_is_named(draft->rules->lines, piece->block, text);
	enum status status = STATUS_OK;

	piece->notice = boilerplate_judge(draft->rules->boilerplate, text);
	if (may_name_people(piece))
		status = byline_read(draft->rules->bylines, text, NULL, &piece->byline);
	if (status != STATUS_OK)
		return status;
	piece->of_photo = caption && caption_is_signature(draft->rules->lines, piece->block, text);
	if (byline_is_credit(text, &piece->byline) && (!caption || piece->of_photo))
		piece->role = ROLE_CREDIT;
	else if (spam || (piece->block->had_spam && text.n < 60))
		piece->role = ROLE_SPAM;
	else if (piece->notice != BOILERPLATE_NONE)
		piece->role = ROLE_NOTICE;
	else if (is_dateline(text))
		piece->role = ROLE_CREDIT;
	else if (caption || caption_is_placed(piece->block, text))
		piece->role = ROLE_CAPTION;
	else if (!piece->chosen || !text.n)
		piece->role = ROLE_OUTSIDE;
	else
		piece->role = is_heading(piece) ? ROLE_HEADING : ROLE_BODY;
	return STATUS_OK;
}

enum status draft_judge(struct draft *draft, size_t from, size_t to)
{
	enum status status = STATUS_OK;

	for (size_t i = from; status == STATUS_OK && i < to; i++) {
		struct piece *piece = &draft->pieces[i];
		struct block block = *piece->block;
		bool spam = false;
		status = cut_spam(draft, piece, &spam);
		block.text = piece->text;
		piece->running = block_is_running_text(&block);
		if (status == STATUS_OK)
			status = judge_piece(draft, piece, spam);
	}
	return status;
}
