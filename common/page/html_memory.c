/* html_memory.c - see html_memory.h. Each piece carries its size and where it came from, because
 * libxml2 frees during a parse what it got outside of one, and needs its old size to grow. What is
 * from an arena is freed with the arena: leaving a parse by longjmp loses nothing. */
#include "page/html_memory.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

struct piece {
	size_t size;
	size_t from_arena;
	alignas(max_align_t) char bytes[];
};

/* Small pieces that were freed during this parse, to be given out again: libxml2 makes and drops a
 * few strings for every error it finds, and a dirty page has hundreds of thousands. */
#define CLASS_BYTES 32
#define CLASSES     16

static _Thread_local struct arena *current_arena;
static _Thread_local jmp_buf *on_full;
static _Thread_local struct piece *free_pieces[CLASSES];

static struct piece *piece_of(void *p)
{
	return (struct piece *)((char *)p - offsetof(struct piece, bytes));
}

static size_t class_of(size_t n)
{
	return n / CLASS_BYTES;
}

/* A freed piece of at least n bytes, or NULL. */
static struct piece *reuse(size_t n)
{
	size_t class = class_of(n + CLASS_BYTES - 1);
	struct piece *piece = class < CLASSES ? free_pieces[class] : NULL;

	if (piece)
		memcpy(&free_pieces[class], piece->bytes, sizeof piece);
	return piece;
}

static void keep_for_reuse(struct piece *piece)
{
	size_t class = class_of(piece->size);

	if (!current_arena || class == 0 || class >= CLASSES)
		return;
	memcpy(piece->bytes, &free_pieces[class], sizeof piece);
	free_pieces[class] = piece;
}

static void *allocate(size_t n)
{
	struct piece *piece;

	if (n > SIZE_MAX / 2)
		return NULL;
	if (current_arena) {
		if ((piece = reuse(n)))
			return piece->bytes;
		piece = arena_room(current_arena, sizeof *piece + n);
		if (!piece)
			longjmp(*on_full, 1);
	} else {
		piece = malloc(sizeof *piece + n);
		if (!piece)
			return NULL;
	}
	piece->size = n;
	piece->from_arena = current_arena != NULL;
	return piece->bytes;
}

static void release(void *p)
{
	if (p && piece_of(p)->from_arena)
		keep_for_reuse(piece_of(p));
	else if (p)
		free(piece_of(p));
}

static void *resize(void *p, size_t n)
{
	if (!p)
		return allocate(n);
	struct piece *piece = piece_of(p);
	if (n <= piece->size)
		return p;
	if (piece->from_arena && current_arena && n < SIZE_MAX / 2) {
		piece = arena_grow_room(current_arena, piece, sizeof *piece + piece->size,
					sizeof *piece + n);
		if (!piece)
			longjmp(*on_full, 1);
		piece->size = n;
		return piece->bytes;
	}
	void *larger = allocate(n);
	if (!larger)
		return NULL;
	memcpy(larger, p, piece->size);
	release(p);
	return larger;
}

static char *duplicate(const char *string)
{
	size_t n = strlen(string) + 1;
	char *copy = allocate(n);

	return copy ? memcpy(copy, string, n) : NULL;
}

/* libxml2's own state is one for the process, and so is whether it is set up. */
static bool prepared;

void html_memory_init(void)
{
	if (prepared)
		return;
	prepared = true;
	xmlMemSetup(release, allocate, resize, duplicate);
	xmlInitParser();
}

void html_memory_end(void)
{
	if (prepared)
		xmlCleanupParser();
	prepared = false;
}

static void be_silent(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

void html_memory_enter(struct arena *arena, jmp_buf *full)
{
	xmlSetStructuredErrorFunc(NULL, be_silent);
	xmlResetLastError();
	memset(free_pieces, 0, sizeof free_pieces);
	on_full = full;
	current_arena = arena;
}

void html_memory_leave(void)
{
	/* the last error's texts lie in the arena: forget them before it goes */
	xmlResetLastError();
	current_arena = NULL;
	on_full = NULL;
}
