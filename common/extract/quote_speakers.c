/* quote_speakers.c - see quote_speakers.h. Asked in this order: the words that lead the quotation
 * in (王某说：“…”), the words behind it (“……。”王某说), those before it in its sentence
 * (王某抹起了泪，“……。”), and, where it stands alone, those before its sentence. The windows on
 * both sides are bounded, so that a sentence with very many marks costs no more than its length. */
#include "extract/quote_speakers.h"

#include "extract/sentences.h"
#include "text/utf8.h"

#define WINDOW_BYTES   480  /* 160 letters looked at on each side */
#define CARRY_BYTES    3000 /* how far back 他 may point */
#define LONG_LETTERS   10   /* marked words of that length read like a sentence */
#define JOINED_LETTERS 5    /* and less, with a full stop, behind a comma */
#define PHRASE_LETTERS 24   /* of a speaker without a name */
#define MOST_ADJACENT  16   /* quotations in a row, of one speaker */
#define MANNER_BYTES   24   /* of 笑嘻嘻地 before a verb without a subject */

static bool is_comma(uint32_t c)
{
	return c == ',' || c == 0xFF0C;
}

static bool is_colon(uint32_t c)
{
	return c == ':' || c == 0xFF1A;
}

struct quote_content quote_content_of(struct slice inside)
{
	struct quote_content content = {0, false, false, false};
	uint32_t c;

	for (size_t at = 0; utf8_next(inside, &at, &c);) {
		bool breaks = is_comma(c) || is_sentence_end(c);
		content.letters++;
		content.clauses |= breaks;
		if (!is_closing_mark(c) && !is_space(c)) {
			content.ends = breaks;
			content.stops = breaks && !is_comma(c);
		}
	}
	return content;
}

static bool reads_like_a_sentence(const struct quote_content *content)
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
static size_t mention_start(const struct quote_place *place, const struct actor *actor)
{
	struct slice before = slice_sub(place->text, 0, actor->span.start);
	return actor->role.n && slice_ends(before, actor->role) ? before.n - actor->role.n
								: actor->span.start;
}

/* 对居民张某 说: he is spoken to. */
static bool is_spoken_to(const struct quote_place *place, const struct actor *actor)
{
	static const struct slice WORDS[] = {
	    SLICE_INIT("对"), SLICE_INIT("向"), SLICE_INIT("给"),   SLICE_INIT("跟"),
	    SLICE_INIT("问"), SLICE_INIT("劝"), SLICE_INIT("告诉"), SLICE_INIT("叮嘱")};
	struct slice before = slice_sub(place->text, 0, mention_start(place, actor));

	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (slice_ends(before, WORDS[i]))
			return true;
	return false;
}

static bool may_speak(const struct quote_place *place, const struct actor *actor)
{
	return actor->kind == ACTOR_PERSON && !is_spoken_to(place, actor);
}

/* The last person named in [start, end) who is not spoken to. */
static const struct actor *last_person(const struct quote_place *place, size_t start, size_t end)
{
	const struct mentions *mentions = place->mentions;

	for (size_t i = actor_from(mentions, end); i > 0; i--) {
		const struct actor *actor = &mentions->actors[i - 1];
		if (actor->span.start < start)
			break;
		if (may_speak(place, actor))
			return actor;
	}
	return NULL;
}

static const struct actor *first_person(const struct quote_place *place, size_t start, size_t end)
{
	const struct mentions *mentions = place->mentions;

	for (size_t i = actor_from(mentions, start); i < mentions->n_actors; i++) {
		const struct actor *actor = &mentions->actors[i];
		if (actor->span.start >= end)
			break;
		if (may_speak(place, actor))
			return actor;
	}
	return NULL;
}

/* The first person of the last sentence before byte `end` that names one: its subject. */
static const struct actor *last_subject(const struct quote_place *place, size_t start, size_t end)
{
	const struct sentences *sentences = &place->mentions->sentences;
	const struct actor *last = last_person(place, start, end);
	size_t i = last ? sentence_at(sentences, last->span.start) : SIZE_MAX;

	if (i == SIZE_MAX)
		return last;
	size_t from =
	    sentences->items[i].span.start > start ? sentences->items[i].span.start : start;
	return first_person(place, from, end);
}

