/* lexicon.c - see lexicon.h. Built-in tables come from the program's own bytes, so that a binary
 * works alone; a directory is read file by file into the process arena. */
#include "lexicon/lexicon.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/vec.h"
#include "lexicon/builtin.h"

static enum status read_file(struct arena *arena, const char *path, struct slice *out,
			     struct err *err)
{
	FILE *file = fopen(path, "rb");
	struct buf text = buf_in(arena);
	char block[16384];
	size_t n;

	if (!file)
		return err_set(err, STATUS_CANNOT_READ, "lexicon", SIZE_MAX, "cannot read %s: %s",
			       path, strerror(errno));
	while ((n = fread(block, 1, sizeof block, file)) > 0)
		buf_append(&text, (struct slice){block, n});
	bool failed = ferror(file);
	fclose(file);
	if (failed)
		return err_set(err, STATUS_CANNOT_READ, "lexicon", SIZE_MAX, "cannot read %s",
			       path);
	if (buf_failed(&text))
		return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory for %s",
			       path);
	*out = buf_slice(&text);
	return STATUS_OK;
}

enum status lexicon_read_table(struct arena *arena, const char *path, struct table *out,
			       struct err *err)
{
	struct slice text;
	enum status status = read_file(arena, path, &text, err);

	return status == STATUS_OK
		   ? table_parse(arena, slice_of(path), slice_of(path), text, out, err)
		   : status;
}

static bool has_builtin(struct slice name)
{
	for (const struct builtin_table *t = BUILTIN_TABLES; t->name; t++)
		if (slice_equal(slice_of(t->name), name))
			return true;
	return false;
}

/* Every .tsv of the directory must replace a table that exists. Returns how many do in *n. */
static enum status check_directory(const char *directory, size_t *n, struct err *err)
{
	DIR *open = opendir(directory);
	enum status status = STATUS_OK;

	if (!open)
		return err_set(err, STATUS_CANNOT_READ, "lexicon", SIZE_MAX,
			       "cannot read the lexicon directory %s: %s", directory,
			       strerror(errno));
	*n = 0;
	for (struct dirent *entry; status == STATUS_OK && (entry = readdir(open));) {
		struct slice file = slice_of(entry->d_name);
		if (!slice_ends(file, SLICE(".tsv")) || file.p[0] == '.')
			continue;
		if (!has_builtin(slice_sub(file, 0, file.n - 4)))
			status = err_set(err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX,
					 "%s/%s: there is no table of that name to replace",
					 directory, entry->d_name);
		++*n;
	}
	closedir(open);
	if (status == STATUS_OK && *n == 0)
		return err_set(
		    err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX,
		    "%s holds no .tsv table; expected at least one of the built-in names",
		    directory);
	return status;
}

/* The text of a table: the directory's file when there is one, else the built-in. */
static enum status table_text(struct arena *process, const char *directory,
			      const struct builtin_table *builtin, struct slice *text,
			      struct slice *file, struct err *err)
{
	char path[4096];

	*text = (struct slice){builtin->start, (size_t)(builtin->end - builtin->start)};
	snprintf(path, sizeof path, "%s.tsv", builtin->name);
	if (directory) {
		int n = snprintf(path, sizeof path, "%s/%s.tsv", directory, builtin->name);
		if (n < 0 || (size_t)n >= sizeof path)
			return err_set(err, STATUS_CANNOT_READ, "lexicon", SIZE_MAX,
				       "the path of the lexicon directory is too long");
		FILE *probe = fopen(path, "rb");
		if (probe) {
			fclose(probe);
			enum status status = read_file(process, path, text, err);
			if (status != STATUS_OK)
				return status;
		} else if (errno != ENOENT) {
			return err_set(err, STATUS_CANNOT_READ, "lexicon", SIZE_MAX,
				       "cannot read %s: %s", path, strerror(errno));
		} else {
			snprintf(path, sizeof path, "%s.tsv", builtin->name);
		}
	}
	*file = arena_copy(process, slice_of(path));
	return file->p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status lexicon_load(struct arena *process, const char *directory, struct lexicon *out,
			 struct err *err)
{
	struct vec tables = vec_of(process, sizeof(struct table));
	struct digest *digest = digest_new(process);
	size_t n_replaced;
	enum status status = STATUS_OK;

	if (!digest)
		return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
	if (directory)
		status = check_directory(directory, &n_replaced, err);
	for (const struct builtin_table *b = BUILTIN_TABLES; status == STATUS_OK && b->name; b++) {
		struct slice text, file;
		struct table *table = vec_push(&tables);
		if (!table)
			return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
		status = table_text(process, directory, b, &text, &file, err);
		if (status != STATUS_OK)
			break;
		digest_add_field(digest, slice_of(b->name));
		digest_add_field(digest, text);
		status = table_parse(process, slice_of(b->name), file, text, table, err);
	}
	if (status != STATUS_OK)
		return status;
	*out = (struct lexicon){tables.items, tables.n, digest_hex(digest, process, 64)};
	return out->hash.p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

enum status lexicon_table(const struct lexicon *lexicon, const char *name, const struct table **out,
			  struct err *err)
{
	for (size_t i = 0; i < lexicon->n_tables; i++) {
		if (slice_equal(lexicon->tables[i].name, slice_of(name))) {
			*out = &lexicon->tables[i];
			return STATUS_OK;
		}
	}
	return err_set(err, STATUS_BAD_LEXICON, "lexicon", SIZE_MAX,
		       "the program has no table '%s'", name);
}
