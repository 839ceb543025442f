/* nfc.h - Unicode normalisation form C, by utf8proc where a quick look says it may be needed. */
#ifndef JICENG_TEXT_NFC_H
#define JICENG_TEXT_NFC_H

#include "base/arena.h"
#include "base/status.h"

/* text: valid UTF-8. *out is the input itself when it is in NFC already, else in the arena.
 * STATUS_MEMORY_LIMIT. */
enum status nfc_compose(struct arena *arena, struct slice text, struct slice *out)
    __attribute__((warn_unused_result));

#endif
