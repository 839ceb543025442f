/* url.c - one pass over the parts of RFC 3986; never decodes what would change the meaning. */
#include "page/url.h"

#include "base/buf.h"

struct url_parts {
	struct slice host, port, path, query;
	bool is_valid;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The host may be Unicode as written (it is not turned into xn--), but not white space; a colon
 * stands in an IPv6 address in brackets alone. */
static bool is_host(struct slice host)
{
	if (slice_contains(host, SLICE(":")) &&
	    !(slice_starts(host, SLICE("[")) && slice_ends(host, SLICE("]"))))
		return false;
	for (size_t i = 0; i < host.n; i++)
		if ((unsigned char)host.p[i] <= ' ' ||
		    slice_contains(SLICE("<>\"\\^`{|}%@"), slice_sub(host, i, i + 1)))
			return false;
	return host.n > 0;
}

static bool is_port(struct slice port)
{
	uint64_t number;

	return port.n == 0 || (slice_to_uint64(port, &number) && number <= 65535);
}

static void split_authority(struct slice authority, struct url_parts *parts)
{
	size_t at = slice_find_last(authority, SLICE("@"));

	if (at != SIZE_MAX)
		authority = slice_from(authority, at + 1);
	parts->host = authority;
	at = slice_find_last(authority, SLICE(":"));
	if (at != SIZE_MAX && slice_find_byte(authority, ']', at) == SIZE_MAX) {
		parts->host = slice_sub(authority, 0, at);
		parts->port = slice_from(authority, at + 1);
	}
	while (slice_ends(parts->host, SLICE(".")))
		parts->host = slice_sub(parts->host, 0, parts->host.n - 1);
}

static struct url_parts split(struct slice url)
{
	struct url_parts parts = {SLICE_EMPTY, SLICE_EMPTY, SLICE_EMPTY, SLICE_EMPTY, false};
	bool is_secure;

