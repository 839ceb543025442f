/* name_forms.c - see name_forms.h. The rows of a rule are tried for the longest word that the name
 * ends in; there are about a hundred, and all this runs only when the gazetteer is built. */
#include "lexicon/name_forms.h"

#include "base/vec.h"
#include "text/utf8.h"

enum rule {
	RULE_UNNAMED,
	RULE_WRITE,
	RULE_CUT,
	RULE_PEOPLE,
	RULE_KEEP,
	RULE_ZONE,
	RULE_STEM,
	RULE_ALSO
};

static const char *const RULE_NAMES[] = {"unnamed", "write", "cut",  "people",
					 "keep",    "zone",  "stem", "also"};

struct row {
	enum rule rule;
	unsigned levels; /* bit mask: 1 << level */
	struct slice word;
	struct slice becomes;
};

struct name_rules {
	struct row *rows;
	size_t n;
};

/* Names shorter than this (two letters of three bytes) are no names to look for. */
#define SHORTEST_BYTES 6

static bool rule_from_name(struct slice name, enum rule *out)
{
	for (size_t i = 0; i < sizeof RULE_NAMES / sizeof *RULE_NAMES; i++)
		if (slice_equal(slice_of(RULE_NAMES[i]), name)) {
			*out = (enum rule)i;
			return true;
		}
	return false;
}

enum status name_rules_load(struct arena *arena, const struct table *suffixes,
			    const struct name_rules **out, struct err *err)
{
	static const char *const COLUMNS[] = {"rule", "levels", "word", "becomes"};
	size_t columns[4];
	struct name_rules *rules = arena_alloc(arena, sizeof *rules);
	enum status status = table_columns(suffixes, COLUMNS, 4, columns, err);

	if (status != STATUS_OK)
		return status;
	if (!rules || !(rules->rows = arena_array(arena, suffixes->n_rows, sizeof *rules->rows)))
		return err_set(err, STATUS_MEMORY_LIMIT, "lexicon", SIZE_MAX, "no memory");
	for (size_t i = 0; i < suffixes->n_rows; i++) {
		struct row *row = &rules->rows[i];
		struct slice levels = table_cell(suffixes, i, columns[1]);
		if (!rule_from_name(table_cell(suffixes, i, columns[0]), &row->rule))
			return table_refuse(suffixes, i, err, "no such rule");
		for (size_t b = 0; b < levels.n; b++) {
			if (levels.p[b] < '1' || levels.p[b] > '5')
				return table_refuse(suffixes, i, err, "levels are digits 1 to 5");
			row->levels |= 1u << (levels.p[b] - '0');
		}
		row->word = table_cell(suffixes, i, columns[2]);
		row->becomes = table_cell(suffixes, i, columns[3]);
		if (row->word.n == 0 || row->levels == 0)
			return table_refuse(suffixes, i, err, "a row needs levels and a word");
	}
	rules->n = suffixes->n_rows;
	*out = rules;
	return STATUS_OK;
}

/* The longest row of that rule whose word the name ends in, or NULL; *from is where to begin, so
 * that rows with one word can be had one after another. */
static const struct row *row_for(const struct name_rules *rules, enum rule rule, unsigned level,
				 struct slice name)
{
	const struct row *best = NULL;

	for (size_t i = 0; i < rules->n; i++) {
		const struct row *row = &rules->rows[i];
		if (row->rule == rule && row->levels >> level & 1 && slice_ends(name, row->word) &&
		    (!best || row->word.n > best->word.n))
			best = row;
	}
	return best;
}

static struct slice without_end(struct slice name, size_t n)
{
	return slice_sub(name, 0, name.n - n);
}

/* Notes in brackets at either end: （白城市生态新区）官银号街道, 光明社区（滨河）. */
static struct slice without_notes(struct slice name)
{
	static const struct slice OPEN = SLICE_INIT("（"), CLOSE = SLICE_INIT("）");
	struct slice rest = name;

	if (slice_ends(rest, CLOSE)) {
		size_t open = slice_find(rest, OPEN);
		if (open != SIZE_MAX)
			rest = slice_sub(rest, 0, open);
	}
	if (slice_starts(rest, OPEN)) {
		size_t close = slice_find(rest, CLOSE);
		if (close != SIZE_MAX)
			rest = slice_from(rest, close + CLOSE.n);
	}
	return rest.n ? rest : name;
}

