/* gazetteer_build.c - see gazetteer_build.h. Lines become divisions; each division gives names
 * (full, short, alias, stem), and the table of former names gives some more; names are sorted, so
 * that equal ones meet, and laid out. A name that is the beginning of another shares its bytes:
 * 新湖 lies inside 新湖社区. */
#include "lexicon/gazetteer_build.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/vec.h"
#include "lexicon/gazetteer.h"
#include "lexicon/gazetteer_layout.h"
#include "lexicon/name_forms.h"
#include "text/utf8.h"

struct named { /* one name of one division */
	struct slice name;
	uint32_t division;
	uint8_t form; /* enum name_form, or SPELLING */
};

/* Not a way to find the division, only the bytes of its own name. */
#define SPELLING 0xff

struct build {
	struct arena *arena;
	struct err *err;
	const struct name_rules *rules;
	struct vec divisions;  /* struct stored_division */
	struct slice *written; /* name of each division, as texts write it */
	struct vec named;
	struct vec names; /* struct stored_name */
	struct vec hits;  /* uint32_t */
	struct vec scan;  /* uint32_t */
	struct buf text;
	uint32_t *name_slots;
	size_t n_name_slots;
	struct stored_run *scan_slots;
	size_t n_scan_slots;
	unsigned char *pairs;
};

static enum status no_memory(struct build *build)
{
	return err_set(build->err, STATUS_MEMORY_LIMIT, "gazetteer", SIZE_MAX,
		       "no memory to build the gazetteer");
}

enum status gazetteer_read_source(struct arena *arena, const char *path, struct slice *out,
				  struct err *err)
{
	struct buf text = buf_in(arena);
	gzFile file = gzopen(path, "rb"); /* reads plain files as they are */
	char block[65536];
	int n;

	if (!file)
		return err_set(err, STATUS_CANNOT_READ, "gazetteer", SIZE_MAX, "cannot read %s: %s",
			       path, strerror(errno));
	while ((n = gzread(file, block, sizeof block)) > 0)
		buf_append(&text, (struct slice){block, (size_t)n});
	bool cut_short = gzclose(file) != Z_OK;
	if (n < 0 || cut_short)
		return err_set(err, STATUS_BAD_LEXICON, "gazetteer", SIZE_MAX,
			       "%s is damaged or cut short", path);
	if (buf_failed(&text))
		return err_set(err, STATUS_MEMORY_LIMIT, "gazetteer", SIZE_MAX, "no memory for %s",
			       path);
	*out = buf_slice(&text);
	return STATUS_OK;
}

/* "43 东厂社区居委会": depth 4, three more than the one before. */
static bool parse_line(struct slice line, unsigned *depth, uint64_t *step, struct slice *name)
{
	size_t space = slice_find_byte(line, ' ', 0);

	if (space == SIZE_MAX || space == 0 || line.p[0] < '0' || line.p[0] > '4')
		return false;
	*depth = (unsigned)(line.p[0] - '0');
	*step = 1;
	if (space > 1 && !slice_to_uint64(slice_sub(line, 1, space), step))
		return false;
	*name = slice_from(line, space + 1);
	return name->n > 0 && name->n < 256 && utf8_is_valid(*name);
}

static enum status parse_list(struct build *build, struct slice list)
{
	static const uint64_t STEPS[] = {10000000000u, 100000000u, 1000000u, 1000u, 1u};
	static const uint64_t ROOM[] = {100, 100, 100, 1000, 1000};
	uint64_t numbers[5] = {0}, step;
	unsigned depth, before = 0;
	struct slice line, name;
	size_t n_lines = 0;
	struct vec names = vec_of(build->arena, sizeof name);

	while (slice_next_field(&list, '\n', &line)) {
		n_lines++;
		bool ok = parse_line(line, &depth, &step, &name) && depth <= before + 1 &&
			  (n_lines > 1 || depth == 0);
		if (ok) {
			for (unsigned d = before + 1; d <= depth; d++)
				numbers[d] = 0;
			numbers[depth] += step;
		}
		if (!ok || numbers[depth] >= ROOM[depth])
			return err_set(build->err, STATUS_BAD_LEXICON, "gazetteer", SIZE_MAX,
				       "list of divisions, line %zu: not \"depth step name\" in "
				       "the order of the codes",
				       n_lines);
		before = depth;
		struct stored_division *division = vec_push(&build->divisions);
		if (!division || !vec_add(&names, &name))
			return no_memory(build);
		for (unsigned d = 0; d <= depth; d++)
			division->code += numbers[d] * STEPS[d];
		division->level = (uint8_t)(depth + 1);
	}
	build->written = names.items;
	return STATUS_OK;
}

