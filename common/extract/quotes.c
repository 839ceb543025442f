/* quotes.c - every outermost pair of quotation marks is asked: who says it? The words that lead it
 * in (王某说：“…”), then the words behind it (“……。”王某说). Without a speaker, or a role that
 * speaks, it is no quotation; nor when it neither reads like a sentence nor follows a colon. The
 * windows on both sides are bounded, so that a sentence with very many marks costs no more than its
 * length. */
#include "extract/quotes.h"

#include "base/vec.h"
#include "extract/marks.h"
#include "extract/people_rules.h"
#include "extract/sentences.h"
#include "text/utf8.h"

#define WINDOW_BYTES   480  /* 160 letters looked at on each side */
#define CARRY_BYTES    3000 /* how far back 他 may point */
#define LONG_LETTERS   10   /* marked words of that length read like a sentence */
#define PHRASE_LETTERS 24   /* of a speaker without a name */

struct finder {
	const struct people_rules *rules;
	const struct article *article;
	const struct mentions *mentions;
	struct slice text;
	struct marks marks;
	size_t next_broken;
	struct vec quotes;
};

/* What the marks hold. */
struct content {
	size_t letters;
	bool clauses; /* holds ，。！？；…… */
	bool ends;    /* with ，。！？…… */
};

static bool is_comma(uint32_t c)
{
	return c == ',' || c == 0xFF0C;
}

static struct content content_of(struct slice inside)
{
	struct content content = {0, false, false};
	uint32_t c;

	for (size_t at = 0; utf8_next(inside, &at, &c);) {
		bool breaks = is_comma(c) || is_sentence_end(c);
		content.letters++;
		content.clauses |= breaks;
		if (!is_closing_mark(c) && !is_space(c))
			content.ends = breaks;
	}
	return content;
}

static bool reads_like_a_sentence(const struct content *content)
{
	return content->clauses ? content->letters >= 4 : content->letters >= LONG_LETTERS;
}

