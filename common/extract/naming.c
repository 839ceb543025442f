/* naming.c - see naming.h. Candidates with the same core are one thing, except an event about it
 * (推进会) and a team or place founded beside a brand. Drafts are few (MAX_CANDIDATES bounds them),
 * so they are compared pair by pair by hash. */
#include "extract/naming.h"

#include "base/buf.h"
#include "base/digest.h"
#include "extract/name_bounds.h"
#include "text/utf8.h"

#define WORTH_A_LOOK -2.5 /* below it no repetition can save a candidate */
#define MAX_MENTIONS 40

static bool is_mark(uint32_t c)
{
	return (c >= 0x2018 && c <= 0x201F) || (c >= 0x3008 && c <= 0x300F) || c == '"' ||
	       c == '\'';
}

struct slice bare_name(struct arena *arena, struct slice words)
{
	struct buf buf = buf_in(arena);
	size_t at = 0;
	uint32_t c;

	while (utf8_next(words, &at, &c)) {
		if (is_mark(c) || is_space(c))
			continue;
		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		buf_code_point(&buf, c);
	}
	buf_append(&buf, SLICE(" ")); /* an empty name is not a failure */
	struct slice out = buf_slice(&buf);
	return buf_failed(&buf) ? SLICE_EMPTY : slice_sub(out, 0, out.n - 1);
}

/* An event about a thing has a name of its own, that of the thing and the event. */
static bool is_event(const struct name_candidate *candidate)
{
	return candidate->head && candidate->tail.end && candidate->head->part == HEAD_OF_EVENT;
}

/* Things of one core and different kinds are different at first: “红帮办”中心, “红帮办”队伍. */
static int kind_of_tail(const struct name_candidate *candidate)
{
	if (!candidate->head || !candidate->tail.end || candidate->head->part != HEAD_OF_NAME ||
	    candidate->head->strength < 2)
		return -1;
	return (int)candidate->head->kind;
}

static struct draft *find_draft(struct vec *drafts, struct slice key, uint64_t hash, int kind,
				const struct vec *hashes)
{
	for (size_t i = 0; i < drafts->n; i++) {
		struct draft *draft = vec_at(drafts, i);
		if (*(uint64_t *)vec_at(hashes, i) == hash && draft->kind_of_tail == kind &&
		    slice_equal(draft->key, key))
			return draft;
	}
	return NULL;
}

/* How full a name is: a tail that stays in the name, then length. */
static size_t fullness(const struct passage *passage, size_t i)
{
	const struct name_candidate *candidate = &passage->candidates[i];
	size_t length = candidate->core.end - candidate->core.start;

	if (candidate->tail.end && candidate->head && candidate->head->part == HEAD_OF_NAME)
		length += (candidate->linked ? 1000 : 1000 * candidate->head->strength) +
			  (candidate->tail.end - candidate->tail.start);
	return length;
}

static void join(const struct passage *passage, struct draft *draft, size_t i)
{
	const struct name_candidate *candidate = &passage->candidates[i];

	if (passage->scores[i] > passage->scores[draft->best])
		draft->best = i;
	if (fullness(passage, i) > fullness(passage, draft->namesake) &&
	    passage->scores[i] > WORTH_A_LOOK)
		draft->namesake = i;
	bool headline =
	    candidate->heading &&
	    passage->article->paragraphs[candidate->paragraph].kind == PARAGRAPH_HEADING;
	if (headline && candidate->head && !draft->in_heading) {
		draft->in_heading = true;
		draft->heading_paragraph = candidate->paragraph;
	}
	draft->score = passage->scores[draft->best];
	draft->n_members++;
}

enum status drafts_group(struct passage *passage, struct drafts *out)
{
	struct vec drafts = vec_of(passage->arena, sizeof(struct draft));
	struct vec hashes = vec_of(passage->arena, sizeof(uint64_t));