	url = slice_trim(url);
	is_secure = slice_starts_ignore_case(url, SLICE("https://"));
	if (!is_secure && !slice_starts_ignore_case(url, SLICE("http://")))
		return parts;
	url = slice_from(url, is_secure ? 8 : 7);
	url = slice_sub(url, 0, slice_find_byte(url, '#', 0));
	size_t query = slice_find_byte(url, '?', 0);
	if (query != SIZE_MAX) {
		parts.query = slice_from(url, query + 1);
		url = slice_sub(url, 0, query);
	}
	size_t path = slice_find_byte(url, '/', 0);
	if (path != SIZE_MAX)
		parts.path = slice_from(url, path);
	split_authority(slice_sub(url, 0, path), &parts);
	/* http and https are one page here, and so are their ports. */
	if (slice_equal(parts.port, SLICE("443")) || slice_equal(parts.port, SLICE("80")))
		parts.port = SLICE_EMPTY;
	parts.is_valid = is_host(parts.host) && is_port(parts.port);
	return parts;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_unreserved(unsigned char c)
{
	return (c >= '0' && c <= '9') || (lower((char)c) >= 'a' && lower((char)c) <= 'z') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

/* %XX of an unreserved character decoded, other %XX in upper case; spaces, control characters and
 * bytes over 7F encoded. A stray % is encoded too. */
static void append_normal(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		int high = i + 2 < text.n ? hex_value(text.p[i + 1]) : -1;
		int low = i + 2 < text.n ? hex_value(text.p[i + 2]) : -1;
		if (c == '%' && high >= 0 && low >= 0) {
			c = (unsigned char)(high * 16 + low);
			i += 2;
			if (is_unreserved(c))
				buf_byte(out, (char)c);
			else
				buf_printf(out, "%%%02X", c);
		} else if (c <= ' ' || c >= 0x7F || c == '%' || c == '"' || c == '<' || c == '>') {
			buf_printf(out, "%%%02X", c);
		} else {
			buf_byte(out, (char)c);
		}
	}
}

/* Where the last segment of what was built begins, not before `root`. */
static size_t segment_start(const struct buf *out, size_t root)
{
	size_t at = out->n;

	while (at > root && out->p[at - 1] != '/')
		at--;
	return at;
}

static void append_path(struct buf *out, struct arena *arena, struct slice path)
{
	struct buf normal = buf_in(arena);
	struct slice segment;
	size_t root;

	append_normal(&normal, path);
	if (buf_failed(&normal)) {
		out->failed = true;
		return;
	}
	struct slice rest = slice_from(buf_slice(&normal), normal.n ? 1 : 0);
	bool ends_open = true; /* in "/", behind which a name may follow */
	buf_byte(out, '/');
	root = out->n;
	while (!out->failed && slice_next_field(&rest, '/', &segment)) {
		bool is_last = rest.p == NULL || rest.n == 0;
		if (slice_equal(segment, SLICE(".")) || slice_equal(segment, SLICE(".."))) {
			if (segment.n == 2 && out->n > root) {
				buf_cut(out, out->n - 1);
				buf_cut(out, segment_start(out, root));
			}
			ends_open = true;
			continue;
		}
		buf_append(out, segment);
		ends_open = !is_last || slice_ends(buf_slice(&normal), SLICE("/"));
		if (ends_open)
			buf_byte(out, '/');
	}
}

static void cut_index(struct buf *out)
{
	static const struct slice INDEXES[] = {SLICE_INIT("index.html"), SLICE_INIT("index.htm"),
					       SLICE_INIT("index.shtml")};
	struct slice built = buf_slice(out);

	for (size_t i = 0; i < sizeof INDEXES / sizeof *INDEXES; i++)
		if (slice_ends(built, INDEXES[i]) && built.n > INDEXES[i].n &&
		    built.p[built.n - INDEXES[i].n - 1] == '/') {
			buf_cut(out, built.n - INDEXES[i].n);
			return;
		}
}

/* A name that only says where a visitor came from. */
static bool is_tracking(struct slice parameter)
{
	static const struct slice WHOLE[] = {
	    SLICE_INIT("spm"),    SLICE_INIT("from"),   SLICE_INIT("scm"),
	    SLICE_INIT("gclid"),  SLICE_INIT("fbclid"), SLICE_INIT("isappinstalled"),
	    SLICE_INIT("bd_vid"), SLICE_INIT("refer"),  SLICE_INIT("nsukey"),
	    SLICE_INIT("yclid"),  SLICE_INIT("msclkid")};
	static const struct slice STARTS[] = {SLICE_INIT("utm_"), SLICE_INIT("share_"),
					      SLICE_INIT("spm_")};
	struct slice name = slice_sub(parameter, 0, slice_find_byte(parameter, '=', 0));

	for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
		if (slice_equal_ignore_case(name, WHOLE[i]))
			return true;
	for (size_t i = 0; i < sizeof STARTS / sizeof *STARTS; i++)
		if (slice_starts_ignore_case(name, STARTS[i]))
			return true;
	return false;
}

static void append_query(struct buf *out, struct slice query)
{
	struct slice parameter;
	char separator = '?';

	while (slice_next_field(&query, '&', &parameter)) {
		if (parameter.n == 0 || is_tracking(parameter))
			continue;
		buf_byte(out, separator);
		append_normal(out, parameter);
		separator = '&';
	}
}

struct slice url_canonical(struct arena *arena, struct slice url)
{
	struct url_parts parts = split(url);
	struct buf out = buf_in(arena);

	if (!parts.is_valid)
		return arena_copy(arena, SLICE_EMPTY);
	buf_append(&out, SLICE("https://"));
	for (size_t i = 0; i < parts.host.n; i++)
		buf_byte(&out, lower(parts.host.p[i]));
	if (parts.port.n) {
		buf_byte(&out, ':');
		append_normal(&out, parts.port);
	}
	append_path(&out, arena, parts.path);
	cut_index(&out);
	append_query(&out, parts.query);
	return buf_failed(&out) ? SLICE_EMPTY : buf_slice(&out);
}

struct slice url_host(struct arena *arena, struct slice url)
{
	struct url_parts parts = split(url);
	struct buf out = buf_in(arena);

	if (!parts.is_valid)
		return arena_copy(arena, SLICE_EMPTY);
	for (size_t i = 0; i < parts.host.n; i++)
		buf_byte(&out, lower(parts.host.p[i]));
	return buf_failed(&out) ? SLICE_EMPTY : buf_slice(&out);
}
