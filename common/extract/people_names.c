/* people_names.c - a Chinese name is a surname and one or two letters, and so is half of the
 * dictionary. So a name is weighed in bits: what its letters cost as a name against what the run of
 * letters costs as ordinary words (extract/word_paths.h), and what stands before and behind it,
 * which is how often that is seen beside a name rather than elsewhere. */
#include "extract/people_names.h"

#include <limits.h>

#include "text/utf8.h"

#define FREE_LETTERS 8 /* of a name without surname, and of each side of a dot */
#define FREE_MORE    4 /* of a part behind a dot, beyond those that lists know */

/* What it costs that a word is a name at all, and which one. */
#define NAME_BITS       7
#define ONE_LETTER_BITS 3  /* few names have a given name of one letter */
#define THREE_BITS      8  /* fewer have one of three, as wives who keep both surnames */
#define FORM_BITS       3  /* 先生 */
#define FREE_PART_BITS  7  /* a known part of a name that is not Chinese */
#define FREE_BITS       6  /* one of its letters */
#define LETTERS_BITS    8  /* at least, of letters that no list has: 德噶, but 群里 */
#define THING_BITS      6  /* a name that ends like a thing's: 柳枝巷 */
#define AGE_BITS        10 /* 王建国，今年48岁 */
#define PARTICLE_BITS   6  /* 经|林丹: a particle and a name rather than the surname 经 */
#define DOTTED_BITS     90 /* 艾尼·买买提: what a dot joins is a name, whatever its parts are */
#define CUT_BITS        10 /* a name that ends within a verb, 石磊正|在, or with 和: 李明和|志愿者 */
#define DOUBLED_BITS    6 /* 徐徐, 乐融融: so words are made, and few names */
/* What stands between a role and a verb of speaking can only be a name; between a role and another
 * certain end it most often is. */
#define SPOKEN_BITS 8
#define PLACED_BITS 3

static const int SURNAME_BITS[] = {5, 8, 11, 14, 9};
static const int LETTER_BITS[] = {16, 6, 8, 11, 16, 0};
static const int LEFT_BITS[LEFT_COUNT] = {-8, -3, 1, 3, 2, 7, 7, 8, 12, 12};
static const int RIGHT_BITS[RIGHT_COUNT] = {-8, 0, -4, -2, 1, 0, 2, 5, 5, 8};

bool is_name_dot(uint32_t c)
{
	return c == 0xB7 || c == 0x2022 || c == 0x30FB;
}

/* How many bits the run's letters from number `start` to `end` cost as ordinary words beyond what
 * the rest of the run costs then. */
static int words_cost(const struct word_path *path, size_t start, size_t end)
{
	return (int)path->before[path->n] - (int)path->before[start] - (int)path->behind[end];
}

static int context_bits(const struct name_context *context, enum name_right right)
{
	int bits = LEFT_BITS[context->left] + RIGHT_BITS[right];

	if (context->left >= LEFT_NOUN && right >= RIGHT_END)
		bits += right == RIGHT_SPEECH ? SPOKEN_BITS : PLACED_BITS;
	if (context->left < LEFT_AGE && right == RIGHT_END)
		bits -= PLACED_BITS;
	return bits;
}

/* 王先生, 张某: the surname at [at, behind) with a form behind it. */
static bool with_form(const struct people_rules *rules, struct slice text, size_t at, size_t behind,
		      enum surname_kind surname, const struct name_context *context,
		      const struct word_path *path, struct name_match *out)
{
	struct match form, word;

	if (!words_at(&rules->forms, text, behind, &form) || surname == SURNAME_FUNCTION)
		return false;
	size_t first = word_path_index(path, at), end = word_path_index(path, form.span.end);
	enum name_right right = name_right(rules, text, form.span.end, path);
	if (right == RIGHT_THING || first == SIZE_MAX || end == SIZE_MAX ||
	    (words_at(&rules->not_names, text, at, &word) && word.span.end >= form.span.end) ||
	    (words_at(&rules->titles, text, at, &word) && word.span.end > behind)) /* 文书|记下 */
		return false;
	int bits = words_cost(path, first, end) - NAME_BITS - SURNAME_BITS[surname] - FORM_BITS +
		   context_bits(context, right);
	bool certain =
	    form.entry->value == FORM_SURE && context->left >= LEFT_STOP &&
	    (surname <= SURNAME_PLAIN || surname == SURNAME_COMPOUND || right >= RIGHT_END);
	bool spoken = context->left >= LEFT_STOP && right == RIGHT_SPEECH;
	*out = (struct name_match){{at, form.span.end}, right, true, bits};
	if ((certain || spoken) && bits < NAME_SURE)
		out->bits = NAME_SURE;
	return certain || spoken || bits >= NAME_MAYBE;
}

