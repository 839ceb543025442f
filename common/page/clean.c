/* clean.c - see clean.h: the order of the stages, and which part of the page each of them sees. */
#include "page/clean.h"

#include "page/draft.h"
#include "page/html.h"
#include "page/main_text.h"
#include "page/plain.h"
#include "page/spam.h"
#include "text/encoding.h"

#define HEAD_PIECES 60 /* before the main text that may hold its headline, date, byline */
#define TAIL_PIECES 40

enum status clean_rules_load(struct arena *process, const struct lexicon *lexicon,
			     const struct clean_rules **out, struct err *err)
{
	struct clean_rules *rules = arena_alloc(process, sizeof *rules);

	if (!rules)
		return STATUS_MEMORY_LIMIT;
	enum status status = html_rules_load(process, lexicon, &rules->html, err);
	if (status == STATUS_OK)
		status = outlet_rules_load(process, lexicon, &rules->outlets, err);
	if (status == STATUS_OK)
		status = person_rules_load(process, lexicon, &rules->names, err);
	if (status == STATUS_OK)
		status = byline_rules_load(process, lexicon, rules->outlets, rules->names,
					   &rules->bylines, err);
	if (status == STATUS_OK)
		status = date_rules_load(process, lexicon, &rules->dates, err);
	if (status == STATUS_OK)
		status = title_rules_load(process, lexicon, rules->outlets, &rules->titles, err);
	if (status == STATUS_OK)
		status = fact_rules_load(process, lexicon, &rules->facts, err);
	if (status == STATUS_OK)
		status = script_rules_load(process, lexicon, &rules->scripts, err);
	if (status == STATUS_OK)
		status = boilerplate_rules_load(process, lexicon, &rules->boilerplate, err);
	if (status == STATUS_OK)
		status = spam_rules_load(process, lexicon, &rules->spam, err);
	if (status == STATUS_OK)
		status = line_words_load(process, lexicon, &rules->lines, err);
	if (status == STATUS_OK)
		status = restore_load(process, lexicon, rules, err);
	*out = rules;
	return status;
}

static enum status read_blocks(struct draft *draft, struct slice text, bool is_markup,
			       struct main_text *found, struct err *err)
{
	enum status status;

	if (!is_markup) {
		status = plain_blocks(draft->arena, text, &draft->blocks);
		*found = (struct main_text){.end = (uint32_t)draft->blocks.n};
		return status;
	}
	for (int with_hidden = 0; with_hidden < 2; with_hidden++) {
		status = html_blocks(draft->arena, draft->rules->html, text, with_hidden,
				     &draft->blocks, err);
		if (status == STATUS_OK)
			status = main_text_find(draft->arena, &draft->blocks, found);
		if (status == STATUS_OK && found->weight < 200)
			status = draft_embedded(draft, found, err);
		if (status != STATUS_OK || found->weight >= 200)
			break;
	}
	return status;
}

static enum status make_pieces(struct draft *draft, const struct main_text *found)
{
	size_t from = found->first > HEAD_PIECES ? found->first - HEAD_PIECES : 0;
	size_t to =
	    found->end + TAIL_PIECES < draft->blocks.n ? found->end + TAIL_PIECES : draft->blocks.n;

	draft->n = to - from;
	draft->pieces = arena_array(draft->arena, draft->n, sizeof *draft->pieces);
	if (!draft->pieces)
		return STATUS_MEMORY_LIMIT;
	for (size_t i = from; i < to; i++)
		draft->pieces[i - from] =
		    (struct piece){.text = draft->blocks.items[i].text,
				   .chosen = !found->chosen || found->chosen[i],
				   .block = &draft->blocks.items[i]};
	return STATUS_OK;
}

/* What was done on the way, seen at the pieces: tags cut out, spam left out. */
static unsigned piece_flags(const struct draft *draft)
{
	unsigned flags = 0;

	for (size_t i = 0; i < draft->n; i++) {
		if (draft->pieces[i].block->had_residue)
			flags |= FLAG_BIT(FLAG_MARKUP_RESIDUE_REMOVED);
		if (draft->pieces[i].had_spam || draft->pieces[i].block->had_spam ||
		    draft->pieces[i].role == ROLE_SPAM)
			flags |= FLAG_BIT(FLAG_SPAM_REMOVED);
	}
	return flags;
}

