/* test_articles.c - whole articles of our own (tests/corpus/mentions/articles) with what a careful
 * reader takes from them: figures, people, roles, speech, bodies that act, times. Compared as the
 * scorer compares; over all articles each part must reach its floor. JICENG_MISSES=1 prints every
 * miss. The `held` articles were never looked at while the rules were made: they count apart, and
 * their misses stay unseen.
 *
 * A file: a line with the day of publication and words ("people": it says nothing of figures and
 * times; "held"; "hant": Traditional script), the text (a line "# " is a heading), a line "---",
 * then one fact a line; "|" separates what is accepted as well:
 *	M text=value unit bound/object|object     P name=role|role     O body|body
 *	Q speaker|speaker@how it begins     T text start..end|start..end
 * With M?, P?, Q? it is neither rewarded nor punished. Bodies besides those named are no fault. */
#include "corpus.h"

#include <dirent.h>
#include <stdlib.h>

#include "extract/people.h"
#include "extract/places.h"
#include "extract/quotes.h"
#include "text/utf8.h"
#include "text_article.h"

#define FOLDER    "tests/corpus/mentions/articles"
#define GAZETTEER "build/gazetteer.bin"

enum { LETTERS = 64, LINES = 200, ARTICLES = 128 };
enum part { MEASURES, PEOPLE, ROLES, QUOTES, BODIES, TIMES, PARTS };
enum group { SEEN, HELD, GROUPS };

static const char *const PART_NAMES[PARTS] = {"measures", "people", "roles",
					      "quotes",   "bodies", "times"};
static const double FLOORS[GROUPS][PARTS] = {{.95, .95, .95, .95, .80, .95},
					     {0, .88, .85, .88, .80, 0}};
static const char *const BOUND_NAMES[BOUND_COUNT] = {"exact", "about", "at_least",
						     "over",  "under", "nearly"};

struct tally {
	int right, extra, missed;
};

struct fact {
	char sort;     /* M P Q O T */
	bool optional; /* neither rewarded nor punished */
	struct slice text;
	bool used;
};

struct reading {
	const char *name;
	enum group group;
	bool people_only;
	struct article article;
	struct mentions mentions;
	struct fact facts[LINES];
	size_t n_facts;
};

static struct arena *process, *page;
static struct gazetteer *gazetteer;
static const struct place_rules *place_rules;
static const struct time_rules *time_rules;
static const struct measure_rules *measure_rules;
static const struct people_rules *people_rules;
static struct tally tallies[GROUPS][PARTS];
static bool show;

static void set_up(void)
{
	struct err err = {0};
	process = arena_new((size_t)128 << 20);
	page = arena_new((size_t)64 << 20);
	struct lexicon lexicon = corpus_lexicon(process);
	bool ok = gazetteer_open(GAZETTEER, &gazetteer, &err) == STATUS_OK &&
		  place_rules_load(process, &lexicon, gazetteer, &place_rules, &err) == STATUS_OK &&
		  time_rules_load(process, &lexicon, &time_rules, &err) == STATUS_OK &&
		  measure_rules_load(process, &lexicon, &measure_rules, &err) == STATUS_OK &&
		  people_rules_load(process, &lexicon, &people_rules, &err) == STATUS_OK;
	ck_assert_msg(ok, "%s", err.text);
}

static void tear_down(void)
{
	arena_free(page);
	arena_free(process);
	gazetteer_close(gazetteer);
}

static void count(struct reading *reading, enum part part, bool right, bool extra,
		  struct slice what)
{
	struct tally *tally = &tallies[reading->group][part];

	tally->right += right;
	tally->extra += extra;
	tally->missed += !right && !extra;
	if (show && !right && reading->group == SEEN)
		fprintf(stderr, "%s: %s %s %.*s\n", reading->name, PART_NAMES[part],
			extra ? "EXTRA" : "MISSED", SLICE_ARG(what));
}

/* The letters without quotation marks and spaces, at most LETTERS. */
static size_t bare(struct slice text, uint32_t *letters)
{
	size_t n = 0;
	uint32_t c;

	for (size_t at = 0; n < LETTERS && utf8_next(text, &at, &c);)
		if (!is_space(c) && c != '"' && c != '\'' && !(c >= 0x2018 && c <= 0x201D) &&
		    !(c >= 0x3008 && c <= 0x300F))
			letters[n++] = c;
	return n;
}

