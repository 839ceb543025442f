/* engine.h - the one door of common/: a raw record goes in, records to publish come out.
 *
 * engine_process() is pure: it knows no Kafka, no clock, no environment, and writes to no global
 * state. The same record gives the same bytes on any machine, with any number of lanes. The worker,
 * the command line, the tests, the fuzzers and the benchmarks all come through here. */
#ifndef JICENG_ENGINE_H
#define JICENG_ENGINE_H

#include "extract/model.h"
#include "page/record.h"

/* What a page passes through; for time and crash accounting by the caller. */
enum engine_stage {
	ENGINE_RECORD,  /* envelope, WARC, gzip */
	ENGINE_CLEAN,   /* bytes to articles */
	ENGINE_EXTRACT, /* articles to initiatives */
	ENGINE_EVENT,   /* initiatives to JSON */
	ENGINE_STAGE_COUNT
};
const char *engine_stage_name(enum engine_stage stage);

struct engine_options {
	const char *lexicon_directory; /* NULL: the built-in tables */
	const char *gazetteer_path; /* NULL: beside the program, see engine_default_gazetteer() */
	struct record_limits limits;
};

/* 16 MiB for a value, 32 MiB for a document. */
struct engine_options engine_default_options(void);

/* A sensible arena budget for one page of those limits, in bytes. */
#define ENGINE_PAGE_BUDGET ((size_t)256 * 1024 * 1024)

struct engine; /* loaded lexicons; read-only after engine_new(); shared after fork */

/* STATUS_BAD_LEXICON, STATUS_CANNOT_READ, STATUS_MEMORY_LIMIT. *out is owned by the caller. */
enum status engine_new(const struct engine_options *options, struct engine **out, struct err *err)
    __attribute__((warn_unused_result));
void engine_free(struct engine *engine);
/* Gives back what libraries keep for the whole process, so that a leak checker finds nothing. After
 * the last engine_free(), before the program ends; not needed for anything else. */
void engine_release_libraries(void);
/* 64 hex: hash of all rules, lexicons and the gazetteer (provenance.ruleset). Borrowed. */
struct slice engine_ruleset(const struct engine *engine);

enum page_status {
	PAGE_EXTRACTED,
	PAGE_NO_INITIATIVES,
	PAGE_NOT_ARTICLE,
	PAGE_DEAD_LETTERED,
	PAGE_STATUS_COUNT
};
const char *page_status_name(enum page_status status);

struct output_record {
	struct slice key;
	struct slice value;   /* one line of UTF-8 JSON, no line feed */
	struct slice subject; /* for the CloudEvents header: the page's name */
};

struct engine_result {
	enum page_status status;
	struct err error; /* .status is the reason when status is PAGE_DEAD_LETTERED */
	struct slice page_id;
	unsigned flags; /* bit mask of page/article.h */
	size_t n_articles;
	struct output_record outcome; /* always there, dead letters included */
	const struct output_record *events;
	size_t n_events;
	const struct output_record *articles; /* clean-articles, one for each article */
	struct slice clean_line; /* what `jiceng clean` prints; empty for a dead letter */
	/* What the records were made of, for those who look inside; NULL for a dead letter. */
	const struct page *page;
	const struct initiatives *initiatives; /* one list for each article of the page */
};

/* Called at the start of each stage; may be NULL. */
typedef void (*engine_stage_hook)(void *context, enum engine_stage stage);

/* Processes one record. Everything in *out lives in `arena` until it is reset; raw is borrowed.
 * Never fails: what goes wrong with a page makes it a dead letter. The outcome of a dead letter is
 * built even when the page used up its budget (from a small reserve of its own). */
void engine_process(const struct engine *engine, struct arena *arena, const struct raw_record *raw,
		    engine_stage_hook hook, void *hook_context, struct engine_result *out);

/* The outcome record of a page that could not be processed in this process (it crashed the lane
 * before): what engine_process() would have given with that error. */
void engine_dead_letter(const struct engine *engine, struct arena *arena,
			const struct raw_record *raw, const struct err *error,
			struct engine_result *out);

#endif
