/* mention_corpus.h - rows of tests/corpus/mentions/NAME.tsv (name, text, want) for loop tests. Read
 * once per process; path: from the directory that make runs in, the top of the work tree. */
#ifndef JICENG_TESTS_MENTION_CORPUS_H
#define JICENG_TESTS_MENTION_CORPUS_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"

struct mention_row {
	struct slice name, text, want;
};

struct mention_corpus {
	struct mention_row rows[1024];
	int n;
};

/* Lines that begin with # and the header line are passed over. Ends the program on a bad file. */
static inline void mention_corpus_read(const char *path, struct mention_corpus *out)
{
	static char bytes[1 << 20];
	FILE *file = fopen(path, "rb");
	struct slice rest, line;
	bool header = true;

	if (!file) {
		fprintf(stderr, "%s: not there (run from the top of the work tree)\n", path);
		exit(1);
	}
	rest = (struct slice){bytes, fread(bytes, 1, sizeof bytes, file)};
	fclose(file);
	while (slice_next_field(&rest, '\n', &line)) {
		struct mention_row *row = &out->rows[out->n];
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!header && out->n < (int)(sizeof out->rows / sizeof *out->rows)) {
			slice_next_field(&line, '\t', &row->name);
			slice_next_field(&line, '\t', &row->text);
			slice_next_field(&line, '\t', &row->want);
			out->n++;
		}
		header = false;
	}
}

/* \n in a cell as a line break. */
static inline struct slice with_line_breaks(struct arena *arena, struct slice cell)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < cell.n; i++) {
		bool line_break = cell.p[i] == '\\' && i + 1 < cell.n && cell.p[i + 1] == 'n';
		buf_byte(&out, line_break ? '\n' : cell.p[i]);
		i += line_break;
	}
	ck_assert(!buf_failed(&out));
	return buf_slice(&out);
}

#endif
