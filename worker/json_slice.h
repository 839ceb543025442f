/* json_slice.h - a string of a jansson object as a slice. */
#ifndef JICENG_WORKER_JSON_SLICE_H
#define JICENG_WORKER_JSON_SLICE_H

#include <jansson.h>

#include "base/slice.h"

/* Empty for a value that is no string. Borrowed from the object. */
static inline struct slice json_slice_of(const json_t *value)
{
	return (struct slice){json_string_value(value), json_string_length(value)};
}

/* The same for the value of a key; empty when there is none. */
static inline struct slice json_slice(const json_t *object, const char *key)
{
	return json_slice_of(json_object_get(object, key));
}

#endif
