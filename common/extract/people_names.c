/* people_names.c - a Chinese name is a surname and one or two letters, and so is half of the
 * dictionary. So a name is weighed: what stands before it, what stands behind it (where it ends is
 * told only by that), and whether its letters are such as names are made of. Two letters of given
 * name are tried against one and the heavier reading wins. */
#include "extract/people_names.h"

#include "text/utf8.h"

#define BRACKET_LETTERS 12
#define FREE_LETTERS    6 /* of a name without surname, and of each side of a dot */

bool is_name_dot(uint32_t c)
{
	return c == 0xB7 || c == 0x2022 || c == 0x30FB;
}

static bool stands_before(struct slice text, size_t at, struct slice word)
{
	return slice_ends(slice_sub(text, 0, at), word);
}

/* A stop word of role_limits.tsv, or the name of a place or body, ends here. */
static bool phrase_ends(const struct people_rules *rules, struct slice text, size_t at)
{
	struct match match;

	if (words_before(&rules->limits, text, at, &match))
		return match.entry->value == LIMIT_STOP;
	return words_before(&rules->bodies, text, at, &match);
}

/* 社区书记（主任）: where a short bracket that ends at `end` begins. */
static size_t before_bracket(struct slice text, size_t end)
{
	size_t at = end, n;

	for (int letters = 0; letters < BRACKET_LETTERS && at > 0; letters++) {
		uint32_t c = utf8_before(text, at, &n);
		at -= n;
		if (c == 0xFF08 || c == '(')
			return at;
	}
	return end;
}

/* A title in quotation marks whose closing mark ends at `end`. */
static bool quoted_title(const struct people_rules *rules, struct slice text, size_t end,
			 struct span *title)
{
	struct match match;
	size_t n;
	uint32_t c = end > 0 ? utf8_before(text, end, &n) : 0;

	if ((c != 0x201D && c != '"' && c != 0x300D) ||
	    !words_before(&rules->titles, text, end - n, &match) ||
	    match.entry->value == TITLE_STAFF)
		return false;
	*title = (struct span){match.span.start, end};
	return true;
}

struct name_context name_context(const struct people_rules *rules, struct slice text, size_t at)
{
	struct name_context context = {LEFT_START, {at, at}};
	size_t n, end = at;
	struct match match;

	if (at == 0)
		return context;
	uint32_t c = utf8_before(text, at, &n);
	if (c == ' ' || c == 0x3000)
		end -= n;
	size_t bracket = c == 0xFF09 || c == ')' ? before_bracket(text, end) : end;
	if (words_before(&rules->titles, text, bracket, &match)) {
		match.span.end = end;
		context.left = match.entry->value == TITLE_STAFF ? LEFT_STAFF : LEFT_TITLE;
		context.title = match.span;
	} else if (quoted_title(rules, text, end, &context.title)) { /* “院落管家”杨登勇 */
		context.left = LEFT_TITLE;
	} else if (is_punctuation(c) || is_space(c)) {
		context.left = is_name_dot(c) ? LEFT_NOTHING : LEFT_START;
	} else if (stands_before(text, at, SLICE("岁的"))) {
		context.left = LEFT_AGE;
	} else if (stands_before(text, at, SLICE("的"))) {
		context.left = LEFT_OF;
	} else {
		context.left = phrase_ends(rules, text, at) ? LEFT_START : LEFT_NOTHING;
	}
	return context;
}

/* 乐呵呵, 笑眯眯: a letter and two alike, as words that colour a verb are made. */
static bool doubled_word_follows(struct slice text, size_t at)
{
	size_t n, m;

	if (at >= text.n || !is_han(utf8_at(text, at, &n)))
		return false;
	at += n;
	uint32_t c = at < text.n ? utf8_at(text, at, &n) : 0;
	return is_han(c) && at + n < text.n && utf8_at(text, at + n, &m) == c;
}

enum name_right name_right(const struct people_rules *rules, struct slice text, size_t at)
{
	static const enum name_right RIGHT[] = {RIGHT_STRONG, RIGHT_WEAK, RIGHT_THING,
						RIGHT_SPEECH};
	struct match match;
	size_t n;

