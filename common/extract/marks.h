/* marks.h - which quotation marks and brackets of a text belong together, also where the page lost
 * or turned one of them. The whole text is matched at once; no pair crosses a line break. */
#ifndef JICENG_EXTRACT_MARKS_H
#define JICENG_EXTRACT_MARKS_H

#include "base/arena.h"
#include "base/status.h"

enum mark_family {
	MARK_DOUBLE,  /* “ ” ＂ " 〝 〞 */
	MARK_SINGLE,  /* ‘ ’ */
	MARK_CORNER,  /* 「 」 ﹁ ﹂ */
	MARK_CORNER2, /* 『 』 */
	MARK_TITLE,   /* 《 》 〈 〉 */
	MARK_ROUND,   /* （ ） ( ) */
	MARK_SQUARE,  /* 【 】 〔 〕 [ ] */
	MARK_FAMILY_COUNT
};

struct mark_pair {
	struct span whole;  /* from the opening mark to behind the closing one */
	struct span inside; /* between the marks */
	enum mark_family family;
	unsigned depth; /* number of pairs around it; 0: outermost */
	/* False: one mark is the wrong way round (“党建“), or the closing one is lost and the end
	 * of the paragraph stands for it. */
	bool certain;
};

/* Sorted by .whole.start; an outer pair comes before those in it. */
struct marks {
	const struct mark_pair *items;
	size_t n;
};

/* True for the families that quote (“ ” ‘ ’ 「 」 『 』), not for 《 》 and brackets. */
bool mark_quotes(enum mark_family family);

/* All pairs of the text that hold something; marks without a partner are in none. Linear in text.n.
 * STATUS_MEMORY_LIMIT is the only failure. */
enum status marks_match(struct arena *arena, struct slice text, struct marks *out)
    __attribute__((warn_unused_result));

/* Index of the first pair whose opening mark stands at or behind byte `at`; marks->n: none. */
size_t marks_from(const struct marks *marks, size_t at);
/* The pair whose opening mark is at byte `at` or NULL. */
const struct mark_pair *marks_opening_at(const struct marks *marks, size_t at);

#endif
