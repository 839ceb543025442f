/* html.c - see html.h. libxml2 builds the tree in the page's arena; one walk over it, without
 * recursion, cuts it into blocks. The tree is never freed: it goes with the arena.
 * Traps met here: libxml2 stops at depth 256 unless XML_PARSE_HUGE is set by hand on the context
 * (the HTML parser's option mask does not know it); it believes <meta charset> over the caller
 * unless told not to; it reports errors on stderr unless a structured handler is set. */
#include "page/html.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <setjmp.h>
#include <string.h>

#include "page/html_memory.h"
#include "page/html_rows.h"
#include "page/html_rules.h"
#include "page/html_scan.h"
#include "page/html_style.h"
#include "page/html_tags.h"
#include "page/text_flow.h"
#include "text/reference.h"

/* libxml2 keeps one copy of each element's name: looked up once by its address. */
#define KNOWN_NAMES 256

struct known_name {
	const xmlChar *name;
	unsigned effect, heading;
};

struct walk {
	struct arena *arena;
	struct known_name *names; /* KNOWN_NAMES of them */
	const struct html_rules *rules;
	bool with_hidden;
	struct vec blocks, boxes, facts;
	struct text_flow flow;
	uint32_t box;
	size_t link_bytes, bold_bytes;
	unsigned links, bolds, items, captions; /* how deep in such elements */
	unsigned heading;
	bool image;
	bool failed;
};

void html_prepare(void)
{
	html_memory_init();
}

static struct slice name_of(const xmlNode *node)
{
	return slice_of((const char *)node->name);
}

static const struct known_name *known(struct walk *walk, const xmlNode *node)
{
	uintptr_t address = (uintptr_t)node->name;
	struct known_name *known = &walk->names[(address ^ address >> 8) / 4 % KNOWN_NAMES];

	if (known->name != node->name)
		*known = (struct known_name){node->name, tag_of(name_of(node))->effect,
					     tag_heading(name_of(node))};
	return known;
}

/* The value of an attribute as one slice; libxml2 keeps it in one text node nearly always. */
static struct slice attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0)
			return a->children ? slice_of((const char *)a->children->content)
					   : SLICE("");
	return SLICE_EMPTY;
}

static enum style_sight sight_of(const xmlNode *node, unsigned effect)
{
	if (!node->properties)
		return STYLE_SHOWN;
	if (attribute(node, "hidden").p ||
	    (!(effect & TAG_BLOCK) && slice_equal(attribute(node, "aria-hidden"), SLICE("true"))))
		return STYLE_HIDDEN;
	return html_style_sight(attribute(node, "style"));
}

static void flush(struct walk *walk)
{
	if (text_flow_is_empty(&walk->flow)) {
		walk->link_bytes = walk->bold_bytes = 0;
		return;
	}
	struct slice text = text_flow_take(&walk->flow);

	if (!text.p) {
		walk->failed = true;
		return;
	}
	if (text.n) {
		struct block *block = vec_push(&walk->blocks);
		if (!block) {
			walk->failed = true;
			return;
		}
		*block = (struct block){.text = text,
					.link_bytes = walk->link_bytes,
					.box = walk->box,
					.heading = (uint8_t)walk->heading,
					.is_bold = walk->bold_bytes * 10 >= text.n * 9,
					.is_item = walk->items > 0,
					.is_caption = walk->captions > 0,
					.after_image = walk->image};
		walk->image = false;
	}
	walk->link_bytes = walk->bold_bytes = 0;
}

static void open_box(struct walk *walk, xmlNode *node, unsigned effect)
{
	struct box box = {.parent = walk->box, .first = (uint32_t)walk->blocks.n};
	struct slice class = attribute(node, "class"), id = attribute(node, "id");

	box.hints = (effect & TAG_SIDE ? BOX_SIDE : 0) | (effect & TAG_ARTICLE ? BOX_ARTICLE : 0) |
		    (effect & TAG_LIST ? BOX_LIST : 0) | (effect & TAG_QUOTE ? BOX_QUOTE : 0) |
		    (effect & TAG_FIGURE ? BOX_FIGURE : 0) | (effect & TAG_ROW ? BOX_ROW : 0);
	if (class.n)
		box.hints |= html_hints(walk->rules, class);
	if (id.n)
		box.hints |= html_hints(walk->rules, id);
	if (slice_equal(attribute(node, "itemprop"), SLICE("articleBody")))
		box.hints |= BOX_BODY;
	if (!vec_add(&walk->boxes, &box)) {
		walk->failed = true;
		return;
	}
	walk->box = (uint32_t)(walk->boxes.n - 1);
	node->_private = walk; /* marks that the element has a box */
}

