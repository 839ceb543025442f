/* ids.c - see ids.h. Every hash is over length-prefixed fields with a label in front, so that ids
 * of different kinds never meet. */
#include "event/ids.h"

#include "base/buf.h"
#include "base/digest.h"
#include "text/utf8.h"

struct slice page_id_of(struct arena *arena, struct slice canonical_url, struct slice content_hash)
{
	struct digest *digest = digest_new(arena);

	if (!digest)
		return SLICE_EMPTY;
	digest_add_field(digest, canonical_url.n ? SLICE("url") : SLICE("bytes"));
	digest_add_field(digest, canonical_url.n ? canonical_url : content_hash);
	return digest_hex(digest, arena, 32);
}

static uint32_t fold(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

struct slice normalised_name(struct arena *arena, struct slice name)
{
	struct buf out = buf_in(arena);
	size_t at = 0;
	uint32_t c;

	while (utf8_next(name, &at, &c)) {
		c = fold(c);
		/* The plus sign is part of formula names: 党建+ is not 党建. */
		if (c == '+' || !(is_punctuation(c) || is_space(c)))
			buf_code_point(&out, c);
	}
	if (buf_failed(&out))
		return SLICE_EMPTY;
	return out.p ? buf_slice(&out) : arena_copy(arena, SLICE_EMPTY);
}

uint64_t simhash64(struct slice text)
{
	int weight[64] = {0};
	uint64_t hash = 0;
	size_t at = 0;
	uint32_t c, previous = 0;

	while (utf8_next(text, &at, &c)) {
		if (is_punctuation(c) || is_space(c))
			continue;
		uint32_t bigram[2] = {previous, c};
		uint64_t feature = hash64((struct slice){(const char *)bigram, sizeof bigram});
		for (int bit = 0; bit < 64; bit++)
			weight[bit] += (feature >> bit & 1) ? 1 : -1;
		previous = c;
	}
	for (int bit = 0; bit < 64; bit++)
		if (weight[bit] > 0)
			hash |= (uint64_t)1 << bit;
	return hash;
}

static struct slice initiative_key(struct arena *arena, struct slice normalised,
				   const struct jurisdiction *jurisdiction)
{
	struct digest *digest = digest_new(arena);

	if (!digest)
		return SLICE_EMPTY;
	digest_add_field(digest, SLICE("initiative"));
	digest_add_field(digest, normalised);
	digest_add_field(digest, slice_sub(jurisdiction->code, 0, 6));
	return digest_hex(digest, arena, 32);
}

/* `repeat`: how many initiatives before this one have the same normalised name. */
static struct slice event_id(struct arena *arena, const struct page *page,
			     const struct article *article, struct slice normalised,
			     unsigned repeat)
{
	struct digest *digest = digest_new(arena);
	char numbers[8];

	if (!digest)
		return SLICE_EMPTY;
	for (int i = 0; i < 4; i++) {
		numbers[i] = (char)(article->ordinal >> (8 * i));
		numbers[4 + i] = (char)(repeat >> (8 * i));
	}
	digest_add_field(digest, SLICE("event"));
	digest_add_field(digest, page->page_id);
	digest_add_field(digest, (struct slice){numbers, sizeof numbers});
	digest_add_field(digest, normalised);
	return digest_hex(digest, arena, 32);
}

static enum status ids_of_initiatives(struct arena *arena, const struct page *page,
				      const struct article *article,
				      const struct initiatives *initiatives,
				      struct initiative_ids *ids)
{
	struct slice *names = arena_array(arena, initiatives->n, sizeof *names);

	if (!names)
		return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < initiatives->n; i++) {
		const struct initiative *initiative = &initiatives->items[i];
		unsigned repeat = 0;
		names[i] = normalised_name(arena, initiative->name);
		for (size_t j = 0; j < i; j++)
			repeat += slice_equal(names[j], names[i]);
		ids[i].key = initiative_key(arena, names[i], &initiative->jurisdiction);
		ids[i].event_id = event_id(arena, page, article, names[i], repeat);
		if (!names[i].p || !ids[i].key.p || !ids[i].event_id.p)
			return STATUS_MEMORY_LIMIT;
	}
	return STATUS_OK;
}

enum status ids_of_article(struct arena *arena, const struct page *page,
			   const struct article *article, const struct initiatives *initiatives,
			   struct article_ids *out)
{
	static const char HEX[] = "0123456789abcdef";
	struct initiative_ids *ids = arena_array(arena, initiatives->n, sizeof *ids);
	char *simhash = arena_alloc(arena, 17);

	if (!ids || !simhash)
		return STATUS_MEMORY_LIMIT;
	uint64_t hash = simhash64(article->text);
	for (int i = 0; i < 16; i++)
		simhash[i] = HEX[hash >> (60 - 4 * i) & 15];
	out->simhash = (struct slice){simhash, 16};
	out->text_hash = sha256_hex(arena, article->text, 64);
	out->initiatives = ids;
	if (!out->text_hash.p)
		return STATUS_MEMORY_LIMIT;
	return ids_of_initiatives(arena, page, article, initiatives, ids);
}
