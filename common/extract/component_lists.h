/* component_lists.h - lists of words round a name: A、B、C in front of it, and behind it after 即,
 * 包括, 由 … 组成 (component_words.tsv). Who asks decides whether a list belongs to the name. */
#ifndef JICENG_EXTRACT_COMPONENT_LISTS_H
#define JICENG_EXTRACT_COMPONENT_LISTS_H

#include "base/vec.h"
#include "extract/initiative_rules.h"

/* All functions add slices of the text to `parts` (of struct slice), at most MOST_PARTS of them,
 * and are false only when the arena is full. */
#define MOST_PARTS 24

/* One part, without white space and without the marks of a pair that it does not hold whole.
 * Nothing for one that is empty or longer than forty letters. */
bool component_add(struct vec *parts, struct slice part) __attribute__((warn_unused_result));
/* The pieces between separators. */
bool component_split(struct slice words, const char *separator, struct vec *parts)
    __attribute__((warn_unused_result));

/* What stands between a list and the name behind it. */
struct list_close {
	bool open; /* 等: the list is not all of it */
	bool made; /* 组成的, 于一体的: it is what the name consists of */
};

/* A、B、C that ends right before `end`, in text[lowest, end). */
bool component_list_before(const struct initiative_rules *rules, struct slice text, size_t lowest,
			   size_t end, struct vec *parts, struct list_close *close)
    __attribute__((warn_unused_result));
/* The first A、B、C in text[from, end). */
bool component_list_behind(const struct initiative_rules *rules, struct slice text, size_t from,
			   size_t end, struct vec *parts) __attribute__((warn_unused_result));
/* The first A、B、C in text[from, end) that a number as large as the list sums up:
 * 走访、报事、劝和|三项职责; 工会、平台、骑手，三方坐在一起. *start: where it begins; unset when
 * there is none. */
bool component_list_counted(const struct initiative_rules *rules, struct slice text, size_t from,
			    size_t end, struct vec *parts, size_t *start)
    __attribute__((warn_unused_result));
/* A、B、C that text[from, end) says the name before `from` is: ，即A、B、C; 包括“A”“B”;
 * 由A、B、C组成. */
bool component_list_stated(const struct initiative_rules *rules, struct slice text, size_t from,
			   size_t end, struct vec *parts) __attribute__((warn_unused_result));

#endif