	for (size_t i = 0; i < passage->n_candidates; i++) {
		const struct name_candidate *candidate = &passage->candidates[i];
		struct span words = is_event(candidate) ? candidate->span : candidate->core;
		int kind = kind_of_tail(candidate);
		passage->draft_of[i] = NO_CANDIDATE;
		if (passage->scores[i] < WORTH_A_LOOK)
			continue;
		struct slice key = bare_name(passage->arena, slice_span(passage->text, words));
		uint64_t hash = hash64(key);
		if (!key.p)
			return STATUS_MEMORY_LIMIT;
		struct draft *draft = find_draft(&drafts, key, hash, kind, &hashes);
		if (!draft) {
			draft = vec_push(&drafts);
			if (!draft || !vec_add(&hashes, &hash))
				return STATUS_MEMORY_LIMIT;
			*draft = (struct draft){.key = key, .best = i, .namesake = i, .first = i};
			draft->part_of = -1;
			draft->kind_of_tail = kind;
		}
		join(passage, draft, i);
		passage->draft_of[i] = (size_t)(draft - (struct draft *)drafts.items);
	}
	*out = (struct drafts){drafts.items, drafts.n};
	return STATUS_OK;
}

enum status drafts_find_mentions(struct passage *passage, struct drafts *drafts)
{
	struct arena *arena = passage->arena;
	struct matcher_entry *entries = arena_array(arena, drafts->n + 1, sizeof *entries);
	struct vec *spans = arena_array(arena, drafts->n + 1, sizeof *spans);
	size_t n = 0;

	if (!entries || !spans)
		return STATUS_MEMORY_LIMIT;
	for (size_t i = 0; i < drafts->n; i++) {
		const struct name_candidate *best = &passage->candidates[drafts->items[i].best];
		struct span words = is_event(best) ? best->span : best->core;
		spans[i] = vec_of(arena, sizeof(struct span));
		entries[n++] =
		    (struct matcher_entry){slice_span(passage->text, words), (uint32_t)i};
	}
	struct matcher *matcher = matcher_build(arena, entries, n);
	struct match match;
	if (!matcher)
		return STATUS_MEMORY_LIMIT;
	for (size_t at = 0; matcher_next(matcher, passage->text, &at, &match);) {
		struct vec *list = &spans[match.entry->value];
		if (list->n < MAX_MENTIONS && !vec_add(list, &match.span))
			return STATUS_MEMORY_LIMIT;
	}
	for (size_t i = 0; i < drafts->n; i++) {
		/* A name within a longer one is not found by itself. */
		if (spans[i].n == 0 &&
		    !vec_add(&spans[i], &passage->candidates[drafts->items[i].best].core))
			return STATUS_MEMORY_LIMIT;
		drafts->items[i].mentions = spans[i].items;
		drafts->items[i].n_mentions = spans[i].n;
	}
	return STATUS_OK;
}

/* All letters of `part` stand in `whole` in the same order. */
static bool is_subsequence(struct slice part, struct slice whole)
{
	size_t at = 0, in = 0, next;
	uint32_t c, d;

	while (at < part.n) {
		next = at;
		utf8_next(part, &next, &c);
		do
			if (!utf8_next(whole, &in, &d))
				return false;
		while (c != d);
		at = next;
	}
	return true;
}

/* 六级党组织体系 takes up a chain that ended in 六级组织体系. */
static bool repeats_chain(const struct passage *passage, const struct draft *part,
			  const struct draft *whole)
{
	const struct name_candidate *chain = &passage->candidates[whole->namesake];
	struct slice tail = slice_span(passage->text, chain->tail);
	size_t n;

	if (chain->shape != NAME_CHAIN || tail.n < 12)
		return false;
	size_t level = slice_find(tail, SLICE("级"));
	if (level == SIZE_MAX || level == 0 || !is_numeral(utf8_before(tail, level, &n)))
		return false;
	tail = slice_from(tail, level - n);
	return part->full.n <= tail.n + 9 && is_subsequence(tail, part->full);
}

/* A headline says “会诊室” for the “装修会诊室” of its story. */
static bool is_headline_form(const struct passage *passage, const struct draft *part,
			     const struct draft *whole)
{
	const struct name_candidate *a = &passage->candidates[part->namesake];
	const struct name_candidate *b = &passage->candidates[whole->namesake];

	return part->in_heading && !whole->in_heading && a->shape == NAME_QUOTED &&
	       b->shape == NAME_QUOTED && part->key.n >= 9 && part->key.n < whole->key.n &&
	       slice_ends(whole->key, part->key) && a->head && b->head &&
	       b->paragraph > part->heading_paragraph &&
	       b->paragraph <= part->heading_paragraph + 2;
}