/* 老王, 小李, 老李头: only where he speaks or acts. */
static bool with_prefix(const struct people_rules *rules, struct slice text, size_t at,
			const struct name_context *context, const struct word_path *path,
			struct name_match *out)
{
	struct match surname, word;
	size_t n, index = word_path_index(path, at), end;
	uint32_t c = utf8_at(text, at, &n);

	if (c != 0x8001 && c != 0x5C0F) /* 老 小 */
		return false;
	if (context->left < LEFT_STOP || !words_at(&rules->surnames, text, at + n, &surname) ||
	    surname.entry->value >= SURNAME_FUNCTION ||
	    words_at(&rules->not_names, text, at + n, &word))
		return false;
	end = surname.span.end;
	if (c == 0x8001 && slice_starts(slice_from(text, end), SLICE("头")))
		end += SLICE("头").n;
	enum name_right right = name_right(rules, text, end, path);
	*out = (struct name_match){{at, end}, right, true, NAME_SURE};
	if (right == RIGHT_SPEECH)
		return true;
	if (index == SIZE_MAX || right < RIGHT_LINK || path->first[index] > 2 ||
	    (end == surname.span.end && path->first[index + 1] > 1))
		return false;
	return context->left >= LEFT_NOUN || right == RIGHT_STRONG;
}

/* Where a name without surname, or the part behind a dot, ends: behind the known parts of names
 * that follow each other, and letters that such names are written with, up to a word. *bits: what
 * it costs as a name. */
static size_t free_end(const struct people_rules *rules, struct slice text, size_t at, int *bits)
{
	struct match part, word;
	size_t start = at, n;

	for (int letters = 0; letters < FREE_LETTERS && at < text.n; letters++) {
		if (words_at(&rules->surnames, text, at, &part) &&
		    part.entry->value == SURNAME_NONE) {
			at = part.span.end;
			*bits += FREE_PART_BITS;
			continue;
		}
		uint32_t c = utf8_at(text, at, &n);
		if (!letter_is(rules, c, LETTER_FOREIGN) ||
		    (words_at(&rules->bodies, text, at, &word) && word.entry->word.n > 3))
			break;
		if (at > start && words_at(&rules->followers, text, at, &word) &&
		    word.span.end > at + n)
			break;
		at += n;
		*bits += FREE_BITS;
	}
	return at;
}

/* Behind the dot at `at`, with the spaces around it, or `at` when there is none. */
static size_t behind_dot(struct slice text, size_t at)
{
	size_t n, dot = at;

	if (dot < text.n && text.p[dot] == ' ')
		dot++;
	if (dot >= text.n || !is_name_dot(utf8_at(text, dot, &n)))
		return at;
	dot += n;
	return dot < text.n && text.p[dot] == ' ' ? dot + 1 : dot;
}

/* Where the part of a name behind a dot ends: as free_end(), and further, over letters that no list
 * has, to where it is clear that a name ends. */
static size_t dotted_end(const struct people_rules *rules, struct slice text, size_t at)
{
	struct word_path path;
	int bits = 0;
	size_t end = free_end(rules, text, at, &bits), next = end, n;

	if (at >= text.n)
		return at;
	word_path_read(rules->costs, text, at, &path);
	for (int letters = 0; letters <= FREE_MORE && next > at; letters++) {
		enum name_right right = name_right(rules, text, next, &path);
		if (right >= (letters == 0 ? RIGHT_WORD : RIGHT_LINK))
			return next;
		uint32_t c = next < text.n ? utf8_at(text, next, &n) : 0;
		if (!is_han(c) || letter_kind(rules, c) == LETTER_NEVER)
			break;
		next += n;
	}
	return end;
}

/* 卓玛, 阿依古丽, 艾尼·买买提, 库尔班大叔: a name that begins as such names do. */
static bool without_surname(const struct people_rules *rules, struct slice text, size_t at,
			    const struct name_context *context, const struct word_path *path,
			    struct name_match *out)
{
	int cost = NAME_BITS;
	size_t end = free_end(rules, text, at, &cost), first = word_path_index(path, at);
	size_t behind = word_path_index(path, end);
	struct match form;

