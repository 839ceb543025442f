/* encode.c - see encode.h. Values are built with jansson, which keeps keys in the order in which
 * they are set; set() takes over a new value and remembers a failure, so each object is checked
 * once. */
#include "event/encode.h"

#include <jansson.h>
#include <math.h>

#include "base/buf.h"
#include "extract/codes.h"
#include "text/utf8.h"

#define SCHEMA_VERSION "1.0"
/* 15 digits print 0.93 as 0.93; jansson's 17 would print 0.93000000000000005. */
#define DUMP_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(15))

struct builder {
	json_t *object;
	bool failed;
};

static struct builder new_object(void)
{
	json_t *object = json_object();
	return (struct builder){object, object == NULL};
}

/* Takes over `value`; NULL means that making it failed. */
static void set(struct builder *builder, const char *key, json_t *value)
{
	if (!value || json_object_set_new_nocheck(builder->object, key, value) != 0)
		builder->failed = true;
}

static json_t *finish(struct builder *builder)
{
	if (!builder->failed)
		return builder->object;
	json_decref(builder->object);
	return NULL;
}

static json_t *text_or_null(struct slice s)
{
	return s.n ? json_stringn(s.p, s.n) : json_null();
}

static json_t *name_or_null(const char *name)
{
	return name ? json_string(name) : json_null();
}

/* Appends and takes over; false when the value is missing or there is no memory. */
static bool append(json_t *array, json_t *value)
{
	return value && json_array_append_new(array, value) == 0;
}

