/* engine.c - see engine.h. The stages in a row; the first error makes the page a dead letter. A
 * dead letter's outcome is built after the arena was reset, so that a page which used up its budget
 * still gets one. */
#include "engine.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "event/encode.h"
#include "extract/extract.h"
#include "page/clean.h"
#include "page/html_memory.h"
#include "page/url.h"
#include "text/utf8.h"
#include "version.h"

#define PROCESS_BUDGET ((size_t)1024 * 1024 * 1024)
#define EXTRACTOR      "jiceng " JICENG_VERSION

struct engine {
	struct arena *process;
	struct lexicon lexicon;
	struct gazetteer *gazetteer;
	struct script_converter *converter;
	const struct clean_rules *clean_rules;
	const struct extract_rules *extract_rules;
	struct record_limits limits;
	struct slice ruleset;
};

const char *engine_stage_name(enum engine_stage stage)
{
	static const char *const NAMES[ENGINE_STAGE_COUNT] = {"record", "clean", "extract",
							      "event"};
	return NAMES[stage];
}

const char *page_status_name(enum page_status status)
{
	static const char *const NAMES[PAGE_STATUS_COUNT] = {"extracted", "no_initiatives",
							     "not_article", "dead_lettered"};
	return NAMES[status];
}

struct engine_options engine_default_options(void)
{
	return (struct engine_options){
	    .limits = {.max_value_bytes = (size_t)16 * 1024 * 1024,
		       .max_document_bytes = (size_t)32 * 1024 * 1024},
	};
}

static bool is_readable(const char *path)
{
	return access(path, R_OK) == 0;
}

/* gazetteer.bin beside the program (a build tree), else ../share/jiceng/ (an installation). */
static enum status find_gazetteer(struct arena *process, const char **out, struct err *err)
{
	static const char *const PLACES[] = {"gazetteer.bin", "../share/jiceng/gazetteer.bin"};
	char program[4096];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program);
	struct slice path = {program, n > 0 ? (size_t)n : 0};
	struct slice folder = slice_sub(path, 0, slice_find_last(path, SLICE("/")) + 1);

	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
		struct slice candidate = arena_join(process, folder, slice_of(PLACES[i]));
		if (!candidate.p)
			return err_set(err, STATUS_MEMORY_LIMIT, "gazetteer", SIZE_MAX,
				       "no memory");
		if (is_readable(candidate.p)) {
			*out = candidate.p;
			return STATUS_OK;
		}
	}
	return err_set(err, STATUS_CANNOT_READ, "gazetteer", SIZE_MAX,
		       "no gazetteer.bin beside the program nor in ../share/jiceng; "
		       "build it with `make`, or name it with --gazetteer FILE");
}

static enum status load(struct engine *engine, const struct engine_options *options,
			struct err *err)
{
	const char *path = options->gazetteer_path;
	enum status status =
	    lexicon_load(engine->process, options->lexicon_directory, &engine->lexicon, err);

