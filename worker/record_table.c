/* record_table.c - see record_table.h. An event takes two lines: the facts in columns, and below
 * them one sentence of evidence. */
#include "record_table.h"

#include <string.h>

#include "base/buf.h"
#include "display.h"
#include "json_slice.h"

#define GAP 2

struct label {
	const char *code;
	const char *label;
};

/* How the codes read in Chinese. */
static const struct label LABELS[] = {
    {"policy", "政策"},
    {"programme", "项目"},
    {"brand", "品牌"},
    {"mechanism", "机制"},
    {"platform", "平台"},
    {"facility", "设施"},
    {"service", "服务"},
    {"team", "队伍"},
    {"activity", "活动"},
    {"extracted", "已提取"},
    {"no_initiatives", "无举措"},
    {"not_article", "非文章"},
    {"dead_lettered", "死信"},
};

static struct slice label_of(const char *code)
{
	for (size_t i = 0; code && i < sizeof LABELS / sizeof *LABELS; i++)
		if (strcmp(LABELS[i].code, code) == 0)
			return slice_of(LABELS[i].label);
	return slice_of(code ? code : "");
}

struct event_widths {
	size_t name, kind, place, figures;
};

static struct event_widths event_widths(size_t columns)
{
	size_t rest = columns - 4 - 3 * GAP; /* the kind takes four columns */

	return (struct event_widths){.name = rest * 45 / 100,
				     .kind = 4,
				     .place = rest * 25 / 100,
				     .figures = rest * 30 / 100};
}

static void gap(FILE *out)
{
	fprintf(out, "%*s", GAP, "");
}

static void event_head(FILE *out, size_t columns)
{
	struct event_widths w = event_widths(columns);

	display_cell(out, SLICE("名称"), w.name);
	gap(out);
	display_cell(out, SLICE("类型"), w.kind);
	gap(out);
	display_cell(out, SLICE("地点"), w.place);
	gap(out);
	fputs("数字\n", out);
}

/* 济南市·槐荫区 for a county; 槐荫区·振兴街街道 for a town; the locality at the end if any. */
static struct slice place_text(struct arena *arena, const json_t *event)
{
	const json_t *place = json_object_get(event, "jurisdiction");
	const json_t *path = json_object_get(place, "path");
	struct slice locality = json_slice(place, "locality");
	size_t n = json_array_size(path), shown = locality.n ? 1 : 2;
	struct buf text = buf_in(arena);

	for (size_t i = n > shown ? n - shown : 0; i < n; i++) {
		const json_t *name = json_array_get(path, i);
		if (text.n)
			buf_append(&text, SLICE("·"));
		buf_append(&text,
			   (struct slice){json_string_value(name), json_string_length(name)});
	}
	if (locality.n && text.n)
		buf_append(&text, SLICE("·"));
	buf_append(&text, locality);
	return buf_slice(&text);
}

static struct slice figures_text(struct arena *arena, const json_t *event)
{
	const json_t *measures = json_object_get(event, "measures");
	struct buf text = buf_in(arena);

	for (size_t i = 0; i < json_array_size(measures); i++) {
		const json_t *measure = json_array_get(measures, i);
		if (i)
			buf_append(&text, SLICE("；"));
		buf_append(&text, json_slice(measure, "object"));
		buf_append(&text, json_slice(measure, "text"));
	}
	return buf_slice(&text);
}

static void event_row(FILE *out, struct arena *arena, const json_t *event, size_t columns)
{
	struct event_widths w = event_widths(columns);
	const json_t *initiative = json_object_get(event, "initiative");
	const json_t *evidence = json_array_get(json_object_get(event, "evidence"), 0);

	display_cell(out, json_slice(initiative, "name"), w.name);
	gap(out);
	display_cell(out, label_of(json_string_value(json_object_get(initiative, "kind"))), w.kind);
	gap(out);
	display_cell(out, place_text(arena, event), w.place);
	gap(out);
	display_cell(out, figures_text(arena, event), w.figures);
	fputs("\n    ", out);
	display_cell(out, json_slice(evidence, "text"), columns - 4);
	fputc('\n', out);
}

static void outcome_head(FILE *out, size_t columns)
{
	display_cell(out, SLICE("结果"), 8);
	display_cell(out, SLICE("文章"), 6);
	display_cell(out, SLICE("事件"), 6);
	display_cell(out, SLICE("页面"), columns - 20);
	fputc('\n', out);
}

static void outcome_row(FILE *out, struct arena *arena, const json_t *outcome, size_t columns)
{
	struct buf text = buf_in(arena);
	struct slice url = json_slice(outcome, "url"), reason = json_slice(outcome, "reason");

	display_cell(out, label_of(json_string_value(json_object_get(outcome, "status"))), 8);
	buf_printf(&text, "%lld",
		   (long long)json_integer_value(json_object_get(outcome, "n_articles")));
	display_cell(out, buf_slice(&text), 6);
	text = buf_in(arena);
	buf_printf(&text, "%lld",
		   (long long)json_integer_value(json_object_get(outcome, "n_events")));
	display_cell(out, buf_slice(&text), 6);
	text = buf_in(arena);
	buf_append(&text, url.n ? url : json_slice(outcome, "page_id"));
	if (reason.n)
		buf_printf(&text, "  [%.*s]", SLICE_ARG(reason));
	display_cell(out, buf_slice(&text), columns - 20);
	fputc('\n', out);
}

static void dead_letter_row(FILE *out, struct arena *arena, struct slice key,
			    const struct header *headers, size_t n, size_t columns)
{
	display_cell(out, header_find(headers, n, SLICE("jiceng.error.reason")), 18);
	struct slice topic = header_find(headers, n, SLICE("jiceng.error.topic"));
	struct slice partition = header_find(headers, n, SLICE("jiceng.error.partition"));
	struct slice offset = header_find(headers, n, SLICE("jiceng.error.offset"));
	struct slice url = header_find(headers, n, SLICE("url"));
	struct buf place = buf_in(arena);
	buf_printf(&place, "%.*s %.*s:%.*s  %.*s", SLICE_ARG(topic), SLICE_ARG(partition),
		   SLICE_ARG(offset), SLICE_ARG(url.n ? url : key));
	display_cell(out, buf_slice(&place), columns - 18);
	fputc('\n', out);
	display_wrapped(out, header_find(headers, n, SLICE("jiceng.error.detail")), 4, columns);
}

void record_table_head(FILE *out, enum record_kind kind, size_t columns)
{
	if (kind == RECORD_EVENT)
		event_head(out, columns);
	else if (kind == RECORD_OUTCOME)
		outcome_head(out, columns);
	else
		fputs("原因              位置\n", out);
	for (size_t i = 0; i < columns; i++)
		fputs("─", out);
	fputc('\n', out);
}

bool record_table_row(FILE *out, enum record_kind kind, struct slice key, struct slice value,
		      const struct header *headers, size_t n_headers, size_t columns)
{
	struct arena *arena = arena_new((size_t)64 * 1024 * 1024);
	json_t *record = NULL;
	bool ok = arena != NULL;

	if (ok && kind == RECORD_DEAD_LETTER) {
		dead_letter_row(out, arena, key, headers, n_headers, columns);
	} else if (ok) {
		record = json_loadb(value.p ? value.p : "", value.n, JSON_ALLOW_NUL, NULL);
		ok = json_is_object(record);
		if (!ok)
			fputs("(no JSON object)\n", out);
		else if (kind == RECORD_EVENT)
			event_row(out, arena, record, columns);
		else
			outcome_row(out, arena, record, columns);
	}
	arena_free(arena);
	json_decref(record);
	return ok;
}