static json_t *texts(const struct slice *items, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; array && i < n; i++) {
		if (!append(array, json_stringn(items[i].p ? items[i].p : "", items[i].n))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *flag_names(unsigned flags)
{
	json_t *array = json_array();

	for (int flag = 0; array && flag < FLAG_COUNT; flag++) {
		if (!(flags & FLAG_BIT(flag)))
			continue;
		if (!append(array, json_string(flag_name((enum flag)flag)))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *date_or_null(struct date date)
{
	if (!date_is_set(date))
		return json_null();
	return json_sprintf("%04d-%02d-%02d", date.year, date.month, date.day);
}

static json_t *timestamp_or_null(struct arena *arena, struct timestamp timestamp)
{
	if (!date_is_set(timestamp.date))
		return json_null();
	return text_or_null(timestamp_format(arena, timestamp));
}

static const char *script_name(enum script script)
{
	return script == SCRIPT_HANT ? "zh-Hant" : "zh-Hans";
}

static json_t *number(double value)
{
	if (value == floor(value) && fabs(value) < 9e15)
		return json_integer((json_int_t)value);
	return json_real(value);
}

/* The envelope's meta was checked when the record was decoded; it is an object. */
static json_t *meta_or_null(struct slice meta)
{
	if (meta.n == 0)
		return json_null();
	return json_loadb(meta.p, meta.n, JSON_ALLOW_NUL, NULL);
}

static json_t *origin_or_null(const struct origin *origin)
{
	if (origin->topic.n == 0)
		return json_null();
	struct builder b = new_object();
	set(&b, "topic", text_or_null(origin->topic));
	set(&b, "partition", json_integer(origin->partition));
	set(&b, "offset", json_integer(origin->offset));
	return finish(&b);
}

static json_t *provenance_object(const struct page *page, const struct provenance *provenance)
{
	struct builder b = new_object();

	set(&b, "extractor", text_or_null(provenance->extractor));
	set(&b, "ruleset", text_or_null(provenance->ruleset));
	set(&b, "content_sha256", text_or_null(page->content_hash));
	set(&b, "origin", origin_or_null(&provenance->origin));
	set(&b, "meta", meta_or_null(page->meta));
	return finish(&b);
}

static json_t *jurisdiction_or_null(const struct jurisdiction *place)
{
	if (place->code.n == 0 && place->locality.n == 0)
		return json_null();
	struct builder b = new_object();
	set(&b, "code", text_or_null(place->code));
	set(&b, "name", text_or_null(place->name));
	set(&b, "level", name_or_null(level_name(place->level)));
	set(&b, "path", texts(place->path, place->n_path));
	set(&b, "locality", text_or_null(place->locality));
	set(&b, "basis", json_string(basis_name(place->basis)));
	return finish(&b);
}

static json_t *time_or_null(const struct initiative *initiative)
{
	if (!initiative->has_time)
		return json_null();
	struct builder b = new_object();
	set(&b, "start", date_or_null(initiative->time.start));
	set(&b, "end", date_or_null(initiative->time.end));
	set(&b, "precision", json_string(precision_name(initiative->time.precision)));
	set(&b, "text", text_or_null(initiative->time.text));
	return finish(&b);
}

static json_t *measure_object(const struct measure *measure)
{
	struct builder b = new_object();

	set(&b, "text", text_or_null(measure->text));
	set(&b, "object", text_or_null(measure->object));
	set(&b, "value", number(measure->value));
	set(&b, "unit", text_or_null(measure->unit));
	set(&b, "bound", json_string(bound_name(measure->bound)));
	set(&b, "kind", json_string(measure_kind_name(measure->kind)));
	set(&b, "start", date_or_null(measure->start));
	set(&b, "end", date_or_null(measure->end));
	return finish(&b);
}

static json_t *actor_object(const struct actor *actor)
{
	struct builder b = new_object();

	set(&b, "name", text_or_null(actor->name));
	set(&b, "kind", json_string(actor_kind_name(actor->kind)));
	set(&b, "role", text_or_null(actor->role));
	return finish(&b);
}

static json_t *quote_object(const struct quote *quote)
{
	struct builder b = new_object();

	set(&b, "text", text_or_null(quote->text));
	set(&b, "speaker", text_or_null(quote->speaker));
	set(&b, "role", text_or_null(quote->role));
	return finish(&b);
}

static json_t *measure_list(const struct initiative *initiative)
{
	json_t *array = json_array();

	for (size_t i = 0; array && i < initiative->n_measures; i++) {
		if (!append(array, measure_object(&initiative->measures[i]))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *actor_list(const struct initiative *initiative)
{
	json_t *array = json_array();

	for (size_t i = 0; array && i < initiative->n_actors; i++) {
		if (!append(array, actor_object(&initiative->actors[i]))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *quote_list(const struct initiative *initiative)
{
	json_t *array = json_array();

	for (size_t i = 0; array && i < initiative->n_quotes; i++) {
		if (!append(array, quote_object(&initiative->quotes[i]))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

/* Spans are bytes inside; here, and only here, they become the code points of EVENTS.md. Evidence
 * is in text order, so the count goes on from the last span instead of from the beginning. */
static json_t *evidence_list(const struct article *article, const struct initiative *initiative)
{
	json_t *array = json_array();
	size_t at = 0, code_points = 0;

	for (size_t i = 0; array && i < initiative->n_evidence; i++) {
		struct span span = initiative->evidence[i];
		struct slice text = slice_span(article->text, span);
		if (span.start < at)
			at = code_points = 0;
		code_points += utf8_count(slice_sub(article->text, at, span.start));
		at = span.start;
		struct builder b = new_object();
		set(&b, "text", text_or_null(text));
		set(&b, "start", json_integer((json_int_t)code_points));
		set(&b, "end", json_integer((json_int_t)(code_points + utf8_count(text))));
		if (!append(array, finish(&b))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *part_of_or_null(const struct initiatives *initiatives, const struct article_ids *ids,
			       int part_of)
{
	if (part_of < 0)
		return json_null();
	struct builder b = new_object();
	set(&b, "key", text_or_null(ids->initiatives[part_of].key));
	set(&b, "name", text_or_null(initiatives->items[part_of].name));
	return finish(&b);
}

static json_t *theme_names(const struct initiative *initiative)
{
	json_t *array = json_array();

	for (size_t i = 0; array && i < initiative->n_themes; i++) {
		if (!append(array, json_string(theme_name(initiative->themes[i])))) {
			json_decref(array);
			return NULL;
		}
	}
	return array;
}

static json_t *initiative_object(const struct initiatives *initiatives,
				 const struct article_ids *ids, size_t index)
{
	const struct initiative *initiative = &initiatives->items[index];
	struct builder b = new_object();

	set(&b, "key", text_or_null(ids->initiatives[index].key));
	set(&b, "name", text_or_null(initiative->name));
	set(&b, "aliases", texts(initiative->aliases.items, initiative->aliases.n));
	set(&b, "kind", json_string(kind_name(initiative->kind)));
	set(&b, "themes", theme_names(initiative));
	set(&b, "part_of", part_of_or_null(initiatives, ids, initiative->part_of));
	set(&b, "components", texts(initiative->components.items, initiative->components.n));
	set(&b, "stage", json_string(stage_name(initiative->stage)));
	return finish(&b);
}

static json_t *article_reference(struct arena *arena, const struct page *page,
				 const struct article *article, const struct article_ids *ids)
{
	struct builder b = new_object();

	set(&b, "page_id", text_or_null(page->page_id));
	set(&b, "ordinal", json_integer(article->ordinal));
	set(&b, "title", text_or_null(article->title));
	set(&b, "published", timestamp_or_null(arena, article->published));
	set(&b, "source", text_or_null(article->source));
	set(&b, "authors", texts(article->authors.items, article->authors.n));
	set(&b, "url", text_or_null(page->url));
	set(&b, "script", json_string(script_name(article->script)));
	set(&b, "text_sha256", text_or_null(ids->text_hash));
	set(&b, "simhash", text_or_null(ids->simhash));
	return finish(&b);
}

static int append_to_buf(const char *bytes, size_t n, void *buf)
{
	buf_append(buf, (struct slice){bytes, n});
	return buf_failed(buf) ? -1 : 0;
}

/* Ends the object and gives its bytes; .p NULL when anything on the way failed. */
static struct slice dump(struct arena *arena, struct builder *builder)
{
	struct buf out = buf_in(arena);
	json_t *object = finish(builder);

	if (!object)
		return SLICE_EMPTY;
	int failed = json_dump_callback(object, append_to_buf, &out, DUMP_FLAGS);
	json_decref(object);
	return failed ? SLICE_EMPTY : buf_slice(&out);
}

struct slice event_encode(struct arena *arena, const struct page *page,
			  const struct article *article, const struct article_ids *ids,
			  const struct initiatives *initiatives, size_t index,
			  const struct provenance *provenance)
{
	const struct initiative *initiative = &initiatives->items[index];
	struct builder b = new_object();

	set(&b, "schema_version", json_string(SCHEMA_VERSION));
	set(&b, "event_id", text_or_null(ids->initiatives[index].event_id));
	set(&b, "initiative", initiative_object(initiatives, ids, index));
	set(&b, "jurisdiction", jurisdiction_or_null(&initiative->jurisdiction));
	set(&b, "time", time_or_null(initiative));
	set(&b, "measures", measure_list(initiative));
	set(&b, "actors", actor_list(initiative));
	set(&b, "quotes", quote_list(initiative));
	set(&b, "evidence", evidence_list(article, initiative));
	set(&b, "article", article_reference(arena, page, article, ids));
	set(&b, "confidence", json_real(initiative->confidence_percent / 100.0));
	set(&b, "flags", flag_names(article->flags));
	set(&b, "provenance", provenance_object(page, provenance));
	return dump(arena, &b);
}

static void set_article(struct builder *b, struct arena *arena, const struct article *article)
{
	set(b, "ordinal", json_integer(article->ordinal));
	set(b, "title", text_or_null(article->title));
	set(b, "kicker", text_or_null(article->kicker));
	set(b, "subtitle", text_or_null(article->subtitle));
	set(b, "published", timestamp_or_null(arena, article->published));
	set(b, "source", text_or_null(article->source));
	set(b, "authors", texts(article->authors.items, article->authors.n));
	set(b, "correspondents", texts(article->correspondents.items, article->correspondents.n));
	set(b, "photographers", texts(article->photographers.items, article->photographers.n));
	set(b, "editors", texts(article->editors.items, article->editors.n));
	set(b, "text", json_stringn(article->text.p ? article->text.p : "", article->text.n));
	set(b, "captions", texts(article->captions.items, article->captions.n));
	set(b, "script", json_string(script_name(article->script)));
	set(b, "flags", flag_names(article->flags));
}

struct slice article_encode(struct arena *arena, const struct page *page,
			    const struct article *article, const struct provenance *provenance)
{
	struct builder b = new_object();

	set(&b, "schema_version", json_string(SCHEMA_VERSION));
	set(&b, "page_id", text_or_null(page->page_id));
	set(&b, "url", text_or_null(page->url));
	set_article(&b, arena, article);
	set(&b, "provenance", provenance_object(page, provenance));
	return dump(arena, &b);
}

struct slice page_encode(struct arena *arena, const struct page *page)
{
	struct builder b = new_object();
	json_t *articles = json_array();

	for (size_t i = 0; articles && i < page->n_articles; i++) {
		struct builder article = new_object();
		set_article(&article, arena, &page->articles[i]);
		if (!append(articles, finish(&article))) {
			json_decref(articles);
			articles = NULL;
		}
	}
	set(&b, "page", text_or_null(page->name));
	set(&b, "page_id", text_or_null(page->page_id));
	set(&b, "flags", flag_names(page->flags));
	set(&b, "articles", articles);
	return dump(arena, &b);
}

struct slice outcome_encode(struct arena *arena, const struct page *page,
			    const struct outcome *outcome, const struct provenance *provenance)
{
	struct builder b = new_object();

	set(&b, "schema_version", json_string(SCHEMA_VERSION));
	set(&b, "page_id", text_or_null(page->page_id));
	set(&b, "url", text_or_null(page->url));
	set(&b, "status", json_string(outcome->status));
	set(&b, "reason", name_or_null(outcome->reason));
	set(&b, "detail", text_or_null(outcome->detail));
	set(&b, "stage", name_or_null(outcome->stage));
	set(&b, "event_ids", texts(outcome->event_ids, outcome->n_event_ids));
	set(&b, "n_articles", json_integer((json_int_t)page->n_articles));
	set(&b, "n_events", json_integer((json_int_t)outcome->n_event_ids));
	set(&b, "flags", flag_names(page->flags));
	set(&b, "provenance", provenance_object(page, provenance));
	return dump(arena, &b);
}
