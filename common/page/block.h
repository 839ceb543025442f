/* block.h - a page as a reader's eye takes it in: pieces of text, one after the other, and the
 * boxes they stand in. What an HTML page (page/html.h) and a text dump (page/plain.h) are turned
 * into before anything is judged.
 *
 * A block is a paragraph, a heading, a cell, a list item or a line. Text is trimmed, white space
 * in it is single. Boxes (elements of HTML that hold blocks) form a tree; a box's blocks are a
 * range, and a box comes after its parent in the list. A text dump has one box. */
#ifndef JICENG_PAGE_BLOCK_H
#define JICENG_PAGE_BLOCK_H

#include "base/vec.h"

struct block {
	struct slice text;
	size_t link_bytes;   /* bytes of text that are inside a link */
	size_t start;        /* where the line begins in a text dump; 0 in HTML */
	uint32_t box;        /* number of the box it stands in */
	uint8_t heading;     /* 1..6: h1..h6; 0: none */
	uint8_t blank_lines; /* empty lines before it, in a text dump (at most 255) */
	bool is_bold;        /* all of it is bold */
	bool is_item;        /* of a list */
	bool is_row;         /* of a table: the cells with a space between them */
	bool is_caption;     /* <figcaption>, <caption> */
	bool after_image;    /* nothing but the image before it stands between the two */
	bool is_indented;    /* a line of a text dump that begins with white space */
	bool had_residue;    /* tags were cut out of the line */
	bool had_spam;       /* injected text was cut out of the line */
};

/* What a box's element, class and id say about it. */
enum box_hint {
	BOX_BODY = 1,    /* article-body, TRS_Editor, itemprop=articleBody */
	BOX_ARTICLE = 2, /* <article>, <main> */
	BOX_SIDE = 4,    /* related, hot list, share, footer, nav, advert: not the article's text */
	BOX_COMMENTS = 8, /* readers' comments */
	BOX_META = 16,    /* source, date, author line */
	BOX_QUOTE = 32,   /* <blockquote> */
	BOX_LIST = 64,    /* <ul>, <ol> */
	BOX_FIGURE = 128, /* <figure> */
	BOX_TITLE = 256,  /* the headline */
	BOX_KICKER = 512,
	BOX_SUBTITLE = 1024,
	BOX_ROW = 2048 /* <tr> */
};

struct box {
	uint32_t parent; /* of box 0: 0 */
	uint32_t first;  /* its blocks: [first, end) */
	uint32_t end;
	unsigned hints;
};

/* What <head>, scripts and microdata say. Values are as written, trimmed. */
struct page_fact {
	struct slice name; /* lower case: "title", "og:title", "pubdate", "canonical", "json-ld" */
	struct slice value;
};

struct blocks {
	const struct block *items;
	size_t n;
	const struct box *boxes;
	size_t n_boxes;
	const struct page_fact *facts;
	size_t n_facts;
	bool is_markup; /* HTML, not a text dump */
};

/* The first non-empty value of that name, or an empty slice. */
struct slice page_fact(const struct blocks *blocks, struct slice name);

#endif
