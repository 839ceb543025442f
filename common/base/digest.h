/* digest.h - SHA-256 (FIPS 180-4, by OpenSSL's libcrypto) and a fast hash for tables. */
#ifndef JICENG_BASE_DIGEST_H
#define JICENG_BASE_DIGEST_H

#include "base/arena.h"

#define SHA256_BYTES 32

struct digest; /* a running SHA-256 */

/* A running hash in the arena; NULL when the arena is full or libcrypto has no SHA-256. */
struct digest *digest_new(struct arena *arena);
void digest_add(struct digest *digest, struct slice bytes);
/* Adds the length (8 bytes, little-endian) and then the bytes, so that {"ab","c"} and {"a","bc"}
 * give different hashes. */
void digest_add_field(struct digest *digest, struct slice field);
/* The first `n_hex` (at most 64) lower-case hex digits of the hash, in the arena; ends the digest.
 * .p is NULL when the arena is full. */
struct slice digest_hex(struct digest *digest, struct arena *arena, size_t n_hex);

/* The whole in one call. .p is NULL when the arena is full. */
struct slice sha256_hex(struct arena *arena, struct slice bytes, size_t n_hex);

/* FNV-1a, 64 bits (Fowler, Noll, Vo; offset basis and prime as published). For hash tables and
 * simhash features, where nobody chooses keys to harm us more than a page's own time limit. */
uint64_t hash64(struct slice bytes);

#endif
