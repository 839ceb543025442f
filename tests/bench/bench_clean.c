/* bench_clean.c - what cleaning costs, as a multiple of htmlReadMemory + xmlFreeDoc on the same
 * bytes in the same run. For each page the two are measured in turn, ROUNDS times; the medians are
 * summed over the pages. The plain parse is a process of its own, because jiceng gives libxml2
 * another allocator.
 *	bench_clean FILE.html... */
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lexicon/lexicon.h"
#include "page/clean.h"

#define ROUNDS 9

struct page_file {
	char *bytes;
	size_t n;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static struct page_file read_page(const char *path)
{
	struct page_file page = {0};
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

static double ask(int to, int from, int number)
{
	double seconds = 0;

	if (write(to, &number, sizeof number) != sizeof number ||
	    read(from, &seconds, sizeof seconds) != sizeof seconds)
		exit(1);
	return seconds;
}

struct cleaner {
	struct arena *process, *arena;
	const struct clean_rules *rules;
	struct script_converter *converter;
};

static struct cleaner cleaner_new(void)
{
	struct cleaner cleaner = {.process = arena_new((size_t)256 << 20),
				  .arena = arena_new((size_t)256 << 20)};
	struct lexicon lexicon;
	struct err err = {0};

	if (lexicon_load(cleaner.process, NULL, &lexicon, &err) != STATUS_OK ||
	    clean_rules_load(cleaner.process, &lexicon, &cleaner.rules, &err) != STATUS_OK ||
	    !(cleaner.converter = script_converter_new(&err))) {
		fprintf(stderr, "bench_clean: %s\n", err.text);
		exit(1);
	}
	return cleaner;
}

static double clean_once(const struct cleaner *cleaner, struct page_file file)
{
	struct document document = {.bytes = {file.bytes, file.n},
				    .media_type = SLICE("text/html")};
	struct page page = {0};
	struct err err = {0};
	double start = now();

	arena_reset(cleaner->arena);
	if (page_clean(cleaner->arena, cleaner->rules, cleaner->converter, &document, &page,
		       &err) != STATUS_OK)
		fprintf(stderr, "bench_clean: %s\n", err.text);
	return now() - start;
}

int main(int argc, char **argv)
{
	struct page_file *pages = calloc((size_t)argc, sizeof *pages);
	double plain = 0, clean = 0, bytes = 0;
	int to[2], from[2];

	for (int i = 1; i < argc; i++) {
		pages[i] = read_page(argv[i]);
		bytes += (double)pages[i].n;
	}
	if (argc < 2 || pipe(to) || pipe(from))
		return 1;
	if (fork() == 0) {
		close(to[1]);
		serve(pages, to[0], from[1]);
	}
	struct cleaner cleaner = cleaner_new();
	for (int i = 1; i < argc; i++) {
		double a[ROUNDS], b[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			a[round] = ask(to[1], from[0], i);
			b[round] = clean_once(&cleaner, pages[i]);
		}
		qsort(a, ROUNDS, sizeof *a, by_size);
		qsort(b, ROUNDS, sizeof *b, by_size);
		plain += a[ROUNDS / 2];
		clean += b[ROUNDS / 2];
	}
	close(to[1]);
	wait(NULL);
	printf("clean: %d pages, %.1f MB; cleaning %.0f pages/s, plain libxml2 parse %.0f pages/s, "
	       "ratio %.2f\n",
	       argc - 1, bytes / 1e6, (argc - 1) / clean, (argc - 1) / plain, clean / plain);
	return 0;
}
