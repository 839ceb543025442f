/* buf.h - the only way to build text: a growing byte string in an arena.
 * After a failed append the buffer stays failed and keeps what it had; so a builder appends freely
 * and looks once, at the end, at buf_failed(). Not for use after the arena is reset. */
#ifndef JICENG_BASE_BUF_H
#define JICENG_BASE_BUF_H

#include "base/arena.h"

struct buf {
	struct arena *arena; /* borrowed */
	char *p;
	size_t n;    /* bytes in use */
	size_t room; /* bytes allocated */
	bool failed;
};

/* Allocates nothing yet. */
struct buf buf_in(struct arena *arena);
/* With room for n bytes: for text that is never longer. */
struct buf buf_with_room(struct arena *arena, size_t n);
void buf_append(struct buf *buf, struct slice s);
void buf_byte(struct buf *buf, char byte);
/* Appends U+`code_point` as UTF-8; a surrogate or a value over 10FFFF becomes U+FFFD. */
void buf_code_point(struct buf *buf, uint32_t code_point);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Shortens to n bytes; n may not be larger than buf->n. */
void buf_cut(struct buf *buf, size_t n);
bool buf_failed(const struct buf *buf);
/* What was built so far; valid until the next append. */
struct slice buf_slice(const struct buf *buf);

#endif
