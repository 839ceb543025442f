/* people_contexts.c - what stands before and behind a place where a name may begin or end, see
 * people_names.h. Only the letters near it are looked at. */
#include "extract/people_names.h"

#include "text/utf8.h"

#define BRACKET_LETTERS 12

static bool stands_before(struct slice text, size_t at, struct slice word)
{
	return slice_ends(slice_sub(text, 0, at), word);
}

/* A stop word of role_limits.tsv, or the name of a place or body, ends here. */
static bool phrase_ends(const struct people_rules *rules, struct slice text, size_t at)
{
	struct match match;

	if (words_before(&rules->limits, text, at, &match))
		return match.entry->value != LIMIT_KEEP &&
		       word_is_own(rules->costs, text, match.span);
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
	    match.entry->value >= TITLE_STAFF)
		return false;
	*title = (struct span){match.span.start, end};
	return true;
}

/* The last word of the run before letter `index` is one for a person: 养猪大户. */
static bool noun_before(const struct people_rules *rules, struct slice text,
			const struct word_path *path, size_t index, struct span *noun)
{
	struct match ending;
	size_t letters = path->last[index];

	if (!words_before(&rules->endings, text, path->at[index], &ending))
		return false;
	if (letters == 1 && index >= 2 && ending.entry->value == ENDING_ANY) /* 所|员 */
		letters += path->last[index - 1];
	if (letters < (ending.entry->value == ENDING_LONG ? 3 : 2))
		return false;
	*noun = (struct span){path->at[index - letters], path->at[index]};
	return ending.span.start >= noun->start;
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
	size_t colon = c == 0xFF1A || c == ':' ? end - n : 0;
	if (colon && words_before(&rules->titles, text, colon, &match) &&
	    match.entry->value == TITLE_STAFF) { /* 联系人：王建国 */
		context.left = LEFT_STAFF;
		context.title = match.span;
	} else if (words_before(&rules->titles, text, bracket, &match) &&
		   match.entry->value < TITLE_CROWD) {
		match.span.end = end;
		context.left = match.entry->value == TITLE_STAFF ? LEFT_STAFF : LEFT_TITLE;
		context.title = match.span;
	} else if (quoted_title(rules, text, end, &context.title)) { /* “院落管家”杨登勇 */
		context.left = LEFT_NOUN;
	} else if (is_punctuation(c) || is_space(c)) {
		context.left = is_name_dot(c) ? LEFT_NOTHING : LEFT_START;
	} else if (stands_before(text, at, SLICE("岁的")) ||
		   stands_before(text, at, SLICE("名叫")) ||
		   stands_before(text, at, SLICE("本名")) ||
		   stands_before(text, at, SLICE("大名"))) {
		context.left = LEFT_AGE;
	} else if (stands_before(text, at, SLICE("的"))) {
		context.left = LEFT_OF;
	} else if (phrase_ends(rules, text, at)) {
		context.left = LEFT_STOP;
	} else if (!is_han(c)) {
		context.left = LEFT_NOTHING;
	} else {
		context.left =
		    words_before(&rules->endings, text, at, &match) ? LEFT_NOUN : LEFT_WORD;
	}
	return context;
}

void name_context_settle(const struct people_rules *rules, struct slice text, size_t at,
			 const struct word_path *path, struct name_context *context)
{
	size_t index = word_path_index(path, at);

	/* What a word crosses shows in the cost of the letters before. */
	if (context->left == LEFT_NOUN && context->title.end == context->title.start &&
	    (index == SIZE_MAX || index == 0 ||
	     !noun_before(rules, text, path, index, &context->title)))
		context->left = LEFT_WORD;
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

/* 抿了, 扳着, 爬上: a letter and one of those that only stand behind verbs. */
static bool verb_follows(struct slice text, size_t at)
{
	size_t n;

	utf8_at(text, at, &n);
	at += n;
	if (at >= text.n)
		return false;
	utf8_at(text, at, &n);
	return slice_contains(SLICE("了着过起给上下出到进回开完掉住走"),
			      slice_sub(text, at, at + n));
}

enum name_right name_right(const struct people_rules *rules, struct slice text, size_t at,
			   const struct word_path *path)
{
	static const enum name_right RIGHT[] = {RIGHT_STRONG, RIGHT_WEAK, RIGHT_LINK, RIGHT_THING,
						RIGHT_SPEECH};
	struct match match;
	size_t n, index;

	if (at >= text.n)
		return RIGHT_END;
	uint32_t c = utf8_at(text, at, &n);
	if (is_punctuation(c) || is_space(c))
		return is_name_dot(c) ? RIGHT_NOTHING : RIGHT_END;
	if (is_digit(c) || is_latin(c))
		return RIGHT_LINK;
	if (words_at(&rules->followers, text, at, &match))
		return RIGHT[match.entry->value];
	if (words_at(&rules->bodies, text, at, &match) && match.entry->word.n > 3)
		return RIGHT_THING;                     /* 金桂苑|业委会 */
	if (words_at(&rules->titles, text, at, &match)) /* 图 and 摄 may be letters of a name */
		return match.entry->value == TITLE_STAFF ? RIGHT_LINK : RIGHT_TITLE;
	if (doubled_word_follows(text, at) || verb_follows(text, at))
		return RIGHT_STRONG;
	if (letter_kind(rules, c) == LETTER_NEVER)
		return RIGHT_WEAK;
	index = word_path_index(path, at);
	if (index == SIZE_MAX || path->first[index] == 0)
		return RIGHT_NOTHING;
	if (path->first[index] > 1)
		return RIGHT_WORD;
	for (size_t next = index + 1; next < path->n && next <= index + 3; next++)
		if (words_at(&rules->bodies, text, path->at[next], &match) &&
		    match.entry->word.n > 3)
			return RIGHT_THING; /* 巴彦宝|力格嘎查 */
	return RIGHT_LETTER;
}
