/* html_tags.c - see html_tags.h. One table in alphabetical order, searched by halving: every tag of
 * a page is looked up, so names are compared as numbers of eight letters each. */
#include "page/html_tags.h"

#include <endian.h>
#include <string.h>

enum { VOID = 1, LOOSE = 2 };

#define BOX (TAG_BLOCK | TAG_BOX)

static const struct tag TAGS[] = {
    {"a", TAG_LINK, 0},
    {"address", BOX, 0},
    {"area", TAG_SKIP, VOID},
    {"article", BOX | TAG_ARTICLE, 0},
    {"aside", BOX | TAG_SIDE, 0},
    {"audio", TAG_SKIP, 0},
    {"b", TAG_BOLD, 0},
    {"base", TAG_SKIP, VOID},
    {"blockquote", BOX | TAG_QUOTE, 0},
    {"body", BOX, 0},
    {"br", TAG_BREAK, VOID},
    {"button", TAG_SKIP, 0},
    {"canvas", TAG_SKIP, 0},
    {"caption", TAG_BLOCK | TAG_CAPTION, 0},
    {"center", BOX, 0},
    {"col", 0, VOID},
    {"datalist", TAG_SKIP, 0},
    {"dd", TAG_BLOCK, LOOSE},
    {"details", BOX, 0},
    {"dialog", TAG_SKIP, 0},
    {"dir", BOX | TAG_LIST, 0},
    {"div", BOX, 0},
    {"dl", BOX | TAG_LIST, 0},
    {"dt", TAG_BLOCK, LOOSE},
    {"embed", TAG_SKIP, VOID},
    {"fieldset", BOX, 0},
    {"figcaption", TAG_BLOCK | TAG_CAPTION, 0},
    {"figure", BOX | TAG_FIGURE, 0},
    {"footer", BOX | TAG_SIDE, 0},
    {"form", BOX, 0},
    {"frame", TAG_SKIP, VOID},
    {"h1", TAG_BLOCK, 0},
    {"h2", TAG_BLOCK, 0},
    {"h3", TAG_BLOCK, 0},
    {"h4", TAG_BLOCK, 0},
    {"h5", TAG_BLOCK, 0},
    {"h6", TAG_BLOCK, 0},
    {"head", TAG_BLOCK, 0},
    {"header", BOX, 0},
    {"hr", TAG_BREAK, VOID},
    {"iframe", TAG_SKIP | TAG_FACT, 0},
    {"img", TAG_IMAGE, VOID},
    {"input", TAG_SKIP, VOID},
    {"label", TAG_INLINE, 0},
    {"legend", TAG_BLOCK, 0},
    {"li", BOX | TAG_ITEM, LOOSE},
    {"link", TAG_SKIP | TAG_FACT, VOID},
    {"main", BOX | TAG_ARTICLE, 0},
    {"map", TAG_SKIP, 0},
    {"menu", BOX | TAG_LIST, 0},
    {"meta", TAG_SKIP | TAG_FACT, VOID},
    {"nav", BOX | TAG_SIDE, 0},
    {"noframes", TAG_SKIP, 0},
    {"noscript", TAG_NOSCRIPT, 0},
    {"object", TAG_SKIP, 0},
    {"ol", BOX | TAG_LIST, 0},
    {"optgroup", TAG_SKIP, LOOSE},
    {"option", TAG_SKIP, LOOSE},
    {"p", TAG_BLOCK | TAG_BOX, LOOSE},
    {"param", TAG_SKIP, VOID},
    {"picture", TAG_INLINE, 0},
    {"pre", BOX, 0},
    {"rp", TAG_SKIP, 0},
    {"rt", TAG_SKIP, 0},
    {"script", TAG_SKIP | TAG_FACT, 0},
    {"section", BOX, 0},
    {"select", TAG_SKIP, 0},
    {"source", TAG_SKIP, VOID},
    {"strong", TAG_BOLD, 0},
    {"style", TAG_SKIP, 0},
    {"summary", TAG_BLOCK, 0},
    {"svg", TAG_SKIP, 0},
    {"table", BOX, 0},
    {"tbody", TAG_BLOCK, LOOSE},
    {"td", BOX, LOOSE},
    {"template", TAG_SKIP, 0},
    {"textarea", TAG_SKIP, 0},
    {"tfoot", TAG_BLOCK, LOOSE},
    {"th", BOX, LOOSE},
    {"thead", TAG_BLOCK, LOOSE},
    {"time", TAG_FACT, 0},
    {"title", TAG_SKIP | TAG_FACT, 0},
    {"tr", BOX | TAG_ROW, LOOSE},
    {"track", TAG_SKIP, VOID},
    {"ul", BOX | TAG_LIST, 0},
    {"video", TAG_SKIP, 0},
    {"wbr", TAG_INLINE, VOID},
};

/* The first eight letters as a number that sorts as they do. */
static uint64_t key_of(const char *name)
{
	uint64_t key;

	memcpy(&key, name, sizeof key);
	return be64toh(key);
}

const struct tag *tag_of(struct slice name)
{
	static const struct tag UNKNOWN = {"", TAG_INLINE, 0};
	char padded[sizeof UNKNOWN.name] = {0};
	size_t low = 0, high = sizeof TAGS / sizeof *TAGS;

	if (name.n == 0 || name.n >= sizeof padded)
		return &UNKNOWN;
	memcpy(padded, name.p, name.n);
	uint64_t key = key_of(padded);
	while (low < high) {
		size_t middle = (low + high) / 2;
		uint64_t other = key_of(TAGS[middle].name);
		if (other == key)
			return memcmp(TAGS[middle].name, padded, sizeof padded) == 0 ? &TAGS[middle]
										     : &UNKNOWN;
		if (other < key)
			low = middle + 1;
		else
			high = middle;
	}
	return &UNKNOWN;
}

unsigned tag_heading(struct slice name)
{
	return name.n == 2 && name.p[0] == 'h' && name.p[1] >= '1' && name.p[1] <= '6'
		   ? (unsigned)(name.p[1] - '0')
		   : 0;
}

bool tag_nests(const struct tag *tag)
{
	return tag->shape == 0;
}