/* What stands in brackets at the end: 林店街道 in 庐阳工业区（林店街道）. */
static struct slice note_of(struct slice name)
{
	static const struct slice OPEN = SLICE_INIT("（"), CLOSE = SLICE_INIT("）");
	size_t open = slice_find(name, OPEN);

	if (!slice_ends(name, CLOSE) || open == SIZE_MAX)
		return SLICE_EMPTY;
	return slice_sub(name, open + OPEN.n, name.n - CLOSE.n);
}

/* Some offices list their towns and villages with all that is above them: 济源市沁园街道,
 * 东源县义合镇义合村. Texts do not write one name so; what is left must still be a name of its own
 * (旧县镇社区 stays). */
static struct slice without_parents(const struct name_rules *rules, unsigned level,
				    const struct slice *above, struct slice name)
{
	struct slice rest = name;

	for (unsigned up = 1; up < level; up++) {
		struct slice parent = above[up]; /* may itself be listed with what is above it */
		for (unsigned higher = 1; higher < up; higher++)
			if (slice_starts(parent, above[higher]))
				parent = slice_from(parent, above[higher].n);
		if (parent.n >= SHORTEST_BYTES && slice_starts(rest, parent))
			rest = slice_from(rest, parent.n);
	}
	const struct row *stem = row_for(rules, RULE_STEM, level, rest);
	return stem && stem->word.n + SHORTEST_BYTES <= rest.n ? rest : name;
}

static void add(struct division_names *out, struct slice name, enum name_form form)
{
	size_t room = sizeof out->items / sizeof *out->items;

	if (name.n < SHORTEST_BYTES || out->n == room)
		return;
	for (size_t i = 0; i < out->n; i++)
		if (slice_equal(out->items[i].name, name))
			return;
	out->items[out->n++] = (struct name_form_row){name, form};
}

/* 峨边彝族 -> 峨边; names of several peoples may follow each other. */
static struct slice without_peoples(const struct name_rules *rules, unsigned level,
				    struct slice name)
{
	const struct row *row;

	while ((row = row_for(rules, RULE_PEOPLE, level, name)) &&
	       row->word.n + SHORTEST_BYTES <= name.n)
		name = without_end(name, row->word.n);
	return name;
}

static bool add_short(struct arena *arena, const struct name_rules *rules, unsigned level,
		      struct division_names *out)
{
	const struct row *cut = row_for(rules, RULE_CUT, level, out->written);
	const struct row *keep = row_for(rules, RULE_KEEP, level, out->written);

	if (!cut || cut->word.n >= out->written.n)
		return true;
	struct slice stem = without_peoples(rules, level, without_end(out->written, cut->word.n));
	if (slice_ends(stem, SLICE("族"))) /* 鄂温克族自治旗 is named after one people only */
		stem = without_end(stem, 3);
	add(out, stem, NAME_SHORT);
	if (!keep || stem.n < SHORTEST_BYTES)
		return true;
	struct slice kept = arena_join(arena, stem, keep->becomes);
	add(out, kept, NAME_SHORT);
	return kept.p != NULL;
}

/* 东营经济技术开发区 -> 东营经开区, 东营开发区, ... */
static bool add_zone_aliases(struct arena *arena, const struct name_rules *rules, unsigned level,
			     struct slice name, struct division_names *out)
{
	const struct row *longest = row_for(rules, RULE_ZONE, level, name);

	if (!longest || longest->word.n == name.n)
		return true; /* 经济开发区 alone names nothing */
	add(out, name, NAME_ALIAS);
	for (size_t i = 0; i < rules->n; i++) {
		const struct row *row = &rules->rows[i];
		if (row->rule != RULE_ZONE || row->becomes.n == 0 ||
		    !slice_equal(row->word, longest->word))
			continue;
		struct slice alias =
		    arena_join(arena, without_end(name, row->word.n), row->becomes);
		if (!alias.p)
			return false;
		add(out, alias, NAME_ALIAS);
	}
	return true;
}

/* 民族街道 for 民族街街道 */
static bool add_also(struct arena *arena, const struct name_rules *rules, unsigned level,
		     struct division_names *out)
{
	const struct row *row = row_for(rules, RULE_ALSO, level, out->written);

