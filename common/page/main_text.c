/* main_text.c - see main_text.h. Each block has a worth: running text counts for its length, links
 * and scraps count against. A box is worth the sum of its blocks; the box of the greatest worth is
 * the article, the deepest of equals. In it, boxes that are something else (lists of links, related
 * stories) are left out, and so are scraps far from running text. Two passes over the blocks. */
#include "page/main_text.h"

#include <string.h>

#include "text/utf8.h"

#define RUNNING_BYTES  45 /* 15 Chinese letters, 8 English words */
#define LONGEST_COUNT  900
#define LONGEST_TEASER 420
#define LEAST_LINK     12 /* bytes of a link that is a headline */
#define LONGEST_LINK   240
#define SHORT_LINK     45 /* 阅读全文 */
#define TEASER_STEP    6  /* blocks from one summary to the next */

struct finder {
	const struct blocks *blocks;
	bool *is_running; /* of each block */
	bool *is_teaser;  /* of each block: what another page is about, under a link to it */
	struct arena *arena;
	unsigned *hints; /* of each box, with those of the boxes around it */
	int64_t *worth;  /* of each box */
	size_t *running; /* bytes of running text in each box */
	size_t *links;   /* bytes of link text in each box */
	size_t *bytes;   /* of text in each box */
};

static size_t count_marks(struct slice text)
{
	static const struct slice WIDE[] = {SLICE_INIT("，"), SLICE_INIT("。"), SLICE_INIT("；"),
					    SLICE_INIT("！"), SLICE_INIT("？"), SLICE_INIT("、")};
	size_t n = 0;

	for (size_t at = 0; at < text.n; at++) {
		char c = text.p[at];
		if ((c == '.' || c == ',' || c == ';' || c == '?' || c == '!') &&
		    (at + 1 == text.n || text.p[at + 1] == ' ' || text.p[at + 1] == '"' ||
		     (text.p[at + 1] & 0x80)))
			n++;
		if ((unsigned char)c != 0xE3 && (unsigned char)c != 0xEF)
			continue;
		for (size_t i = 0; i < sizeof WIDE / sizeof *WIDE; i++)
			n += slice_starts(slice_from(text, at), WIDE[i]);
	}
	return n;
}

bool block_is_running_text(const struct block *block)
{
	return block->text.n >= RUNNING_BYTES && block->link_bytes * 3 < block->text.n &&
	       !block->heading && !block->is_row && count_marks(slice_sub(block->text, 0, 600)) > 0;
}

static int64_t worth_of(const struct block *block, bool is_running, unsigned hints)
{
	size_t n = block->text.n;

	if (hints & (BOX_SIDE | BOX_COMMENTS))
		return -20 - (int64_t)(n < 300 ? n / 3 : 100);
	if (is_running)
		return (int64_t)(n < LONGEST_COUNT ? n : LONGEST_COUNT) + 20;
	if (block->link_bytes * 2 > n)
		return -30;
	return -3;
}

static bool finder_init(struct finder *finder)
{
	const struct blocks *blocks = finder->blocks;

	finder->hints = arena_array(finder->arena, blocks->n_boxes, sizeof *finder->hints);
	finder->worth = arena_array(finder->arena, blocks->n_boxes, sizeof *finder->worth);
	finder->running = arena_array(finder->arena, blocks->n_boxes, sizeof *finder->running);
	finder->links = arena_array(finder->arena, blocks->n_boxes, sizeof *finder->links);
	finder->bytes = arena_array(finder->arena, blocks->n_boxes, sizeof *finder->bytes);
	finder->is_running = arena_array(finder->arena, blocks->n, sizeof *finder->is_running);
	finder->is_teaser = arena_array(finder->arena, blocks->n, sizeof *finder->is_teaser);
	return finder->is_running && finder->is_teaser && finder->hints && finder->worth &&
	       finder->running && finder->links && finder->bytes;
}