static void close_box(struct walk *walk)
{
	struct box *box = vec_at(&walk->boxes, walk->box);

	if ((box->hints & BOX_ROW) && !html_join_row(&walk->blocks, &walk->boxes, walk->box))
		walk->failed = true;
	box->end = (uint32_t)walk->blocks.n;
	walk->box = box->parent;
}

static void add_fact(struct walk *walk, struct slice name, struct slice value)
{
	struct page_fact fact = {.value = slice_trim(value)};

	if (!fact.value.n || !name.n || name.n > 64)
		return;
	struct slice copy = arena_copy(walk->arena, slice_trim(name));
	if (!copy.p) {
		walk->failed = true;
		return;
	}
	for (char *p = (char *)copy.p; p < copy.p + copy.n; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	fact.name = copy;
	if (!vec_add(&walk->facts, &fact))
		walk->failed = true;
}

static struct slice only_text(const xmlNode *node)
{
	const xmlNode *child = node->children;

	return child && (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
		   ? slice_of((const char *)child->content)
		   : SLICE_EMPTY;
}

static void read_meta(struct walk *walk, const xmlNode *node)
{
	static const char *const KEYS[] = {"name", "property", "itemprop"};
	struct slice content = attribute(node, "content");

	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
		add_fact(walk, attribute(node, KEYS[i]), content);
}

static void read_fact(struct walk *walk, const xmlNode *node)
{
	struct slice name = name_of(node);

	if (slice_equal(name, SLICE("meta")))
		read_meta(walk, node);
	else if (slice_equal(name, SLICE("title")))
		add_fact(walk, name, only_text(node));
	else if (slice_equal(name, SLICE("time")))
		add_fact(walk, name, attribute(node, "datetime"));
	else if (slice_equal(name, SLICE("iframe")))
		add_fact(walk, SLICE("srcdoc"), attribute(node, "srcdoc"));
	else if (slice_equal(name, SLICE("link")) &&
		 slice_equal_ignore_case(attribute(node, "rel"), SLICE("canonical")))
		add_fact(walk, SLICE("canonical"), attribute(node, "href"));
	else if (slice_equal(name, SLICE("script")) &&
		 slice_equal_ignore_case(attribute(node, "type"), SLICE("application/ld+json")))
		add_fact(walk, SLICE("json-ld"), only_text(node));
}

static void count_in(struct walk *walk, unsigned effect, int step)
{
	if (effect & TAG_LINK)
		walk->links += (unsigned)step;
	if (effect & TAG_BOLD)
		walk->bolds += (unsigned)step;
	if (effect & TAG_ITEM)
		walk->items += (unsigned)step;
	if (effect & TAG_CAPTION)
		walk->captions += (unsigned)step;
}

enum entered { SKIPPED, EMPTY, INTO };

static enum entered enter(struct walk *walk, xmlNode *node)
{
	const struct known_name *name = known(walk, node);
	unsigned effect = name->effect;

	if (effect & TAG_FACT)
		read_fact(walk, node);
	if (effect & TAG_SKIP)
		return SKIPPED;
	enum style_sight sight = walk->with_hidden ? STYLE_SHOWN : sight_of(node, effect);
	if ((!walk->with_hidden && (effect & TAG_NOSCRIPT)) || sight == STYLE_HIDDEN ||
	    (sight == STYLE_FAINT && !(effect & TAG_BOX)))
		return SKIPPED;
	if (effect & TAG_IMAGE)
		walk->image = true;
	if (effect & TAG_BREAK) {
		if (walk->heading)
			text_flow_space(&walk->flow);
		else
			flush(walk);
	}
	if (effect & TAG_BLOCK)
		flush(walk);
	if (effect & TAG_BOX)
		open_box(walk, node, effect | (sight == STYLE_FAINT ? TAG_SIDE : 0));
	if (name->heading)
		walk->heading = name->heading;
	count_in(walk, effect, 1);
	return node->children ? INTO : EMPTY;
}

static void leave(struct walk *walk, xmlNode *node)
{
	const struct known_name *name = known(walk, node);
	unsigned effect = name->effect;

	if (effect & TAG_BLOCK)
		flush(walk);
	if (name->heading)
		walk->heading = 0;
	if (node->_private) {
		close_box(walk);
		node->_private = NULL;
	}
	count_in(walk, effect, -1);
}

static void add_text(struct walk *walk, const xmlNode *node)
{
	size_t n = text_flow_add(&walk->flow, slice_of((const char *)node->content));

	if (walk->links)
		walk->link_bytes += n;
	if (walk->bolds)
		walk->bold_bytes += n;
}

static void visit_all(struct walk *walk, xmlNode *root)
{
	xmlNode *node = root;

	while (!walk->failed) {
		if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
			add_text(walk, node);
		if (node->type == XML_ELEMENT_NODE) {
			enum entered entered = enter(walk, node);
			if (entered == INTO) {
				node = node->children;
				continue;
			}
			if (entered == EMPTY)
				leave(walk, node);
		}
		while (node != root && !node->next) {
			node = node->parent;
			leave(walk, node);
		}
		if (node == root)
			return;
		node = node->next;
	}
}

/* In a function of its own: what longjmp would spoil lives in *doc. */
static void parse(struct arena *arena, struct slice source, htmlDocPtr volatile *doc,
		  bool volatile *full)
{
	jmp_buf out;

	if (setjmp(out)) {
		html_memory_leave();
		*full = true;
		return;
	}
	html_memory_enter(arena, &out);
	htmlParserCtxtPtr context = htmlNewParserCtxt();
	if (context) {
		context->options |= XML_PARSE_HUGE;
		*doc = htmlCtxtReadMemory(context, source.p, (int)source.n, NULL, "UTF-8",
					  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
					      HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
					      HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC |
					      XML_PARSE_HUGE);
	}
	html_memory_leave();
}

static enum status walk_tree(struct walk *walk, htmlDocPtr doc, struct blocks *out)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	struct box first = {0};

	walk->names = arena_array(walk->arena, KNOWN_NAMES, sizeof *walk->names);
	if (!walk->names || !vec_add(&walk->boxes, &first))
		return STATUS_MEMORY_LIMIT;
	if (root)
		visit_all(walk, root);
	flush(walk);
	while (walk->box)
		close_box(walk);
	close_box(walk);
	if (walk->failed || buf_failed(&walk->flow.buf))
		return STATUS_MEMORY_LIMIT;
	*out = (struct blocks){walk->blocks.items,
			       walk->blocks.n,
			       walk->boxes.items,
			       walk->boxes.n,
			       walk->facts.items,
			       walk->facts.n,
			       true};
	return STATUS_OK;
}

enum status html_blocks(struct arena *arena, const struct html_rules *rules, struct slice source,
			bool with_hidden, struct blocks *out, struct err *err)
{
	htmlDocPtr volatile doc = NULL;
	bool volatile full = false;
	struct walk walk = {.arena = arena,
			    .rules = rules,
			    .with_hidden = with_hidden,
			    .blocks = vec_of(arena, sizeof(struct block)),
			    .boxes = vec_of(arena, sizeof(struct box)),
			    .facts = vec_of(arena, sizeof(struct page_fact)),
			    .flow = text_flow_in(arena)};

	if (source.n > INT_MAX)
		return err_set(err, STATUS_PARSE_FAILED, "html", SIZE_MAX, "over 2 GiB of HTML");
	if (html_scan(arena, source, &source) != STATUS_OK ||
	    reference_settle(arena, source, &source) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	parse(arena, source, &doc, &full);
	if (full)
		return STATUS_MEMORY_LIMIT;
	if (!doc)
		return err_set(err, STATUS_PARSE_FAILED, "html", SIZE_MAX,
			       "the HTML parser gave no tree");
	return walk_tree(&walk, doc, out);
}