/* The next verb of speaking in [*from, end). */
static bool next_verb(const struct people_rules *rules, struct slice text, size_t *from, size_t end,
		      struct match *out)
{
	text = slice_sub(text, 0, end);
	while (words_next(&rules->followers, text, from, out))
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

/* A bracket that ends at `end`, between a verb and its colon, is passed over: 她说（手语）： */
static size_t before_bracket(struct slice text, size_t start, size_t end)
{
	size_t at = end, n;

	if (end <= start || !slice_contains(SLICE("）)"), slice_sub(text, end - 1, end)))
		return end;
	while (at > start && end - at < MANNER_BYTES * 2) {
		uint32_t c = utf8_before(text, at, &n);
		at -= n;
		if (c == 0xFF08 || c == '(')
			return at;
	}
	return end;
}

/* 清代学者: nobody who speaks in the story. */
static bool is_past(const struct quote_place *place, size_t start, size_t end)
{
	struct slice text = slice_sub(place->text, 0, end);
	struct match word;

	while (words_next(&place->rules->not_names, text, &start, &word))
		if (word.entry->value == NOT_NAME_PAST)
			return true;
	return false;
}

/* A speaker without a name in the clause [start, verb): 社区的一位老党员. */
static bool unnamed_speaker(const struct quote_place *place, size_t start, size_t verb,
			    struct quote *quote)
{
	struct slice text = slice_sub(place->text, 0, verb);
	struct match title, last = {{0, 0}, NULL};
	size_t from = start;