	if (end < at + 2 * 3 || first == SIZE_MAX || behind == SIZE_MAX)
		return false;
	int bits = words_cost(path, first, behind) - cost;
	size_t second = behind_dot(text, end);
	if (second > end) {
		end = dotted_end(rules, text, second);
		if (end == second)
			return false;
		if (context->left >= LEFT_STOP)
			bits += DOTTED_BITS;
	} else if (words_at(&rules->forms, text, end, &form) && form.entry->value == FORM_SURE &&
		   form.entry->word.n > 3) {
		end = form.span.end;
	}
	enum name_right right = name_right(rules, text, end, path);
	*out = (struct name_match){{at, end}, right, false, bits + context_bits(context, right)};
	return right != RIGHT_THING && out->bits >= NAME_MAYBE;
}

/* 社工|德噶: behind a title even letters that begin no name that is known may. */
static bool stands_behind_title(const struct people_rules *rules, struct slice text, size_t at)
{
	struct match title;

	return words_before(&rules->titles, text, at, &title) && title.entry->value < TITLE_STAFF &&
	       title.entry->word.n > 3;
}

bool name_begins(const struct people_rules *rules, struct slice text, uint32_t letter, size_t at,
		 size_t behind)
{
	size_t n;

	if (behind >= text.n)
		return false;
	if (!letter_is(rules, letter, LETTER_BEGINS))
		return letter_is(rules, letter, LETTER_FOREIGN) &&
		       letter_is(rules, utf8_at(text, behind, &n), LETTER_FOREIGN) &&
		       stands_behind_title(rules, text, at);
	uint32_t next = utf8_at(text, behind, &n);
	if (letter_is(rules, next, LETTER_NEVER))
		return letter_is(rules, next, LETTER_FORM) ||
		       letter_is(rules, next, LETTER_BEGINS) || letter_is(rules, next, LETTER_PART);
	return is_han(next) || next == ' ' || next == 0x3000;
}

/* What letters cost as a given name, INT_MAX when there is one that no name has. */
static int given_bits(const struct people_rules *rules, struct slice letters)
{
	int bits = 0;
	uint32_t c;

	for (size_t at = 0; utf8_next(letters, &at, &c);) {
		enum letter_kind kind = letter_kind(rules, c);
		if (!is_han(c) || kind == LETTER_NEVER)
			return INT_MAX;
		bits += LETTER_BITS[kind];
	}
	return bits;
}

bool name_possible(const struct people_rules *rules, struct slice text, size_t at,
		   const struct name_context *context)
{
	struct match surname, word;
	size_t n;
	uint32_t c = utf8_at(text, at, &n);
	int most = LEFT_BITS[context->left] + RIGHT_BITS[RIGHT_SPEECH] +
		   (context->left >= LEFT_NOUN ? SPOKEN_BITS : 0) - NAME_BITS;

	if (c == 0x8001 || c == 0x5C0F) /* 老 小 */
		return true;
	if (!words_at(&rules->surnames, text, at, &surname))
		return context->left == LEFT_TITLE;
	if (surname.entry->value == SURNAME_NONE)
		return surname.entry->word.n > 3 || context->left == LEFT_TITLE;
	if (surname.span.end >= text.n)
		return false;
	if (words_at(&rules->forms, text, surname.span.end, &word) ||
	    is_space(utf8_at(text, surname.span.end, &n)))
		return true;
	most -= SURNAME_BITS[surname.entry->value];
	struct span given = {surname.span.end, surname.span.end};
	for (int letters = 1; letters <= 2 && given.end < text.n; letters++) {
		utf8_at(text, given.end, &n);
		given.end += n;
		int bits = given_bits(rules, slice_span(text, given));
		if (bits == INT_MAX)
			return false;
		struct span name = {at, given.end};
		if ((int)word_cost(rules->costs, text, name) - bits + most >= NAME_MAYBE)
			return true;
	}
	return false;
}

/* 刘 洋, 马　强: printers set short names in the width of three letters. */
static bool spaced_name(const struct people_rules *rules, struct slice text, size_t at,
			const struct word_path *path, struct name_match *out)
{
	size_t n, spaces = 0;

	while (at < text.n && is_space(utf8_at(text, at, &n)) && text.p[at] != '\n' && spaces < 2) {
		at += n;
		spaces++;
	}
	if (spaces == 0 || at >= text.n)
		return false;
	uint32_t c = utf8_at(text, at, &n);
	enum letter_kind kind = letter_kind(rules, c);
	if (!is_han(c) || (kind != LETTER_USUAL && kind != LETTER_COMMON))
		return false;
	out->span.end = at + n;
	out->right = name_right(rules, text, out->span.end, path);
	out->surname_only = false;
	out->bits = NAME_SURE;
	return out->right >= RIGHT_END ||
	       (out->right == RIGHT_WEAK && !is_digit(utf8_at(text, out->span.end, &n)));
}