/* Byte `at` moved forward to the start of a letter. */
static size_t at_letter(struct slice text, size_t at)
{
	while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* Index of the first actor that begins at or behind `at`. */
static size_t actor_from(const struct mentions *mentions, size_t at)
{
	size_t low = 0, high = mentions->n_actors;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (mentions->actors[middle].span.start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Where the actor's mention begins, its role included when it stands directly before the name. */
static size_t mention_start(const struct finder *finder, const struct actor *actor)
{
	struct slice before = slice_sub(finder->text, 0, actor->span.start);
	return actor->role.n && slice_ends(before, actor->role) ? before.n - actor->role.n
								: actor->span.start;
}

/* 对居民张某 说: he is spoken to. */
static bool is_spoken_to(const struct finder *finder, const struct actor *actor)
{
	static const struct slice WORDS[] = {SLICE_INIT("对"), SLICE_INIT("向"),
					     SLICE_INIT("给"), SLICE_INIT("跟"),
					     SLICE_INIT("问"), SLICE_INIT("告诉")};
	struct slice before = slice_sub(finder->text, 0, mention_start(finder, actor));

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (slice_ends(before, WORDS[i]))
			return true;
	return false;
}

/* The last person named in [start, end) who is not spoken to. */
static const struct actor *last_person(const struct finder *finder, size_t start, size_t end)
{
	const struct mentions *mentions = finder->mentions;

	for (size_t i = actor_from(mentions, end); i > 0; i--) {
		const struct actor *actor = &mentions->actors[i - 1];
		if (actor->span.start < start)
			break;
		if (actor->kind == ACTOR_PERSON && !is_spoken_to(finder, actor))
			return actor;
	}
	return NULL;
}

static const struct actor *first_person(const struct finder *finder, size_t start, size_t end)
{
	const struct mentions *mentions = finder->mentions;

	for (size_t i = actor_from(mentions, start); i < mentions->n_actors; i++) {
		const struct actor *actor = &mentions->actors[i];
		if (actor->span.start >= end)
			break;
		if (actor->kind == ACTOR_PERSON && !is_spoken_to(finder, actor))
			return actor;
	}
	return NULL;
}

/* The next verb of speaking in [*from, end). */
static bool next_verb(const struct finder *finder, size_t *from, size_t end, struct match *out)
{
	struct slice text = slice_sub(finder->text, 0, end);

	while (words_next(&finder->rules->followers, text, from, out))
		if (out->entry->value == FOLLOWER_SPEECH)
			return true;
	return false;
}

/* The last punctuation in [start, end) ends at: the clause's start. */
static size_t clause_start(struct slice text, size_t start, size_t end)
{
	size_t n;

	while (end > start) {
		uint32_t c = utf8_before(text, end, &n);
		if (is_punctuation(c) || c == '\n')
			break;
		end -= n;
	}
	return end;
}

/* A speaker without a name in the clause [start, verb): 社区的一位老党员. */
static bool unnamed_speaker(const struct finder *finder, size_t start, size_t verb,
			    struct quote *quote)
{
	struct slice text = slice_sub(finder->text, 0, verb);
	struct match title, last = {{0, 0}, NULL};
	size_t from = start;

	while (words_next(&finder->rules->titles, text, &from, &title))
		last = title;
	if (!last.entry || last.entry->value == TITLE_STAFF)
		return false;
	struct slice phrase = text_trim(slice_sub(text, start, last.span.end));
	if (utf8_count(phrase) > PHRASE_LETTERS)
		return false;
	quote->speaker = phrase;
	quote->role = slice_span(text, last.span);
	return true;
}

static bool holds_pronoun(struct slice words)
{
	static const struct slice PRONOUNS[] = {SLICE_INIT("他"), SLICE_INIT("她")};

	for (size_t i = 0; i < sizeof PRONOUNS / sizeof *PRONOUNS; i++)
		if (slice_contains(words, PRONOUNS[i]))
			return true;
	return false;
}

static void set_speaker(struct quote *quote, const struct actor *actor)
{
	quote->speaker = actor->name;
	quote->role = actor->role;
}

/* Him whom 他, or a verb without a subject, points back to. */
static bool carried_speaker(const struct finder *finder, size_t before, struct quote *quote)
{
	const struct actor *actor =
	    last_person(finder, before > CARRY_BYTES ? before - CARRY_BYTES : 0, before);

	if (actor)
		set_speaker(quote, actor);
	return actor != NULL;
}

/* 老人, and nothing more: he who was named before. */
static bool is_old_one(struct slice speaker)
{
	return slice_equal(speaker, SLICE("老人")) || slice_equal(speaker, SLICE("老人家"));
}

/* A speaker in the words [start, end) that lead the quotation in. */
static bool speaker_before(const struct finder *finder, size_t start, size_t end, bool verb_needed,
			   struct quote *quote)
{
	struct match verb, found = {{end, end}, NULL};
	size_t clause = clause_start(finder->text, start, end), from = clause;

	while (next_verb(finder, &from, end, &verb))
		if (!found.entry)
			found = verb;
	if (verb_needed && !found.entry)
		return false;
	const struct actor *actor = last_person(finder, start, end);
	if (actor && (found.entry || actor->span.start >= clause)) {
		set_speaker(quote, actor);
		return true;
	}
	if (unnamed_speaker(finder, clause, found.span.start, quote))
		return true;
	return found.entry && holds_pronoun(slice_sub(finder->text, clause, found.span.start)) &&
	       carried_speaker(finder, start, quote);
}

/* A speaker in the words [start, end) behind the quotation. */
static bool speaker_behind(const struct finder *finder, size_t start, size_t end, bool verb_needed,
			   struct quote *quote)
{
	struct match verb;
	size_t from = start;
	const struct actor *actor = first_person(finder, start, end);
	bool spoken = next_verb(finder, &from, end, &verb);

	if (actor && (spoken || !verb_needed)) {
		set_speaker(quote, actor);
		return true;
	}
	if (!spoken)
		return false;
	size_t clause = clause_start(finder->text, start, verb.span.start);
	if (unnamed_speaker(finder, clause, verb.span.start, quote)) {
		if (is_old_one(quote->speaker))
			carried_speaker(finder, quote->span.start, quote);
		return true;
	}
	struct slice subject = slice_sub(finder->text, clause, verb.span.start);
	return (holds_pronoun(subject) || subject.n == 0) &&
	       carried_speaker(finder, quote->span.start, quote);
}

/* The letter before byte `at`, passing over spaces, and over one line break when a colon stands
 * before that; *end: behind that letter. */
static uint32_t letter_before(struct slice text, size_t start, size_t at, size_t *end)
{
	size_t n;

	while (at > start) {
		uint32_t c = utf8_before(text, at, &n);
		*end = at;
		if (!is_space(c))
			return c;
		at -= n;
	}
	*end = start;
	return 0;
}

static bool is_colon(uint32_t c)
{
	return c == ':' || c == 0xFF1A;
}

/* Lead-in: [start of its window, end). True when it says whose words follow. */
static bool led_in(const struct finder *finder, size_t sentence, const struct content *content,
		   struct quote *quote, size_t mark)
{
	size_t end, start = sentence;
	uint32_t c = letter_before(finder->text, start, mark, &end);
	struct match verb;

	if (c == 0 && start > 0) { /* 王某说：\n“…” */
		c = letter_before(finder->text, 0, start, &end);
		if (!is_colon(c))
			return false;
		start = end > WINDOW_BYTES ? at_letter(finder->text, end - WINDOW_BYTES) : 0;
		size_t line = slice_find_last(slice_sub(finder->text, start, end), SLICE("\n"));
		start += line == SIZE_MAX ? 0 : line + 1;
	}
	if (end > start + WINDOW_BYTES)
		start = at_letter(finder->text, end - WINDOW_BYTES);
	if (is_colon(c))
		return speaker_before(finder, start, end - (c == ':' ? 1 : 3), false, quote);
	if (!reads_like_a_sentence(content))
		return false;
	if (is_comma(c))
		end -= c == ',' ? 1 : 3;
	if (!words_before(&finder->rules->followers, finder->text, end, &verb) ||
	    verb.entry->value != FOLLOWER_SPEECH)
		return false;
	return speaker_before(finder, start, end, true, quote);
}

/* May the quotation be the first thing said in its sentence, so that the speaker comes behind? */
static bool stands_first(const struct finder *finder, size_t sentence, size_t mark)
{
	size_t end;
	uint32_t c = letter_before(finder->text, sentence, mark, &end);

	return c == 0 || is_closing_mark(c) || is_comma(c) || c == 0x8BAF ||
	       c == 0x7535; /* 讯 电 */
}

static bool followed(const struct finder *finder, const struct sentence *sentence, size_t pair,
		     const struct content *content, struct quote *quote)
{
	const struct marks *marks = &finder->marks;
	size_t start = marks->items[pair].whole.end, end = sentence->span.end;

	if (!reads_like_a_sentence(content) ||
	    !stands_first(finder, sentence->span.start, marks->items[pair].whole.start))
		return false;
	/* “……。”“……。”王某说 */
	for (size_t i = pair + 1; i < marks->n && marks->items[i].whole.start <= start; i++)
		if (marks->items[i].whole.start == start && mark_quotes(marks->items[i].family))
			start = marks->items[i].whole.end;
	if (end > start + WINDOW_BYTES)
		end = at_letter(finder->text, start + WINDOW_BYTES);
	return speaker_behind(finder, start, end, !content->ends, quote);
}

static bool look_at(struct finder *finder, size_t pair)
{
	const struct mark_pair *mark = &finder->marks.items[pair];
	struct quote quote = {.span = mark->inside};
	size_t i = sentence_at(&finder->mentions->sentences, mark->whole.start);

	if (mark->depth > 0 || !mark_quotes(mark->family) || i == SIZE_MAX ||
	    article_is_broken(finder->article, &finder->next_broken, mark->whole))
		return true;
	const struct sentence *sentence = &finder->mentions->sentences.items[i];
	if (finder->article->paragraphs[sentence->paragraph].kind == PARAGRAPH_HEADING)
		return true;
	quote.text = text_trim(slice_span(finder->text, mark->inside));
	struct content content = content_of(quote.text);
	if (content.letters < 4 ||
	    (!led_in(finder, sentence->span.start, &content, &quote, mark->whole.start) &&
	     !followed(finder, sentence, pair, &content, &quote)))
		return true;
	if (quote.text.n) {
		quote.span.start = (size_t)(quote.text.p - finder->text.p);
		quote.span.end = quote.span.start + quote.text.n;
	}
	return vec_add(&finder->quotes, &quote);
}

enum status quotes_find(struct arena *arena, const struct people_rules *rules,
			const struct article *article, const struct mentions *mentions,
			const struct quote **out, size_t *n)
{
	struct finder finder = {.rules = rules,
				.article = article,
				.mentions = mentions,
				.text = article->text,
				.marks = {mentions->sentences.marks, mentions->sentences.n_marks},
				.quotes = vec_of(arena, sizeof(struct quote))};
	enum status status = STATUS_OK;

	*out = NULL;
	*n = 0;
	for (size_t pair = 0; status == STATUS_OK && pair < finder.marks.n; pair++)
		if (!look_at(&finder, pair))
			status = STATUS_MEMORY_LIMIT;
	if (status == STATUS_OK) {
		*out = finder.quotes.items;
		*n = finder.quotes.n;
	}
	return status;
}
