/* options.c - reads the command line and the environment by the table of options_table.c.
 * All values go in as text through set_value(), the table's own defaults included, so a default
 * that is out of range cannot go unnoticed. */
#include "options.h"

#include <limits.h>
#include <string.h>

#include "nearest.h"

#define STAGE "options"

struct unit {
	const char *name;
	int64_t factor;
};

static const struct unit BYTE_UNITS[] = {
    {"", 1}, {"B", 1}, {"KiB", 1024}, {"MiB", 1024 * 1024}, {"GiB", 1024 * 1024 * 1024},
};
static const struct unit TIME_UNITS[] = {
    {"ms", 1},
    {"s", 1000},
    {"m", 60 * 1000},
    {"h", 60 * 60 * 1000},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static enum status bad(struct err *err, const struct option_row *row, struct slice value,
		       const char *why)
{
	return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX, "--%s %.*s: %s", row->name,
		       SLICE_ARG(slice_sub(value, 0, 100)), why);
}

/* A number with one of the units behind it. */
static bool number_of(struct slice text, const struct unit *units, size_t n_units, int64_t *out)
{
	size_t digits = 0;
	uint64_t number;

	while (digits < text.n && text.p[digits] >= '0' && text.p[digits] <= '9')
		digits++;
	if (!slice_to_uint64(slice_sub(text, 0, digits), &number) || number > INT64_MAX)
		return false;
	for (size_t i = 0; i < n_units; i++) {
		if (!slice_equal(slice_from(text, digits), slice_of(units[i].name)))
			continue;
		if ((int64_t)number > INT64_MAX / units[i].factor)
			return false;
		*out = (int64_t)number * units[i].factor;
		return true;
	}
	return false;
}

static enum status set_number(const struct option_row *row, struct slice value, int64_t *out,
			      struct err *err)
{
	bool good = row->type == OPTION_BYTES ? number_of(value, BYTE_UNITS, COUNT(BYTE_UNITS), out)
		    : row->type == OPTION_DURATION
			? number_of(value, TIME_UNITS, COUNT(TIME_UNITS), out)
			: number_of(value, BYTE_UNITS, 1, out);

	if (!good)
		return bad(err, row, value,
			   row->type == OPTION_BYTES      ? "not a size such as 65536 or 16MiB"
			   : row->type == OPTION_DURATION ? "not a time such as 500ms, 30s or 5m"
							  : "not a whole number");
	if (*out < row->min)
		return bad(err, row, value, "too small");
	if (*out > row->max)
		return bad(err, row, value, "too large");
	return STATUS_OK;
}

static enum status set_choice(const struct option_row *row, struct slice value, char *field,
			      struct err *err)
{
	struct slice rest = slice_of(row->choices), choice;

	for (int64_t i = 0; slice_next_field(&rest, '|', &choice); i++) {
		if (!slice_equal(choice, value))
			continue;
		if (row->text_choice)
			*(const char **)(void *)field = value.p;
		else
			*(int64_t *)(void *)field = i;
		return STATUS_OK;
	}
	return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX, "--%s %.*s: not one of %s",
		       row->name, SLICE_ARG(slice_sub(value, 0, 60)), row->choices);
}

static enum status set_switch(const struct option_row *row, struct slice value, bool *out,
			      struct err *err)
{
	if (!slice_equal(value, SLICE("true")) && !slice_equal(value, SLICE("false")))
		return bad(err, row, value, "not true or false");
	*out = slice_equal(value, SLICE("true"));
	return STATUS_OK;
}

/* The value may be a secret, so no message shows more than the setting's name. */
static enum status add_setting(struct options *out, struct slice text, struct err *err)
{
	size_t equals = slice_find_byte(text, '=', 0);

