#include "page/clean.h"
#include "base/buf.h"
#include "base/vec.h"
#include "text/encoding.h"
#include "text/utf8.h"
struct clean_rules {
	int unused;
};
enum status clean_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct clean_rules **out, struct err *err)
{
	(void)lexicon;
	(void)err;
	*out = arena_alloc(process, sizeof **out);
	return *out ? STATUS_OK : STATUS_MEMORY_LIMIT;
}
enum status page_clean(struct arena *arena, const struct clean_rules *rules,
		       const struct script_converter *converter, const struct document *document,
		       struct page *page, struct err *err)
{
	struct decoded d;
	(void)rules;
	enum status s = encoding_decode(arena, document->bytes, document->charset, false, &d, err);
	if (s != STATUS_OK)
		return s;
	struct article *a = arena_alloc(arena, sizeof *a);
	if (!a)
		return STATUS_MEMORY_LIMIT;
	struct buf b = buf_in(arena);
	struct vec ps = vec_of(arena, sizeof(struct paragraph));
	struct slice rest = d.text, line;
	while (slice_next_field(&rest, '\n', &line)) {
		line = text_trim(line);
		if (!line.n)
			continue;
		if (!a->title.n) {
			a->title = line;
			continue;
		}
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
