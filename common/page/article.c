/* article.c - see article.h. */
#include "page/article.h"

const char *flag_name(enum flag flag)
{
	static const char *const NAMES[FLAG_COUNT] = {"encoding_guessed",
						      "mojibake_repaired",
						      "mojibake_left",
						      "script_converted",
						      "spam_removed",
						      "multi_article_page",
						      "reprint",
						      "truncated",
						      "no_title",
						      "no_date",
						      "markup_residue_removed"};
	return NAMES[flag];
}

bool article_is_broken(const struct article *article, size_t *next, struct span span)
{
	while (*next < article->n_broken && article->broken[*next].end <= span.start)
		++*next;
	return *next < article->n_broken && article->broken[*next].start < span.end;
}
