/* people_roles.h - how far to the left of a name its role reaches. Private to extract/people*.c. */
#ifndef JICENG_EXTRACT_PEOPLE_ROLES_H
#define JICENG_EXTRACT_PEOPLE_ROLES_H

#include "extract/marks.h"
#include "extract/people_rules.h"

/* The apposition that ends with `title`: 锦华社区党委书记; 禹城市委常委、组织部部长; also two parts
 * with a comma between them. `start` is where its sentence begins. */
struct span role_span(const struct people_rules *rules, struct slice text,
		      const struct mentions *mentions, size_t start, struct span title);
/* The phrase before 的 at the name's left (曾从事早教工作), without the 的; empty when it is none.
 */
struct span role_phrase(const struct people_rules *rules, struct slice text, size_t start,
			size_t name);
/* The role in the clause before the comma at the name's left (作为社区书记，王某), else in the
 * words behind the name (王某，社区书记，…; 王某是社区书记); empty when there is none. */
struct span role_apart(const struct people_rules *rules, struct slice text,
		       const struct mentions *mentions, size_t start, struct span name);
/* The title behind the last name of a list (张三、李四三名村民代表) or behind one (张三书记); empty
 * when there is none. */
struct span role_after(const struct people_rules *rules, struct slice text, size_t end);
/* A role given in half (该村党支部书记 at byte `at`) with the nearest full name before it put in.
 * Anything else comes back as it is. .p NULL: no memory. */
struct slice role_resolved(struct arena *arena, const struct people_rules *rules, struct slice text,
			   struct span role);

#endif