static bool add_name(struct build *build, uint32_t division, struct slice name, uint8_t form)
{
	return name.n == 0 || vec_add(&build->named, &(struct named){name, division, form});
}

static enum status name_divisions(struct build *build)
{
	struct division_names names;
	struct slice above[6] = {{NULL, 0}}; /* by level: names of the parents, as listed */

	for (uint32_t i = 0; i < build->divisions.n; i++) {
		struct stored_division *division = vec_at(&build->divisions, i);
		enum division_level level = (enum division_level)division->level;
		above[level] = build->written[i];
		if (!name_forms(build->arena, build->rules, level, above, &names))
			return no_memory(build);
		division->class = (uint8_t)names.class;
		build->written[i] = names.written;
		bool ok = add_name(build, i, names.written, SPELLING);
		for (size_t f = 0; ok && f < names.n; f++)
			ok = add_name(build, i, names.items[f].name, (uint8_t)names.items[f].form);
		if (!ok)
			return no_memory(build);
	}
	return STATUS_OK;
}

/* The division of that code at the level that its length says; parents come before children. */
static uint32_t division_of_code(const struct build *build, struct slice code)
{
	static const enum division_level LEVELS[] = {
	    [2] = DIVISION_PROVINCE, [4] = DIVISION_CITY, [6] = DIVISION_COUNTY};
	uint64_t number;

	if (code.n > 6 || !LEVELS[code.n] || !slice_to_uint64(code, &number))
		return GAZETTEER_NONE;
	for (size_t digits = code.n; digits < 12; digits++)
		number *= 10;
	for (uint32_t i = 0; i < build->divisions.n; i++) {
		const struct stored_division *division = vec_at(&build->divisions, i);
		if (division->code == number && division->level == LEVELS[code.n])
			return i;
	}
	return GAZETTEER_NONE;
}

static enum status add_former_names(struct build *build, const struct table *former)
{
	static const char *const COLUMNS[] = {"word", "code"};
	size_t columns[2];
	enum status status = table_columns(former, COLUMNS, 2, columns, build->err);

	for (size_t i = 0; status == STATUS_OK && i < former->n_rows; i++) {
		struct slice word = table_cell(former, i, columns[0]);
		uint32_t division = division_of_code(build, table_cell(former, i, columns[1]));
		if (word.n == 0 || division == GAZETTEER_NONE)
			status = table_refuse(former, i, build->err,
					      "a row needs a word and a code that the list has");
		else if (!add_name(build, division, word, NAME_ALIAS))
			status = no_memory(build);
	}
	return status;
}

/* Longer names before their own beginnings; of one name, in the order of the divisions. */
static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = slice_compare(y->name, x->name);

	if (order != 0)
		return order;
	if ((x->form == NAME_STEM) != (y->form == NAME_STEM))
		return x->form == NAME_STEM ? 1 : -1;
	if (x->division != y->division)
		return x->division < y->division ? -1 : 1;
	return x->form < y->form ? -1 : x->form > y->form;
}

/* The scan list holds what may stand alone in a text: no stems, no villages. */
static bool is_scanned(const struct build *build, const struct named *named)
{
	const struct stored_division *division = vec_at(&build->divisions, named->division);

	if (named->form == SPELLING || named->form == NAME_STEM)
		return false;
	return division->level < DIVISION_TOWN ||
	       (division->level == DIVISION_TOWN &&
		name_form_stands_alone(build->rules, named->name));
}

struct layout {               /* where lay_out_names() stands */
	struct slice spelled; /* the last name whose bytes were written */
	uint32_t spelled_at;
	struct slice name; /* the last name that got a number */
	bool is_stem;
	bool in_scan;
};

