/* byline.h - the people of the paper and the outlet, as lines such as "■ 本报记者 王建国 通讯员
 * 李红" or "来源：某某日报 责任编辑：陈明" name them. */
#ifndef JICENG_PAGE_BYLINE_H
#define JICENG_PAGE_BYLINE_H

#include "base/status.h"
#include "base/vec.h"
#include "lexicon/lexicon.h"
#include "page/outlet.h"
#include "page/person_name.h"

struct byline_rules;

/* Lives in `process`; outlets and names are kept. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status byline_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct outlet_rules *outlets, const struct person_rules *names,
			      const struct byline_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Slices into the texts that were read (names set wide are put together in the arena), each name
 * once. */
struct credits {
	struct vec authors, correspondents, photographers, editors; /* of struct slice */
	struct slice source;
	bool taken; /* the source is where the piece was taken from: 转自某某日报 */
};

struct credits credits_in(struct arena *arena);

/* How a line was understood. */
struct byline {
	size_t labels; /* how many labels */
	size_t names;  /* how many names and outlets were found */
	size_t bytes;  /* of labels, names and marks: what the line holds besides is n - bytes */
	bool begins;   /* the line begins with a label (marks and a prefix such as 本报 apart) */
	bool colon;    /* a label with a colon */
	bool open;     /* ends in a label: its value is in the next block */
	bool signs;    /* a square or the like and names behind it, nothing else */
};

/* Reads a line (Simplified script). out may be NULL: only look. STATUS_MEMORY_LIMIT. */
enum status byline_read(const struct byline_rules *rules, struct slice line, struct credits *out,
			struct byline *found) __attribute__((warn_unused_result));
/* True if such a line is a credit and nothing else. */
bool byline_is_credit(struct slice line, const struct byline *found);
/* Adds the names of a text that is nothing but names (陈立新 吴晓燕, 陈立新、吴晓燕; glued ones
 * where is_due: the place is one for names). False, and nothing added: it is something else.
 * out may be NULL. *full: the arena is. */
bool byline_read_names(const struct byline_rules *rules, struct slice text, bool is_due,
		       struct vec *out, bool *full);

#endif
