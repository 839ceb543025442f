/* charset.c - the aliases that Chinese sites use (WHATWG Encoding lists them), and a search for the
 * declaration that does not parse HTML: it may stand in a page of any single-byte-compatible
 * encoding. */
#include "text/charset.h"

#define WINDOW 4096

struct alias {
	struct slice name;
	const char *charset;
};

static const struct alias ALIASES[] = {
    {SLICE_INIT("utf-8"), "UTF-8"},
    {SLICE_INIT("utf8"), "UTF-8"},
    {SLICE_INIT("unicode-1-1-utf-8"), "UTF-8"},
    {SLICE_INIT("us-ascii"), "UTF-8"},
    {SLICE_INIT("ascii"), "UTF-8"},
    {SLICE_INIT("gb2312"), "GB18030"},
    {SLICE_INIT("gbk"), "GB18030"},
    {SLICE_INIT("gb18030"), "GB18030"},
    {SLICE_INIT("gb_2312"), "GB18030"},
    {SLICE_INIT("gb_2312-80"), "GB18030"},
    {SLICE_INIT("gb2312-80"), "GB18030"},
    {SLICE_INIT("csgb2312"), "GB18030"},
    {SLICE_INIT("x-gbk"), "GB18030"},
    {SLICE_INIT("cp936"), "GB18030"},
    {SLICE_INIT("ms936"), "GB18030"},
    {SLICE_INIT("windows-936"), "GB18030"},
    {SLICE_INIT("euc-cn"), "GB18030"},
    {SLICE_INIT("chinese"), "GB18030"},
    {SLICE_INIT("gb"), "GB18030"},
    {SLICE_INIT("big5"), "BIG5-HKSCS"},
    {SLICE_INIT("big-5"), "BIG5-HKSCS"},
    {SLICE_INIT("big5-hkscs"), "BIG5-HKSCS"},
    {SLICE_INIT("cn-big5"), "BIG5-HKSCS"},
    {SLICE_INIT("csbig5"), "BIG5-HKSCS"},
    {SLICE_INIT("x-x-big5"), "BIG5-HKSCS"},
    {SLICE_INIT("cp950"), "BIG5-HKSCS"},
    {SLICE_INIT("utf-16"), "UTF-16LE"},
    {SLICE_INIT("utf16"), "UTF-16LE"},
    {SLICE_INIT("unicode"), "UTF-16LE"},
    {SLICE_INIT("utf-16le"), "UTF-16LE"},
    {SLICE_INIT("utf-16be"), "UTF-16BE"},
    {SLICE_INIT("iso-8859-1"), "WINDOWS-1252"},
    {SLICE_INIT("iso8859-1"), "WINDOWS-1252"},
    {SLICE_INIT("latin1"), "WINDOWS-1252"},
    {SLICE_INIT("windows-1252"), "WINDOWS-1252"},
    {SLICE_INIT("cp1252"), "WINDOWS-1252"},
    {SLICE_INIT("iso-8859-15"), "ISO-8859-15"},
    {SLICE_INIT("iso-8859-2"), "ISO-8859-2"},
    {SLICE_INIT("windows-1250"), "WINDOWS-1250"},
    {SLICE_INIT("windows-1251"), "WINDOWS-1251"},
    {SLICE_INIT("koi8-r"), "KOI8-R"},
    {SLICE_INIT("shift_jis"), "SHIFT_JIS"},
    {SLICE_INIT("shift-jis"), "SHIFT_JIS"},
    {SLICE_INIT("sjis"), "SHIFT_JIS"},
    {SLICE_INIT("euc-jp"), "EUC-JP"},
    {SLICE_INIT("euc-kr"), "UHC"},
    {SLICE_INIT("uhc"), "UHC"},
    {SLICE_INIT("euc-tw"), "EUC-TW"},
};

const char *charset_of(struct slice name)
{
	name = slice_trim(name);
	for (size_t i = 0; i < sizeof ALIASES / sizeof *ALIASES; i++)
		if (slice_equal_ignore_case(name, ALIASES[i].name))
			return ALIASES[i].charset;
	return NULL;
}

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_' || c == '.' || c == ':';
}

/* The name behind `word` and an equals sign in `tag`: charset="gbk", charset = gbk. */
static struct slice value_behind(struct slice tag, struct slice word)
{
	for (size_t at = 0; at + word.n <= tag.n; at++) {
		if (!slice_starts_ignore_case(slice_from(tag, at), word))
			continue;
		struct slice rest = slice_trim(slice_from(tag, at + word.n));
		if (!slice_starts(rest, SLICE("=")))
			continue;
		rest = slice_trim(slice_from(rest, 1));
		while (rest.n && (rest.p[0] == '"' || rest.p[0] == '\''))
			rest = slice_trim(slice_from(rest, 1));
		size_t n = 0;
		while (n < rest.n && is_name_byte(rest.p[n]))
			n++;
		if (n > 0)
			return slice_sub(rest, 0, n);
	}
	return SLICE_EMPTY;
}

struct slice charset_in_markup(struct slice markup)
{
	struct slice window = slice_sub(markup, 0, WINDOW), name = SLICE_EMPTY;

	for (size_t at = 0; !name.n && (at = slice_find_byte(window, '<', at)) != SIZE_MAX; at++) {
		struct slice tag = slice_from(window, at);
		tag = slice_sub(tag, 0, slice_find_byte(tag, '>', 0));
		if (slice_starts_ignore_case(tag, SLICE("<?xml")))
			name = value_behind(tag, SLICE("encoding"));
		else if (slice_starts_ignore_case(tag, SLICE("<meta")))
			name = value_behind(tag, SLICE("charset"));
	}
	return name;
}
