/* envelope.c - long strings are lifted out, jansson parses and checks the rest; texts are borrowed
 * from its tree (which lives as long as the page), `meta` is cut out of the value as it is written.
 * A CloudEvent is an object with "specversion": what it wraps is an envelope again, or the page
 * itself. */
#include "page/envelope.h"

#include <jansson.h>

#include "page/base64.h"
#include "page/json_lift.h"
#include "page/json_text.h"
#include "page/sniff.h"
#include "text/utf8.h"

static void release_json(void *json)
{
	json_decref(json);
}

static enum status bad(struct err *err, const char *what)
{
	return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX, "bad envelope: %s", what);
}

/* jansson's words without the bytes it quotes, which may be cut inside a letter. */
static enum status not_json(struct err *err, const json_error_t *error)
{
	struct slice text = slice_of(error->text);
	size_t near = slice_find(text, SLICE(" near "));
	size_t at = error->position > 0 ? (size_t)error->position : 0;

	if (near != SIZE_MAX)
		text = slice_sub(text, 0, near);
	return err_set(err, STATUS_BAD_ENVELOPE, "record", at,
		       "bad envelope: not JSON at byte %zu: %.*s", at, SLICE_ARG(quotable(text)));
}

/* An object of the envelope: parsed, and as it is written. */
struct object {
	const json_t *json;
	struct slice source;
	const struct lifted *lifted; /* the long strings of the JSON it stands in */
};

static json_t *load(struct arena *arena, struct slice json, json_error_t *error)
{
	/* jansson's tree lies outside the arena; it is about as large as the text. */
	if (arena_charge(arena, json.n))
		return json_loadb(json.p, json.n, JSON_ALLOW_NUL, error);
	return NULL;
}

static enum status parse(struct arena *arena, struct slice value, struct object *out,
			 struct err *err)
{
	struct lifted *lifted = arena_alloc(arena, sizeof *lifted);
	json_error_t error = {0};

	if (!lifted || json_lift(arena, value, lifted) != STATUS_OK)
		return STATUS_MEMORY_LIMIT;
	json_t *json = load(arena, lifted->json, &error);
	if (!json && lifted->n) /* once more for the place of the error */
		json = load(arena, value, &error);
	if (!json)
		return arena_is_full(arena) || json_error_code(&error) == json_error_out_of_memory
			   ? STATUS_MEMORY_LIMIT
			   : not_json(err, &error);
	*out = (struct object){json, value, lifted};
	return arena_on_reset(arena, release_json, json) ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

static json_t *member_of(const struct object *object, const char *name)
{
	return json_object_get(object->json, name);
}

/* An optional member that must be a string; null counts as absent (*out is left alone then). */
static enum status read_text(const struct object *object, const char *name, struct slice *out,
			     struct err *err)
{
	const json_t *member = member_of(object, name);

	if (!member || json_is_null(member))
		return STATUS_OK;
	if (!json_is_string(member))
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "bad envelope: \"%s\" must be a string", name);
	*out = json_lifted_text(
	    object->lifted, (struct slice){json_string_value(member), json_string_length(member)});
	return STATUS_OK;
}

static enum status read_status(const struct object *object, int *out, struct err *err)
{
	const json_t *member = member_of(object, "http_status");

	if (!member || json_is_null(member))
		return STATUS_OK;
	if (!json_is_integer(member) || json_integer_value(member) < 0 ||
	    json_integer_value(member) > 999)
		return bad(err, "\"http_status\" must be a number such as 200");
	*out = (int)json_integer_value(member);
	return STATUS_OK;
}

static enum status read_meta(struct arena *arena, const struct object *object, struct slice *out,
			     struct err *err)
{
	const json_t *member = member_of(object, "meta");

	if (!member || json_is_null(member))
		return STATUS_OK;
	if (!json_is_object(member))
		return bad(err, "\"meta\" must be an object");
	*out = json_compact(arena, json_member(object->source, SLICE("meta")));
	return out->p ? STATUS_OK : STATUS_MEMORY_LIMIT;
}