static double overlap(struct slice a, struct slice b)
{
	uint32_t x[LETTERS], y[LETTERS];
	size_t n = bare(a, x), m = bare(b, y), same = 0;

	if (n == 0 || m == 0)
		return n == m;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (x[i] == y[k]) {
				y[k] = UINT32_MAX;
				same++;
				break;
			}
	return (double)same / (double)(n > m ? n : m);
}

static double best_overlap(struct slice accepted, struct slice got)
{
	double best = accepted.n == 0 && got.n == 0;
	struct slice one;

	if (accepted.n && accepted.p[accepted.n - 1] == '|' && got.n == 0)
		return 1;
	while (slice_next_field(&accepted, '|', &one))
		if (overlap(one, got) > best)
			best = overlap(one, got);
	return best;
}

/* Splits at the first `mark`; false when there is none. */
static bool cut(struct slice s, const char *mark, struct slice *head, struct slice *tail)
{
	size_t at = slice_find(s, slice_of(mark));

	if (at == SIZE_MAX)
		return false;
	*head = slice_sub(s, 0, at);
	*tail = slice_from(s, at + strlen(mark));
	return true;
}

static struct slice printed(const char *text)
{
	struct slice copy = arena_copy(page, slice_of(text));
	ck_assert(copy.p != NULL);
	return copy;
}

static void compare_measures(struct reading *reading)
{
	for (size_t i = 0; i < reading->mentions.n_measures; i++) {
		const struct measure *m = &reading->mentions.measures[i];
		char key[200];
		bool hit = false;
		snprintf(key, sizeof key, "%.10g %.*s %s", m->value, SLICE_ARG(m->unit),
			 BOUND_NAMES[m->bound]);
		for (size_t k = 0; k < reading->n_facts && !hit; k++) {
			struct fact *fact = &reading->facts[k];
			struct slice text, rest, want, object;
			if (fact->sort != 'M' || fact->used ||
			    !cut(fact->text, "=", &text, &rest) || !cut(rest, "/", &want, &object))
				continue;
			hit = slice_equal(want, slice_of(key)) &&
			      (best_overlap(object, m->object) >= 0.5 || object.n == 0);
			fact->used = hit;
			if (hit && !fact->optional)
				count(reading, MEASURES, true, false, text);
		}
		if (!hit) {
			char what[500];
			snprintf(what, sizeof what, "%.*s=%s/%.*s", SLICE_ARG(m->text), key,
				 SLICE_ARG(m->object));
			count(reading, MEASURES, false, true, printed(what));
		}
	}
}

static void compare_people(struct reading *reading)
{
	const struct mentions *mentions = &reading->mentions;

	for (size_t i = 0; i < mentions->n_actors; i++) {
		const struct actor *actor = &mentions->actors[i];
		bool known = actor->kind != ACTOR_PERSON;
		for (size_t k = 0; k < i && !known; k++)
			known = mentions->actors[k].kind == ACTOR_PERSON &&
				slice_equal(mentions->actors[k].name, actor->name) &&
				slice_equal(mentions->actors[k].role, actor->role);
		if (known)
			continue;
		bool named = false;
		for (size_t k = 0; k < reading->n_facts; k++) {
			struct fact *fact = &reading->facts[k];
			struct slice name, role;
			if (fact->sort != 'P' || !cut(fact->text, "=", &name, &role) ||
			    !slice_equal(name, actor->name))
				continue;
			named = true;
			if (fact->optional)
				break;
			if (!fact->used)
				count(reading, PEOPLE, true, false, name);
			else if (role.n == 0)
				break;
			bool right = role.n == 0 || best_overlap(role, actor->role) >= 0.6;
			if (role.n && !fact->used) {
				char what[400];
				snprintf(what, sizeof what, "%.*s=%.*s", SLICE_ARG(name),
					 SLICE_ARG(actor->role));
				count(reading, ROLES, right, false, printed(what));
			}
			fact->used = true;
		}
		if (!named)
			count(reading, PEOPLE, false, true, actor->name);
	}
}

