/* draft.h - a page while it is being cleaned: its blocks with what has been found out about each.
 * Private to page/. The stages, in order: restore (letters), judge (what each piece is), split
 * (articles), then headline, published, credits, compose for each article. */
#ifndef JICENG_PAGE_DRAFT_H
#define JICENG_PAGE_DRAFT_H

#include "page/article.h"
#include "page/block.h"
#include "page/boilerplate.h"
#include "page/byline.h"
#include "page/date_label.h"
#include "page/facts.h"
#include "page/headline.h"
#include "page/html.h"
#include "page/line_words.h"
#include "page/script_facts.h"

enum role {
	ROLE_OUTSIDE, /* not in the article's part of the page */
	ROLE_BODY,
	ROLE_HEADING,
	ROLE_CAPTION,
	ROLE_CREDIT, /* source, date, byline */
	ROLE_NOTICE, /* page furniture */
	ROLE_SPAM,
	ROLE_HEADLINE, /* title, kicker, subtitle */
	ROLE_JOINED    /* its text is now part of the piece before */
};

struct piece {
	struct slice text; /* repaired, Simplified */
	const struct span *broken;
	size_t n_broken;
	const struct repaired *repairs; /* spans in `text` */
	size_t n_repairs;
	bool restored;
	bool chosen;     /* by main_text */
	bool running;    /* looks like running text */
	bool had_spam;   /* spam was cut out of it */
	bool of_photo;   /* a credit that signs a photograph, not a text */
	bool only_names; /* of authors, without a label */
	enum role role;
	enum boilerplate notice;
	struct byline byline;
	const struct block *block;
};

struct clean_rules {
	const struct html_rules *html;
	const struct outlet_rules *outlets;
	const struct person_rules *names;
	const struct byline_rules *bylines;
	const struct date_rules *dates;
	const struct title_rules *titles;
	const struct fact_rules *facts;
	const struct script_rules *scripts;
	const struct boilerplate_rules *boilerplate;
	const struct spam_rules *spam;
	const struct line_words *lines;
	const struct split_word *split_words; /* see restore.c */
	size_t n_split_words;
};

/* What the head and the foot of the page say. */
struct page_says {
	struct timestamp published, updated; /* year 0: none */
	struct slice source;                 /* the outlet, or empty */
	struct slice site;                   /* the page's own site, or empty */
	struct slices owners;                /* whose the page is: names of outlets and sites */
};

struct draft {
	struct arena *arena;
	const struct clean_rules *rules;
	const struct script_converter *converter;
	struct repair_context repair;
	struct page *page;
	struct slice source; /* of the page, in UTF-8 */
	struct blocks blocks;
	struct piece *pieces; /* one for each block */
	size_t n;
	size_t script_votes[2]; /* bytes of the main text in each enum script */
	enum script script;
	bool is_multi;            /* several articles on the page */
	struct slice masthead;    /* the paper whose page this is, or empty */
	struct timestamp printed; /* its day; year 0: none */
	struct page_says says;
};

/* One article: pieces [head, body) stand over it, [body, end) are it, [end, tail) come after it. */
struct range {
	size_t head, body, end, tail;
};

struct main_text;

/* embedded.c: looks for the article in srcdoc and JSON-LD, when the body of the page has none. */
enum status draft_embedded(struct draft *draft, struct main_text *found, struct err *err)
    __attribute__((warn_unused_result));
/* restore.c: the list of words that helps to find lost letters (split_words.tsv). */
enum status restore_load(struct arena *process, const struct lexicon *lexicon,
			 struct clean_rules *rules, struct err *err)
    __attribute__((warn_unused_result));
/* restore.c: repairs the letters of pieces [from, to) and turns them into Simplified script. */
enum status draft_restore(struct draft *draft, size_t from, size_t to)
    __attribute__((warn_unused_result));
/* The same for one text that is no piece. */
enum status draft_restore_text(const struct draft *draft, struct slice text, struct slice *out)
    __attribute__((warn_unused_result));
/* judge.c: gives each of the pieces [from, to) its role. */
enum status draft_judge(struct draft *draft, size_t from, size_t to)
    __attribute__((warn_unused_result));
/* layout.c: joins lines that the layout of a dump cut in the middle of a sentence. */
enum status draft_rejoin(struct draft *draft) __attribute__((warn_unused_result));
/* layout.c: tells the captions of a dump's lost photographs from its text. */
void draft_mark_photos(struct draft *draft);
/* listing.c: takes lists of other pages out of a dump. */
void draft_mark_listings(struct draft *draft);
/* openings.c: where articles begin, if there are several. */
enum status draft_openings(struct draft *draft, struct vec *openings /* of size_t */)
    __attribute__((warn_unused_result));
/* split.c: the articles of the page, in order; none where nothing is an article. */
enum status draft_split(struct draft *draft, struct vec *ranges /* of struct range */)
    __attribute__((warn_unused_result));
/* masthead.c: fills masthead and printed. body: the piece with which the first article begins. */
enum status draft_masthead(struct draft *draft, size_t body) __attribute__((warn_unused_result));
/* head.c: fills says. After draft_masthead(). */
enum status draft_read_head(struct draft *draft) __attribute__((warn_unused_result));
/* names.c: lines over the text that credit somebody without a label become credits. */
void draft_mark_names(struct draft *draft, const struct range *range);
/* names.c: the journal of 行政与法 2023年12期; empty: the line is something else. */
struct slice draft_journal_in(struct slice text);
/* headline.c: title, kicker, subtitle. */
enum status draft_headline(struct draft *draft, const struct range *range, struct article *article)
    __attribute__((warn_unused_result));
/* published.c */
enum status draft_published(struct draft *draft, const struct range *range, struct article *article)
    __attribute__((warn_unused_result));
/* credits.c: source and people. */
enum status draft_credits(struct draft *draft, const struct range *range, struct article *article)
    __attribute__((warn_unused_result));
/* beside.c: the outlet and the names that stand beside the date without a label.
 * STATUS_MEMORY_LIMIT.
 */
enum status draft_beside_date(const struct draft *draft, const struct range *range,
			      struct vec *authors, struct slice *outlet)
    __attribute__((warn_unused_result));
/* publisher.c: is the page not the credited outlet's own? */
bool draft_is_reprint(const struct draft *draft, const struct credits *credits);
/* compose.c: text, paragraphs, captions, broken spans, flags. */
enum status draft_compose(struct draft *draft, const struct range *range, struct article *article)
    __attribute__((warn_unused_result));

#endif
