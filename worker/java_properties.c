/* java_properties.c - see java_properties.h. Two steps: physical lines are joined to logical ones
 * (java.util.Properties), then each name goes through the table of translations. */
#include "java_properties.h"

#include <string.h>

#include "base/buf.h"

#define STAGE "kafka-config"

struct translation {
	const char *java;
	const char *librdkafka; /* NULL: refused */
	const char *instead;    /* what to say then */
};

static const struct translation TRANSLATIONS[] = {
    {"ssl.truststore.certificates", "ssl.ca.pem", NULL},
    {"ssl.keystore.certificate.chain", "ssl.certificate.pem", NULL},
    {"ssl.keystore.key", "ssl.key.pem", NULL},
    {"sasl.mechanism", "sasl.mechanism", NULL},
    {"ssl.keystore.type", "", NULL},
    {"ssl.truststore.type", "", NULL},
    {"ssl.protocol", "", NULL},
    {"ssl.enabled.protocols", "", NULL},
    {"sasl.client.callback.handler.class", NULL, "librdkafka loads no Java classes"},
    {"sasl.login.callback.handler.class", NULL, "librdkafka loads no Java classes"},
    {"ssl.engine.factory.class", NULL, "librdkafka loads no Java classes"},
    {"max.poll.records", "", NULL},
    {"key.serializer", "", NULL},
    {"value.serializer", "", NULL},
    {"key.deserializer", "", NULL},
    {"value.deserializer", "", NULL},
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\f';
}

static struct slice without_leading_blanks(struct slice s)
{
	while (s.n && is_blank(s.p[0]))
		s = slice_from(s, 1);
	return s;
}

static bool continues(struct slice line)
{
	size_t backslashes = 0;

	while (backslashes < line.n && line.p[line.n - 1 - backslashes] == '\\')
		backslashes++;
	return backslashes % 2 == 1;
}

/* The next logical line, without continuation marks. False at the end of the text. */
static bool next_line(struct slice *rest, struct buf *line, unsigned *number)
{
	struct slice piece;

	buf_cut(line, 0);
	if (!slice_next_field(rest, '\n', &piece))
		return false;
	for (;;) {
		++*number;
		if (slice_ends(piece, SLICE("\r")))
			piece.n--;
		piece = without_leading_blanks(piece);
		bool more = continues(piece);
		buf_append(line, slice_sub(piece, 0, more ? piece.n - 1 : piece.n));
		if (!more || !slice_next_field(rest, '\n', &piece))
			return true;
	}
}

/* \n, \t and so on; any other letter behind a backslash is itself. */
static struct slice unescaped(struct arena *arena, struct slice s)
{
	struct buf out = buf_in(arena);

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\\' || i + 1 == s.n) {
			buf_byte(&out, s.p[i]);
			continue;
		}
		char letter = s.p[++i];
		buf_byte(&out, letter == 'n' ? '\n' : letter == 't' ? '\t' : letter);
	}
	return arena_copy(arena, buf_slice(&out));
}

struct reader {
	struct arena *arena;
	property_sink sink;
	void *context;
	unsigned line;
	struct err *err;
};

static enum status refuse(struct reader *reader, struct slice name, const char *why)
{
	return err_set(reader->err, STATUS_BAD_OPTION, STAGE, SIZE_MAX, "line %u: %.*s: %s",
		       reader->line, SLICE_ARG(slice_sub(name, 0, 80)), why);
}

static enum status give(struct reader *reader, const char *name, struct slice value)
{
	struct slice copy = arena_copy(reader->arena, value);
	struct err wrong = {0};

	if (!copy.p)
		return err_set(reader->err, STATUS_MEMORY_LIMIT, STAGE, SIZE_MAX, "no memory");
	enum status status = reader->sink(reader->context, name, copy.p, &wrong);
	if (status == STATUS_OK)
		return status;
	return err_set(reader->err, status, STAGE, SIZE_MAX, "line %u: %s", reader->line,
		       wrong.text);
}

/* The value of `name="…"` in a JAAS line; empty when there is none. */
static struct slice jaas_value(struct slice line, struct slice name)
{
	size_t at = slice_find(line, name);
	size_t open = at == SIZE_MAX ? SIZE_MAX : slice_find_byte(line, '"', at);
	size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find_byte(line, '"', open + 1);

