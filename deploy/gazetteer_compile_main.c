/* gazetteer_compile_main.c - build/gazetteer-compile LIST SUFFIXES OUT: makes gazetteer.bin.
 * Run by the Makefile. Exit 0, or 1 with one line on stderr. */
#include "lexicon/gazetteer_build.h"

static int fail(const struct err *err)
{
	fprintf(stderr, "gazetteer-compile: %s\n", err->text);
	return 1;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct slice list, suffixes, bytes;
	struct table table;

	if (argc != 4) {
		fputs("usage: gazetteer-compile divisions.txt.gz place_suffixes.tsv OUT\n", stderr);
		return 2;
	}
	struct arena *arena = arena_new((size_t)2048 * 1024 * 1024);
	if (!arena)
		return 1;
	enum status status = gazetteer_read_source(arena, argv[1], &list, &err);
	if (status == STATUS_OK)
		status = gazetteer_read_source(arena, argv[2], &suffixes, &err);
	if (status == STATUS_OK)
		status = table_parse(arena, SLICE("place_suffixes"), slice_of(argv[2]), suffixes,
				     &table, &err);
	if (status == STATUS_OK)
		status = gazetteer_build(arena, list, &table, &bytes, &err);
	if (status == STATUS_OK)
		status = gazetteer_write(arena, bytes, argv[3], &err);
	arena_free(arena);
	return status == STATUS_OK ? 0 : fail(&err);
}