	if (equals == SIZE_MAX || equals == 0)
		return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
			       "--kafka-setting (-X): not of the form key=value");
	if (out->n_settings == KAFKA_SETTINGS_MAX)
		return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
			       "--kafka-setting (-X): more than %d", KAFKA_SETTINGS_MAX);
	out->settings[out->n_settings++] =
	    (struct kafka_setting){slice_sub(text, 0, equals), slice_from(text, equals + 1)};
	return STATUS_OK;
}

static enum status set_value(const struct option_row *row, const char *text, struct options *out,
			     struct err *err)
{
	char *field = (char *)out + row->offset;
	struct slice value = slice_of(text);

	switch (row->type) {
	case OPTION_SWITCH:
		return set_switch(row, value, (bool *)field, err);
	case OPTION_NUMBER:
	case OPTION_BYTES:
	case OPTION_DURATION:
		return set_number(row, value, (int64_t *)(void *)field, err);
	case OPTION_CHOICE:
		return set_choice(row, value, field, err);
	case OPTION_TEXT:
		if (!value.n)
			return bad(err, row, value, "empty");
		*(const char **)(void *)field = text;
		return STATUS_OK;
	case OPTION_SETTING:
		return add_setting(out, value, err);
	}
	return STATUS_OK;
}

void option_variable(const struct option_row *row, char *out, size_t room)
{
	int n = snprintf(out, room, "JICENG_%s", row->name);

	for (int i = 0; i < n && (size_t)i < room; i++) {
		if (out[i] == '-')
			out[i] = '_';
		else if (out[i] >= 'a' && out[i] <= 'z')
			out[i] = (char)(out[i] - 'a' + 'A');
	}
}

static enum status settings_from_variable(const char *text, struct options *out, struct err *err)
{
	struct slice rest = slice_of(text), line;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && slice_next_field(&rest, '\n', &line)) {
		line = slice_trim(line);
		if (line.n)
			status = add_setting(out, line, err);
	}
	return status;
}

static enum status set_from_variable(const struct option_row *row, environment_lookup lookup,
				     struct options *out, struct err *err)
{
	char variable[64];
	struct err wrong = {0};

	option_variable(row, variable, sizeof variable);
	const char *text = lookup(variable);
	if (!text && strcmp(row->name, "brokers") == 0)
		text = lookup("KAFKA_BOOTSTRAP_SERVERS");
	if (!text || !*text)
		return STATUS_OK;
	enum status status = row->type == OPTION_SETTING ? settings_from_variable(text, out, &wrong)
							 : set_value(row, text, out, &wrong);
	if (status == STATUS_OK)
		return status;
	return err_set(err, status, STAGE, SIZE_MAX, "%s: %s", variable, wrong.text);
}

static enum status set_defaults(unsigned command, environment_lookup lookup, struct options *out,
				struct err *err)
{
	size_t n_rows;
	const struct option_row *rows = options_table(&n_rows);
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < n_rows; i++) {
		if (rows[i].fallback)
			status = set_value(&rows[i], rows[i].fallback, out, err);
		if (status == STATUS_OK && (rows[i].commands & command))
			status = set_from_variable(&rows[i], lookup, out, err);
	}
	return status;
}

static const struct option_row *find_row(struct slice name, unsigned command)
{
	size_t n_rows;
	const struct option_row *rows = options_table(&n_rows);

	for (size_t i = 0; i < n_rows; i++) {
		if ((rows[i].commands & command) && slice_equal(slice_of(rows[i].name), name))
			return &rows[i];
	}
	return NULL;
}

static enum status unknown(struct slice name, unsigned command, struct err *err)
{
	struct nearest nearest = {0};
	size_t n_rows;
	const struct option_row *rows = options_table(&n_rows);
	struct slice shown = slice_sub(name, 0, 60);

	for (size_t i = 0; i < n_rows; i++) {
		if (rows[i].commands & command)
			nearest_offer(&nearest, name, rows[i].name);
	}
	if (nearest.name)
		return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
			       "unknown option --%.*s; did you mean --%s?", SLICE_ARG(shown),
			       nearest.name);
	return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
		       "unknown option --%.*s; --help lists what there is", SLICE_ARG(shown));
}

