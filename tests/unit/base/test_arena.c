/* test_arena.c - budgets, growth, clean-up, and the builders that stand on the arena. */
#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "harness.h"

START_TEST(budget_is_exact_and_sticky)
{
	struct arena *arena = arena_new(1024);
	ck_assert(arena_alloc(arena, 512) != NULL);
	ck_assert(arena_alloc(arena, 1024) == NULL);
	ck_assert(arena_is_full(arena));
	ck_assert_msg(arena_alloc(arena, 16) == NULL, "full until it is reset");
	arena_reset(arena);
	ck_assert(arena_alloc(arena, 1024) != NULL);
	ck_assert_uint_eq(arena_used(arena), 1024);
	arena_free(arena);
}
END_TEST

START_TEST(memory_is_zeroed_after_reset)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	char *p = arena_alloc(arena, 64);
	memset(p, 'x', 64);
	arena_reset(arena);
	p = arena_alloc(arena, 64);
	for (int i = 0; i < 64; i++)
		ck_assert_int_eq(p[i], 0);
	arena_free(arena);
}
END_TEST

START_TEST(kept_chunks_are_as_good_as_new)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 40; i++) { /* many chunks, and some of a size of their own */
			size_t n = i % 10 ? 300000 : 1500000;
			char *p = arena_alloc(arena, n), *room = arena_room(arena, 1000);
			ck_assert(p && room);
			ck_assert_msg(!p[0] && !p[n / 2] && !p[n - 1], "round %d, piece %d", round,
				      i);
			memset(p, 'x', n);
			memset(room, 'y', 1000);
		}
		arena_reset(arena);
		ck_assert_uint_eq(arena_used(arena), 0);
	}
	arena_free(arena);
}
END_TEST

START_TEST(room_grows_like_memory)
{
	struct arena *arena = arena_new(100000);
	char *p = arena_room(arena, 16);
	memcpy(p, "0123456789abcdef", 16);
	ck_assert_ptr_eq(arena_grow_room(arena, p, 16, 64), p);
	ck_assert(arena_alloc(arena, 16) != NULL);
	char *moved = arena_grow_room(arena, p, 64, 128);
	ck_assert(moved && moved != p && memcmp(moved, "0123456789abcdef", 16) == 0);
	ck_assert(arena_grow_room(arena, moved, 128, 200000) == NULL && arena_is_full(arena));
	arena_free(arena);
}
END_TEST

START_TEST(growth_keeps_contents_and_zeroes_the_rest)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	char *p = arena_alloc(arena, 5);
	memcpy(p, "abcde", 5);
	p = arena_grow(arena, p, 5, 40000);
	ck_assert(memcmp(p, "abcde", 5) == 0);
	ck_assert_int_eq(p[5], 0);
	ck_assert_int_eq(p[39999], 0);
	char *other = arena_alloc(arena, 8);
	char *moved = arena_grow(arena, p, 40000, 50000);
	ck_assert_msg(moved != p && other != moved, "not the newest piece: it has to move");
	ck_assert(memcmp(moved, "abcde", 5) == 0);
	arena_free(arena);
}
END_TEST

START_TEST(overflowing_sizes_are_refused)
{
	struct arena *arena = arena_new(SIZE_MAX);
	ck_assert(arena_array(arena, SIZE_MAX / 2, 3) == NULL);
	arena_reset(arena);
	ck_assert(arena_alloc(arena, SIZE_MAX) == NULL);
	arena_free(arena);
}
END_TEST

static int released[4], n_released;

static void note(void *object)
{
	released[n_released++] = *(int *)object;
}

START_TEST(attached_things_go_newest_first)
{
	static int one = 1, two = 2, three = 3;
	struct arena *arena = arena_new(128);
	n_released = 0;
	ck_assert(arena_on_reset(arena, note, &one));
	ck_assert(arena_on_reset(arena, note, &two));
	ck_assert(arena_alloc(arena, 4096) == NULL);
	ck_assert_msg(!arena_on_reset(arena, note, &three), "full: released at once");
	ck_assert_int_eq(released[0], 3);
	arena_reset(arena);
	ck_assert_int_eq(n_released, 3);
	ck_assert_int_eq(released[1], 2);
	ck_assert_int_eq(released[2], 1);
	arena_free(arena);
}
END_TEST

START_TEST(buf_builds_and_stays_failed)
{
	struct arena *arena = arena_new(256);
	struct buf buf = buf_in(arena);
	buf_append(&buf, SLICE("社区"));
	buf_code_point(&buf, 0x1F600);
	buf_code_point(&buf, 0xD800);
	buf_printf(&buf, "%d", 42);
	ck_slice_eq(buf_slice(&buf), SLICE("社区\xF0\x9F\x98\x80\xEF\xBF\xBD"
					   "42"));
	for (int i = 0; i < 100; i++)
		buf_append(&buf, SLICE("0123456789"));
	ck_assert(buf_failed(&buf));
	ck_assert(slice_starts(buf_slice(&buf), SLICE("社区")));
	arena_free(arena);
}
END_TEST

START_TEST(vec_keeps_order_over_growth)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct vec vec = vec_of(arena, sizeof(int));
	for (int i = 0; i < 1000; i++)
		ck_assert(vec_add(&vec, &i));
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(*(int *)vec_at(&vec, (size_t)i), i);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_test(tests, budget_is_exact_and_sticky);
	tcase_add_test(tests, memory_is_zeroed_after_reset);
	tcase_add_test(tests, kept_chunks_are_as_good_as_new);
	tcase_add_test(tests, room_grows_like_memory);
	tcase_add_test(tests, growth_keeps_contents_and_zeroes_the_rest);
	tcase_add_test(tests, overflowing_sizes_are_refused);
	tcase_add_test(tests, attached_things_go_newest_first);
	tcase_add_test(tests, buf_builds_and_stays_failed);
	tcase_add_test(tests, vec_keeps_order_over_growth);
}

TEST_MAIN("arena", add_tests)
