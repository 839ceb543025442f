/* captions.c - see captions.h. */
#include "page/captions.h"

#define LONGEST_CAPTION 240 /* bytes */
#define SHORT_CAPTION   75

static bool ends_as_caption(const struct line_words *words, struct slice text)
{
	if (line_ends(words, LINE_CAPTION_END, text))
		return true;
	if (line_ends(words, LINE_CAPTION_APART_END, text)) {
		size_t space = slice_find_last(text, SLICE(" "));
		if (space != SIZE_MAX &&
		    line_starts(words, LINE_CAPTION_APART_END, slice_from(text, space + 1)))
			return true;
	}
	return line_ends(words, LINE_CAPTION_SIGNED_END, text) && slice_contains(text, SLICE("。"));
}

bool caption_is_named(const struct line_words *words, const struct block *block, struct slice text)
{
	if (block->is_caption)
		return true;
	return text.n <= LONGEST_CAPTION && !block->heading &&
	       (line_starts(words, LINE_CAPTION_START, text) || ends_as_caption(words, text));
}

bool caption_is_signature(const struct line_words *words, const struct block *block,
			  struct slice text)
{
	return !block->is_caption && !line_starts(words, LINE_CAPTION_START, text) &&
	       ends_as_caption(words, text);
}

bool caption_is_placed(const struct block *block, struct slice text)
{
	return block->after_image && text.n <= SHORT_CAPTION && !block->is_bold && !block->heading;
}