static enum status build_article(struct draft *draft, const struct range *range,
				 struct article *article)
{
	draft_mark_names(draft, range);
	enum status status = draft_headline(draft, range, article);

	if (status == STATUS_OK)
		status = draft_published(draft, range, article);
	if (status == STATUS_OK)
		status = draft_credits(draft, range, article);
	return status == STATUS_OK ? draft_compose(draft, range, article) : status;
}

static enum status build_articles(struct draft *draft, const struct vec *ranges)
{
	draft->is_multi = ranges->n > 1;
	size_t body = ranges->n ? ((struct range *)vec_at(ranges, 0))->body : 0;
	enum status status = draft_masthead(draft, body);
	struct article *articles = arena_array(draft->arena, ranges->n, sizeof *articles);
	unsigned common = piece_flags(draft) | draft->page->flags;
	size_t n = 0;

	if (!articles)
		return STATUS_MEMORY_LIMIT;
	if (status == STATUS_OK)
		status = draft_read_head(draft);
	if (draft->script == SCRIPT_HANT)
		common |= FLAG_BIT(FLAG_SCRIPT_CONVERTED);
	if (ranges->n > 1)
		common |= FLAG_BIT(FLAG_MULTI_ARTICLE_PAGE);
	for (size_t i = 0; status == STATUS_OK && i < ranges->n; i++) {
		articles[n] = (struct article){.ordinal = (unsigned)n, .flags = common};
		status = build_article(draft, vec_at(ranges, i), &articles[n]);
		if (articles[n].text.n == 0)
			continue; /* a headline over nothing but captions and furniture */
		draft->page->flags |= articles[n++].flags;
	}
	draft->page->articles = articles;
	draft->page->n_articles = n;
	return status;
}

static enum status clean_blocks(struct draft *draft, const struct main_text *found)
{
	struct vec ranges = vec_of(draft->arena, sizeof(struct range));
	enum status status = make_pieces(draft, found);

	if (status == STATUS_OK)
		status = draft_restore(draft, 0, draft->n);
	draft->script = draft->script_votes[SCRIPT_HANT] > draft->script_votes[SCRIPT_HANS]
			    ? SCRIPT_HANT
			    : SCRIPT_HANS;
	if (status == STATUS_OK)
		status = draft_judge(draft, 0, draft->n);
	if (status == STATUS_OK) {
		draft_mark_listings(draft);
		status = draft_rejoin(draft);
	}
	if (status == STATUS_OK) {
		draft_mark_photos(draft);
		status = draft_split(draft, &ranges);
	}
	return status == STATUS_OK ? build_articles(draft, &ranges) : status;
}

enum status page_clean(struct arena *arena, const struct clean_rules *rules,
		       const struct script_converter *converter, const struct document *document,
		       struct page *page, struct err *err)
{
	bool is_markup = !slice_equal(document->media_type, SLICE("text/plain"));
	struct draft draft = {.arena = arena, .rules = rules, .converter = converter, .page = page};
	struct main_text found;
	struct decoded decoded;
	enum status status =
	    encoding_decode(arena, document->bytes, document->charset, is_markup, &decoded, err);

	if (status != STATUS_OK)
		return status;
	page->encoding = decoded.encoding;
	if (decoded.guessed)
		page->flags |= FLAG_BIT(FLAG_ENCODING_GUESSED);
	page->rereads = decoded.rereads;
	page->n_rereads = decoded.n_rereads;
	if (decoded.n_rereads)
		page->flags |= FLAG_BIT(FLAG_MOJIBAKE_REPAIRED);
	draft.repair = (struct repair_context){
	    .page = decoded.text, .words = rules->split_words, .n_words = rules->n_split_words};
	is_markup = is_markup ? !plain_in_disguise(decoded.text) : plain_is_markup(decoded.text);
	draft.source = decoded.text;
	status = read_blocks(&draft, decoded.text, is_markup, &found, err);
	return status == STATUS_OK ? clean_blocks(&draft, &found) : status;
}
