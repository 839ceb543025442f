/* input.c - see input.h. The list of files is made first (folders walked, names sorted); then one
 * file at a time is mapped or read, and cut into records by its kind. */
#include "input.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/vec.h"
#include "page/warc.h"

/* Larger than any page that may be processed, so that "too large" is said by the engine, in its own
 * words; what goes beyond is refused here. */
#define FILE_BUDGET ((size_t)4 * 1024 * 1024 * 1024)
#define LIST_BUDGET ((size_t)1024 * 1024 * 1024)

enum file_kind { FILE_PAGE, FILE_LINES, FILE_WARC };

struct ending {
	struct slice ending;
	struct slice content_type; /* empty: let the first bytes decide */
	enum file_kind kind;
};

static const struct ending ENDINGS[] = {
    {SLICE_INIT(".html"), SLICE_INIT("text/html"), FILE_PAGE},
    {SLICE_INIT(".htm"), SLICE_INIT("text/html"), FILE_PAGE},
    {SLICE_INIT(".shtml"), SLICE_INIT("text/html"), FILE_PAGE},
    {SLICE_INIT(".xhtml"), SLICE_INIT("application/xhtml+xml"), FILE_PAGE},
    {SLICE_INIT(".txt"), SLICE_INIT("text/plain"), FILE_PAGE},
    {SLICE_INIT(".json"), SLICE_INIT("application/json"), FILE_PAGE},
    {SLICE_INIT(".jsonl"), SLICE_INIT("application/json"), FILE_LINES},
    {SLICE_INIT(".ndjson"), SLICE_INIT("application/json"), FILE_LINES},
    {SLICE_INIT(".warc"), SLICE_INIT("application/warc"), FILE_WARC},
};

struct input {
	struct arena *list; /* paths */
	struct arena *file; /* the file at hand */
	struct vec paths;   /* struct slice, NUL behind each */
	size_t next_path;
	struct vec failures; /* struct err: arguments that could not be listed */
	size_t next_failure;
	struct slice content_type; /* of every record; empty: the file names decide */
	struct slice path;
	struct slice contents;
	size_t at;                /* bytes of contents already handed out */
	struct warc_reader *warc; /* of the file at hand, when it is an archive */
	enum file_kind kind;
	bool open;
	struct header header;
};

static int by_name(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static bool add_path(struct input *input, struct slice path)
{
	struct slice copy = arena_copy(input->list, path);
	return copy.p && vec_add(&input->paths, &copy);
}

static bool add_failure(struct input *input, const char *path)
{
	struct err *err = vec_push(&input->failures);

	if (!err)
		return false;
	err_set(err, STATUS_CANNOT_READ, "input", SIZE_MAX, "cannot read %s: %s", path,
		strerror(errno));
	return true;
}

static bool list_folder(struct input *input, struct slice folder);

static bool list_path(struct input *input, struct slice path)
{
	struct stat information;

	if (slice_equal(path, SLICE("-")))
		return add_path(input, path);
	if (stat(path.p, &information) != 0)
		return add_failure(input, path.p);
	return S_ISDIR(information.st_mode) ? list_folder(input, path) : add_path(input, path);
}

static bool list_folder(struct input *input, struct slice folder)
{
	struct vec names = vec_of(input->list, sizeof(struct slice));
	DIR *open = opendir(folder.p);
	bool ok = true;

	if (!open)
		return add_failure(input, folder.p);
	while (folder.n > 1 && folder.p[folder.n - 1] == '/')
		folder.n--;
	for (struct dirent *entry; ok && (entry = readdir(open));) {
		if (entry->d_name[0] == '.')
			continue;
		struct slice name = arena_join(input->list, SLICE("/"), slice_of(entry->d_name));
		struct slice path = arena_join(input->list, folder, name);
		ok = name.p && path.p && vec_add(&names, &path);
	}
	closedir(open);
	if (names.n)
		qsort(names.items, names.n, sizeof(struct slice), by_name);
	for (size_t i = 0; ok && i < names.n; i++)
		ok = list_path(input, *(struct slice *)vec_at(&names, i));
	return ok;
}

struct input *input_open(const char *const *paths, size_t n_paths, struct slice content_type)
{
	struct input *input = calloc(1, sizeof *input);

	if (!input)
		return NULL;
	input->content_type = content_type;
	input->list = arena_new(LIST_BUDGET);
	input->file = arena_new(FILE_BUDGET);
	bool ok = input->list && input->file;
	if (ok) {
		input->paths = vec_of(input->list, sizeof(struct slice));
		input->failures = vec_of(input->list, sizeof(struct err));
	}
	for (size_t i = 0; ok && i < n_paths; i++)
		ok = list_path(input, slice_of(paths[i]));
	if (!ok) {
		input_close(input);
		return NULL;
	}
	return input;
}

void input_close(struct input *input)
{
	if (!input)
		return;
	warc_reader_free(input->warc);
	arena_free(input->list);
	arena_free(input->file);
	free(input);
}

static enum status read_all(struct input *input, FILE *file, struct err *err)
{
	struct buf contents = buf_in(input->file);
	char *block = malloc(65536);
	size_t n;

	while (block && (n = fread(block, 1, 65536, file)) > 0)
		buf_append(&contents, (struct slice){block, n});
	free(block);
	if (ferror(file))
		return err_set(err, STATUS_CANNOT_READ, "input", SIZE_MAX, "cannot read %.*s: %s",
			       SLICE_ARG(input->path), strerror(errno));
	if (!block || buf_failed(&contents))
		return err_set(err, STATUS_TOO_LARGE, "input", SIZE_MAX,
			       "%.*s is too large to read at once", SLICE_ARG(input->path));
	/* An empty file is an empty value, not a null one. */
	input->contents = contents.n ? buf_slice(&contents) : SLICE("");
	return STATUS_OK;
}

/* What the name says about the contents; ".gz" behind the ending is looked through. */
static void note_kind(struct input *input)
{
	struct slice name = input->path;

	input->kind = FILE_PAGE;
	input->header = (struct header){SLICE("content-type"), SLICE_EMPTY};
	if (slice_ends(name, SLICE(".gz")))
		name.n -= 3;
	for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
		const struct ending *row = &ENDINGS[i];
		if (name.n < row->ending.n ||
		    !slice_equal_ignore_case(slice_from(name, name.n - row->ending.n), row->ending))
			continue;
		input->kind = row->kind;
		input->header.value = row->content_type;
	}
	if (input->content_type.n)
		input->header.value = input->content_type;
}

