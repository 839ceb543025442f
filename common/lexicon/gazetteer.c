/* gazetteer.c - see gazetteer.h. Opening checks the header and that every section lies inside the
 * file; what the sections say (offsets of names, numbers of hits) is checked where it is used.
 * The part of a division's tree is found by its code: everything under 3714 has a code from
 * 371400000000 up to 371499999999, and divisions are in the order of codes. */
#include "lexicon/gazetteer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "lexicon/gazetteer_layout.h"
#include "text/utf8.h"

struct gazetteer {
	const char *bytes; /* the mapped file */
	size_t size;
	struct gazetteer_header header;
	const struct stored_division *divisions;
	const struct stored_name *names;
	const uint32_t *hits;
	const uint32_t *name_slots;
	const uint32_t *scan;
	const struct stored_run *scan_slots;
	const unsigned char *pairs;
	struct slice text;
};

static const size_t ITEM_BYTES[SECTION_COUNT] = {
    [SECTION_DIVISIONS] = sizeof(struct stored_division),
    [SECTION_NAMES] = sizeof(struct stored_name),
    [SECTION_HITS] = sizeof(uint32_t),
    [SECTION_NAME_SLOTS] = sizeof(uint32_t),
    [SECTION_SCAN] = sizeof(uint32_t),
    [SECTION_SCAN_SLOTS] = sizeof(struct stored_run),
    [SECTION_PAIRS] = 1,
    [SECTION_TEXT] = 1,
};

static bool is_power_of_two(uint64_t n)
{
	return n && (n & (n - 1)) == 0;
}

/* What is wrong with the header, or NULL. */
static const char *fault(const struct gazetteer_header *header, size_t size)
{
	if (memcmp(header->magic, GAZETTEER_MAGIC, sizeof header->magic) != 0)
		return "is not a gazetteer";
	if (header->byte_order != GAZETTEER_BYTE_ORDER)
		return "was built on a machine with another byte order";
	if (header->version != GAZETTEER_VERSION)
		return "is a gazetteer of another version; build it anew with `make`";
	if (header->size != size)
		return "has not the length that it says: cut short, or damaged";
	for (int i = 0; i < SECTION_COUNT; i++)
		if (header->at[i] % 8 || header->at[i] < sizeof *header || header->at[i] > size ||
		    header->n[i] > (size - header->at[i]) / ITEM_BYTES[i])
			return "is damaged: a section lies outside the file";
	if (!is_power_of_two(header->n[SECTION_NAME_SLOTS]) ||
	    !is_power_of_two(header->n[SECTION_SCAN_SLOTS]) || header->n[SECTION_NAMES] == 0 ||
	    header->n[SECTION_PAIRS] != PAIR_BITS / 8 ||
	    header->n[SECTION_DIVISIONS] >= UINT32_MAX >> HIT_FORM_BITS)
		return "is damaged: a section has an impossible size";
	return NULL;
}

static enum status map(int file, const char *path, struct gazetteer *gazetteer, struct err *err)
{
	struct stat about;

	if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
		return err_set(err, STATUS_CANNOT_READ, "gazetteer", SIZE_MAX,
			       "cannot read %s: not a regular file", path);
	gazetteer->size = (size_t)about.st_size;
	if (gazetteer->size < sizeof gazetteer->header)
		return err_set(err, STATUS_BAD_LEXICON, "gazetteer", SIZE_MAX,
			       "%s is not a gazetteer: too short", path);
	void *bytes = mmap(NULL, gazetteer->size, PROT_READ, MAP_SHARED, file, 0);
	if (bytes == MAP_FAILED)
		return err_set(err, STATUS_CANNOT_READ, "gazetteer", SIZE_MAX, "cannot map %s: %s",
			       path, strerror(errno));
	gazetteer->bytes = bytes;
	memcpy(&gazetteer->header, bytes, sizeof gazetteer->header);
	return STATUS_OK;
}

