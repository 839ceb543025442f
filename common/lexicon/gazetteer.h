/* gazetteer.h - the places of China in five levels, in one file that is mapped into memory and
 * shared by all lanes. */
#ifndef JICENG_LEXICON_GAZETTEER_H
#define JICENG_LEXICON_GAZETTEER_H

#include "base/arena.h"
#include "base/status.h"

struct gazetteer; /* opaque; read-only */

/* Maps the file. STATUS_CANNOT_READ, STATUS_BAD_LEXICON (not a gazetteer, cut short, other
 * version). Owned by the caller: gazetteer_close(). */
enum status gazetteer_open(const char *path, struct gazetteer **out, struct err *err)
    __attribute__((warn_unused_result));
void gazetteer_close(struct gazetteer *gazetteer);
/* 64 hex: SHA-256 of the contents, as written in the file. Borrowed. */
struct slice gazetteer_hash(const struct gazetteer *gazetteer);

#endif