static enum status open_next(struct input *input, struct err *err)
{
	input->path = *(struct slice *)vec_at(&input->paths, input->next_path++);
	warc_reader_free(input->warc);
	input->warc = NULL;
	arena_reset(input->file);
	input->contents = SLICE_EMPTY;
	input->at = 0;
	note_kind(input);
	FILE *file = slice_equal(input->path, SLICE("-")) ? stdin : fopen(input->path.p, "rb");
	if (!file)
		return err_set(err, STATUS_CANNOT_READ, "input", SIZE_MAX, "cannot read %.*s: %s",
			       SLICE_ARG(input->path), strerror(errno));
	enum status status = read_all(input, file, err);
	if (file != stdin)
		fclose(file);
	if (status != STATUS_OK)
		return status;
	if (input->kind == FILE_WARC && input->contents.n) {
		input->warc = warc_reader_new(input->contents, FILE_BUDGET);
		if (!input->warc)
			return err_set(err, STATUS_MEMORY_LIMIT, "input", SIZE_MAX, "no memory");
	}
	input->open = true;
	return STATUS_OK;
}

/* A record's bytes from input->at on; false when the file is used up. */
static bool cut_line(struct input *input, struct slice *value)
{
	while (input->at < input->contents.n) {
		size_t end = slice_find_byte(input->contents, '\n', input->at);
		if (end == SIZE_MAX)
			end = input->contents.n;
		*value = slice_trim(slice_sub(input->contents, input->at, end));
		input->at = end + 1;
		if (value->n)
			return true;
	}
	return false;
}

static bool cut_record(struct input *input, struct slice *value, struct err *err)
{
	if (input->warc)
		return warc_reader_next(input->warc, value, err);
	if (input->kind == FILE_LINES)
		return cut_line(input, value);
	/* An empty file is one record with an empty value: the engine says what is wrong with it.
	 */
	if (input->at > input->contents.n || (input->at && input->at == input->contents.n))
		return false;
	*value = input->contents;
	input->at = input->contents.n + 1;
	return true;
}

enum input_result input_next(struct input *input, struct raw_record *out, struct err *err)
{
	struct slice value;

	*err = (struct err){0};
	if (input->next_failure < input->failures.n) {
		*err = *(struct err *)vec_at(&input->failures, input->next_failure++);
		return INPUT_ERROR;
	}
	while (!input->open || !cut_record(input, &value, err)) {
		input->open = false;
		if (err->status != STATUS_OK)
			return INPUT_ERROR;
		if (input->next_path == input->paths.n)
			return INPUT_END;
		if (open_next(input, err) != STATUS_OK)
			return INPUT_ERROR;
	}
	*out = (struct raw_record){.value = value,
				   .headers = &input->header,
				   .n_headers = input->header.value.n ? 1 : 0,
				   .name = input->path};
	return INPUT_RECORD;
}