/* What a hint says is not believed where it would take away most of the page. */
static bool would_take_all(const struct finder *finder, uint32_t box)
{
	const struct box *b = &finder->blocks->boxes[box];

	return b->end - b->first > finder->blocks->n * 4 / 5 ||
	       finder->running[box] * 2 > finder->running[0];
}

/* A hint counts for all boxes inside. */
static void spread_hints(struct finder *finder)
{
	const struct blocks *blocks = finder->blocks;

	for (uint32_t i = 0; i < blocks->n_boxes; i++) {
		unsigned own = blocks->boxes[i].hints;
		unsigned above = i ? finder->hints[blocks->boxes[i].parent] : 0;
		if (own & (BOX_BODY | BOX_ARTICLE))
			own &= ~(unsigned)(BOX_SIDE | BOX_COMMENTS);
		if (would_take_all(finder, i))
			own &= ~(unsigned)BOX_SIDE;
		finder->hints[i] = own | (above & (BOX_SIDE | BOX_COMMENTS | BOX_BODY));
	}
}

static bool is_link(const struct block *block)
{
	return block->link_bytes * 2 > block->text.n && block->text.n <= LONGEST_LINK;
}

/* A run of items of a list of other pages. */
struct teasers {
	size_t count;
	size_t first, last; /* blocks: the first and the last summary of the run */
};

/* At least three in a row are a list, and none of it is text of this page. */
static void end_teasers(struct finder *finder, struct teasers *run)
{
	for (size_t i = run->first; run->count >= 3 && i <= run->last; i++) {
		finder->is_teaser[i] = true;
		finder->is_running[i] = false;
	}
	*run = (struct teasers){0};
}

static void add_teaser(struct finder *finder, struct teasers *run, size_t summary)
{
	if (run->count && summary > run->last + TEASER_STEP)
		end_teasers(finder, run);
	if (!run->count++)
		run->first = summary;
	run->last = summary;
}

/* Running text that is short and alone. */
static bool is_summary(const struct finder *finder, size_t at)
{
	return at < finder->blocks->n && finder->is_running[at] &&
	       finder->blocks->items[at].text.n <= LONGEST_TEASER &&
	       (at == 0 || !finder->is_running[at - 1]) &&
	       (at + 1 == finder->blocks->n || !finder->is_running[at + 1]);
}

/* A headline that is a link, its summary under it, and so on. */
static void mark_under_links(struct finder *finder)
{
	const struct block *items = finder->blocks->items;
	struct teasers run = {0};

	for (size_t i = 0; i < finder->blocks->n; i++) {
		size_t next = i + 1;
		if (!is_link(&items[i]) || items[i].text.n < LEAST_LINK)
			continue;
		while (next < finder->blocks->n && next <= i + 2 && !finder->is_running[next] &&
		       !is_link(&items[next]))
			next++;
		if (is_summary(finder, next))
			add_teaser(finder, &run, next);
	}
	end_teasers(finder, &run);
}

/* Summaries with the same link (阅读全文) under each. */
static void mark_over_links(struct finder *finder)
{
	const struct block *items = finder->blocks->items;
	struct teasers run = {0};
	struct slice link = SLICE_EMPTY;

	for (size_t i = 1; i < finder->blocks->n; i++) {
		if (!is_link(&items[i]) || items[i].text.n > SHORT_LINK ||
		    !is_summary(finder, i - 1))
			continue;
		if (!slice_equal(items[i].text, link))
			end_teasers(finder, &run);
		link = items[i].text;
		add_teaser(finder, &run, i - 1);
	}
	end_teasers(finder, &run);
}

static void count_bytes(struct finder *finder)
{
	const struct blocks *blocks = finder->blocks;

	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->items[i];
		finder->links[block->box] += block->link_bytes;
		finder->bytes[block->box] += block->text.n;
		if (finder->is_running[i])
			finder->running[block->box] += block->text.n;
	}
	for (uint32_t i = (uint32_t)blocks->n_boxes; i-- > 1;) {
		uint32_t parent = blocks->boxes[i].parent;
		finder->links[parent] += finder->links[i];
		finder->bytes[parent] += finder->bytes[i];
		finder->running[parent] += finder->running[i];
	}
}