	if (status == STATUS_OK && !path)
		status = find_gazetteer(engine->process, &path, err);
	if (status == STATUS_OK)
		status = gazetteer_open(path, &engine->gazetteer, err);
	if (status == STATUS_OK)
		status =
		    clean_rules_load(engine->process, &engine->lexicon, &engine->clean_rules, err);
	if (status == STATUS_OK)
		status = extract_rules_load(engine->process, &engine->lexicon, engine->gazetteer,
					    &engine->extract_rules, err);
	if (status != STATUS_OK)
		return status;
	engine->converter = script_converter_new(err);
	if (!engine->converter)
		return STATUS_CANNOT_READ;
	struct digest *digest = digest_new(engine->process);
	if (!digest)
		return STATUS_MEMORY_LIMIT;
	digest_add_field(digest, SLICE(EXTRACTOR));
	digest_add_field(digest, engine->lexicon.hash);
	digest_add_field(digest, gazetteer_hash(engine->gazetteer));
	engine->ruleset = digest_hex(digest, engine->process, 64);
	return engine->ruleset.p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status engine_new(const struct engine_options *options, struct engine **out, struct err *err)
{
	struct engine *engine = calloc(1, sizeof *engine);

	if (!engine || !(engine->process = arena_new(PROCESS_BUDGET))) {
		free(engine);
		return err_set(err, STATUS_MEMORY_LIMIT, "engine", SIZE_MAX, "no memory");
	}
	engine->limits = options->limits;
	enum status status = load(engine, options, err);
	if (status != STATUS_OK) {
		engine_free(engine);
		return status;
	}
	*out = engine;
	return STATUS_OK;
}

void engine_free(struct engine *engine)
{
	if (!engine)
		return;
	script_converter_free(engine->converter);
	gazetteer_close(engine->gazetteer);
	arena_free(engine->process);
	free(engine);
}

void engine_release_libraries(void)
{
	html_memory_end();
}

struct slice engine_ruleset(const struct engine *engine)
{
	return engine->ruleset;
}

static enum status out_of_memory(struct err *err, const char *stage)
{
	return err_set(err, STATUS_MEMORY_LIMIT, stage, SIZE_MAX,
		       "the page needs more memory than one page may use");
}

static struct provenance provenance_of(const struct engine *engine, const struct raw_record *raw)
{
	return (struct provenance){SLICE(EXTRACTOR), engine->ruleset, raw->origin};
}

/* Who the page is: everything of struct page that does not need its contents. */
static enum status identify(struct arena *arena, const struct raw_record *raw,
			    const struct document *document, struct page *page, struct err *err)
{
	*page = (struct page){.url = document->url,
			      .meta = document->meta,
			      .content_hash = document->content_hash,
			      .encoding = "UTF-8"};
	page->canonical_url = url_canonical(arena, document->url);
	page->host = url_host(arena, document->url);
	page->page_id = page_id_of(arena, page->canonical_url, page->content_hash);
	if (!page->page_id.p)
		return out_of_memory(err, "record");
	page->name = page->url.n ? page->url : raw->name.n ? raw->name : page->page_id;
	return STATUS_OK;
}

/* One run of a record through the stages. */
struct run {
	const struct engine *engine;
	struct arena *arena;
	const struct raw_record *raw;
	struct provenance provenance;
	struct page page;
	struct err *err;
	engine_stage_hook hook;
	void *hook_context;
};

static void enter(const struct run *run, enum engine_stage stage)
{
	if (run->hook)
		run->hook(run->hook_context, stage);
}

static enum status encode_events(struct run *run, const struct article *article,
				 const struct initiatives *initiatives,
				 struct output_record *events)
{
	struct article_ids ids;
	enum status status = ids_of_article(run->arena, &run->page, article, initiatives, &ids);

	for (size_t i = 0; status == STATUS_OK && i < initiatives->n; i++) {
		events[i].key = ids.initiatives[i].event_id;
		events[i].subject = run->page.name;
		events[i].value = event_encode(run->arena, &run->page, article, &ids, initiatives,
					       i, &run->provenance);
		if (!events[i].value.p)
			status = STATUS_MEMORY_LIMIT;
	}
	return status == STATUS_OK ? STATUS_OK : out_of_memory(run->err, "event");
}

static enum status encode_article(struct run *run, const struct article *article,
				  struct output_record *out)
{
	struct slice ordinal;
	char text[16];

	ordinal =
	    (struct slice){text, (size_t)snprintf(text, sizeof text, ":%u", article->ordinal)};
	out->key = arena_join(run->arena, run->page.page_id, ordinal);
	out->value = article_encode(run->arena, &run->page, article, &run->provenance);
	out->subject = run->page.name;
	return out->key.p && out->value.p ? STATUS_OK : out_of_memory(run->err, "event");
}

static enum status encode_outcome(struct run *run, struct engine_result *out)
{
	struct slice *ids = arena_array(run->arena, out->n_events, sizeof *ids);
	struct outcome outcome = {.status = page_status_name(out->status),
				  .event_ids = ids,
				  .n_event_ids = out->n_events};

	if (!ids)
		return out_of_memory(run->err, "event");
	for (size_t i = 0; i < out->n_events; i++)
		ids[i] = out->events[i].key;
	if (out->status == PAGE_DEAD_LETTERED) {
		outcome.reason = status_name(out->error.status);
		outcome.detail = slice_of(out->error.text);
		outcome.stage = out->error.stage;
	}
	out->page_id = run->page.page_id;
	out->flags = run->page.flags;
	out->n_articles = run->page.n_articles;
	out->outcome.key = run->page.page_id;
	out->outcome.subject = run->page.name;
	out->outcome.value = outcome_encode(run->arena, &run->page, &outcome, &run->provenance);
	return out->outcome.value.p ? STATUS_OK : out_of_memory(run->err, "event");
}

static enum status extract_all(struct run *run, struct initiatives **out, size_t *n_events)
{
	const struct page *page = &run->page;
	struct initiatives *lists = arena_array(run->arena, page->n_articles, sizeof *lists);
	enum status status = STATUS_OK;

	if (!lists)
		return out_of_memory(run->err, "extract");
	*n_events = 0;
	for (size_t i = 0; status == STATUS_OK && i < page->n_articles; i++) {
		status = extract_article(run->arena, run->engine->extract_rules, page,
					 &page->articles[i], &lists[i], run->err);
		*n_events += lists[i].n;
	}
	*out = lists;
	return status == STATUS_MEMORY_LIMIT ? out_of_memory(run->err, "extract") : status;
}

static enum status encode_all(struct run *run, const struct initiatives *lists, size_t n_events,
			      struct engine_result *out)
{
	const struct page *page = &run->page;
	struct output_record *events = arena_array(run->arena, n_events, sizeof *events);
	struct output_record *articles =
	    arena_array(run->arena, page->n_articles, sizeof *articles);
	enum status status = STATUS_OK;
	size_t n = 0;

