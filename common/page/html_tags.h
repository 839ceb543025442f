/* html_tags.h - what each element of HTML means for the flow of text. */
#ifndef JICENG_PAGE_HTML_TAGS_H
#define JICENG_PAGE_HTML_TAGS_H

#include "base/slice.h"

enum tag_effect {
	TAG_INLINE = 0,
	TAG_SKIP = 1,  /* nothing inside is text of the page */
	TAG_BLOCK = 2, /* text before, in and after it are separate blocks */
	TAG_BOX = 4,   /* a box of its own */
	TAG_BREAK = 8, /* <br>, <hr> */
	TAG_LINK = 16,
	TAG_BOLD = 32,
	TAG_IMAGE = 64,
	TAG_ITEM = 128,
	TAG_CAPTION = 256,
	TAG_SIDE = 512,     /* <nav>, <footer>, <aside>: BOX_SIDE */
	TAG_ARTICLE = 1024, /* <article>, <main> */
	TAG_LIST = 2048,
	TAG_QUOTE = 4096,
	TAG_FIGURE = 8192,
	TAG_FACT = 16384, /* <meta>, <title>, <link>, <script>, <time>: handled one by one */
	TAG_NOSCRIPT = 32768,
	TAG_ROW = 65536 /* <tr> */
};

struct tag {
	char name[12];   /* in lower case, zeros behind it */
	unsigned effect; /* bits of enum tag_effect */
	unsigned shape;  /* of html_tags.c */
};

/* The row of an element, name in lower case; of an unknown one, a row without effect. */
const struct tag *tag_of(struct slice name);
/* 1..6 for h1..h6, else 0. */
unsigned tag_heading(struct slice name);
/* It stays open until its end tag: not <br>, which has none, nor <p>, <li>, <td>, whose end tag is
 * often left out and supplied by the parser. */
bool tag_nests(const struct tag *tag);

#endif
