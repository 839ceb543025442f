/* publisher.c - was the piece taken over from somebody else? Where the page says whose it is
 * (head.c), the credited outlet is compared with that. Without a word about the page's own outlet
 * nothing is called a reprint, unless the piece says so itself (转自…). */
#include "page/draft.h"

#define LEAST_LETTERS 6 /* bytes of a name that is looked for in another */

/* Either name holds the other, letters only: 人民网 and 人民网－湖北频道. */
static bool is_same_house(const struct draft *draft, struct slice a, struct slice b)
{
	a = headline_letters(draft->arena, a);
	b = headline_letters(draft->arena, b);
	return a.n >= LEAST_LETTERS && b.n >= LEAST_LETTERS &&
	       (slice_contains(a, b) || slice_contains(b, a));
}

/* The source, or the part of it before a dot or dash, stands in <title>: …-东湖网-东湖日报社主办.
 */
static bool is_in_title(const struct draft *draft, struct slice source)
{
	static const struct slice JOINTS[] = {SLICE_INIT("·"), SLICE_INIT("-"), SLICE_INIT("－")};
	struct slice title = page_fact(&draft->blocks, SLICE("title"));

	for (size_t i = 0; i < sizeof JOINTS / sizeof *JOINTS; i++)
		source = slice_sub(source, 0, slice_find(source, JOINTS[i]));
	return source.n > LEAST_LETTERS && slice_contains(title, source);
}

bool draft_is_reprint(const struct draft *draft, const struct credits *credits)
{
	const struct slices *owners = &draft->says.owners;

	if (credits->taken)
		return true;
	if (!credits->source.n || outlet_is_own(draft->rules->outlets, credits->source) ||
	    !outlet_is_media(draft->rules->outlets, credits->source))
		return false;
	for (size_t i = 0; i < owners->n; i++)
		if (is_same_house(draft, owners->items[i], credits->source))
			return false;
	return owners->n > 0 && !is_in_title(draft, credits->source);
}