	if (at >= text.n)
		return RIGHT_STRONG;
	uint32_t c = utf8_at(text, at, &n);
	if (is_punctuation(c) || is_space(c))
		return is_name_dot(c) ? RIGHT_NOTHING : RIGHT_STRONG;
	if (is_digit(c) || is_latin(c))
		return RIGHT_WEAK;
	if (words_at(&rules->followers, text, at, &match))
		return RIGHT[match.entry->value];
	if (words_at(&rules->titles, text, at, &match)) /* 图 and 摄 may be letters of a name */
		return match.entry->value == TITLE_STAFF ? RIGHT_WEAK : RIGHT_STRONG;
	if (doubled_word_follows(text, at))
		return RIGHT_STRONG;
	return letter_kind(rules, c) == LETTER_NEVER ? RIGHT_WEAK : RIGHT_NOTHING;
}

struct reading {
	size_t end;
	int letters; /* of the given name */
	int usual;   /* of them, letters that names are made of */
	enum name_right right;
	int weight;
};

static int weight_of(const struct reading *reading)
{
	static const int RIGHT[] = {-2, 4, 8, 9, 0};
	return RIGHT[reading->right] + 3 * reading->usual - reading->letters +
	       (reading->letters == 2 ? 2 : 0);
}

/* 李明|和志愿者: a link and a title behind it. */
static bool link_follows(const struct people_rules *rules, struct slice text, size_t at)
{
	struct match word, title;

	return words_at(&rules->followers, text, at, &word) && word.entry->value == FOLLOWER_WEAK &&
	       words_at(&rules->titles, text, word.span.end, &title);
}

/* A word of two letters and more, which no name runs into, begins at `at`. */
static bool long_word_follows(const struct people_rules *rules, struct slice text, size_t at)
{
	struct match word;

	return words_at(&rules->followers, text, at, &word) && word.entry->word.n > 3 &&
	       word.entry->value != FOLLOWER_WEAK;
}

/* The letter at `at` belongs to the word behind, not to the name: 景甜|点赞, not 景甜点|赞. */
static bool word_takes_letter(const struct people_rules *rules, struct slice text, size_t at)
{
	size_t n;

	if (!long_word_follows(rules, text, at))
		return false;
	utf8_at(text, at, &n);
	at += n;
	return at < text.n && is_han(utf8_at(text, at, &n)) && !long_word_follows(rules, text, at);
}

/* The better of the readings with one and two letters behind the surname. */
static bool best_reading(const struct people_rules *rules, struct slice text, size_t at,
			 struct reading *best)
{
	struct reading reading = {at, 0, 0, RIGHT_NOTHING, 0};

	*best = reading;
	while (reading.letters < 2 && reading.end < text.n) {
		size_t n;
		uint32_t c = utf8_at(text, reading.end, &n);
		enum letter_kind kind = letter_kind(rules, c);
		if (!is_han(c) || kind == LETTER_NEVER)
			break;
		reading.end += n;
		reading.letters++;
		reading.usual += kind == LETTER_USUAL;
		reading.right = name_right(rules, text, reading.end);
		reading.weight = weight_of(&reading);
		if (best->letters == 0 || reading.weight > best->weight)
			*best = reading;
		if (link_follows(rules, text, reading.end))
			break;
		if (reading.letters == 1 && word_takes_letter(rules, text, reading.end))
			break;
	}
	return best->letters > 0 && best->right != RIGHT_THING;
}

/* How heavy a reading must be behind a title: the more the surname is a word, the more. */
static bool enough_with_title(const struct reading *reading, enum surname_kind surname)
{
	bool all_usual = reading->usual == reading->letters;

	switch (surname) {
	case SURNAME_PLAIN:
		return reading->weight >= (reading->letters == 2 ? 4 : 6);
	case SURNAME_COMPOUND:
		return reading->weight >= 2;
	case SURNAME_WARY:
		return reading->weight >= 10 ||
		       (reading->right == RIGHT_SPEECH && reading->weight >= 8);
	default:
		return reading->letters == 2 && all_usual && reading->right >= RIGHT_STRONG;
	}
}

static bool enough_without_title(const struct reading *reading, enum surname_kind surname,
				 struct slice text)
{
	size_t n;

	if (surname == SURNAME_WARY || surname == SURNAME_FUNCTION)
		return false;
	if (reading->usual < reading->letters || reading->right < RIGHT_STRONG)
		return false;
	if (reading->right == RIGHT_SPEECH)
		return true;
	/* A verb behind it will do, the mere end of a clause will not. */
	return reading->letters == 2 && reading->end < text.n &&
	       is_han(utf8_at(text, reading->end, &n));
}