/* 中心食堂 is the “暖灶”中心食堂 named before it: a modifier of its own, then the same noun. */
static bool is_tail_of(const struct passage *passage, const struct draft *part,
		       const struct draft *whole)
{
	const struct name_candidate *a = &passage->candidates[part->namesake];
	const struct name_candidate *b = &passage->candidates[whole->namesake];

	return a->shape == NAME_UNQUOTED && b->shape == NAME_QUOTED && b->tail.end && a->head &&
	       part->full.n >= a->head->word.n + 6 && whole->first <= part->first &&
	       slice_equal(slice_span(passage->text, b->tail), part->full);
}

/* 孵化培育基地 is 社会组织孵化培育基地, 一站式矛盾调解中心 is 一站式矛盾纠纷调解中心: unquoted
 * names of one head noun, one within the other. */
static bool is_short_for(const struct passage *passage, const struct draft *part,
			 const struct draft *whole)
{
	const struct name_candidate *a = &passage->candidates[part->namesake];
	const struct name_candidate *b = &passage->candidates[whole->namesake];

	if (repeats_chain(passage, part, whole) || is_headline_form(passage, part, whole) ||
	    is_tail_of(passage, part, whole))
		return true;
	if (part->full.n >= whole->full.n || part->full.n < 15 || !a->head || !b->head ||
	    !slice_equal(a->head->word, b->head->word) || a->shape != b->shape)
		return slice_equal(part->full, whole->full);
	if (a->shape != NAME_UNQUOTED)
		return false;
	return slice_ends(whole->full, part->full) ||
	       (part->full.n * 10 >= whole->full.n * 7 && is_subsequence(part->full, whole->full));
}

/* The bare core and the one thing that has it in its name are the same, unless the core names a
 * thing by itself (“红管家”品牌, “邻里中心”) beside a team or an event of that name. */
static bool is_core_of(const struct passage *passage, const struct drafts *drafts, size_t bare,
		       size_t headed)
{
	const struct draft *a = &drafts->items[bare], *b = &drafts->items[headed];
	const struct name_candidate *core = &passage->candidates[a->best];

	if (a->kind_of_tail >= 0 || b->kind_of_tail < 0 || !slice_equal(a->key, b->key))
		return false;
	if (core->head && (core->head->part == HEAD_DROPPED ||
			   (core->head_inside && core->head->strength == 3 &&
			    (b->kind_of_tail == KIND_TEAM || b->kind_of_tail == KIND_ACTIVITY) &&
			    (int)core->head->kind != b->kind_of_tail)))
		return false;
	for (size_t i = 0; i < drafts->n; i++)
		if (i != headed && !drafts->items[i].merged && drafts->items[i].kind_of_tail >= 0 &&
		    slice_equal(drafts->items[i].key, a->key))
			return false;
	return true;
}

static enum status merge_mentions(struct passage *passage, struct draft *into,
				  const struct draft *from)
{
	struct span *all =
	    arena_array(passage->arena, into->n_mentions + from->n_mentions + 1, sizeof *all);
	size_t n = 0, i = 0, j = 0;

	if (!all)
		return STATUS_MEMORY_LIMIT;
	while (i < into->n_mentions || j < from->n_mentions) {
		bool first =
		    j == from->n_mentions ||
		    (i < into->n_mentions && into->mentions[i].start <= from->mentions[j].start);
		all[n++] = first ? into->mentions[i++] : from->mentions[j++];
	}
	into->mentions = all;
	into->n_mentions = n;
	return STATUS_OK;
}

static enum status merge_into(struct passage *passage, struct drafts *drafts, size_t from,
			      size_t into)
{
	struct draft *a = &drafts->items[into], *b = &drafts->items[from];

	for (size_t i = 0; i < passage->n_candidates; i++)
		if (passage->draft_of[i] == from)
			passage->draft_of[i] = into;
	if (b->score > a->score) {
		a->score = b->score;
		a->best = b->best;
	}
	if (passage->candidates[b->first].span.start < passage->candidates[a->first].span.start)
		a->first = b->first;
	b->merged = true;
	return merge_mentions(passage, a, b);
}

