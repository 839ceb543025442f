/* log.c - lines are built in a buffer on the stack and cut where it ends; a cut line is still valid
 * JSON because room for its end is kept back. */
#include "log.h"

#include <time.h>
#include <unistd.h>

#include "text/utf8.h"

#define LINE_BYTES  4096
#define VALUE_BYTES 1000

struct line {
	char p[LINE_BYTES];
	size_t n;
};

static void add(struct line *line, struct slice s)
{
	for (size_t i = 0; i < s.n && line->n < LINE_BYTES - 4; i++)
		line->p[line->n++] = s.p[i];
}

static void add_number(struct line *line, int64_t number)
{
	char digits[32];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)number);

	add(line, (struct slice){digits, (size_t)n});
}

static void add_escaped(struct line *line, char byte)
{
	char escape[8];
	unsigned char code = (unsigned char)byte;

	if (code >= 0x20 && code != '"' && code != '\\' && code != 0x7f) {
		add(line, (struct slice){&byte, 1});
		return;
	}
	int n = snprintf(escape, sizeof escape, "\\u%04x", code);
	add(line, (struct slice){escape, (size_t)n});
}

static bool is_inside_letter(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Where the line is full, the string ends early, in front of a letter or an escape. */
static void add_string(struct line *line, struct slice text)
{
	bool valid = utf8_is_valid(text);

	add(line, SLICE("\""));
	for (size_t i = 0; i < text.n; i++) {
		if (line->n >= LINE_BYTES - 64 && !is_inside_letter(text.p[i]))
			break;
		add_escaped(line, valid || (unsigned char)text.p[i] < 0x80 ? text.p[i] : '?');
	}
	add(line, SLICE("\""));
}

/* At most VALUE_BYTES, cut in front of a letter. */
static struct slice shortened(struct slice text)
{
	size_t n = text.n < VALUE_BYTES ? text.n : VALUE_BYTES;

	while (n < text.n && n > 0 && is_inside_letter(text.p[n]))
		n--;
	return slice_sub(text, 0, n);
}

static void add_time(struct line *line, bool json)
{
	struct timespec now;
	struct tm parts;
	char text[48];
	size_t n;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &parts);
	n = strftime(text, sizeof text, json ? "%Y-%m-%dT%H:%M:%S" : "%H:%M:%S", &parts);
	add(line, (struct slice){text, n});
	n = (size_t)snprintf(text, sizeof text, ".%03ldZ", now.tv_nsec / 1000000);
	add(line, (struct slice){text, n});
}

static const char *level_name(enum log_level level)
{
	static const char *const NAMES[] = {"error", "warning", "info", "debug"};
	return NAMES[level];
}

static void build_json(struct line *line, const struct log *log, enum log_level level,
		       const char *message, const struct log_field *fields)
{
	add(line, SLICE("{\"time\":\""));
	add_time(line, true);
	add(line, SLICE("\",\"level\":\""));
	add(line, slice_of(level_name(level)));
	add(line, SLICE("\",\"message\":"));
	add_string(line, shortened(slice_of(message)));
	if (log->lane >= 0) {
		add(line, SLICE(",\"lane\":"));
		add_number(line, log->lane);
	}
	for (; fields && fields->name && line->n < LINE_BYTES - VALUE_BYTES - 200; fields++) {
		add(line, SLICE(",\""));
		add(line, slice_of(fields->name));
		add(line, SLICE("\":"));
		if (fields->is_number)
			add_number(line, fields->number);
		else
			add_string(line, shortened(fields->text));
	}
	add(line, SLICE("}"));
}

static void build_text(struct line *line, const struct log *log, enum log_level level,
		       const char *message, const struct log_field *fields)
{
	add_time(line, false);
	add(line, SLICE(" "));
	add(line, slice_of(level_name(level)));
	if (log->lane >= 0) {
		add(line, SLICE(" lane "));
		add_number(line, log->lane);
	}
	add(line, SLICE(": "));
	add(line, shortened(slice_of(message)));
	for (; fields && fields->name && line->n < LINE_BYTES - VALUE_BYTES - 200; fields++) {
		add(line, SLICE(" "));
		add(line, slice_of(fields->name));
		add(line, SLICE("="));
		if (fields->is_number)
			add_number(line, fields->number);
		else
			add_string(line, shortened(fields->text));
	}
}

void log_line(const struct log *log, enum log_level level, const char *message,
	      const struct log_field *fields)
{
	struct line line = {.n = 0};

	if (level > log->level)
		return;
	if (log->json)
		build_json(&line, log, level, message, fields);
	else
		build_text(&line, log, level, message, fields);
	line.p[line.n++] = '\n';
	ssize_t written = write(log->descriptor, line.p, line.n);
	(void)written; /* there is nobody left to tell */
}

struct log log_open(const struct options *options)
{
	bool terminal = isatty(STDERR_FILENO);

	return (struct log){.descriptor = STDERR_FILENO,
			    .json = options->log_format == LOG_FORMAT_JSON ||
				    (options->log_format == LOG_FORMAT_AUTO && !terminal),
			    .level = (enum log_level)options->log_level,
			    .lane = -1};
}

struct log_field log_text(const char *name, struct slice text)
{
	return (struct log_field){.name = name, .text = text};
}

struct log_field log_string(const char *name, const char *text)
{
	return log_text(name, slice_of(text));
}

struct log_field log_number(const char *name, int64_t number)
{
	return (struct log_field){.name = name, .number = number, .is_number = true};
}
