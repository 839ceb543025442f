/* captions.c - see captions.h. */
#include "page/captions.h"

#include "text/utf8.h"

#define LONGEST_CAPTION 240 /* bytes */
#define SHORT_CAPTION   75

static bool begins_as_caption(struct slice text)
{
	static const struct slice BEGINNINGS[] = {
	    SLICE_INIT("图为"),     SLICE_INIT("图："),     SLICE_INIT("图:"),
	    SLICE_INIT("▲"),        SLICE_INIT("△"),        SLICE_INIT("资料图"),
	    SLICE_INIT("图片来源"), SLICE_INIT("图片说明"), SLICE_INIT("图①"),
	    SLICE_INIT("上图"),     SLICE_INIT("下图为"),   SLICE_INIT("左图"),
	    SLICE_INIT("右图"),     SLICE_INIT("图源"),     SLICE_INIT("（图片来源"),
	    SLICE_INIT("图/"),      SLICE_INIT("视频-"),    SLICE_INIT("图片/")};

	for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++)
		if (slice_starts(text, BEGINNINGS[i]))
			return true;
	return false;
}

static bool ends_as_caption(struct slice text)
{
	static const struct slice ENDINGS[] = {
	    SLICE_INIT(" 摄"),       SLICE_INIT("摄）"),       SLICE_INIT("摄)"),
	    SLICE_INIT("摄影"),      SLICE_INIT("供图"),       SLICE_INIT("供图）"),
	    SLICE_INIT("供图)"),     SLICE_INIT("视频截图）"), SLICE_INIT("视频截图。"),
	    SLICE_INIT("资料图片"),  SLICE_INIT("资料图）"),   SLICE_INIT("图片）"),
	    SLICE_INIT("报道截图"),  SLICE_INIT("报道截图。"), SLICE_INIT("网络截图"),
	    SLICE_INIT("视觉中国）")};

	for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
		if (slice_ends(text, ENDINGS[i]))
			return true;
	return slice_ends(text, SLICE("摄")) && slice_contains(text, SLICE("。"));
}

bool caption_is_named(const struct block *block, struct slice text)
{
	if (block->is_caption)
		return true;
	return text.n <= LONGEST_CAPTION && !block->heading &&
	       (begins_as_caption(text) || ends_as_caption(text));
}

bool caption_is_placed(const struct block *block, struct slice text)
{
	return block->after_image && text.n <= SHORT_CAPTION && !block->is_bold && !block->heading;
}