static enum status check(struct gazetteer *gazetteer, const char *path, struct err *err)
{
	const uint64_t *at = gazetteer->header.at;

	const char *wrong = fault(&gazetteer->header, gazetteer->size);
	if (wrong)
		return err_set(err, STATUS_BAD_LEXICON, "gazetteer", SIZE_MAX, "%s %s", path,
			       wrong);
	const char *bytes = gazetteer->bytes;
	gazetteer->divisions = (const void *)(bytes + at[SECTION_DIVISIONS]);
	gazetteer->names = (const void *)(bytes + at[SECTION_NAMES]);
	gazetteer->hits = (const void *)(bytes + at[SECTION_HITS]);
	gazetteer->name_slots = (const void *)(bytes + at[SECTION_NAME_SLOTS]);
	gazetteer->scan = (const void *)(bytes + at[SECTION_SCAN]);
	gazetteer->scan_slots = (const void *)(bytes + at[SECTION_SCAN_SLOTS]);
	gazetteer->pairs = (const void *)(bytes + at[SECTION_PAIRS]);
	gazetteer->text =
	    (struct slice){bytes + at[SECTION_TEXT], (size_t)gazetteer->header.n[SECTION_TEXT]};
	return STATUS_OK;
}

enum status gazetteer_open(const char *path, struct gazetteer **out, struct err *err)
{
	struct gazetteer *gazetteer = calloc(1, sizeof *gazetteer);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	enum status status;

	if (!gazetteer)
		status = err_set(err, STATUS_MEMORY_LIMIT, "gazetteer", SIZE_MAX, "no memory");
	else if (file < 0)
		status = err_set(err, STATUS_CANNOT_READ, "gazetteer", SIZE_MAX,
				 "cannot read %s: %s", path, strerror(errno));
	else
		status = map(file, path, gazetteer, err);
	if (status == STATUS_OK)
		status = check(gazetteer, path, err);
	if (file >= 0)
		close(file);
	if (status != STATUS_OK) {
		gazetteer_close(gazetteer);
		return status;
	}
	*out = gazetteer;
	return STATUS_OK;
}

void gazetteer_close(struct gazetteer *gazetteer)
{
	if (gazetteer && gazetteer->bytes)
		munmap((void *)(uintptr_t)gazetteer->bytes, gazetteer->size);
	free(gazetteer);
}

struct slice gazetteer_hash(const struct gazetteer *gazetteer)
{
	return (struct slice){gazetteer->header.hash, sizeof gazetteer->header.hash};
}

bool gazetteer_is_intact(const struct gazetteer *gazetteer)
{
	size_t header = sizeof gazetteer->header;
	struct slice contents = {gazetteer->bytes + header, gazetteer->size - header};
	struct arena *arena = arena_new(4096);
	bool intact = false;

	if (arena) {
		struct slice hash = sha256_hex(arena, contents, 64);
		intact = hash.p && slice_equal(hash, gazetteer_hash(gazetteer));
	}
	arena_free(arena);
	return intact;
}

size_t gazetteer_size(const struct gazetteer *gazetteer)
{
	return (size_t)gazetteer->header.n[SECTION_DIVISIONS];
}

static struct slice text_of(const struct gazetteer *gazetteer, uint32_t at, uint32_t n)
{
	return slice_sub(gazetteer->text, at, (size_t)at + n);
}

bool gazetteer_division(const struct gazetteer *gazetteer, uint32_t place, struct division *out)
{
	if (place >= gazetteer_size(gazetteer))
		return false;
	const struct stored_division *stored = &gazetteer->divisions[place];
	if (stored->level < DIVISION_PROVINCE || stored->level > DIVISION_VILLAGE ||
	    stored->class > CLASS_VILLAGE || stored->code >= 1000000000000u)
		return false;
	*out = (struct division){stored->code, stored->level, stored->class,
				 text_of(gazetteer, stored->name, stored->name_bytes)};
	return true;
}

