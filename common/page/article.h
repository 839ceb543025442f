/* article.h - what cleaning yields: the articles of a page (EVENTS.md section 2).
 * All slices live in the page arena; text is valid UTF-8, Simplified script, NFC. */
#ifndef JICENG_PAGE_ARTICLE_H
#define JICENG_PAGE_ARTICLE_H

#include "page/record.h"
#include "text/date.h"
#include "text/repair.h"
#include "text/reread.h"
#include "text/script.h"

/* The closed list of flags; flag_name() gives the name in the output. A set is a bit mask. */
enum flag {
	FLAG_ENCODING_GUESSED,
	FLAG_MOJIBAKE_REPAIRED,
	FLAG_MOJIBAKE_LEFT,
	FLAG_SCRIPT_CONVERTED,
	FLAG_SPAM_REMOVED,
	FLAG_MULTI_ARTICLE_PAGE,
	FLAG_REPRINT,
	FLAG_TRUNCATED,
	FLAG_NO_TITLE,
	FLAG_NO_DATE,
	FLAG_MARKUP_RESIDUE_REMOVED,
	FLAG_COUNT
};
#define FLAG_BIT(flag) (1u << (flag))

/* "encoding_guessed", ... */
const char *flag_name(enum flag flag);

struct slices {
	const struct slice *items;
	size_t n;
};

enum paragraph_kind { PARAGRAPH_BODY, PARAGRAPH_HEADING };

/* A line of article.text, without the "\n" behind it. */
struct paragraph {
	struct span span; /* bytes in article.text */
	enum paragraph_kind kind;
};

/* What was put right in article.text, and what stood there before. */
struct repaired {
	struct span span; /* bytes in article.text; empty where something was taken out. The whole
			   * paragraph where spam was cut out of it, too. */
	struct slice before; /* as it came: script not converted */
	enum repair_kind kind;
};

struct article {
	unsigned ordinal; /* 0, 1, ... in page order */
	struct slice title;
	struct slice kicker;
	struct slice subtitle;
	struct timestamp published; /* .date.year == 0: not known */
	struct slice source;
	struct slices authors, correspondents, photographers, editors;
	struct slice text; /* paragraphs joined by "\n" */
	const struct paragraph *paragraphs;
	size_t n_paragraphs;
	struct slices captions;
	enum script script; /* that the page was written in */
	unsigned flags;     /* bit mask; includes the page's flags that concern this article */
	const struct span *broken; /* bytes in text with letters that could not be repaired */
	size_t n_broken;
	const struct repaired *repairs; /* in the order of their starts */
	size_t n_repairs;
};

struct page {
	struct slice page_id;       /* 32 hex */
	struct slice url;           /* as it came, may be empty */
	struct slice canonical_url; /* may be empty */
	struct slice host;          /* of the URL, lower case; may be empty */
	struct slice name;          /* URL, else the record's name, else page_id: for people */
	struct slice meta;          /* JSON object text or empty */
	struct slice content_hash;  /* 64 hex */
	const char *encoding;       /* static */
	unsigned flags;             /* union over the page */
	const struct article *articles;
	size_t n_articles; /* 0: not an article (index page, error page, empty) */
	/* Stretches of the page that had been read in a wrong encoding before they came here, and
	 * were read again before the page was parsed: no place in an article is known. */
	const struct reread_stretch *rereads;
	size_t n_rereads;
};

/* Whether the span of article.text touches letters that could not be repaired: no fact is taken
 * from there. *next is the caller's place in the list, 0 to begin with; spans are asked for in the
 * order of their starts, so that all questions together cost one walk. */
bool article_is_broken(const struct article *article, size_t *next, struct span span);

#endif
