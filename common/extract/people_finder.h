/* people_finder.h - what the steps of people.c share: the places where names may be, and the
 * persons made of them. Private to extract/people*.c. */
#ifndef JICENG_EXTRACT_PEOPLE_FINDER_H
#define JICENG_EXTRACT_PEOPLE_FINDER_H

#include "base/vec.h"
#include "extract/marks.h"
#include "extract/people_names.h"

#define FINDER_PERSONS 1024 /* that are known of an article */
#define FINDER_SLOTS   4096 /* a power of two, well over FINDER_PERSONS */

struct person {
	struct slice name;
	struct slice role;
	bool staff;
	bool surname_only;
	const struct person *full; /* whose name is given in full elsewhere: 叶尔江, 秦书记 */
	bool known;                /* beyond doubt: not only a string that was weighed */
	bool acts;    /* not only words or works of his are spoken of (范仲淹的《…》) */
	bool does;    /* he is the subject of a verb somewhere */
	bool titled;  /* somewhere with a role */
	size_t first; /* where it is named first */
	int best;     /* bits of its likeliest place */
	int sum;      /* of all */
};

/* A place of the first step. */
struct sighting {
	struct span span;
	struct name_context context;
	enum name_right right;
	int bits;
	bool surname_only;
	bool linked; /* to the one before it by 、 or 和 */
	struct slice role;
};

struct finder {
	struct arena *arena;
	const struct people_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	struct slice text;
	struct marks marks;
	struct word_path path; /* of the letters that were looked at last */
	struct vec persons;
	uint16_t slots[FINDER_SLOTS]; /* 1 + index in persons, by hash of the name; 0: free */
	struct vec sightings;
	size_t next_pair, next_broken, next_place;
	struct vec actors;
};

/* The first step (people_sightings.c): fills .sightings, in text order; those of one place
 * together, the likeliest first. False: no memory. */
bool people_sightings_take(struct finder *finder);
/* Byte `at`, which never goes back, stands in quotation marks or a title. Only the outermost pair
 * around it is looked at. */
bool people_sightings_quoted(struct finder *finder, size_t at);
/* The letters around byte `at` read as words; read anew only where they were not yet. */
const struct word_path *people_sightings_path(struct finder *finder, size_t at);
/* Does the text between two names link them: 张三、李四和王五? */
bool people_sightings_link(struct slice between);

/* The second step (people_persons.c): who is a person, with which role; .sightings keeps theirs
 * alone. Authors and their like are noted as staff. False: no memory. */
bool people_persons_judge(struct finder *finder);
/* The person of that name, NULL when there was no room for one. */
struct person *people_persons_of(const struct finder *finder, struct slice name);
/* Where the sentence that holds byte `at` begins. */
size_t people_persons_sentence(const struct finder *finder, size_t at);

#endif