/* The text or the bytes of the page under one of two names. *is_text: it was decoded before. */
static enum status read_body(struct arena *arena, const struct object *object,
			     const char *text_name, const char *bytes_name, struct slice *out,
			     bool *is_text, struct err *err)
{
	struct slice text = SLICE_EMPTY, digits = SLICE_EMPTY;
	enum status status = read_text(object, text_name, &text, err);

	if (status == STATUS_OK)
		status = read_text(object, bytes_name, &digits, err);
	if (status != STATUS_OK)
		return status;
	if (!text.p && !digits.p)
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "bad envelope: neither \"%s\" (text) nor \"%s\" (bytes) is there",
			       text_name, bytes_name);
	if (text.p && digits.p)
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "bad envelope: both \"%s\" and \"%s\" are there; give one",
			       text_name, bytes_name);
	*is_text = text.p != NULL;
	*out = text;
	if (digits.p)
		status = base64_decode(arena, digits, out, err);
	if (status == STATUS_OK && out->n == 0)
		return err_set(err, STATUS_BAD_ENVELOPE, "record", SIZE_MAX,
			       "bad envelope: \"%s\" is empty", *is_text ? text_name : bytes_name);
	return status;
}

/* A body given as text is Unicode already: what the server declared no longer holds. */
static enum status set_type(struct slice declared, bool is_text, struct document *out,
			    struct err *err)
{
	struct content_type type = content_type_parse(declared);

	out->charset = is_text ? SLICE("utf-8") : type.charset;
	return page_media_type(out->bytes, type.media_type, &out->media_type, err);
}

static enum status read_envelope(struct arena *arena, const struct object *object,
				 struct document *out, struct err *err)
{
	struct slice type = SLICE_EMPTY;
	bool is_text = false;
	enum status status;

	if (!json_is_object(object->json))
		return bad(err, "it is no JSON object");
	status = read_text(object, "url", &out->url, err);
	if (status == STATUS_OK)
		status = read_text(object, "fetched_at", &out->fetched_at, err);
	if (status == STATUS_OK)
		status = read_text(object, "content_type", &type, err);
	if (status == STATUS_OK)
		status = read_status(object, &out->http_status, err);
	if (status == STATUS_OK)
		status = read_meta(arena, object, &out->meta, err);
	if (status == STATUS_OK)
		status =
		    read_body(arena, object, "body", "body_base64", &out->bytes, &is_text, err);
	return status == STATUS_OK ? set_type(type, is_text, out, err) : status;
}

static bool is_json_type(struct slice media_type)
{
	return slice_equal_ignore_case(media_type, SLICE("application/json")) ||
	       (media_type.n > 5 &&
		slice_equal_ignore_case(slice_from(media_type, media_type.n - 5), SLICE("+json")));
}

/* What a CloudEvent wraps: an envelope as JSON object, an envelope as text or bytes, or a page. */
static enum status read_data(struct arena *arena, const struct object *event, struct document *out,
			     struct err *err)
{
	struct object data = {member_of(event, "data"), SLICE_EMPTY, event->lifted}, inner;
	struct slice type = SLICE_EMPTY, body = SLICE_EMPTY;
	bool is_text = false;
	enum status status = read_text(event, "datacontenttype", &type, err);

	if (status != STATUS_OK)
		return status;
	if (json_is_object(data.json) && !member_of(event, "data_base64")) {
		data.source = json_member(event->source, SLICE("data"));
		return read_envelope(arena, &data, out, err);
	}
	status = read_body(arena, event, "data", "data_base64", &body, &is_text, err);
	if (status != STATUS_OK)
		return status;
	struct slice media_type = content_type_parse(type).media_type;
	if (is_json_type(media_type) ||
	    (!media_type.n && slice_starts(slice_trim(body), SLICE("{")))) {
		status = parse(arena, body, &inner, err);
		return status == STATUS_OK ? read_envelope(arena, &inner, out, err) : status;
	}
	out->bytes = body;
	return set_type(type, is_text, out, err);
}

static enum status read_event(struct arena *arena, const struct object *event, struct document *out,
			      struct err *err)
{
	enum status status = read_text(event, "subject", &out->url, err);

	if (status == STATUS_OK)
		status = read_text(event, "time", &out->fetched_at, err);
	return status == STATUS_OK ? read_data(arena, event, out, err) : status;
}

enum status envelope_decode(struct arena *arena, struct slice value, struct document *out,
			    struct err *err)
{
	struct object object;

	if (slice_starts(value, SLICE("\xEF\xBB\xBF")))
		value = slice_from(value, 3);
	enum status status = parse(arena, value, &object, err);
	if (status != STATUS_OK)
		return status;
	return member_of(&object, "specversion") ? read_event(arena, &object, out, err)
						 : read_envelope(arena, &object, out, err);
}
