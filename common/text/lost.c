/* lost.c - see lost.h. */
#include "text/lost.h"

#include "text/utf8.h"

#define OCCURRENCE_MAX 64

void gap_before(struct gap *gap, struct slice text)
{
	size_t n;

	gap->before[0] = gap->before[1] = 0;
	if (text.n == 0)
		return;
	gap->before[1] = utf8_before(text, text.n, &n);
	if (text.n > n)
		gap->before[0] = utf8_before(text, text.n - n, &n);
}

static bool fits(const struct lost_context *context, const struct gap *gap, uint32_t letter)
{
	unsigned char bytes[2];

	return is_han(letter) && gbk_encode(context->gbk, letter, bytes) &&
	       bytes[gap->is_lead ? 0 : 1] == gap->byte;
}

/* Two letters as UTF-8; empty when they are no letters of three bytes. */
static struct slice needle_of(uint32_t first, uint32_t second, char room[6])
{
	const uint32_t letters[2] = {first, second};
	size_t n = 0;

	for (int i = 0; i < 2; i++) {
		uint32_t c = letters[i];
		if (!is_han(c) || c > 0xFFFF)
			return SLICE_EMPTY;
		room[n++] = (char)(0xE0 | c >> 12);
		room[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		room[n++] = (char)(0x80 | (c & 0x3F));
	}
	return (struct slice){room, n};
}

/* May the page be searched once more? */
static bool spend(struct lost_context *context)
{
	if (context->search_budget < context->page.n)
		return false;
	context->search_budget -= context->page.n;
	return true;
}

static bool is_followed(struct slice page, size_t at, uint32_t after)
{
	size_t n;
	uint32_t c = at < page.n ? utf8_at(page, at, &n) : 0;

	return after ? c == after : c == 0 || is_punctuation(c) || is_space(c);
}

uint32_t lost_in_page(struct lost_context *context, const struct gap *gap)
{
	char room[6];
	struct slice needle = needle_of(gap->before[0], gap->before[1], room), page = context->page;
	uint32_t found = 0;
	size_t at = 0, n;

	if (!needle.n || !spend(context))
		return 0;
	for (int i = 0; i < OCCURRENCE_MAX; i++) {
		at = slice_find_from(page, needle, at);
		if (at == SIZE_MAX)
			break;
		at += needle.n;
		uint32_t letter = at < page.n ? utf8_at(page, at, &n) : 0;
		if (!fits(context, gap, letter) || !is_followed(page, at + n, gap->after))
			continue;
		if (found && found != letter)
			return 0;
		found = letter;
	}
	return found;
}

static bool word_fits(const struct lost_context *context, const struct split_word *word,
		      const struct gap *gap)
{
	return word->first == gap->before[1] && (!word->before || word->before == gap->before[0]) &&
	       (word->is_last || !gap->is_lead) && fits(context, gap, word->second);
}

static uint32_t one_word(const struct lost_context *context, const struct gap *gap, bool is_long,
			 size_t *n_fit)
{
	uint32_t found = 0;

	*n_fit = 0;
	for (size_t i = 0; i < context->n_words; i++) {
		const struct split_word *word = &context->words[i];
		if ((word->before != 0) != is_long || word->second == found ||
		    !word_fits(context, word, gap))
			continue;
		found = word->second;
		++*n_fit;
	}
	return *n_fit == 1 ? found : 0;
}

uint32_t lost_in_words(const struct lost_context *context, const struct gap *gap, size_t *n_fit)
{
	uint32_t found = one_word(context, gap, true, n_fit);

	return *n_fit ? found : one_word(context, gap, false, n_fit);
}

static bool is_last_word(const struct lost_context *context, const uint32_t letters[2])
{
	for (size_t i = 0; i < context->n_words; i++) {
		const struct split_word *word = &context->words[i];
		if (word->is_last && word->first == letters[0] && word->second == letters[1])
			return true;
	}
	return false;
}

bool lost_is_mark(struct lost_context *context, const struct gap *gap)
{
	char room[6];
	struct slice needle = needle_of(gap->before[0], gap->before[1], room);
	size_t at = 0;
	bool is_there = false;

	if (is_last_word(context, gap->before))
		return true;
	if (!needle.n || !spend(context))
		return false;
	while (!is_there && (at = slice_find_from(context->page, needle, at)) != SIZE_MAX) {
		at += needle.n;
		is_there = is_followed(context->page, at, 0) &&
			   !slice_starts(slice_from(context->page, at), SLICE("?"));
	}
	for (size_t i = 0; is_there && i < context->n_words; i++) {
		const struct split_word *word = &context->words[i];
		if (!word_fits(context, word, gap))
			continue;
		needle = needle_of(word->first, word->second, room);
		is_there = spend(context) && !slice_contains(context->page, needle);
	}
	return is_there;
}

size_t lost_number_length(struct slice text, size_t at)
{
	static const uint32_t UNITS[] = {0x5E74, 0x6708, 0x65E5, 0x65F6, 0x6642, 0x5206,
					 '.',    '-',    '/',    ':',    '%'}; /* 年月日时時分 */
	size_t start = at, n;

	for (; at < text.n; at += n) {
		uint32_t c = utf8_at(text, at, &n);
		bool is_unit = false;
		for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
			is_unit = is_unit || c == UNITS[i];
		if (!is_digit(c) && !is_unit)
			break;
	}
	return at - start;
}
