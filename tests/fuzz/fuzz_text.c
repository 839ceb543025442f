/* fuzz_text.c - any bytes as a text dump: its lines, and what cleaning makes of them. What must
 * hold stands in fuzz_page.h. */
#include "fuzz_page.h"
#include "page/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz_page *rules = fuzz_page_rules();
	struct slice source = {(const char *)data, n};
	struct blocks blocks;

	if (utf8_is_valid(source) && plain_blocks(rules->arena, source, &blocks) == STATUS_OK)
		fuzz_check_blocks(&blocks, source);
	arena_reset(rules->arena);
	fuzz_clean(rules, source, SLICE("text/plain"));
	return 0;
}
