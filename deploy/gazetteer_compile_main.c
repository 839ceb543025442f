/* gazetteer_compile_main.c - build/gazetteer-compile LIST SUFFIXES FORMER OUT: makes gazetteer.bin.
 * Run by the Makefile. Exit 0, or 1 with one line on stderr. */
#include "lexicon/gazetteer_build.h"

static int fail(const struct err *err)
{
	fprintf(stderr, "gazetteer-compile: %s\n", err->text);
	return 1;
}

static enum status read_table(struct arena *arena, const char *path, struct table *table,
			      struct err *err)
{
	struct slice text;
	enum status status = gazetteer_read_source(arena, path, &text, err);

	return status == STATUS_OK
		   ? table_parse(arena, slice_of(path), slice_of(path), text, table, err)
		   : status;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct slice list, bytes;
	struct table suffixes, former;

	if (argc != 5) {
		fputs("usage: gazetteer-compile divisions.txt.gz place_suffixes.tsv "
		      "place_former.tsv OUT\n",
		      stderr);
		return 2;
	}
	struct arena *arena = arena_new((size_t)2048 * 1024 * 1024);
	if (!arena)
		return 1;
	enum status status = gazetteer_read_source(arena, argv[1], &list, &err);
	if (status == STATUS_OK)
		status = read_table(arena, argv[2], &suffixes, &err);
	if (status == STATUS_OK)
		status = read_table(arena, argv[3], &former, &err);
	if (status == STATUS_OK)
		status = gazetteer_build(arena, list, &suffixes, &former, &bytes, &err);
	if (status == STATUS_OK)
		status = gazetteer_write(arena, bytes, argv[4], &err);
	arena_free(arena);
	return status == STATUS_OK ? 0 : fail(&err);
}