/* ，今年72岁 ，43岁 （女 behind a name. */
static bool age_follows(struct slice text, size_t at)
{
	size_t n;
	uint32_t c;

	if (at >= text.n || !is_punctuation(utf8_at(text, at, &n)))
		return false;
	at += n;
	struct slice rest = slice_from(text, at);
	if (slice_starts(rest, SLICE("今年")) || slice_starts(rest, SLICE("现年")))
		at += SLICE("今年").n;
	for (size_t digits = 0; utf8_next(text, &at, &c); digits++) {
		if (is_digit(c))
			continue;
		return c == 0x5C81 && digits > 0; /* 岁 */
	}
	return false;
}

static bool enough(const struct reading *reading, enum surname_kind surname, struct slice text,
		   enum name_left left)
{
	switch (left) {
	case LEFT_TITLE:
	case LEFT_STAFF:
		return enough_with_title(reading, surname);
	case LEFT_AGE:
		return reading->weight >= 6 && surname != SURNAME_FUNCTION;
	case LEFT_START:
	case LEFT_OF:
		return enough_without_title(reading, surname, text) ||
		       (reading->usual && age_follows(text, reading->end));
	default:
		return false;
	}
}

/* 王先生, 张某: the surname at [at, behind) with a form behind it. */
static bool with_form(const struct people_rules *rules, struct slice text, size_t at, size_t behind,
		      enum surname_kind surname, enum name_left left, struct name_match *out)
{
	struct match form;

	if (!words_at(&rules->forms, text, behind, &form) || surname == SURNAME_FUNCTION)
		return false;
	*out =
	    (struct name_match){{at, form.span.end}, name_right(rules, text, form.span.end), true};
	if (left == LEFT_TITLE)
		return out->right != RIGHT_THING &&
		       (form.entry->value == FORM_SURE || out->right != RIGHT_NOTHING);
	if (form.entry->value == FORM_SPOKEN)
		return left != LEFT_NOTHING && out->right == RIGHT_SPEECH;
	/* 高先生 is nothing but a name, wherever it stands. */
	bool sure =
	    surname == SURNAME_PLAIN || surname == SURNAME_COMPOUND || form.entry->word.n > 3;
	return sure ? left != LEFT_NOTHING || out->right >= RIGHT_STRONG
		    : left != LEFT_NOTHING && out->right >= RIGHT_STRONG;
}

/* 老王, 小李: only where he speaks or acts. */
static bool with_prefix(const struct people_rules *rules, struct slice text, size_t at,
			enum name_left left, struct name_match *out)
{
	struct match surname, word;
	size_t n;
	uint32_t c = utf8_at(text, at, &n);

	if (c != 0x8001 && c != 0x5C0F) /* 老 小 */
		return false;
	if (left == LEFT_NOTHING || !words_at(&rules->surnames, text, at + n, &surname) ||
	    surname.entry->value != SURNAME_PLAIN ||
	    words_at(&rules->not_names, text, at + n, &word))
		return false;
	enum name_right right = name_right(rules, text, surname.span.end);
	*out = (struct name_match){{at, surname.span.end}, right, true};
	return right == RIGHT_SPEECH ||
	       (left == LEFT_TITLE && (right == RIGHT_STRONG || right == RIGHT_WEAK));
}

/* Where a name without surname, or the part behind a dot, ends: at the first strong boundary, else
 * at the first weak one; 0: nowhere. */
static size_t free_end(const struct people_rules *rules, struct slice text, size_t at,
		       enum name_right *right)
{
	size_t end = 0, n;

	*right = RIGHT_NOTHING;
	for (int letters = 0; letters < FREE_LETTERS && at < text.n; letters++) {
		uint32_t c = utf8_at(text, at, &n);
		bool never = letter_kind(rules, c) == LETTER_NEVER &&
			     !slice_contains(SLICE("多日求"), slice_sub(text, at, at + n));
		if (!is_han(c) || never)
			break;
		at += n;
		enum name_right here = name_right(rules, text, at);
		if (here != RIGHT_NOTHING && *right == RIGHT_NOTHING) {
			end = at;
			*right = here;
		}
		if (here >= RIGHT_STRONG)
			return *right = here, at;
	}
	return end;
}

/* 卓玛, 阿依古丽: a name that begins as such names do. */
static bool without_surname(const struct people_rules *rules, struct slice text, size_t at,
			    enum name_left left, struct name_match *out)
{
	enum name_right right;
	size_t end = free_end(rules, text, at, &right), n;

