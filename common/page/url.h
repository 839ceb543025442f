/* url.h - the identity of a page by its address. */
#ifndef JICENG_PAGE_URL_H
#define JICENG_PAGE_URL_H

#include "base/arena.h"

/* The URL in the form under which a page is known: scheme and host in lower case, http and https
 * the same ("https"), default port, fragment, user info and a trailing "index.html" left out, dot
 * segments resolved, unreserved %XX decoded and the rest in upper-case hex, query parameters that
 * only track (utm_*, spm, from, share_*) left out and the others in their order.
 * In the arena; empty (.n 0) when it is no http(s) URL; .p NULL when the arena is full. */
struct slice url_canonical(struct arena *arena, struct slice url)
    __attribute__((warn_unused_result));
/* Host in lower case, without port; empty when there is none. In the arena. */
struct slice url_host(struct arena *arena, struct slice url) __attribute__((warn_unused_result));

#endif