static void compare_quotes(struct reading *reading)
{
	for (size_t i = 0; i < reading->mentions.n_quotes; i++) {
		const struct quote *quote = &reading->mentions.quotes[i];
		bool hit = false;
		for (size_t k = 0; k < reading->n_facts && !hit; k++) {
			struct fact *fact = &reading->facts[k];
			struct slice speakers, start;
			if (fact->sort != 'Q' || fact->used ||
			    !cut(fact->text, "@", &speakers, &start) ||
			    !slice_starts(quote->text, start))
				continue;
			hit = fact->used = best_overlap(speakers, quote->speaker) >= 0.99;
			if (hit && !fact->optional)
				count(reading, QUOTES, true, false, fact->text);
		}
		if (!hit) {
			char what[400];
			snprintf(what, sizeof what, "%.*s@%.*s", SLICE_ARG(quote->speaker),
				 SLICE_ARG(utf8_head(quote->text, 12)));
			count(reading, QUOTES, false, true, printed(what));
		}
	}
}

static bool is_among(struct slice accepted, struct slice got)
{
	struct slice one;

	while (slice_next_field(&accepted, '|', &one))
		if (slice_equal(one, got))
			return true;
	return false;
}

static void compare_bodies(struct reading *reading)
{
	for (size_t i = 0; i < reading->mentions.n_actors; i++) {
		const struct actor *actor = &reading->mentions.actors[i];
		bool known = actor->kind != ACTOR_ORGANISATION;
		for (size_t k = 0; k < reading->n_facts && !known; k++) {
			struct fact *fact = &reading->facts[k];
			if (fact->sort != 'O' || !is_among(fact->text, actor->name))
				continue;
			known = true;
			if (!fact->used)
				count(reading, BODIES, true, false, fact->text);
			fact->used = true;
		}
		if (!known && show && reading->group == SEEN && reading->people_only)
			fprintf(stderr, "%s: body besides: %.*s\n", reading->name,
				SLICE_ARG(actor->name));
	}
}

static void compare_times(struct reading *reading)
{
	for (size_t i = 0; i < reading->mentions.n_times; i++) {
		const struct time_mention *time = &reading->mentions.times[i];
		char dates[64] = "";
		bool hit = false, known = false;
		struct slice from =
		    date_is_set(time->start) ? date_format(page, time->start) : SLICE_EMPTY;
		struct slice to =
		    date_is_set(time->end) ? date_format(page, time->end) : SLICE_EMPTY;
		snprintf(dates, sizeof dates, "%.*s..%.*s", SLICE_ARG(from), SLICE_ARG(to));
		for (size_t k = 0; k < reading->n_facts && !hit; k++) {
			struct fact *fact = &reading->facts[k];
			struct slice text, want, one;
			if (fact->sort != 'T' || !cut(fact->text, " ", &text, &want) ||
			    !slice_equal(text, time->text))
				continue;
			known = true;
			while (!hit && slice_next_field(&want, '|', &one))
				hit = slice_equal(one, slice_of(dates));
			if (hit && !fact->used)
				count(reading, TIMES, true, false, text);
			fact->used |= hit;
		}
		if (known && !hit)
			count(reading, TIMES, false, true, printed(dates));
		else if (!known && show)
			fprintf(stderr, "%s: time besides: %.*s %s\n", reading->name,
				SLICE_ARG(time->text), dates);
	}
}

static void count_missed(struct reading *reading)
{
	for (size_t k = 0; k < reading->n_facts; k++) {
		struct fact *fact = &reading->facts[k];
		if (fact->used || fact->optional)
			continue;
		struct slice name, role;
		count(reading,
		      fact->sort == 'M'   ? MEASURES
		      : fact->sort == 'P' ? PEOPLE
		      : fact->sort == 'Q' ? QUOTES
		      : fact->sort == 'O' ? BODIES
					  : TIMES,
		      false, false, fact->text);
		if (fact->sort == 'P' && cut(fact->text, "=", &name, &role) && role.n)
			tallies[reading->group][ROLES].missed++;
	}
}

