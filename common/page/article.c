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
