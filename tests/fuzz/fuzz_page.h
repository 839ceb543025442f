/* fuzz_page.h - what the fuzz targets for pages share: the rules, loaded once, and what must hold
 * of any page that comes out of cleaning. */
#ifndef JICENG_FUZZ_PAGE_H
#define JICENG_FUZZ_PAGE_H

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "page/block.h"
#include "page/clean.h"
#include "text/utf8.h"

#define FUZZ_BUDGET ((size_t)64 * 1024 * 1024)

struct fuzz_page {
	struct arena *process; /* for the rules */
	struct arena *arena;   /* for one input */
	struct lexicon lexicon;
	const struct clean_rules *rules;
	struct script_converter *converter;
};

static inline struct fuzz_page *fuzz_page_rules(void)
{
	static struct fuzz_page rules;
	struct err err = {0};

	if (rules.arena)
		return &rules;
	rules.process = arena_new(FUZZ_BUDGET);
	if (!rules.process ||
	    lexicon_load(rules.process, NULL, &rules.lexicon, &err) != STATUS_OK ||
	    clean_rules_load(rules.process, &rules.lexicon, &rules.rules, &err) != STATUS_OK ||
	    !(rules.converter = script_converter_new(&err)) ||
	    !(rules.arena = arena_new(FUZZ_BUDGET))) {
		fprintf(stderr, "fuzz: %s\n", err.text);
		exit(2);
	}
	return &rules;
}

/* Whether the letters of text, white space apart, stand in source in their order from *at on. */
static inline bool fuzz_stands_in(struct slice text, struct slice source, size_t *at)
{
	size_t from = 0;
	uint32_t c, s;

	while (utf8_next(text, &from, &c)) {
		if (is_space(c))
			continue;
		do {
			if (!utf8_next(source, at, &s))
				return false;
		} while (s != c);
	}
	return true;
}

/* Nothing is in the blocks that is not in the source. A reference (&amp;) is another letter than
 * its own: sources with one are not looked at. */
static inline void fuzz_check_blocks(const struct blocks *blocks, struct slice source)
{
	size_t at = 0;

	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->items[i];
		assert(utf8_is_valid(block->text));
		assert(block->link_bytes <= block->text.n + 1);
		assert(block->box < blocks->n_boxes);
		if (!slice_contains(source, SLICE("&")))
			assert(fuzz_stands_in(block->text, source, &at));
	}
	for (size_t i = 0; i < blocks->n_boxes; i++) {
		assert(blocks->boxes[i].first <= blocks->boxes[i].end);
		assert(blocks->boxes[i].end <= blocks->n);
		assert(i == 0 || blocks->boxes[i].parent < i);
	}
}

static inline void fuzz_check_list(struct slices list)
{
	for (size_t i = 0; i < list.n; i++)
		assert(list.items[i].n > 0 && utf8_is_valid(list.items[i]));
}

static inline void fuzz_check_article(const struct article *article)
{
	size_t at = 0;

	assert(article->text.n > 0 && utf8_is_valid(article->text));
	for (size_t i = 0; i < article->n_paragraphs; i++) {
		struct span span = article->paragraphs[i].span;
		assert(span.start == at && span.end > span.start && span.end <= article->text.n);
		assert(!slice_contains(slice_span(article->text, span), SLICE("\n")));
		assert(utf8_is_valid(slice_span(article->text, span)));
		at = span.end + 1;
	}
	assert(at == article->text.n + 1);
	for (size_t i = 0, last = 0; i < article->n_broken; last = article->broken[i++].end) {
		assert(article->broken[i].start >= last);
		assert(article->broken[i].end <= article->text.n);
		assert(utf8_is_valid(slice_span(article->text, article->broken[i])));
	}
	assert(utf8_is_valid(article->title) && utf8_is_valid(article->kicker));
	assert(utf8_is_valid(article->subtitle) && utf8_is_valid(article->source));
	fuzz_check_list(article->captions);
	fuzz_check_list(article->authors);
	fuzz_check_list(article->correspondents);
	fuzz_check_list(article->photographers);
	fuzz_check_list(article->editors);
}

/* Any bytes as a page of that type. */
static inline void fuzz_clean(struct fuzz_page *rules, struct slice bytes, struct slice media_type)
{
	struct document document = {.bytes = bytes, .media_type = media_type};
	struct page page = {0};
	struct err err = {0};
	enum status status =
	    page_clean(rules->arena, rules->rules, rules->converter, &document, &page, &err);

	assert(arena_used(rules->process) > 0); /* which a leak checker must see in use */
	assert(status == STATUS_OK || status == STATUS_MEMORY_LIMIT ||
	       (err.status == status && err.text[0]));
	for (size_t i = 0; status == STATUS_OK && i < page.n_articles; i++) {
		assert(page.articles[i].ordinal == i);
		fuzz_check_article(&page.articles[i]);
	}
	arena_reset(rules->arena);
}

#endif
