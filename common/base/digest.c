/* digest.c - see digest.h. The EVP context is attached to the arena, so no path leaks it. */
#include "base/digest.h"

#include <openssl/evp.h>

struct digest {
	EVP_MD_CTX *context;
	bool failed;
};

static void release(void *context)
{
	EVP_MD_CTX_free(context);
}

struct digest *digest_new(struct arena *arena)
{
	struct digest *digest = arena_alloc(arena, sizeof *digest);

	if (!digest)
		return NULL;
	digest->context = EVP_MD_CTX_new();
	if (!digest->context || !arena_on_reset(arena, release, digest->context))
		return NULL;
	if (EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1)
		return NULL;
	return digest;
}

void digest_add(struct digest *digest, struct slice bytes)
{
	if (bytes.n && EVP_DigestUpdate(digest->context, bytes.p, bytes.n) != 1)
		digest->failed = true;
}

void digest_add_field(struct digest *digest, struct slice field)
{
	char length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (char)((uint64_t)field.n >> (8 * i));
	digest_add(digest, (struct slice){length, sizeof length});
	digest_add(digest, field);
}

struct slice digest_hex(struct digest *digest, struct arena *arena, size_t n_hex)
{
	unsigned char hash[SHA256_BYTES];
	static const char HEX[] = "0123456789abcdef";

	if (n_hex > 2 * SHA256_BYTES)
		n_hex = 2 * SHA256_BYTES;
	char *out = arena_alloc(arena, n_hex + 1);
	if (!out || digest->failed || EVP_DigestFinal_ex(digest->context, hash, NULL) != 1)
		return SLICE_EMPTY;
	for (size_t i = 0; i < n_hex; i++)
		out[i] = HEX[i % 2 ? hash[i / 2] & 15 : hash[i / 2] >> 4];
	return (struct slice){out, n_hex};
}

struct slice sha256_hex(struct arena *arena, struct slice bytes, size_t n_hex)
{
	struct digest *digest = digest_new(arena);

	if (!digest)
		return SLICE_EMPTY;
	digest_add(digest, bytes);
	return digest_hex(digest, arena, n_hex);
}

uint64_t hash64(struct slice bytes)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < bytes.n; i++)
		hash = (hash ^ (unsigned char)bytes.p[i]) * 0x100000001b3u;
	return hash;
}
