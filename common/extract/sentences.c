#include "extract/sentences.h"
#include "base/vec.h"
#include "text/utf8.h"
enum status sentences_split(struct arena *arena, const struct article *article,
			    struct sentences *out)
{
	struct vec v = vec_of(arena, sizeof(struct sentence));
	size_t section = 0;
	for (size_t i = 0; i < article->n_paragraphs; i++) {
		struct span p = article->paragraphs[i].span;
		size_t start = p.start, at = p.start;
		uint32_t c;
		if (article->paragraphs[i].kind == PARAGRAPH_HEADING)
			section++;
		while (at < p.end && utf8_next(article->text, &at, &c)) {
			if (c != 0x3002 && at < p.end)
				continue;
			struct sentence s = {{start, at}, i, section};
			if (!vec_add(&v, &s))
				return STATUS_MEMORY_LIMIT;
			start = at;
		}
	}
	*out = (struct sentences){v.items, v.n};
	return STATUS_OK;
}
size_t sentence_at(const struct sentences *s, size_t at)
{
	for (size_t i = 0; i < s->n; i++)
		if (at >= s->items[i].span.start && at < s->items[i].span.end)
			return i;
	return SIZE_MAX;
}