/* ，今年72岁 ，43岁 ，女， behind a name. */
static bool age_follows(struct slice text, size_t at)
{
	size_t n;
	uint32_t c;

	if (at >= text.n || !is_punctuation(utf8_at(text, at, &n)))
		return false;
	at += n;
	struct slice rest = slice_from(text, at);
	if (slice_starts(rest, SLICE("男，")) || slice_starts(rest, SLICE("女，")) ||
	    slice_starts(rest, SLICE("男,")) || slice_starts(rest, SLICE("女,")))
		return true;
	if (slice_starts(rest, SLICE("今年")) || slice_starts(rest, SLICE("现年")))
		at += SLICE("今年").n;
	for (size_t digits = 0; utf8_next(text, &at, &c); digits++) {
		if (is_digit(c))
			continue;
		return c == 0x5C81 && digits > 0; /* 岁 */
	}
	return false;
}

/* 陈林阿好: another surname stands behind the first. */
static bool two_surnames(const struct people_rules *rules, struct slice text,
			 const struct word_path *path, size_t second)
{
	struct match surname;

	return words_at(&rules->surnames, text, path->at[second], &surname) &&
	       surname.entry->value <= SURNAME_PLAIN;
}

/* Does the last letter of a name, at [last, end), belong to what stands behind it? */
static bool cuts_word(const struct people_rules *rules, struct slice text, size_t last, size_t end)
{
	struct match word, title;

	if (!words_at(&rules->followers, text, last, &word))
		return false;
	if (word.span.end > end)
		return word.entry->value == FOLLOWER_STRONG || word.entry->value == FOLLOWER_SPEECH;
	return (word.entry->value == FOLLOWER_LINK || word.entry->value == FOLLOWER_WEAK) &&
	       words_at(&rules->titles, text, end, &title);
}

/* A Chinese name: the surname, which ends before letter number `given`, and `letters` more. False
 * when its letters are none of a name. */
static bool weigh(const struct people_rules *rules, struct slice text, const struct match *surname,
		  size_t given, size_t letters, const struct name_context *context,
		  const struct word_path *path, struct name_match *out)
{
	size_t end = given + letters, first = word_path_index(path, surname->span.start);
	struct match last;
	int bits = NAME_BITS + SURNAME_BITS[surname->entry->value];

	if (end > path->n || first == SIZE_MAX)
		return false;
	int letter_bits = given_bits(rules, slice_sub(text, path->at[given], path->at[end]));
	if (letter_bits == INT_MAX)
		return false;
	bits += letter_bits;
	for (size_t i = given; i < end; i++)
		if (i > first && slice_equal(slice_sub(text, path->at[i - 1], path->at[i]),
					     slice_sub(text, path->at[i], path->at[i + 1])))
			bits += DOUBLED_BITS;
	out->span = (struct span){surname->span.start, path->at[end]};
	out->right = name_right(rules, text, out->span.end, path);
	out->surname_only = false;
	if (letters == 2 && surname->entry->value == SURNAME_FUNCTION &&
	    two_surnames(rules, text, path, given))
		bits += PARTICLE_BITS;
	if (letters != 2)
		bits += letters == 1 ? ONE_LETTER_BITS : THREE_BITS;
	if (words_before(&rules->followers, text, out->span.end, &last) &&
	    last.entry->value == FOLLOWER_THING)
		bits += THING_BITS;
	if (cuts_word(rules, text, path->at[end - 1], out->span.end))
		bits += CUT_BITS;
	out->bits = words_cost(path, first, end) - bits + context_bits(context, out->right);
	if (surname->entry->value == SURNAME_FUNCTION && out->right == RIGHT_SPEECH)
		out->bits -= SPOKEN_BITS; /* 读者来信中问 */
	if (out->right == RIGHT_END && age_follows(text, out->span.end))
		out->bits += AGE_BITS;
	return true;
}

