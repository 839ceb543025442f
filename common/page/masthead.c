/* masthead.c - whose page this is, and of which day, where it is a newspaper's: the line over or
 * under the articles (某某日报 2022年1月2日 星期日 第3版, 2022年1月2日 某某日报, 某某日报
 * 公益广告), and the title of an electronic edition (某某日报数字报). */
#include "page/dateline.h"
#include "page/draft.h"
#include "text/utf8.h"

#define LONGEST_LINE    240 /* bytes */
#define LONGEST_NAME    36
#define LONGEST_BETWEEN 24

/* 第3版, 第A06版 */
static bool names_sheet(struct slice text)
{
	size_t at = slice_find(text, SLICE("第")), end;

	if (at == SIZE_MAX)
		return false;
	end = slice_find_from(slice_sub(text, 0, at + 24), SLICE("版"), at);
	return end != SIZE_MAX && end > at + 3;
}

static bool is_between(uint32_t c)
{
	return is_space(c) || c == '|' || c == '-' || c == '_' || c == 0xFF5C || c == 0x4E28 ||
	       c == ':' || c == 0xFF1A || c == '(' || c == 0xFF08 || c == 0x300A || c == 0x300B;
}

/* The field of the line that names a paper. *is_edition: it says that this is its edition. */
static struct slice paper_in(const struct draft *draft, struct slice text, bool *is_edition)
{
	size_t start = 0, at = 0, before = 0;
	uint32_t c;

	while (start < text.n) {
		bool more = utf8_next(text, &at, &c);
		if (more && !is_between(c)) {
			before = at;
			continue;
		}
		struct slice name = outlet_without_edition(
		    draft->rules->outlets, slice_sub(text, start, before), is_edition);
		if (name.n > 6 && name.n <= LONGEST_NAME && slice_ends(name, SLICE("报")))
			return name;
		start = before = at;
		if (!more)
			break;
	}
	return SLICE_EMPTY;
}

/* 2022年1月2日 星期日 某某日报, in either order, and hardly anything else. */
static bool is_name_and_day(struct slice text, struct slice name, struct span day)
{
	return (slice_starts(text, name) || slice_ends(text, name)) &&
	       text.n - name.n - (day.end - day.start) <= LONGEST_BETWEEN;
}

static void read_line(struct draft *draft, struct slice text, bool is_over_text)
{
	struct dated dated;
	bool is_edition = false;
	bool has_date = dateline_find(text, 0, &dated);
	struct slice rest = text, name;

	if (has_date && dated.span.start == 0)
		rest = slice_from(text, dated.span.end);
	name = paper_in(draft, rest, &is_edition);
	if (!name.n)
		return;
	is_edition = is_edition || slice_contains(text, SLICE("数字报")) ||
		     slice_contains(text, SLICE("公益广告"));
	if (!is_edition && !names_sheet(text) &&
	    !(has_date && is_over_text && is_name_and_day(text, name, dated.span)))
		return;
	draft->masthead = name;
	if (has_date)
		draft->printed = dated.at;
}

/* 东湖日报数字报-社区办起连心食堂 in <title> */
static enum status read_title(struct draft *draft)
{
	struct slice title = page_fact(&draft->blocks, SLICE("title"));
	bool is_edition = false;

	if (!title.n || title.n > LONGEST_LINE)
		return STATUS_OK;
	if (draft_restore_text(draft, title, &title) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	struct slice name = paper_in(draft, title, &is_edition);
	if (is_edition)
		draft->masthead = name;
	return STATUS_OK;
}

enum status draft_masthead(struct draft *draft, size_t body)
{
	for (size_t i = 0; i < draft->n && !draft->masthead.n; i++)
		if (draft->pieces[i].text.n <= LONGEST_LINE && !draft->pieces[i].running &&
		    !draft->pieces[i].byline.labels)
			read_line(draft, draft->pieces[i].text, i < body);
	return draft->masthead.n ? STATUS_OK : read_title(draft);
}
