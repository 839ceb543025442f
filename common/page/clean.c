#include "page/clean.h"
#include "page/html.h"
#include "page/main_text.h"
#include "base/buf.h"
#include "text/encoding.h"
struct clean_rules {
	const struct html_rules *html;
};
enum status clean_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct clean_rules **out, struct err *err)
{
	struct clean_rules *rules = arena_alloc(process, sizeof *rules);
	if (!rules)
		return STATUS_MEMORY_LIMIT;
	*out = rules;
	return html_rules_load(process, lexicon, &rules->html, err);
}
enum status page_clean(struct arena *arena, const struct clean_rules *rules,
		       const struct script_converter *converter, const struct document *document,
		       struct page *page, struct err *err)
{
	struct decoded d;
	enum status s = encoding_decode(arena, document->bytes, document->charset, true, &d, err);
	if (s != STATUS_OK)
		return s;
	struct article *a = arena_alloc(arena, sizeof *a);
	if (!a)
		return STATUS_MEMORY_LIMIT;
	struct buf b = buf_in(arena);
	struct vec ps = vec_of(arena, sizeof(struct paragraph));
	struct blocks bl; struct main_text m;
	if ((s = html_blocks(arena, rules->html, d.text, false, &bl, err))) return s;
	if ((s = main_text_find(arena, &bl, &m))) return s;
	for (size_t i = 0; i < bl.n; i++) {
		struct slice line = bl.items[i].text;
		if (!m.chosen[i]) continue;
		if (b.n)
			buf_byte(&b, '\n');
		struct paragraph p = {{b.n, b.n + line.n}, PARAGRAPH_BODY};
		if (!vec_add(&ps, &p))
			return STATUS_MEMORY_LIMIT;
		buf_append(&b, line);
	}
	if (buf_failed(&b))
		return STATUS_MEMORY_LIMIT;
	s = script_simplify(converter, arena, buf_slice(&b), &a->text);
	a->paragraphs = ps.items;
	a->n_paragraphs = ps.n;
	page->articles = a;
	page->n_articles = a->text.n > 0;
	return s;
}