	while (words_next(&place->rules->titles, text, &from, &title))
		if (title.entry->value != TITLE_LEADER && title.entry->value != TITLE_STAFF)
			last = title;
		else
			return false;
	if (!last.entry || is_past(place, start, last.span.start))
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

static bool begins_with_pronoun(struct slice words)
{
	return slice_starts(words, SLICE("他")) || slice_starts(words, SLICE("她"));
}

static bool set_speaker(struct quote *quote, const struct actor *actor)
{
	if (!actor)
		return false;
	quote->speaker = actor->name;
	quote->role = actor->role;
	return true;
}

/* Him whom 他, or a verb without a subject, points back to. */
static bool carried_speaker(const struct quote_place *place, size_t before, struct quote *quote)
{
	size_t start = before > CARRY_BYTES ? at_letter(place->text, before - CARRY_BYTES) : 0;

	return set_speaker(quote, last_subject(place, start, before));
}

/* 老人, and nothing more: he who was named before. */
static bool is_old_one(struct slice speaker)
{
	return slice_equal(speaker, SLICE("老人")) || slice_equal(speaker, SLICE("老人家"));
}

/* Words that lead in what is written, not said: 墙上贴着： */
static bool is_written(const struct quote_place *place, size_t start, size_t end)
{
	struct match word;

	return words_next(&place->rules->written, slice_sub(place->text, 0, end), &start, &word);
}

/* A speaker in the words [start, end) that lead the quotation in. */
static bool speaker_before(const struct quote_place *place, size_t start, size_t end,
			   bool verb_needed, struct quote *quote)
{
	struct match verb, found = {{end, end}, NULL};
	size_t clause = clause_start(place->text, start, end), from = clause;

	while (next_verb(place->rules, place->text, &from, end, &verb))
		if (!found.entry)
			found = verb;
	if (!found.entry && (verb_needed || is_written(place, clause, end)))
		return false;
	const struct actor *actor = last_person(place, clause, end);
	if (set_speaker(quote, actor))
		return true;
	if (unnamed_speaker(place, clause, found.span.start, quote))
		return true;
	struct slice subject = slice_sub(place->text, clause, found.span.start);
	if (found.entry && holds_pronoun(subject))
		return carried_speaker(place, clause, quote);
	if (set_speaker(quote, last_subject(place, start, clause)))
		return true;
	return found.entry && subject.n <= MANNER_BYTES && carried_speaker(place, start, quote);
}

/* A speaker in the words [start, end) behind the quotation. */
static bool speaker_behind(const struct quote_place *place, size_t start, size_t end,
			   bool verb_needed, struct quote *quote)
{
	struct match verb;
	size_t from = start;
	const struct actor *actor = first_person(place, start, end);
	bool spoken = next_verb(place->rules, place->text, &from, end, &verb);

	if (begins_with_pronoun(slice_sub(place->text, start, end)))
		return (spoken || !verb_needed) && carried_speaker(place, quote->span.start, quote);
	if (actor && (spoken || !verb_needed))
		return set_speaker(quote, actor);
	if (!spoken)
		return false;
	size_t clause = clause_start(place->text, start, verb.span.start);
	if (unnamed_speaker(place, clause, verb.span.start, quote)) {
		if (is_old_one(quote->speaker))
			carried_speaker(place, quote->span.start, quote);
		return true;
	}
	struct slice subject = slice_sub(place->text, clause, verb.span.start);
	return (holds_pronoun(subject) || subject.n == 0) &&
	       carried_speaker(place, quote->span.start, quote);
}

/* The start of the words before byte `end` that are looked at: `start`, or nearer. */
static size_t window_before(const struct quote_place *place, size_t start, size_t end)
{
	return end > start + WINDOW_BYTES ? at_letter(place->text, end - WINDOW_BYTES) : start;
}

/* Lead-in: [start of its window, the mark). True when it says whose words follow. */
static bool led_in(const struct quote_place *place, struct quote *quote)
{
	size_t mark = place->marks->items[place->pair].whole.start;
	size_t end, start = place->sentence.start;
	uint32_t c = text_last_letter(place->text, start, mark, &end);
	struct match verb;

	if (c == 0 && start > 0) { /* 王某说：\n“…” */
		c = text_last_letter(place->text, 0, start, &end);
		if (!is_colon(c))
			return false;
		start = end > WINDOW_BYTES ? at_letter(place->text, end - WINDOW_BYTES) : 0;
		size_t line = slice_find_last(slice_sub(place->text, start, end), SLICE("\n"));
		start += line == SIZE_MAX ? 0 : line + 1;
	}
	start = window_before(place, start, end);
	if (is_colon(c))
		return speaker_before(place, start,
				      before_bracket(place->text, start, end - (c == ':' ? 1 : 3)),
				      false, quote);
	if (!reads_like_a_sentence(&place->content))
		return false;
	if (is_comma(c))
		end -= c == ',' ? 1 : 3;
	if (!words_before(&place->rules->followers, place->text, end, &verb) ||
	    verb.entry->value != FOLLOWER_SPEECH)
		return false;
	return speaker_before(place, start, end, true, quote);
}

/* May the quotation be the first thing said in its sentence, so that the speaker comes behind? */
static bool stands_first(const struct quote_place *place)
{
	size_t end;
	uint32_t c = text_last_letter(place->text, place->sentence.start,
				      place->marks->items[place->pair].whole.start, &end);

	return c == 0 || is_closing_mark(c) || is_comma(c) || c == 0x8BAF ||
	       c == 0x7535; /* 讯 电 */
}

/* Behind the quotations that stand directly behind it: “……。”“……。”王某说 */
static size_t behind_quotations(const struct quote_place *place)
{
	const struct marks *marks = place->marks;
	size_t at = marks->items[place->pair].whole.end;

	size_t last = place->pair + MOST_ADJACENT;

	for (size_t i = place->pair + 1;
	     i < marks->n && i <= last && marks->items[i].whole.start <= at; i++)
		if (marks->items[i].whole.start == at && mark_quotes(marks->items[i].family))
			at = marks->items[i].whole.end;
	return at;
}

static bool followed(const struct quote_place *place, struct quote *quote)
{
	size_t start = behind_quotations(place), end = place->sentence.end;

	if (!reads_like_a_sentence(&place->content) || !stands_first(place))
		return false;
	if (end > start + WINDOW_BYTES)
		end = at_letter(place->text, start + WINDOW_BYTES);
	return speaker_behind(place, start, end, !place->content.ends, quote);
}

/* 他说，……，“与其等人，不如出门”。 - clauses that end a sentence in which somebody speaks. */
static bool ends_speech(const struct quote_place *place, size_t start, size_t mark)
{
	size_t behind = place->marks->items[place->pair].whole.end;
	struct match verb;

	return place->content.clauses && place->content.letters >= LONG_LETTERS &&
	       place->sentence.end <= behind + SLICE("。").n &&
	       next_verb(place->rules, place->text, &start, mark, &verb);
}

/* 王某抹起了泪，“比亲闺女还亲。” - a sentence of its own in the marks, and its subject before it.
 */
static bool joined(const struct quote_place *place, struct quote *quote)
{
	size_t mark = place->marks->items[place->pair].whole.start, end;
	size_t start = window_before(place, place->sentence.start, mark);
	uint32_t c = text_last_letter(place->text, start, mark, &end);

	if (!is_comma(c) || !(place->content.stops ? place->content.letters >= JOINED_LETTERS
						   : ends_speech(place, start, mark)))
		return false;
	if (is_written(place, clause_start(place->text, start, end - (c == ',' ? 1 : 3)), end))
		return false;
	if (set_speaker(quote, last_subject(place, start, mark)))
		return true;
	return holds_pronoun(slice_sub(place->text, start, mark)) &&
	       carried_speaker(place, start, quote);
}

/* “……。”这是墙上的一句话: what is behind speaks of the words themselves. */
static bool points_at(struct slice behind)
{
	return slice_starts(behind, SLICE("这")) || slice_starts(behind, SLICE("那")) ||
	       slice_starts(behind, SLICE("是")) || slice_starts(behind, SLICE("的"));
}

/* A quotation that begins its sentence and whose words behind name no speaker goes on with him whom
 * the sentence before is about. */
static bool alone(const struct quote_place *place, struct quote *quote)
{
	const struct mark_pair *mark = &place->marks->items[place->pair];
	size_t end, from = place->paragraph.start, behind = mark->whole.end;
	uint32_t c = text_last_letter(place->text, place->sentence.start, mark->whole.start, &end);
	struct span rest = {behind, place->sentence.end};

	if (rest.end > behind + WINDOW_BYTES)
		rest.end = at_letter(place->text, behind + WINDOW_BYTES);
	if ((c != 0 && !is_closing_mark(c)) || !place->content.stops ||
	    !reads_like_a_sentence(&place->content) || points_at(slice_span(place->text, rest)) ||
	    is_written(place, rest.start, rest.end))
		return false;
	if (place->sentence.start == from) /* its own paragraph: the one before */
		return carried_speaker(place, from, quote);
	if (mark->whole.start > from + CARRY_BYTES)
		from = at_letter(place->text, mark->whole.start - CARRY_BYTES);
	if (set_speaker(quote, last_subject(place, from, mark->whole.start)))
		return true;
	return holds_pronoun(slice_sub(place->text, from, mark->whole.start)) &&
	       carried_speaker(place, from, quote);
}

/* 总书记指出，“……” - nobody of the story. */
static bool quotes_leader(const struct quote_place *place)
{
	size_t mark = place->marks->items[place->pair].whole.start;
	size_t start = clause_start(place->text, place->sentence.start, mark);
	struct match title;

	size_t n;

	if (start == mark && mark > place->sentence.start) { /* behind a comma: the clause before */
		utf8_before(place->text, mark, &n);
		start = clause_start(place->text, place->sentence.start, mark - n);
	}
	struct slice before = slice_sub(place->text, 0, mark);
	while (words_next(&place->rules->titles, before, &start, &title))
		if (title.entry->value == TITLE_LEADER)
			return true;
	return false;
}

enum quote_side quote_speaker(const struct quote_place *place, struct quote *quote)
{
	if (quotes_leader(place))
		return QUOTE_UNSPOKEN;
	if (led_in(place, quote))
		return QUOTE_LED_IN;
	if (followed(place, quote))
		return QUOTE_FOLLOWED;
	if (joined(place, quote))
		return QUOTE_JOINED;
	return alone(place, quote) ? QUOTE_ALONE : QUOTE_UNSPOKEN;
}