/* “甲、乙、丙”三项工程: the list is what it consists of, not its name. */
static bool is_counted_list(struct slice core, struct slice tail)
{
	size_t at = 0;
	uint32_t c;

	if (!slice_contains(core, SLICE("、")))
		return false;
	while (utf8_next(tail, &at, &c))
		if (is_numeral(c))
			return true;
	return false;
}

/* The name as it stands in the output: marks round the core only where more follows. */
static struct slice written_name(struct passage *passage, const struct name_candidate *candidate)
{
	struct slice text = passage->text, core = slice_span(text, candidate->core);
	bool tail = candidate->tail.end && candidate->head && candidate->head->part != HEAD_DROPPED;
	struct buf buf = buf_in(passage->arena);

	if (candidate->shape == NAME_UNQUOTED)
		return core;
	if (candidate->shape == NAME_DOCUMENT || candidate->joint ||
	    (candidate->shape == NAME_CHAIN && candidate->span.start == candidate->core.start))
		return slice_span(text, candidate->span);
	if (!tail && !candidate->modifier.end)
		return core;
	if (tail && is_counted_list(core, slice_span(text, candidate->tail)))
		return slice_span(text, candidate->tail);
	buf_append(&buf, slice_span(text, candidate->modifier));
	buf_append(&buf, SLICE("“"));
	buf_append(&buf, core);
	buf_append(&buf, SLICE("”"));
	if (tail && candidate->linked)
		buf_append(&buf, SLICE("的"));
	if (tail)
		buf_append(&buf, slice_span(text, candidate->tail));
	return buf_failed(&buf) ? SLICE_EMPTY : buf_slice(&buf);
}

static bool known(const struct vec *aliases, struct slice name, struct slice alias)
{
	if (slice_equal(name, alias))
		return true;
	for (size_t i = 0; i < aliases->n; i++)
		if (slice_equal(*(struct slice *)vec_at(aliases, i), alias))
			return true;
	return false;
}

static enum status fill_aliases(struct passage *passage, struct draft *draft, size_t number)
{
	struct vec aliases = vec_of(passage->arena, sizeof(struct slice));

	for (size_t i = 0; i < passage->n_candidates && aliases.n < 8; i++) {
		const struct name_candidate *candidate = &passage->candidates[i];
		if (passage->draft_of[i] != number)
			continue;
		struct slice forms[2] = {written_name(passage, candidate),
					 slice_span(passage->text, candidate->core)};
		if (!forms[0].p)
			return STATUS_MEMORY_LIMIT;
		for (int form = 0; form < 2; form++) {
			if (form == 1 && candidate->shape == NAME_DOCUMENT)
				continue;
			if (!known(&aliases, draft->record.name, forms[form]) &&
			    !vec_add(&aliases, &forms[form]))
				return STATUS_MEMORY_LIMIT;
		}
	}
	draft->record.aliases = (struct slices){aliases.items, aliases.n};
	return STATUS_OK;
}

static enum status name_draft(struct passage *passage, struct draft *draft)
{
	draft->record.name = written_name(passage, &passage->candidates[draft->namesake]);
	draft->full =
	    draft->record.name.p ? bare_name(passage->arena, draft->record.name) : SLICE_EMPTY;
	return draft->full.p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status drafts_name(struct passage *passage, struct drafts *drafts)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < drafts->n; i++)
		status = name_draft(passage, &drafts->items[i]);
	for (size_t i = 0; status == STATUS_OK && i < drafts->n; i++)
		for (size_t j = 0; status == STATUS_OK && j < drafts->n; j++)
			if (i != j && !drafts->items[i].merged && !drafts->items[j].merged &&
			    (is_short_for(passage, &drafts->items[i], &drafts->items[j]) ||
			     is_core_of(passage, drafts, i, j)))
				status = merge_into(passage, drafts, i, j);
	for (size_t i = 0; status == STATUS_OK && i < drafts->n; i++)
		if (!drafts->items[i].merged)
			status = fill_aliases(passage, &drafts->items[i], i);
	return status;
}
