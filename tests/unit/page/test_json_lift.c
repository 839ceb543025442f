/* test_json_lift.c - long strings out of JSON: what jansson makes of the rest, with the strings put
 * back, is what it makes of the whole; and where it refuses the whole, nothing was taken out or it
 * refuses the rest too. Rows, and strings put together at random from a fixed seed. */
#include "page/json_lift.h"

#include <jansson.h>

#include "base/buf.h"
#include "harness.h"

struct row {
	const char *name;
	const char *before, *unit, *behind; /* unit: 600 times */
	size_t lifted;
};

static const struct row ROWS[] = {
    {"plain", "{\"a\":1,\"body\":\"", "社区", "\",\"b\":\"c\"}", 1},
    {"escapes", "{\"body\":\"", "<a href=\\\"x\\\">\\n\\t\\/\\\\\\b\\f\\r", "\"}", 1},
    {"code points", "{\"body\":\"", "\\u793e\\u533A\\u00e9\\u0041\\u0000", "\"}", 1},
    {"pairs", "{\"body\":\"", "\\ud83d\\ude00", "\"}", 1},
    {"half a pair", "{\"body\":\"", "abc", "\\ud83d\"}", 0},
    {"the wrong half", "{\"body\":\"", "abc", "\\ude00\\ud83d\"}", 0},
    {"a pair that is none", "{\"body\":\"", "abc", "\\ud83d\\u0041\"}", 0},
    {"an unknown escape", "{\"body\":\"", "abc", "\\x\"}", 0},
    {"too few digits", "{\"body\":\"", "abc", "\\u12g4\"}", 0},
    {"digits cut short", "{\"body\":\"", "abc", "\\u12\"}", 0},
    {"a line break", "{\"body\":\"", "abc", "\n\"}", 0},
    {"no UTF-8", "{\"body\":\"", "abc", "\xC9\xE7\"}", 0},
    {"a letter cut by an escape", "{\"body\":\"", "abc", "\xE5\\u0041\x8C\xBA\"}", 0},
    {"never ends", "{\"body\":\"", "abc", "", 0},
    {"ends with a backslash", "{\"body\":\"", "abc", "\\\"", 0},
    {"a name", "{\"", "abc", "\" :1}", 0},
    {"in lists and objects", "[1,{\"x\":[\"", "社区", "\",\"y\"]},\"z\"]", 1},
    {"of no use, but JSON", "\"", "abc", "\"", 1},
    {"broken before it", "{\"a\":tru,\"body\":\"", "abc", "\"}", 1},
    {"broken behind it", "{\"body\":\"", "abc", "\"]", 1},
    {"two in a row", "[\"", "abc", "\"\"x\"]", 1},
    {"a mark elsewhere",
     "{\"a\":\"\xEF\xB7\x90"
     "0\",\"body\":\"",
     "abc", "\"}", 0},
    {"an escaped mark behind it", "{\"body\":\"", "abc", "\",\"a\":\"\\uFdD00\"}", 0},
    {"a mark in it", "{\"body\":\"", "\xEF\xB7\x90", "0\\ufdd0\"}", 1},
};

static json_t *load(struct slice json, json_error_t *error)
{
	return json_loadb(json.p, json.n, JSON_ALLOW_NUL | JSON_DECODE_ANY, error);
}

/* The same values, where marks count as what they stand for. */
static bool same(const json_t *whole, const json_t *rest, const struct lifted *lifted)
{
	const char *name;
	json_t *value;
	size_t i;

	if (json_is_string(whole) && json_is_string(rest)) {
		struct slice text = {json_string_value(rest), json_string_length(rest)};
		return slice_equal(
		    json_lifted_text(lifted, text),
		    (struct slice){json_string_value(whole), json_string_length(whole)});
	}
	if (json_is_array(whole) && json_is_array(rest)) {
		if (json_array_size(whole) != json_array_size(rest))
			return false;
		json_array_foreach(whole, i, value) if (!same(value, json_array_get(rest, i),
							      lifted)) return false;
		return true;
	}
	if (!json_is_object(whole) || !json_is_object(rest))
		return json_equal(whole, rest);
	if (json_object_size(whole) != json_object_size(rest))
		return false;
	json_object_foreach(
	    (json_t *)(uintptr_t)whole, name,
	    value) if (!same(value, json_object_get(rest, name), lifted)) return false;
	return true;
}

static size_t check(struct arena *arena, const char *name, struct slice json)
{
	struct lifted lifted;
	json_error_t error;

	ck_assert_msg(json_lift(arena, json, &lifted) == STATUS_OK, "%s", name);
	json_t *whole = load(json, &error), *rest = load(lifted.json, &error);
	if (whole)
		ck_assert_msg(rest && same(whole, rest, &lifted), "%s: %.*s", name,
			      SLICE_ARG(json));
	else
		ck_assert_msg(!rest, "%s: %.*s", name, SLICE_ARG(json));
	ck_assert(lifted.n || lifted.json.p == json.p);
	json_decref(whole);
	json_decref(rest);
	return lifted.n;
}

