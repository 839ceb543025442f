/* name_forms.h - the ways in which texts write the name of a listed division: 新湖社区 for
 * 新湖社区居委会, 禹城 for 禹城市, 东营经开区 for 东营经济技术开发区. Rules:
 * data/place_suffixes.tsv. Used when the gazetteer is built. */
#ifndef JICENG_LEXICON_NAME_FORMS_H
#define JICENG_LEXICON_NAME_FORMS_H

#include "lexicon/gazetteer.h"
#include "lexicon/table.h"

struct name_rules;

struct name_form_row {
	struct slice name;
	enum name_form form;
};

struct division_names {
	struct slice written; /* the name itself; never empty */
	enum division_class class;
	struct name_form_row items[24]; /* ways to find it, `written` among them */
	size_t n;
};

enum status name_rules_load(struct arena *arena, const struct table *suffixes,
			    const struct name_rules **out, struct err *err)
    __attribute__((warn_unused_result));

/* above[1..level]: the names of the division's parents and its own, as listed. False: no memory. */
bool name_forms(struct arena *arena, const struct name_rules *rules, enum division_level level,
		const struct slice *above, struct division_names *out)
    __attribute__((warn_unused_result));

/* Whether a town's name says of itself that it is one (柳园街道), so that it may be looked for in
 * any text; 开发区 or 林场 says nothing alone. */
bool name_form_stands_alone(const struct name_rules *rules, struct slice name);

#endif