	*out = (struct name_match){{at, end}, right, false};
	if (end < at + 2 * 3 || right == RIGHT_NOTHING || right == RIGHT_THING)
		return false;
	return left >= LEFT_TITLE || (left >= LEFT_START && right == RIGHT_SPEECH) ||
	       (left >= LEFT_START && right == RIGHT_STRONG && end < text.n &&
		is_han(utf8_at(text, end, &n)));
}

bool name_possible(const struct people_rules *rules, struct slice text, size_t at)
{
	struct match surname, word;
	size_t n;
	uint32_t c = utf8_at(text, at, &n);

	if (c == 0x8001 || c == 0x5C0F) /* 老 小 */
		return true;
	if (!words_at(&rules->surnames, text, at, &surname))
		return false;
	if (surname.entry->value == SURNAME_NONE)
		return true;
	bool word_only =
	    words_at(&rules->not_names, text, at, &word) && word.entry->value == NOT_NAME_START;
	if (words_at(&rules->forms, text, surname.span.end, &word))
		return true;
	for (size_t i = 0, next = surname.span.end; i < 2 && next < text.n && !word_only; i++) {
		enum letter_kind kind = letter_kind(rules, utf8_at(text, next, &n));
		if (kind == LETTER_USUAL)
			return true;
		if (kind == LETTER_NEVER)
			return false;
		next += n;
	}
	return !word_only && words_before(&rules->titles, text, at, &word);
}

/* 刘 洋, 马　强: printers set short names in the width of three letters. */
static bool spaced_name(const struct people_rules *rules, struct slice text, size_t at,
			struct name_match *out)
{
	size_t n, spaces = 0;

	while (at < text.n && is_space(utf8_at(text, at, &n)) && text.p[at] != '\n' && spaces < 2) {
		at += n;
		spaces++;
	}
	if (spaces == 0 || at >= text.n)
		return false;
	uint32_t c = utf8_at(text, at, &n);
	if (!is_han(c) || letter_kind(rules, c) != LETTER_USUAL)
		return false;
	out->span.end = at + n;
	out->right = name_right(rules, text, out->span.end);
	out->surname_only = false;
	return out->right >= RIGHT_STRONG ||
	       (out->right == RIGHT_WEAK && !is_digit(utf8_at(text, out->span.end, &n)));
}

bool name_at(const struct people_rules *rules, struct slice text, size_t at,
	     const struct name_context *context, struct name_match *out)
{
	struct match surname, word = {{at, at}, NULL};
	struct reading reading;

	if (with_prefix(rules, text, at, context->left, out))
		return true;
	if (!words_at(&rules->surnames, text, at, &surname))
		return false;
	if (surname.entry->value == SURNAME_NONE)
		return without_surname(rules, text, at, context->left, out);
	out->span.start = at;
	if (context->left == LEFT_TITLE && spaced_name(rules, text, surname.span.end, out))
		return true;
	bool is_word = words_at(&rules->not_names, text, at, &word);
	if (with_form(rules, text, at, surname.span.end, surname.entry->value, context->left,
		      out) &&
	    word.span.end < out->span.end)
		return true;
	if (is_word && word.entry->value == NOT_NAME_START)
		return false;
	if (!best_reading(rules, text, surname.span.end, &reading))
		return false;
	if (is_word && (reading.end <= word.span.end || reading.right == RIGHT_NOTHING ||
			reading.usual < reading.letters))
		return false;
	if (!enough(&reading, surname.entry->value, text, context->left))
		return false;
	*out = (struct name_match){{at, reading.end}, reading.right, false};
	return true;
}

bool name_around_dot(const struct people_rules *rules, struct slice text, size_t dot,
		     struct name_context *context, struct name_match *out)
{
	size_t start = dot, best = dot, n, behind;

	utf8_at(text, dot, &behind);
	for (int letters = 0; letters < FREE_LETTERS && start > 0; letters++) {
		if (!is_han(utf8_before(text, start, &n)))
			break;
		start -= n;
		struct name_context here = name_context(rules, text, start);
		if (here.left == LEFT_NOTHING || (here.left == LEFT_START && letters == 0))
			continue;
		if (best == dot || here.left >= LEFT_TITLE) {
			best = start;
			*context = here;
		}
		if (here.left >= LEFT_TITLE)
			break;
	}
	enum name_right right;
	size_t end = free_end(rules, text, dot + behind, &right);
	*out = (struct name_match){{best, end}, right, false};
	return best < dot && end > dot && right != RIGHT_THING &&
	       (context->left >= LEFT_TITLE || right == RIGHT_SPEECH);
}