static void sum_worth(struct finder *finder)
{
	const struct blocks *blocks = finder->blocks;

	for (size_t i = 0; i < blocks->n; i++) {
		uint32_t box = blocks->items[i].box;
		finder->worth[box] +=
		    worth_of(&blocks->items[i], finder->is_running[i], finder->hints[box]);
	}
	for (uint32_t i = (uint32_t)blocks->n_boxes; i-- > 1;)
		finder->worth[blocks->boxes[i].parent] += finder->worth[i];
}

/* Named boxes get a bonus of a third: <div class="article-body"> next to a longer comment. */
static int64_t preference(const struct finder *finder, uint32_t box)
{
	int64_t worth = finder->worth[box];
	unsigned own = finder->blocks->boxes[box].hints;

	if (finder->hints[box] & (BOX_COMMENTS | BOX_SIDE))
		return worth / 3;
	return own & (BOX_BODY | BOX_ARTICLE) ? worth + worth / 3 : worth;
}

static uint32_t best_box(const struct finder *finder)
{
	uint32_t best = 0;
	int64_t most = preference(finder, 0);

	for (uint32_t i = 1; i < finder->blocks->n_boxes; i++)
		if (preference(finder, i) >= most && preference(finder, i) > 0) {
			best = i;
			most = preference(finder, i);
		}
	return best;
}

/* Something of its own inside the article's box: named so, or nearly nothing but links. */
static bool is_left_out(const struct finder *finder, uint32_t box)
{
	if (finder->hints[box] & (BOX_SIDE | BOX_COMMENTS))
		return true;
	return finder->links[box] * 2 > finder->bytes[box] && finder->running[box] == 0;
}

/* A scrap stays if running text stands near it: before or after it within two blocks, in a box that
 * is the same, or whose parent is. */
static bool is_near_text(const struct finder *finder, const struct main_text *text, uint32_t at)
{
	uint32_t from = at > text->first + 4 ? at - 4 : text->first;
	uint32_t to = at + 5 < text->end ? at + 5 : text->end;

	for (uint32_t i = from; i < to; i++) {
		if (i != at && finder->is_running[i])
			return true;
	}
	return false;
}

static void choose_blocks(const struct finder *finder, uint32_t best, struct main_text *out)
{
	const struct blocks *blocks = finder->blocks;

	for (uint32_t i = out->first; i < out->end; i++) {
		const struct block *block = &blocks->items[i];
		uint32_t box = block->box;
		bool kept = true;
		while (box != best && (kept = !is_left_out(finder, box)))
			box = blocks->boxes[box].parent;
		if (!kept || finder->is_teaser[i] ||
		    (block->link_bytes * 5 > block->text.n * 3 && block->text.n < 300))
			continue;
		out->chosen[i] = finder->is_running[i] || is_near_text(finder, out, i) ||
				 (block->is_row && i > out->first && blocks->items[i - 1].is_row &&
				  out->chosen[i - 1]); /* a table under the text */
		if (finder->is_running[i])
			out->weight += block->text.n;
	}
}

enum status main_text_find(struct arena *arena, const struct blocks *blocks, struct main_text *out)
{
	struct finder finder = {.blocks = blocks, .arena = arena};

	*out = (struct main_text){.chosen = arena_array(arena, blocks->n, sizeof *out->chosen)};
	if (!out->chosen || !finder_init(&finder))
		return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < blocks->n; i++)
		finder.is_running[i] = block_is_running_text(&blocks->items[i]);
	mark_under_links(&finder);
	mark_over_links(&finder);
	count_bytes(&finder);
	spread_hints(&finder);
	sum_worth(&finder);
	uint32_t best = best_box(&finder);
	out->first = blocks->boxes[best].first;
	out->end = blocks->boxes[best].end;
	choose_blocks(&finder, best, out);
	return STATUS_OK;
}