	return close == SIZE_MAX ? SLICE_EMPTY : slice_sub(line, open + 1, close);
}

static enum status take_jaas(struct reader *reader, struct slice value)
{
	struct slice user = jaas_value(value, SLICE("username="));
	struct slice password = jaas_value(value, SLICE("password="));

	if (!user.n)
		return refuse(reader, SLICE("sasl.jaas.config"),
			      "only login modules with username=\"…\" password=\"…\" are known");
	enum status status = give(reader, "sasl.username", user);
	return status == STATUS_OK ? give(reader, "sasl.password", password) : status;
}

static enum status take_store(struct reader *reader, struct slice name, struct slice value)
{
	bool trust = slice_starts(name, SLICE("ssl.truststore"));

	if (slice_ends(name, SLICE(".location"))) {
		if (slice_ends(value, SLICE(".pem")) || slice_ends(value, SLICE(".crt")))
			return give(reader, trust ? "ssl.ca.location" : "ssl.certificate.location",
				    value);
		if (!trust &&
		    (slice_ends(value, SLICE(".p12")) || slice_ends(value, SLICE(".pfx"))))
			return give(reader, "ssl.keystore.location", value);
		return refuse(reader, name,
			      trust ? "not a PEM file; use ssl.ca.location=FILE.pem"
				    : "neither PKCS#12 (.p12) nor PEM; use "
				      "ssl.certificate.location and ssl.key.location");
	}
	return trust ? STATUS_OK : give(reader, "ssl.keystore.password", value);
}

static enum status take(struct reader *reader, struct slice name, struct slice value)
{
	if (slice_equal(name, SLICE("sasl.jaas.config")))
		return take_jaas(reader, value);
	if (slice_equal(name, SLICE("ssl.truststore.location")) ||
	    slice_equal(name, SLICE("ssl.truststore.password")) ||
	    slice_equal(name, SLICE("ssl.keystore.location")) ||
	    slice_equal(name, SLICE("ssl.keystore.password")))
		return take_store(reader, name, value);
	if (slice_equal(name, SLICE("ssl.endpoint.identification.algorithm")) && !value.n)
		return give(reader, "ssl.endpoint.identification.algorithm", SLICE("none"));
	for (size_t i = 0; i < sizeof TRANSLATIONS / sizeof *TRANSLATIONS; i++) {
		const struct translation *row = &TRANSLATIONS[i];
		if (!slice_equal(name, slice_of(row->java)))
			continue;
		if (!row->librdkafka)
			return refuse(reader, name, row->instead);
		return *row->librdkafka ? give(reader, row->librdkafka, value) : STATUS_OK;
	}
	struct slice copy = arena_copy(reader->arena, name);
	return copy.p ? give(reader, copy.p, value) : STATUS_MEMORY_LIMIT;
}

static enum status take_line(struct reader *reader, struct slice line)
{
	size_t end = 0;

	if (!line.n || line.p[0] == '#' || line.p[0] == '!')
		return STATUS_OK;
	while (end < line.n && line.p[end] != '=' && line.p[end] != ':' && !is_blank(line.p[end]))
		end++;
	struct slice rest = without_leading_blanks(slice_from(line, end));
	if (!rest.n || (rest.p[0] != '=' && rest.p[0] != ':'))
		return refuse(reader, slice_sub(line, 0, end), "not of the form key=value");
	struct slice value = unescaped(reader->arena, slice_trim(slice_from(rest, 1)));
	if (!value.p)
		return err_set(reader->err, STATUS_MEMORY_LIMIT, STAGE, SIZE_MAX, "no memory");
	return take(reader, slice_sub(line, 0, end), value);
}

enum status java_properties_read(struct arena *arena, struct slice text, property_sink sink,
				 void *context, struct err *err)
{
	struct reader reader = {.arena = arena, .sink = sink, .context = context, .err = err};
	struct buf line = buf_in(arena);
	enum status status = STATUS_OK;
	unsigned read = 0;

	while (status == STATUS_OK && next_line(&text, &line, &read)) {
		reader.line = read;
		if (buf_failed(&line))
			return err_set(err, STATUS_MEMORY_LIMIT, STAGE, SIZE_MAX, "no memory");
		status = take_line(&reader, buf_slice(&line));
	}
	return status;
}
