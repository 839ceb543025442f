/* fuzz_html.c - any bytes as an HTML page: its blocks, and what cleaning makes of them. What must
 * hold stands in fuzz_page.h. */
#include "fuzz_page.h"
#include "page/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void read_blocks(struct fuzz_page *rules, struct slice source, bool with_hidden)
{
	static const struct html_rules *html;
	struct err err = {0};
	struct blocks blocks;

	if (!html && html_rules_load(rules->process, &rules->lexicon, &html, &err) != STATUS_OK)
		exit(2);
	if (html_blocks(rules->arena, html, source, with_hidden, &blocks, &err) == STATUS_OK)
		fuzz_check_blocks(&blocks, source);
	arena_reset(rules->arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz_page *rules = fuzz_page_rules();
	struct slice source = {(const char *)data, n};

	if (utf8_is_valid(source) && slice_find_byte(source, '\0', 0) == SIZE_MAX) {
		read_blocks(rules, source, false);
		read_blocks(rules, source, true);
	}
	fuzz_clean(rules, source, SLICE("text/html"));
	return 0;
}