/* By how much the codes of two neighbours at that level differ. */
static uint64_t code_step(enum division_level level)
{
	static const uint64_t STEPS[] = {0, 10000000000u, 100000000u, 1000000u, 1000u, 1u};
	return STEPS[level];
}

/* The first division with a code of at least `code`. */
static uint32_t first_from(const struct gazetteer *gazetteer, uint64_t code)
{
	size_t low = 0, high = gazetteer_size(gazetteer);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (gazetteer->divisions[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return (uint32_t)low;
}

/* The division of that code and level. Parents share the code of a first child that has none of
 * its own below, so there may be a few with one code, parents first. */
static uint32_t find_code(const struct gazetteer *gazetteer, uint64_t code,
			  enum division_level level)
{
	uint32_t place = first_from(gazetteer, code);

	for (; place < gazetteer_size(gazetteer); place++) {
		if (gazetteer->divisions[place].code != code)
			break;
		if (gazetteer->divisions[place].level == level)
			return place;
	}
	return GAZETTEER_NONE;
}

uint32_t gazetteer_parent(const struct gazetteer *gazetteer, uint32_t place)
{
	struct division division, above;

	if (!gazetteer_division(gazetteer, place, &division))
		return GAZETTEER_NONE;
	for (unsigned level = division.level - 1; level >= DIVISION_PROVINCE; level--) {
		uint64_t step = code_step((enum division_level)level);
		uint32_t parent =
		    find_code(gazetteer, division.code / step * step, (enum division_level)level);
		if (gazetteer_division(gazetteer, parent, &above) && above.class != CLASS_UNNAMED)
			return parent;
	}
	return GAZETTEER_NONE;
}

uint32_t gazetteer_end(const struct gazetteer *gazetteer, uint32_t place)
{
	struct division division;

	if (!gazetteer_division(gazetteer, place, &division))
		return 0;
	if (division.level == DIVISION_VILLAGE)
		return place + 1;
	return first_from(gazetteer, division.code + code_step(division.level));
}

bool gazetteer_is_within(const struct gazetteer *gazetteer, uint32_t place, uint32_t above)
{
	struct division upper, lower;

	if (place == above)
		return place < gazetteer_size(gazetteer);
	if (!gazetteer_division(gazetteer, above, &upper) ||
	    !gazetteer_division(gazetteer, place, &lower) || lower.level <= upper.level)
		return false;
	uint64_t step = code_step(upper.level);
	return lower.code / step == upper.code / step;
}

uint32_t gazetteer_by_code(const struct gazetteer *gazetteer, struct slice code)
{
	static const enum division_level LEVELS[13] = {
	    [2] = DIVISION_PROVINCE, [4] = DIVISION_CITY,     [6] = DIVISION_COUNTY,
	    [9] = DIVISION_TOWN,     [12] = DIVISION_VILLAGE,
	};
	uint64_t number;

	if (code.n > 12 || !LEVELS[code.n] || !slice_to_uint64(code, &number))
		return GAZETTEER_NONE;
	return find_code(gazetteer, number * code_step(LEVELS[code.n]), LEVELS[code.n]);
}

struct slice gazetteer_code(const struct division *division, struct arena *arena)
{
	static const int DIGITS[] = {0, 2, 4, 6, 9, 12};
	char *text = arena_alloc(arena, 16);

	if (!text)
		return SLICE_EMPTY;
	snprintf(text, 16, "%012llu", (unsigned long long)division->code);
	return (struct slice){text, (size_t)DIGITS[division->level]};
}

static struct slice name_text(const struct gazetteer *gazetteer, uint32_t name)
{
	if (name + (uint64_t)1 >= gazetteer->header.n[SECTION_NAMES])
		return SLICE_EMPTY;
	return text_of(gazetteer, gazetteer->names[name].text, gazetteer->names[name].bytes);
}

static struct hits hits_of(const struct gazetteer *gazetteer, uint32_t name)
{
	uint64_t first = gazetteer->names[name].first_hit;
	uint64_t end = gazetteer->names[name + 1].first_hit;

	if (first > end || end > gazetteer->header.n[SECTION_HITS])
		return (struct hits){NULL, 0};
	return (struct hits){gazetteer->hits + first, (size_t)(end - first)};
}

static struct hits find(const struct gazetteer *gazetteer, struct slice name, bool is_stem)
{
	uint64_t mask = gazetteer->header.n[SECTION_NAME_SLOTS] - 1;
	uint64_t slot = NAME_HASH(name, is_stem) & mask;

	/* The count keeps a damaged table that has no free slot from being an endless circle. */
	for (uint64_t tries = 0; tries <= mask && gazetteer->name_slots[slot]; tries++) {
		uint32_t candidate = gazetteer->name_slots[slot] - 1;
		if (name.n && slice_equal(name_text(gazetteer, candidate), name) &&
		    gazetteer->names[candidate].is_stem == is_stem)
			return hits_of(gazetteer, candidate);
		slot = (slot + 1) & mask;
	}
	return (struct hits){NULL, 0};
}

struct hits gazetteer_find(const struct gazetteer *gazetteer, struct slice name)
{
	return find(gazetteer, name, false);
}

struct hits gazetteer_find_stem(const struct gazetteer *gazetteer, struct slice stem)
{
	return find(gazetteer, stem, true);
}

/* The first hit whose division is at least `place`. */
static size_t first_hit_from(struct hits hits, uint32_t place)
{
	size_t low = 0, high = hits.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (hit_place(&hits, middle) < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct hits gazetteer_under(const struct gazetteer *gazetteer, struct hits hits, uint32_t above)
{
	size_t first = first_hit_from(hits, above);
	size_t end = first_hit_from(hits, gazetteer_end(gazetteer, above));

	if (above == GAZETTEER_NONE || end <= first)
		return (struct hits){NULL, 0};
	return (struct hits){hits.items + first, end - first};
}

uint32_t hit_place(const struct hits *hits, size_t i)
{
	return hits->items[i] >> HIT_FORM_BITS;
}

enum name_form hit_form(const struct hits *hits, size_t i)
{
	return (enum name_form)(hits->items[i] & ((1u << HIT_FORM_BITS) - 1));
}

/* The names to scan for that start with these two code points. */
static struct stored_run run_of(const struct gazetteer *gazetteer, struct slice key)
{
	uint64_t mask = gazetteer->header.n[SECTION_SCAN_SLOTS] - 1, slot = hash64(key) & mask;
	uint64_t n_scan = gazetteer->header.n[SECTION_SCAN];

	for (uint64_t tries = 0; tries <= mask && gazetteer->scan_slots[slot].n; tries++) {
		struct stored_run run = gazetteer->scan_slots[slot];
		if (run.first >= n_scan || run.n > n_scan - run.first)
			break;
		if (slice_starts(name_text(gazetteer, gazetteer->scan[run.first]), key))
			return run;
		slot = (slot + 1) & mask;
	}
	return (struct stored_run){0, 0};
}

bool gazetteer_may_start(const struct gazetteer *gazetteer, uint32_t first, uint32_t second)
{
	uint32_t bit = PAIR_BIT(first, second);
	return gazetteer->pairs[bit / 8] >> bit % 8 & 1;
}

size_t gazetteer_longest_at(const struct gazetteer *gazetteer, struct slice text, size_t at,
			    struct hits *out)
{
	struct slice rest = slice_from(text, at);
	struct slice key = utf8_head(slice_sub(rest, 0, 8), 2);

	struct stored_run run = run_of(gazetteer, key);
	for (uint32_t i = 0; i < run.n; i++) {
		uint32_t name = gazetteer->scan[run.first + i];
		struct slice word = name_text(gazetteer, name);
		if (word.n && slice_starts(rest, word)) {
			*out = hits_of(gazetteer, name);
			return out->n ? word.n : 0;
		}
	}
	return 0;
}