START_TEST(rows)
{
	const struct row *row = &ROWS[_i];
	struct arena *arena = arena_new((size_t)1 << 20);
	struct buf json = buf_in(arena);

	buf_append(&json, slice_of(row->before));
	for (int i = 0; i < 600; i++)
		buf_append(&json, slice_of(row->unit));
	buf_append(&json, slice_of(row->behind));
	size_t n = check(arena, row->name, buf_slice(&json));
	ck_assert_msg(n == row->lifted, "%s: %zu", row->name, n);
	arena_free(arena);
}
END_TEST

static const struct slice PIECES[] = {
    SLICE_INIT("社区"), SLICE_INIT("abc"),         SLICE_INIT("\\\""),
    SLICE_INIT("\\n"),  SLICE_INIT("\\u793e"),     SLICE_INIT("\\ud83d\\ude00"),
    SLICE_INIT("\\\\"), SLICE_INIT("\\/"),         SLICE_INIT("\xF0\xA0\x80\x80"),
    SLICE_INIT(" "),    SLICE_INIT("\xE7\xA4\xBE")};
static const struct slice ODD[] = {
    SLICE_INIT("\\ud83d"),      SLICE_INIT("\\ude00"),  SLICE_INIT("\\u00"),
    SLICE_INIT("\\"),           SLICE_INIT("\xE7\xA4"), SLICE_INIT("\x01"),
    SLICE_INIT("\0"),           SLICE_INIT("\\x"),      SLICE_INIT("\""),
    SLICE_INIT("\xED\xA0\x80"), SLICE_INIT("\n"),       SLICE_INIT("\xEF\xB7\x90"),
    SLICE_INIT("\",\""),        SLICE_INIT("\\ufdd0")};
static const struct slice SHORT[] = {SLICE_INIT("\"a\":\"\\u0041\","),
				     SLICE_INIT("\"a\":1e3 ,"),
				     SLICE_INIT("\"body\":[\"x\"],"),
				     SLICE_INIT("\"b\":{\"c\":null},"),
				     SLICE_INIT(""),
				     SLICE_INIT("\"d\":\"\xEF\xB7\x90"
						"1\","),
				     SLICE_INIT("\"d\" x,")};

#define PICK(list) (list)[draw(sizeof(list) / sizeof *(list))]

static unsigned state;

static size_t draw(size_t n)
{
	state = state * 1664525U + 1013904223U;
	return (state >> 16) % n;
}

/* Two members with strings of about the length that is long; one in three has something odd. */
static struct slice random_json(struct arena *arena)
{
	struct buf json = buf_in(arena);

	buf_byte(&json, '{');
	for (int member = 0; member < 2; member++) {
		size_t pieces = draw(600), odd = draw(3) ? pieces : draw(pieces + 1);
		if (draw(4) == 0)
			buf_append(&json, PICK(SHORT));
		buf_append(&json, member ? SLICE("\"body\": \"") : SLICE("\"meta\":\""));
		for (size_t i = 0; i < pieces; i++)
			buf_append(&json, i == odd ? PICK(ODD) : PICK(PIECES));
		buf_append(&json, member ? SLICE("\"}") : SLICE("\", "));
	}
	return buf_slice(&json);
}

START_TEST(random_strings)
{
	struct arena *arena = arena_new((size_t)4 << 20);
	size_t lifted = 0;

	state = (unsigned)_i;
	for (int round = 0; round < 150; round++) {
		lifted += check(arena, "random", random_json(arena));
		arena_reset(arena);
	}
	ck_assert_uint_ge(lifted, 20);
	arena_free(arena);
}
END_TEST

START_TEST(no_memory_is_said)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct buf json = buf_in(arena);
	struct lifted lifted;
	enum status status = STATUS_MEMORY_LIMIT;

	buf_append(&json, SLICE("[\""));
	for (int i = 0; i < 600; i++)
		buf_append(&json, SLICE("\\n社"));
	buf_append(&json, SLICE("\"]"));
	struct arena *small = arena_new((size_t)1 << 20);
	for (size_t n = 0; n < 20 && status == STATUS_MEMORY_LIMIT; n++) {
		arena_reset(small);
		arena_fail_after(small, n);
		status = json_lift(small, buf_slice(&json), &lifted);
	}
	ck_assert(status == STATUS_OK && lifted.n == 1);
	arena_free(small);
	arena_free(arena);
}
END_TEST

static void add_tests(TCase *tests)
{
	tcase_add_loop_test(tests, rows, 0, sizeof ROWS / sizeof *ROWS);
	tcase_add_loop_test(tests, random_strings, 1, 21);
	tcase_add_test(tests, no_memory_is_said);
}

TEST_MAIN("json_lift", add_tests)
