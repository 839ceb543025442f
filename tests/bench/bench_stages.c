/* bench_stages.c - what cleaning, mentions and the whole of extraction cost, as multiples of
 * htmlReadMemory + xmlFreeDoc on the same bytes in the same run. For each page the plain parse and
 * the stages are measured in turn, ROUNDS times, in processor time; the medians are summed over the
 * pages of a group. MB: the most that one page took of the arena. The plain parse is a process of
 * its own, because jiceng gives libxml2 another allocator. Text dumps have no parse: theirs is that
 * of a mean page of the group before.
 *	bench_stages GAZETTEER GROUP: FILE... GROUP: FILE... */
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "extract/extract.h"
#include "page/clean.h"

#define ROUNDS 9

enum { PARSE, CLEAN, MENTIONS, EXTRACTION, STAGES };

struct page_file {
	char *bytes;
	size_t n;
	bool is_text;
};

struct stages {
	struct arena *process, *arena;
	const struct clean_rules *clean;
	const struct extract_rules *extract;
	struct script_converter *converter;
	int to, from; /* the process that parses */
};

struct cost {
	double seconds[STAGES];
	size_t used[STAGES]; /* most bytes of the arena that the stage gave out for a page */
	size_t pages, bytes;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static struct page_file read_page(const char *path)
{
	struct page_file page = {.is_text = slice_ends(slice_of(path), SLICE(".txt"))};
	FILE *file = fopen(path, "rb");

	if (!file) {
		perror(path);
		exit(1);
	}
	fseek(file, 0, SEEK_END);
	page.n = (size_t)ftell(file);
	rewind(file);
	page.bytes = malloc(page.n + 1);
	if (!page.bytes || fread(page.bytes, 1, page.n, file) != page.n)
		exit(1);
	fclose(file);
	return page;
}

static double parse_once(struct page_file page)
{
	double start = now();
	htmlDocPtr doc = htmlReadMemory(page.bytes, (int)page.n, NULL, "UTF-8",
					HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
					    HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

	xmlFreeDoc(doc);
	return now() - start;
}

/* The other process: a page's number comes in, the seconds of one parse go out. */
static void serve(const struct page_file *pages, int in, int out)
{
	int number;

	while (read(in, &number, sizeof number) == sizeof number) {
		double seconds = parse_once(pages[number]);
		if (write(out, &seconds, sizeof seconds) != sizeof seconds)
			_exit(1);
	}
	_exit(0);
}

static double ask(const struct stages *stages, int number)
{
	double seconds = 0;

	if (write(stages->to, &number, sizeof number) != sizeof number ||
	    read(stages->from, &seconds, sizeof seconds) != sizeof seconds)
		exit(1);
	return seconds;
}

static void stages_load(struct stages *stages, const char *gazetteer_path)
{
	struct gazetteer *gazetteer;
	struct lexicon lexicon;
	struct err err = {0};

	stages->process = arena_new((size_t)256 << 20);
	stages->arena = arena_new((size_t)256 << 20);
	if (gazetteer_open(gazetteer_path, &gazetteer, &err) != STATUS_OK ||
	    lexicon_load(stages->process, NULL, &lexicon, &err) != STATUS_OK ||
	    clean_rules_load(stages->process, &lexicon, &stages->clean, &err) != STATUS_OK ||
	    extract_rules_load(stages->process, &lexicon, gazetteer, &stages->extract, &err) !=
		STATUS_OK ||
	    !(stages->converter = script_converter_new(&err))) {
		fprintf(stderr, "bench_stages: %s\n", err.text);
		exit(1);
	}
}

static void extract_once(const struct stages *stages, const struct page *page,
			 double seconds[STAGES], size_t used[STAGES])
{
	for (size_t i = 0; i < page->n_articles; i++) {
		struct mentions mentions;
		struct places *places;
		struct initiatives initiatives;
		double start = now();
		size_t before = arena_used(stages->arena);
		if (extract_mentions(stages->arena, stages->extract, page, &page->articles[i],
				     &mentions, &places) != STATUS_OK)
			exit(1);
		seconds[MENTIONS] += now() - start;
		used[MENTIONS] += arena_used(stages->arena) - before;
		if (extract_initiatives(stages->arena, stages->extract, &page->articles[i],
					&mentions, places, &initiatives) != STATUS_OK)
			exit(1);
		seconds[EXTRACTION] += now() - start;
		used[EXTRACTION] += arena_used(stages->arena) - before;
	}
}

static void run_once(const struct stages *stages, struct page_file file, double seconds[STAGES],
		     size_t used[STAGES])
{
	struct document document = {.bytes = {file.bytes, file.n},
				    .media_type =
					file.is_text ? SLICE("text/plain") : SLICE("text/html")};
	struct page page = {0};
	struct err err = {0};
	double start = now();

	memset(used, 0, STAGES * sizeof *used);
	seconds[MENTIONS] = seconds[EXTRACTION] = 0;
	arena_reset(stages->arena);
	if (page_clean(stages->arena, stages->clean, stages->converter, &document, &page, &err) !=
	    STATUS_OK)
		fprintf(stderr, "bench_stages: %s\n", err.text);
	seconds[CLEAN] = now() - start;
	used[CLEAN] = arena_used(stages->arena);
	extract_once(stages, &page, seconds, used);
}

static void measure(const struct stages *stages, const struct page_file *pages, int number,
		    struct cost *cost)
{
	double seconds[STAGES][ROUNDS], once[STAGES];
	size_t used[STAGES];

	for (int round = 0; round < ROUNDS; round++) {
		once[PARSE] = pages[number].is_text ? 0 : ask(stages, number);
		run_once(stages, pages[number], once, used);
		for (int stage = 0; stage < STAGES; stage++)
			seconds[stage][round] = once[stage];
	}
	for (int stage = 0; stage < STAGES; stage++) {
		qsort(seconds[stage], ROUNDS, sizeof(double), by_size);
		cost->seconds[stage] += seconds[stage][ROUNDS / 2];
		if (used[stage] > cost->used[stage])
			cost->used[stage] = used[stage];
	}
	cost->pages++;
	cost->bytes += pages[number].n;
}

/* *parse: seconds of a mean page; kept from the group before where this one has none. */
static void print_group(const char *name, const struct cost *cost, double *parse)
{
	double pages = (double)cost->pages;

	if (cost->seconds[PARSE] > 0)
		*parse = cost->seconds[PARSE] / pages;
	printf(
	    "%-15s %3zu pages of %3zu KB, plain parse %.2f ms: cleaning %.2f parses (%.0f pages/s, "
	    "%.1f MB); mentions %.2f (%.1f MB); extraction %.2f (%.1f MB)\n",
	    name, cost->pages, cost->bytes / cost->pages / 1000, *parse * 1e3,
	    cost->seconds[CLEAN] / pages / *parse, pages / cost->seconds[CLEAN],
	    (double)cost->used[CLEAN] / 1e6, cost->seconds[MENTIONS] / pages / *parse,
	    (double)cost->used[MENTIONS] / 1e6, cost->seconds[EXTRACTION] / pages / *parse,
	    (double)cost->used[EXTRACTION] / 1e6);
}

static bool is_group(const char *argument)
{
	return slice_ends(slice_of(argument), SLICE(":"));
}

int main(int argc, char **argv)
{
	struct page_file *pages = calloc((size_t)argc, sizeof *pages);
	struct stages stages;
	double parse = 0;
	int to[2], from[2];

	for (int i = 2; i < argc; i++)
		if (!is_group(argv[i]))
			pages[i] = read_page(argv[i]);
	if (argc < 4 || !is_group(argv[2]) || pipe(to) || pipe(from))
		return 1;
	if (fork() == 0) {
		close(to[1]);
		serve(pages, to[0], from[1]);
	}
	stages.to = to[1];
	stages.from = from[0];
	stages_load(&stages, argv[1]);
	for (int i = 2; i < argc;) {
		struct cost cost = {0};
		const char *name = argv[i++];
		for (; i < argc && !is_group(argv[i]); i++)
			measure(&stages, pages, i, &cost);
		if (cost.pages)
			print_group(name, &cost, &parse);
	}
	close(to[1]);
	wait(NULL);
	return 0;
}
