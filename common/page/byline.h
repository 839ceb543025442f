/* byline.h - the people of the paper and the outlet, as lines such as "■ 本报记者 王建国 通讯员
 * 李红" or "来源：某某日报 责任编辑：陈明" name them. */
#ifndef JICENG_PAGE_BYLINE_H
#define JICENG_PAGE_BYLINE_H

#include "base/status.h"
#include "base/vec.h"
#include "lexicon/lexicon.h"

struct byline_rules;

/* Lives in `process`. STATUS_BAD_LEXICON, STATUS_MEMORY_LIMIT. */
enum status byline_rules_load(struct arena *process, const struct lexicon *lexicon,
			      const struct byline_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* Slices into the texts that were read, each name once. */
struct credits {
	struct vec authors, correspondents, photographers, editors; /* of struct slice */
	struct slice source;
};

struct credits credits_in(struct arena *arena);

/* How a line was understood. */
struct byline {
	size_t labels; /* how many labels */
	size_t names;  /* how many names and outlets were found */
	size_t bytes;  /* of labels, names and marks: what the line holds besides is n - bytes */
	bool begins;   /* the line begins with a label (marks and a prefix such as 本报 apart) */
	bool colon;    /* a label with a colon */
};

/* Reads a line (Simplified script). out may be NULL: only look. STATUS_MEMORY_LIMIT. */
enum status byline_read(const struct byline_rules *rules, struct slice line, struct credits *out,
			struct byline *found) __attribute__((warn_unused_result));
/* True if such a line is a credit and nothing else. */
bool byline_is_credit(struct slice line, const struct byline *found);
/* A person's name of two to four letters with a listed surname and nothing else. */
bool byline_is_name(const struct byline_rules *rules, struct slice text);

#endif
