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
	TAG_NOSCRIPT = 32768
};

/* Bits of enum tag_effect; name in lower case. */
unsigned tag_effect(struct slice name);
/* 1..6 for h1..h6, else 0. */
unsigned tag_heading(struct slice name);
/* <br>, <img>: no end tag. */
bool tag_is_void(struct slice name);
/* <p>, <li>, <td>: the end tag is often left out and the parser supplies it. */
bool tag_ends_by_itself(struct slice name);

#endif