static void read_facts(struct reading *reading, struct slice lines)
{
	struct slice line;

	while (slice_next_field(&lines, '\n', &line)) {
		if (line.n < 3)
			continue;
		bool optional = line.p[1] == '?';
		ck_assert(reading->n_facts < LINES);
		reading->facts[reading->n_facts++] =
		    (struct fact){line.p[0], optional, slice_from(line, optional ? 3 : 2), false};
	}
}

static enum status find(struct reading *reading)
{
	static const struct page nowhere;
	struct mentions *m = &reading->mentions;
	struct places *places;
	enum status status = sentences_split(page, &reading->article, &m->sentences);

	if (status == STATUS_OK)
		status = places_find(page, place_rules, &nowhere, &reading->article, &m->sentences,
				     &places);
	if (status != STATUS_OK)
		return status;
	m->places = places_mentions(places, &m->n_places);
	status = times_find(page, time_rules, &reading->article, &m->times, &m->n_times);
	if (status == STATUS_OK)
		status = measures_find(page, measure_rules, &reading->article, m, &m->measures,
				       &m->n_measures);
	if (status == STATUS_OK)
		status =
		    people_find(page, people_rules, &reading->article, m, &m->actors, &m->n_actors);
	if (status == STATUS_OK)
		status =
		    quotes_find(page, people_rules, &reading->article, m, &m->quotes, &m->n_quotes);
	return status;
}

static void read_article(const char *name)
{
	static char bytes[1 << 16];
	char path[400];
	struct slice file, day, body, facts;
	struct reading *reading = arena_alloc(page, sizeof *reading);

	snprintf(path, sizeof path, "%s/%s", FOLDER, name);
	FILE *stream = fopen(path, "rb");
	ck_assert(reading && stream != NULL);
	file = arena_copy(page, (struct slice){bytes, fread(bytes, 1, sizeof bytes, stream)});
	fclose(stream);
	ck_assert_msg(cut(file, "\n", &day, &file) && cut(file, "\n---\n", &body, &facts), "%s",
		      name);
	reading->name = name;
	reading->group = slice_contains(day, SLICE("held")) ? HELD : SEEN;
	reading->people_only = slice_contains(day, SLICE("people"));
	reading->article = text_article(page, body);
	corpus_published(day, &reading->article);
	read_facts(reading, facts);
	ck_assert(find(reading) == STATUS_OK);
	if (!reading->people_only) {
		compare_measures(reading);
		compare_times(reading);
	}
	compare_people(reading);
	compare_quotes(reading);
	compare_bodies(reading);
	count_missed(reading);
	arena_reset(page);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool reaches_floor(enum group group, enum part part)
{
	const struct tally *t = &tallies[group][part];
	double f1 = 2.0 * t->right / (2.0 * t->right + t->extra + t->missed);

	if (t->right + t->extra + t->missed == 0)
		return true;
	if (show || f1 < FLOORS[group][part])
		fprintf(stderr, "articles%s: %-8s %4d right %3d extra %3d missed  F1 %.3f\n",
			group == HELD ? " held out" : "", PART_NAMES[part], t->right, t->extra,
			t->missed, f1);
	return f1 >= FLOORS[group][part];
}

START_TEST(articles)
{
	static char names[ARTICLES][256];
	size_t n = 0;
	bool good = true;
	DIR *folder = opendir(FOLDER);
	const struct dirent *entry;

	ck_assert(folder != NULL);
	while ((entry = readdir(folder)) && n < ARTICLES)
		if (strstr(entry->d_name, ".txt"))
			snprintf(names[n++], sizeof names[0], "%.250s", entry->d_name);
	closedir(folder);
	qsort(names, n, sizeof names[0], by_name);
	ck_assert_uint_ge(n, 24);
	show = getenv("JICENG_MISSES") != NULL;
	for (size_t i = 0; i < n; i++)
		read_article(names[i]);
	for (int group = 0; group < GROUPS; group++)
		for (int part = 0; part < PARTS; part++)
			good &= reaches_floor(group, part);
	ck_assert_msg(good, "JICENG_MISSES=1 shows what");
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, articles);
}

TEST_MAIN("articles", add_tests)
