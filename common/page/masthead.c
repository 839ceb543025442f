/* masthead.c - whose page this is, and of which day, where it is a newspaper's: the line over or
 * under the articles (某某日报 2022年1月2日 星期日 第3版, 某某日报 公益广告). */
#include "page/dateline.h"
#include "page/draft.h"
#include "text/utf8.h"

#define LONGEST_LINE 240 /* bytes */

/* 第3版, 第A06版 */
static bool names_sheet(struct slice text)
{
	size_t at = slice_find(text, SLICE("第")), end;

	if (at == SIZE_MAX)
		return false;
	end = slice_find_from(slice_sub(text, 0, at + 24), SLICE("版"), at);
	return end != SIZE_MAX && end > at + 3;
}

static void read_line(struct draft *draft, struct slice text)
{
	size_t space = slice_find_byte(text, ' ', 0);
	struct dated dated;

	if (space == SIZE_MAX || space < 9 || space > 36)
		return;
	struct slice name = slice_sub(text, 0, space), rest = slice_from(text, space + 1);
	bool has_date = dateline_find(rest, 0, &dated);
	if (!slice_ends(name, SLICE("报")) ||
	    !(has_date || slice_starts(rest, SLICE("公益广告")) || names_sheet(rest)))
		return;
	draft->masthead = name;
	if (has_date)
		draft->printed = dated.at;
}

void draft_masthead(struct draft *draft)
{
	for (size_t i = 0; i < draft->n && !draft->masthead.n; i++)
		if (draft->pieces[i].text.n <= LONGEST_LINE && !draft->pieces[i].running)
			read_line(draft, draft->pieces[i].text);
}