static bool lay_out_one(struct build *build, struct layout *layout, const struct named *named)
{
	uint32_t hit = named->division << HIT_FORM_BITS | (named->form & 3u);
	bool is_stem = named->form == NAME_STEM;

	if (!slice_starts(layout->spelled, named->name)) {
		layout->spelled = named->name;
		layout->spelled_at = (uint32_t)build->text.n;
		buf_append(&build->text, named->name);
	}
	if (named->form == SPELLING) {
		struct stored_division *division = vec_at(&build->divisions, named->division);
		division->name = layout->spelled_at;
		division->name_bytes = (uint16_t)named->name.n;
		return true;
	}
	if (!slice_equal(layout->name, named->name) || layout->is_stem != is_stem) {
		struct stored_name *name = vec_push(&build->names);
		if (!name)
			return false;
		*name = (struct stored_name){layout->spelled_at, (uint16_t)named->name.n, is_stem,
					     (uint32_t)build->hits.n};
		layout->name = named->name;
		layout->is_stem = is_stem;
		layout->in_scan = false;
	} else if (*(uint32_t *)vec_at(&build->hits, build->hits.n - 1) >> HIT_FORM_BITS ==
		   named->division) {
		return true; /* two forms of one division with one spelling: the first counts */
	}
	if (!layout->in_scan && is_scanned(build, named)) {
		layout->in_scan = true;
		if (!vec_add(&build->scan, &(uint32_t){(uint32_t)build->names.n - 1}))
			return false;
	}
	return vec_add(&build->hits, &hit);
}

static enum status lay_out_names(struct build *build)
{
	struct layout layout = {0};

	if (build->named.n) /* qsort() may not be given NULL */
		qsort(build->named.items, build->named.n, sizeof(struct named), by_name);
	for (size_t i = 0; i < build->named.n; i++)
		if (!lay_out_one(build, &layout, vec_at(&build->named, i)))
			return no_memory(build);
	struct stored_name *end = vec_push(&build->names);
	if (!end || buf_failed(&build->text))
		return no_memory(build);
	end->first_hit = (uint32_t)build->hits.n;
	return STATUS_OK;
}

static struct slice spelling(const struct build *build, uint32_t name)
{
	const struct stored_name *stored = vec_at(&build->names, name);
	return slice_sub(buf_slice(&build->text), stored->text, stored->text + stored->bytes);
}

static size_t slots_for(size_t n)
{
	size_t size = 8;

	while (size < n * 2)
		size *= 2;
	return size;
}

static enum status hash_names(struct build *build)
{
	size_t n = build->names.n - 1, size = slots_for(n);

	build->n_name_slots = size;
	build->name_slots = arena_array(build->arena, size, sizeof *build->name_slots);
	if (!build->name_slots)
		return no_memory(build);
	for (uint32_t i = 0; i < n; i++) {
		const struct stored_name *name = vec_at(&build->names, i);
		size_t slot = (size_t)NAME_HASH(spelling(build, i), name->is_stem) & (size - 1);
		while (build->name_slots[slot])
			slot = (slot + 1) & (size - 1);
		build->name_slots[slot] = i + 1;
	}
	return STATUS_OK;
}

struct scanned {
	struct slice key; /* first two code points */
	struct slice name;
	uint32_t number;
};

static int by_key_and_length(const void *a, const void *b)
{
	const struct scanned *x = a, *y = b;
	int order = slice_compare(x->key, y->key);

	if (order != 0)
		return order;
	if (x->name.n != y->name.n)
		return x->name.n > y->name.n ? -1 : 1;
	return slice_compare(x->name, y->name);
}

static void set_pair(unsigned char *pairs, struct slice key)
{
	size_t n, end;
	uint32_t first = utf8_at(key, 0, &n);
	uint32_t bit = PAIR_BIT(first, n < key.n ? utf8_at(key, n, &end) : 0);

	pairs[bit / 8] |= (unsigned char)(1u << bit % 8);
}

static enum status hash_scan(struct build *build)
{
	size_t n = build->scan.n, size = slots_for(n);
	struct scanned *rows = arena_array(build->arena, n, sizeof *rows);
	uint32_t *scan = build->scan.items;

	build->n_scan_slots = size;
	build->scan_slots = arena_array(build->arena, size, sizeof *build->scan_slots);
	build->pairs = arena_alloc(build->arena, PAIR_BITS / 8);
	if (!build->scan_slots || !rows || !build->pairs)
		return no_memory(build);
	for (size_t i = 0; i < n; i++) {
		struct slice name = spelling(build, scan[i]);
		rows[i] = (struct scanned){utf8_head(name, 2), name, scan[i]};
	}
	qsort(rows, n, sizeof *rows, by_key_and_length);
	for (size_t i = 0; i < n; i++) {
		size_t slot = (size_t)hash64(rows[i].key) & (size - 1);
		scan[i] = rows[i].number;
		set_pair(build->pairs, rows[i].key);
		while (build->scan_slots[slot].n &&
		       !slice_equal(rows[build->scan_slots[slot].first].key, rows[i].key))
			slot = (slot + 1) & (size - 1);
		if (build->scan_slots[slot].n++ == 0)
			build->scan_slots[slot].first = (uint32_t)i;
	}
	return STATUS_OK;
}