	if (!events || !articles)
		return out_of_memory(run->err, "event");
	for (size_t i = 0; status == STATUS_OK && i < page->n_articles; i++) {
		status = encode_events(run, &page->articles[i], &lists[i], events + n);
		n += lists[i].n;
		if (status == STATUS_OK)
			status = encode_article(run, &page->articles[i], &articles[i]);
	}
	out->events = events;
	out->n_events = n_events;
	out->articles = articles;
	out->status = page->n_articles == 0 ? PAGE_NOT_ARTICLE
		      : n_events == 0       ? PAGE_NO_INITIATIVES
					    : PAGE_EXTRACTED;
	out->clean_line = page_encode(run->arena, page);
	if (status == STATUS_OK && !out->clean_line.p)
		status = out_of_memory(run->err, "event");
	return status == STATUS_OK ? encode_outcome(run, out) : status;
}

static enum status run_stages(struct run *run, struct engine_result *out)
{
	struct document document;
	struct initiatives *lists = NULL;
	size_t n_events = 0;

	enter(run, ENGINE_RECORD);
	enum status status =
	    record_decode(run->arena, run->raw, &run->engine->limits, &document, run->err);
	if (status == STATUS_OK)
		status = identify(run->arena, run->raw, &document, &run->page, run->err);
	if (status != STATUS_OK)
		return status;
	enter(run, ENGINE_CLEAN);
	status = page_clean(run->arena, run->engine->clean_rules, run->engine->converter, &document,
			    &run->page, run->err);
	if (status != STATUS_OK)
		return status == STATUS_MEMORY_LIMIT ? out_of_memory(run->err, "clean") : status;
	enter(run, ENGINE_EXTRACT);
	status = extract_all(run, &lists, &n_events);
	if (status != STATUS_OK)
		return status;
	enter(run, ENGINE_EVENT);
	struct page *page = arena_alloc(run->arena, sizeof *page);
	if (!page)
		return out_of_memory(run->err, "event");
	status = encode_all(run, lists, n_events, out);
	*page = run->page;
	out->page = page;
	out->initiatives = lists;
	return status;
}

/* A page whose record could not be decoded: known by its header URL, else by its bytes. */
static void describe_undecoded(struct arena *arena, const struct raw_record *raw,
			       struct document *document)
{
	*document = (struct document){.content_hash = sha256_hex(arena, raw->value, 64)};
	struct slice url = header_find(raw->headers, raw->n_headers, SLICE("url"));
	if (url.n && utf8_is_valid(url))
		document->url = url;
}

void engine_dead_letter(const struct engine *engine, struct arena *arena,
			const struct raw_record *raw, const struct err *error,
			struct engine_result *out)
{
	struct err ignored = {0};
	struct run run = {.engine = engine,
			  .arena = arena,
			  .raw = raw,
			  .provenance = provenance_of(engine, raw),
			  .err = &ignored};
	struct document document;

	*out = (struct engine_result){.status = PAGE_DEAD_LETTERED, .error = *error};
	if (record_decode(arena, raw, &engine->limits, &document, &ignored) != STATUS_OK) {
		arena_reset(arena);
		describe_undecoded(arena, raw, &document);
	}
	if (identify(arena, raw, &document, &run.page, &ignored) == STATUS_OK &&
	    encode_outcome(&run, out) == STATUS_OK)
		return;
	/* Even the record's own meta was too much: what is left is its hash. */
	arena_reset(arena);
	describe_undecoded(arena, raw, &document);
	if (identify(arena, raw, &document, &run.page, &ignored) == STATUS_OK)
		(void)encode_outcome(&run, out);
}

void engine_process(const struct engine *engine, struct arena *arena, const struct raw_record *raw,
		    engine_stage_hook hook, void *hook_context, struct engine_result *out)
{
	struct err error = {0};
	struct run run = {.engine = engine,
			  .arena = arena,
			  .raw = raw,
			  .provenance = provenance_of(engine, raw),
			  .err = &error,
			  .hook = hook,
			  .hook_context = hook_context};

	*out = (struct engine_result){0};
	enum status status = run_stages(&run, out);
	if (status == STATUS_OK)
		return;
	err_set(&error, status, "engine", SIZE_MAX, "%s", status_name(status));
	arena_reset(arena);
	engine_dead_letter(engine, arena, raw, &error, out);
}
