/* people_names.h - is there a person's name at this place of the text, how long is it, and how much
 * speaks for it? Private to extract/people*.c. */
#ifndef JICENG_EXTRACT_PEOPLE_NAMES_H
#define JICENG_EXTRACT_PEOPLE_NAMES_H

#include "extract/people_rules.h"
#include "extract/word_paths.h"

/* What stands before a name, the more telling the later. */
enum name_left {
	LEFT_NOTHING, /* the middle of a word */
	LEFT_WORD,    /* a word */
	LEFT_STOP,    /* 据, 请, 叫: a word that no role goes over, or a place or body */
	LEFT_START,   /* a clause begins here */
	LEFT_OF,      /* 的 */
	LEFT_AGE,     /* 72岁的 */
	LEFT_NOUN,    /* a word that ends like those for persons: 养猪大户, 修锁匠 */
	LEFT_LINK,    /* another name and 、 or 和 */
	LEFT_TITLE,   /* a person's office or part: 社区书记 */
	LEFT_STAFF,   /* the paper's own: 记者 */
	LEFT_COUNT
};

struct name_context {
	enum name_left left;
	struct span title; /* LEFT_NOUN, LEFT_TITLE and LEFT_STAFF */
};

/* What stands at a byte that a name may end at. */
enum name_right {
	RIGHT_NOTHING,
	RIGHT_THING,  /* 工作室: the name is that of a thing */
	RIGHT_LETTER, /* a word of one letter */
	RIGHT_WORD,
	RIGHT_LINK, /* 的, 和 */
	RIGHT_END,  /* the clause ends */
	RIGHT_WEAK, /* 在, 也: what stands behind a subject, but could be a letter of the name */
	RIGHT_TITLE,
	RIGHT_STRONG, /* a verb or adverb: what somebody does */
	RIGHT_SPEECH,
	RIGHT_COUNT
};

struct name_match {
	struct span span;
	enum name_right right;
	bool surname_only; /* 王先生, 张某, 老李 */
	int bits;          /* how much speaks for it; see NAME_SURE */
};

/* Bits that make a name of a single place, and those that make it worth remembering: several such
 * places together may be enough. */
#define NAME_SURE  8
#define NAME_MAYBE (-4)

/* What can be told without reading the words before: LEFT_NOUN is a guess by the last letters. */
struct name_context name_context(const struct people_rules *rules, struct slice text, size_t at);
/* Makes that guess sure. `path`: of the run of letters that goes through byte `at`. */
void name_context_settle(const struct people_rules *rules, struct slice text, size_t at,
			 const struct word_path *path, struct name_context *context);
enum name_right name_right(const struct people_rules *rules, struct slice text, size_t at,
			   const struct word_path *path);

/* Could a name begin with `letter`, the one of text[at, behind)? A look at two letters alone, for
 * at most places none does. */
bool name_begins(const struct people_rules *rules, struct slice text, uint32_t letter, size_t at,
		 size_t behind);
/* Could one in that context, with whatever may stand behind it? Spares the reading of the run. */
bool name_possible(const struct people_rules *rules, struct slice text, size_t at,
		   const struct name_context *context);
/* The names that may begin at byte `at` in that context, the likeliest first: 0 to MOST_READINGS,
 * each of at least NAME_MAYBE bits. */
#define MOST_READINGS 3
size_t names_at(const struct people_rules *rules, struct slice text, size_t at,
		const struct name_context *context, const struct word_path *path,
		struct name_match *out);
/* The name around the dot at byte `dot` (艾尼·买买提), with its context. */
bool name_around_dot(const struct people_rules *rules, struct slice text, size_t dot,
		     struct name_context *context, struct name_match *out);
bool is_name_dot(uint32_t c);

#endif