	if (!row)
		return true;
	struct slice alias =
	    arena_join(arena, without_end(out->written, row->word.n), row->becomes);
	add(out, alias, NAME_ALIAS);
	return alias.p != NULL;
}

/* Zones are listed with what they lie in (河北唐山芦台经济开发区, 岳阳市屈原管理区); texts leave
 * that out, or write 岳阳 for 岳阳市. */
static bool add_zone(struct arena *arena, const struct name_rules *rules, unsigned level,
		     const struct slice *above, struct division_names *out)
{
	struct slice name = out->written;

	if (!add_zone_aliases(arena, rules, level, name, out))
		return false;
	for (unsigned up = 1; up < level; up++) {
		const struct row *cut = row_for(rules, RULE_CUT, up, above[up]);
		if (!cut || cut->word.n + SHORTEST_BYTES > above[up].n)
			continue;
		struct slice bare = without_peoples(rules, up, without_end(above[up], cut->word.n));
		if (slice_starts(name, above[up])) {
			struct slice rest = slice_from(name, above[up].n);
			struct slice joined = arena_join(arena, bare, rest);
			if (!joined.p || !add_zone_aliases(arena, rules, level, joined, out) ||
			    !add_zone_aliases(arena, rules, level, rest, out))
				return false;
			name = rest;
		} else if (slice_starts(name, bare) && up == DIVISION_PROVINCE) {
			name = slice_from(name, bare.n);
			if (!add_zone_aliases(arena, rules, level, name, out))
				return false;
		}
	}
	return true;
}

static enum division_class class_of(const struct name_rules *rules, unsigned level,
				    struct slice written)
{
	if (row_for(rules, RULE_ZONE, level, written))
		return CLASS_ZONE;
	if (level != DIVISION_VILLAGE)
		return CLASS_ORDINARY;
	if (slice_ends(written, SLICE("社区")) || slice_ends(written, SLICE("居委会")))
		return CLASS_COMMUNITY;
	return row_for(rules, RULE_STEM, level, written) ? CLASS_VILLAGE : CLASS_ORDINARY;
}

bool name_forms(struct arena *arena, const struct name_rules *rules, enum division_level level,
		const struct slice *above, struct division_names *out)
{
	struct slice listed = above[level];
	const struct row *unnamed = row_for(rules, RULE_UNNAMED, level, listed);

	*out = (struct division_names){.written = listed};
	if (unnamed && unnamed->word.n == listed.n) {
		out->class = CLASS_UNNAMED;
		return true;
	}
	if (level >= DIVISION_TOWN)
		out->written = without_notes(listed);
	const struct row *write = row_for(rules, RULE_WRITE, level, out->written);
	if (write && write->word.n < out->written.n) {
		struct slice head = without_end(out->written, write->word.n);
		out->written = write->becomes.n ? arena_join(arena, head, write->becomes) : head;
		if (!out->written.p)
			return false;
	}
	if (level >= DIVISION_TOWN)
		out->written = without_parents(rules, level, above, out->written);
	out->class = class_of(rules, level, out->written);
	/* What says nothing alone (开发区, 林场; any village) is looked for only under a county. */
	add(out, out->written,
	    level < DIVISION_TOWN ||
		    (level == DIVISION_TOWN && name_form_stands_alone(rules, out->written))
		? NAME_FULL
		: NAME_STEM);
	const struct row *stem = row_for(rules, RULE_STEM, level, out->written);
	if (stem)
		add(out, without_end(out->written, stem->word.n), NAME_STEM);
	if (!add_also(arena, rules, level, out))
		return false;
	if (level == DIVISION_TOWN && row_for(rules, RULE_STEM, level, note_of(listed)))
		add(out, note_of(listed), NAME_ALIAS);
	if (out->class == CLASS_ZONE)
		return add_zone(arena, rules, level, above, out);
	return add_short(arena, rules, level, out);
}

bool name_form_stands_alone(const struct name_rules *rules, struct slice name)
{
	const struct row *stem = row_for(rules, RULE_STEM, DIVISION_TOWN, name);
	const struct row *zone = row_for(rules, RULE_ZONE, DIVISION_TOWN, name);

	if (stem)
		return stem->word.n < name.n;
	return zone && zone->word.n + SHORTEST_BYTES <= name.n;
}