/* The words of the command line that are not read yet. */
struct words {
	char *const *next;
	int n;
};

static enum status long_option(const char *word, struct words *rest, unsigned command,
			       struct options *out, struct err *err)
{
	struct slice text = slice_of(word + 2);
	size_t equals = slice_find_byte(text, '=', 0);
	struct slice name = slice_sub(text, 0, equals);
	const char *value = equals == SIZE_MAX ? NULL : word + 2 + equals + 1;
	const struct option_row *row = find_row(name, command);

	if (!row && slice_starts(name, SLICE("no-")) && !value) {
		row = find_row(slice_from(name, 3), command);
		if (row && row->type == OPTION_SWITCH)
			return set_value(row, "false", out, err);
		row = NULL;
	}
	if (!row)
		return unknown(name, command, err);
	if (row->type == OPTION_SWITCH)
		return set_value(row, value ? value : "true", out, err);
	if (!value) {
		if (rest->n == 0)
			return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
				       "--%s: its value (%s) is missing", row->name,
				       row->unit ? row->unit : row->choices);
		value = *rest->next++;
		rest->n--;
	}
	return set_value(row, value, out, err);
}

/* -X key=value, -Xkey=value, -h, -V. */
static enum status short_option(const char *word, struct words *rest, unsigned command,
				struct options *out, struct err *err)
{
	if (strcmp(word, "-h") == 0)
		out->help = true;
	else if (strcmp(word, "-V") == 0)
		out->version = true;
	else if (word[1] == 'X' && find_row(SLICE("kafka-setting"), command)) {
		const char *value = word + 2;
		if (!*value) {
			if (rest->n == 0)
				return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
					       "-X: its value (KEY=VALUE) is missing");
			value = *rest->next++;
			rest->n--;
		}
		return add_setting(out, slice_of(value), err);
	} else
		return err_set(err, STATUS_BAD_OPTION, STAGE, SIZE_MAX,
			       "unknown option %.60s; --help lists what there is", word);
	return STATUS_OK;
}

enum status options_parse(int argc, char *const *argv, unsigned command, environment_lookup lookup,
			  const char **operands, struct options *out, struct err *err)
{
	struct words rest = {argv, argc};
	bool only_operands = false;

	*out = (struct options){.operands = operands};
	enum status status = set_defaults(command, lookup, out, err);
	while (status == STATUS_OK && rest.n > 0) {
		const char *word = *rest.next++;
		rest.n--;
		if (only_operands || word[0] != '-' || word[1] == '\0')
			operands[out->n_operands++] = word;
		else if (strcmp(word, "--") == 0)
			only_operands = true;
		else if (word[1] == '-')
			status = long_option(word, &rest, command, out, err);
		else
			status = short_option(word, &rest, command, out, err);
	}
	return status;
}

static void print_row(FILE *out, const struct option_row *row)
{
	char head[128], variable[64];
	const char *value = row->unit ? row->unit : row->choices;

	option_variable(row, variable, sizeof variable);
	snprintf(head, sizeof head, "--%s%s%s", row->name, value ? " " : "", value ? value : "");
	fprintf(out, "  %s\n        %s\n", head, row->help);
	if (row->type == OPTION_SWITCH && (row->commands & ~(unsigned)FOR_ALL) == 0 &&
	    strcmp(row->fallback, "true") == 0)
		fprintf(out, "        on unless --no-%s is given\n", row->name);
	else if (row->fallback && row->type != OPTION_SWITCH)
		fprintf(out, "        default: %s; %s\n", row->fallback, variable);
	else if (row->type != OPTION_SWITCH)
		fprintf(out, "        %s\n", variable);
}

void options_print_help(FILE *out, unsigned command)
{
	size_t n_rows;
	const struct option_row *rows = options_table(&n_rows);

	for (size_t i = 0; i < n_rows; i++) {
		if (rows[i].commands & command)
			print_row(out, &rows[i]);
	}
}
