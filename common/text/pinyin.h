/* pinyin.h - recognises Hanyu Pinyin, the Latin spelling of Chinese syllables. */
#ifndef JICENG_TEXT_PINYIN_H
#define JICENG_TEXT_PINYIN_H

#include "base/slice.h"

/* True if `text` (valid UTF-8) is one syllable or several with single spaces between, of lower-case
 * letters, with tone marks or without. *has_tone: at least one tone mark (or ü) is there. */
bool pinyin_is(struct slice text, bool *has_tone);

#endif