static void pad(struct buf *file)
{
	while (file->n % 8)
		buf_byte(file, '\0');
}

static enum status join_sections(struct build *build, struct slice *out)
{
	const struct {
		const void *items;
		size_t n, bytes;
	} sections[SECTION_COUNT] = {
	    {build->divisions.items, build->divisions.n, sizeof(struct stored_division)},
	    {build->names.items, build->names.n, sizeof(struct stored_name)},
	    {build->hits.items, build->hits.n, sizeof(uint32_t)},
	    {build->name_slots, build->n_name_slots, sizeof(uint32_t)},
	    {build->scan.items, build->scan.n, sizeof(uint32_t)},
	    {build->scan_slots, build->n_scan_slots, sizeof(struct stored_run)},
	    {build->pairs, PAIR_BITS / 8, 1},
	    {build->text.p, build->text.n, 1},
	};
	struct gazetteer_header header = {.version = GAZETTEER_VERSION,
					  .byte_order = GAZETTEER_BYTE_ORDER};
	struct buf file = buf_in(build->arena);

	memcpy(header.magic, GAZETTEER_MAGIC, sizeof header.magic);
	buf_append(&file, (struct slice){(char *)&header, sizeof header});
	for (int i = 0; i < SECTION_COUNT; i++) {
		pad(&file);
		header.at[i] = file.n;
		header.n[i] = sections[i].n;
		buf_append(&file,
			   (struct slice){sections[i].items, sections[i].n * sections[i].bytes});
	}
	pad(&file);
	if (buf_failed(&file))
		return no_memory(build);
	header.size = file.n;
	struct slice hash =
	    sha256_hex(build->arena, slice_from(buf_slice(&file), sizeof header), 64);
	if (!hash.p)
		return no_memory(build);
	memcpy(header.hash, hash.p, sizeof header.hash);
	memcpy(file.p, &header, sizeof header);
	*out = buf_slice(&file);
	return STATUS_OK;
}

enum status gazetteer_build(struct arena *arena, struct slice list, const struct table *suffixes,
			    const struct table *former, struct slice *out, struct err *err)
{
	struct build build = {.arena = arena, .err = err};
	enum status status = name_rules_load(arena, suffixes, &build.rules, err);

	build.divisions = vec_of(arena, sizeof(struct stored_division));
	build.named = vec_of(arena, sizeof(struct named));
	build.names = vec_of(arena, sizeof(struct stored_name));
	build.hits = vec_of(arena, sizeof(uint32_t));
	build.scan = vec_of(arena, sizeof(uint32_t));
	build.text = buf_in(arena);
	if (status == STATUS_OK)
		status = parse_list(&build, list);
	if (status == STATUS_OK)
		status = name_divisions(&build);
	if (status == STATUS_OK && former)
		status = add_former_names(&build, former);
	if (status == STATUS_OK)
		status = lay_out_names(&build);
	if (status == STATUS_OK)
		status = hash_names(&build);
	if (status == STATUS_OK)
		status = hash_scan(&build);
	return status == STATUS_OK ? join_sections(&build, out) : status;
}

enum status gazetteer_write(struct arena *arena, struct slice bytes, const char *path,
			    struct err *err)
{
	struct slice beside = arena_join(arena, slice_of(path), SLICE(".new"));

	if (!beside.p)
		return err_set(err, STATUS_MEMORY_LIMIT, "gazetteer", SIZE_MAX, "no memory");
	FILE *file = fopen(beside.p, "wb");
	if (!file)
		return err_set(err, STATUS_CANNOT_WRITE, "gazetteer", SIZE_MAX,
			       "cannot write %s: %s", beside.p, strerror(errno));
	bool ok = bytes.n == 0 || fwrite(bytes.p, 1, bytes.n, file) == bytes.n;
	int reason = errno;
	if (fclose(file) != 0 && ok) {
		ok = false;
		reason = errno;
	}
	if (ok && rename(beside.p, path) != 0) {
		ok = false;
		reason = errno;
	}
	if (ok)
		return STATUS_OK;
	unlink(beside.p);
	return err_set(err, STATUS_CANNOT_WRITE, "gazetteer", SIZE_MAX, "cannot write %s: %s", path,
		       strerror(reason));
}
