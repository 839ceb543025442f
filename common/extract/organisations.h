/* organisations.h - places and bodies that act (东骧社区党委, 凤凰晨辉志愿服务队). Private to
 * extract/people.c. */
#ifndef JICENG_EXTRACT_ORGANISATIONS_H
#define JICENG_EXTRACT_ORGANISATIONS_H

#include "base/vec.h"
#include "extract/people_rules.h"

/* Joins the organisations of the article to `persons` (vec of struct actor, in text order) and
 * gives both in text order. STATUS_MEMORY_LIMIT. */
enum status organisations_add(struct arena *arena, const struct people_rules *rules,
			      const struct article *article, const struct mentions *mentions,
			      const struct vec *persons, const struct actor **out, size_t *n)
    __attribute__((warn_unused_result));

#endif