/* The readings with one to three letters behind the surname, the heaviest first. */
static size_t chinese_names(const struct people_rules *rules, struct slice text,
			    const struct match *surname, const struct name_context *context,
			    const struct word_path *path, struct name_match *out)
{
	size_t given = word_path_index(path, surname->span.end), n = 0;
	struct match word;
	bool is_word = words_at(&rules->not_names, text, surname->span.start, &word);
	int thing = INT_MIN;

	if (given == SIZE_MAX || (is_word && word.entry->value == NOT_NAME_START))
		return 0;
	for (size_t letters = 1; letters <= 3; letters++) {
		struct name_match match;
		if (letters == 3 &&
		    (context->left < LEFT_OF || !two_surnames(rules, text, path, given)))
			break;
		if (!weigh(rules, text, surname, given, letters, context, path, &match))
			continue;
		if (match.bits < NAME_MAYBE)
			continue;
		if (match.right == RIGHT_THING)
			thing = match.bits;
		if (match.right == RIGHT_THING || (is_word && match.span.end <= word.span.end))
			continue;
		size_t place = n++;
		for (; place > 0 && out[place - 1].bits < match.bits; place--)
			out[place] = out[place - 1];
		out[place] = match;
	}
	return n && thing >= out[0].bits ? 0 : n; /* 刘淑琴|工作室: nor is 刘淑 one */
}

/* A word for persons begins at `at`, ends behind the letter there, or goes over it: 苏木达,
 * 区长|慕鑫, 民宿老板. */
static bool in_title(const struct people_rules *rules, struct slice text, size_t at)
{
	struct match title;
	size_t n, from = at;

	for (int back = 0; back < 2 && from > 0; back++) {
		utf8_before(text, from, &n);
		from -= n;
		if (words_at(&rules->titles, text, from, &title) && title.span.end > at + 3)
			return true;
	}

	utf8_at(text, at, &n);
	if (words_before(&rules->titles, text, at + n, &title) && title.span.start < at)
		return true;
	return words_at(&rules->titles, text, at, &title) && title.entry->word.n > 2 * 3;
}

size_t names_at(const struct people_rules *rules, struct slice text, size_t at,
		const struct name_context *context, const struct word_path *path,
		struct name_match *out)
{
	struct match surname;
	struct name_match form;

	if (with_prefix(rules, text, at, context, path, out))
		return 1;
	if (in_title(rules, text, at))
		return 0;
	if (!words_at(&rules->surnames, text, at, &surname))
		return context->left == LEFT_TITLE &&
		       without_surname(rules, text, at, context, path, out) &&
		       out->right >= RIGHT_END &&
		       out->bits - context_bits(context, out->right) >= LETTERS_BITS;
	if (surname.entry->value == SURNAME_NONE)
		return (surname.entry->word.n > 3 || context->left == LEFT_TITLE) &&
		       without_surname(rules, text, at, context, path, out);
	out->span.start = at;
	if (context->left == LEFT_TITLE && spaced_name(rules, text, surname.span.end, path, out))
		return 1;
	size_t n = chinese_names(rules, text, &surname, context, path, out);
	if (with_form(rules, text, at, surname.span.end, surname.entry->value, context, path,
		      &form) &&
	    (n == 0 || form.bits >= out[0].bits)) {
		out[0] = form;
		return 1;
	}
	return n;
}

bool name_around_dot(const struct people_rules *rules, struct slice text, size_t dot,
		     struct name_context *context, struct name_match *out)
{
	size_t left = dot, n;
	struct word_path path;

	if (left > 0 && text.p[left - 1] == ' ')
		left--;
	size_t start = left, best = left, behind = behind_dot(text, dot);
	if (left == 0)
		return false;
	utf8_before(text, left, &n);
	word_path_read(rules->costs, text, left - n, &path);
	for (int letters = 0; letters < FREE_LETTERS && start > 0; letters++) {
		if (!is_han(utf8_before(text, start, &n)))
			break;
		start -= n;
		struct name_context here = name_context(rules, text, start);
		name_context_settle(rules, text, start, &path, &here);
		if (here.left < LEFT_STOP || (here.left <= LEFT_START && letters == 0))
			continue;
		if (best == left || here.left >= LEFT_NOUN) {
			best = start;
			*context = here;
		}
		if (here.left >= LEFT_NOUN)
			break;
	}
	size_t end = dotted_end(rules, text, behind);
	if (end == behind)
		return false;
	utf8_before(text, end, &n);
	word_path_read(rules->costs, text, end - n, &path);
	enum name_right right = name_right(rules, text, end, &path);
	*out = (struct name_match){{best, end}, right, false, DOTTED_BITS + 1};
	return best < left && right != RIGHT_THING &&
	       (context->left >= LEFT_NOUN || right >= RIGHT_STRONG);
}
