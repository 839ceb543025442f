/* publisher.c - whose page this is, as far as it says so (og:site_name, the tail of <title>, the
 * masthead, the copyright line), and whether the piece was taken over from somebody else. Without a
 * word about the page's own outlet nothing is called a reprint, unless the piece says so itself
 * (转自…). */
#include "page/draft.h"
#include "page/headline.h"

#define LAST_BLOCKS    60 /* of the page, where copyright lines stand */
#define LONGEST_NOTICE 300

struct owner {
	bool is_known;
	bool is_source; /* it is the outlet that the piece is credited to */
};

/* Either name holds the other, letters only: 人民网 and 人民网－湖北频道. */
static bool is_same_house(const struct draft *draft, struct slice a, struct slice b)
{
	a = headline_letters(draft->arena, a);
	b = headline_letters(draft->arena, b);
	return a.n >= 6 && b.n >= 6 && (slice_contains(a, b) || slice_contains(b, a));
}

static void weigh(const struct draft *draft, struct slice name, struct slice source,
		  struct owner *owner)
{
	if (!name.n)
		return;
	owner->is_known = true;
	owner->is_source = owner->is_source || is_same_house(draft, name, source);
}

static enum status weigh_facts(const struct draft *draft, struct slice source, struct owner *owner)
{
	struct slice value;
	size_t at = 0;

	while (
	    fact_next(draft->rules->facts, draft->arena, &draft->blocks, FACT_SITE, &at, &value)) {
		if (draft_restore_text(draft, value, &value) != STATUS_OK)
			return STATUS_MEMORY_LIMIT;
		weigh(draft, value, source, owner);
	}
	value = page_fact(&draft->blocks, SLICE("title"));
	if (draft_restore_text(draft, value, &value) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	weigh(draft, headline_site(draft->rules->titles, value), source, owner);
	return STATUS_OK;
}

/* 版权所有：东湖网 */
static void weigh_notices(const struct draft *draft, struct slice source, struct owner *owner)
{
	size_t n = draft->blocks.n, from = n > LAST_BLOCKS ? n - LAST_BLOCKS : 0;

	for (size_t i = from; i < n; i++) {
		struct slice name, text = slice_sub(draft->blocks.items[i].text, 0, LONGEST_NOTICE);
		size_t at = 0;
		while (outlet_next_owner(draft->rules->outlets, text, &at, &name))
			weigh(draft, name, source, owner);
	}
}

bool draft_is_reprint(const struct draft *draft, const struct credits *credits)
{
	struct owner owner = {false, false};
	struct slice source = credits->source;

	if (credits->taken)
		return true;
	if (!source.n || outlet_is_own(draft->rules->outlets, source) ||
	    !outlet_is_media(draft->rules->outlets, source))
		return false;
	if (!slice_equal(draft->masthead, source))
		weigh(draft, draft->masthead, source, &owner);
	else
		return false;
	if (weigh_facts(draft, source, &owner) != STATUS_OK)
		return false; /* the arena is full, which the caller sees */
	weigh_notices(draft, source, &owner);
	return owner.is_known && !owner.is_source;
}
