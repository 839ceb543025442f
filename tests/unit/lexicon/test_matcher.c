/* test_matcher.c - the matcher against the plainest search there is, on random words and texts from
 * a few letters of one to four bytes, so that words overlap, repeat and begin alike. */
#include "lexicon/matcher.h"

#include <stdlib.h>

#include "base/buf.h"
#include "harness.h"
#include "text/utf8.h"

#define WORDS 40

static const char *const LETTERS[] = {"a",  "b",  "-",  "é",  "社", "区",
				      "党", "。", "，", "𠀀", "𠀁", "乡"};

static unsigned state;

static unsigned draw(unsigned n)
{
	state = state * 1664525U + 1013904223U;
	return (state >> 16) % n;
}

static struct slice random_text(struct arena *arena, unsigned most_letters)
{
	struct buf buf = buf_in(arena);

	for (unsigned i = 1 + draw(most_letters); i > 0; i--)
		buf_append(&buf, slice_of(LETTERS[draw(sizeof LETTERS / sizeof *LETTERS)]));
	return buf_slice(&buf);
}

/* The longest word at `at`, the first given of equals. */
static const struct matcher_entry *plain_at(const struct matcher_entry *words, struct slice text,
					    size_t at)
{
	const struct matcher_entry *best = NULL;

	for (size_t i = 0; i < WORDS; i++)
		if (slice_starts(slice_from(text, at), words[i].word) &&
		    (!best || words[i].word.n > best->word.n))
			best = &words[i];
	return best;
}

static const struct matcher_entry *plain_before(const struct matcher_entry *words,
						struct slice text, size_t end)
{
	const struct matcher_entry *best = NULL;

	for (size_t i = 0; i < WORDS; i++)
		if (slice_ends(slice_sub(text, 0, end), words[i].word) &&
		    (!best || words[i].word.n > best->word.n))
			best = &words[i];
	return best;
}

static void check_text(const struct matcher *matcher, const struct matcher_entry *words,
		       struct slice text)
{
	struct match match;
	size_t next = 0, from = 0, n;

	for (size_t at = 0; at < text.n; at += n) {
		const struct matcher_entry *want = plain_at(words, text, at);
		utf8_at(text, at, &n);
		ck_assert(matcher_at(matcher, text, at, &match) == (want != NULL));
		ck_assert(!want || (match.entry->value == want->value && match.span.start == at &&
				    match.span.end == at + want->word.n));
		if (want && at >= next) {
			ck_assert(matcher_next(matcher, text, &from, &match));
			ck_assert(match.span.start == at && match.entry->value == want->value);
			next = from;
		}
		want = plain_before(words, text, at + n);
		ck_assert(matcher_before(matcher, text, at + n, &match) == (want != NULL));
		ck_assert(!want || match.entry->value == want->value);
	}
	ck_assert(!matcher_next(matcher, text, &from, &match));
}

START_TEST(agrees_with_the_plain_search)
{
	struct arena *arena = arena_new((size_t)16 << 20);
	struct matcher_entry words[WORDS];

	state = (unsigned)_i;
	for (uint32_t i = 0; i < WORDS; i++)
		words[i] = (struct matcher_entry){random_text(arena, 4), i};
	struct matcher *matcher = matcher_build(arena, words, WORDS);
	for (int round = 0; round < 100; round++)
		check_text(matcher, words, random_text(arena, 30));
	for (size_t i = 0; i < WORDS; i++) {
		const struct matcher_entry *found = matcher_find(matcher, words[i].word);
		ck_assert(found && slice_equal(found->word, words[i].word) && found->value <= i);
	}
	arena_free(arena);
}
END_TEST

START_TEST(a_letter_cut_short_is_no_word)
{
	struct arena *arena = arena_new(65536);
	const struct matcher_entry words[] = {{SLICE("社区"), 0}, {SLICE("社"), 1}};
	struct matcher *matcher = matcher_build(arena, words, 2);
	struct slice text = SLICE("社区");
	struct match match;

	ck_assert(matcher_at(matcher, slice_sub(text, 0, 5), 0, &match));
	ck_assert_uint_eq(match.entry->value, 1);
	ck_assert(!matcher_at(matcher, slice_sub(text, 0, 2), 0, &match));
	ck_assert(!matcher_at(matcher, text, 6, &match));
	ck_assert(matcher_find(matcher, slice_sub(text, 0, 4)) == NULL);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, agrees_with_the_plain_search, 1, 31);
	tcase_add_test(tests, a_letter_cut_short_is_no_word);
}

TEST_MAIN("matcher", add_tests)
