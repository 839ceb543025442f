/* topics.h - before a lane starts: is the cluster there, is it a real one, are the topics there,
 * may we use them, and how large a record does each take. */
#ifndef JICENG_TOPICS_H
#define JICENG_TOPICS_H

#include "consumer.h"
#include "stop.h"

enum topic_use {
	TOPIC_INPUT,
	TOPIC_EVENTS,
	TOPIC_OUTCOMES,
	TOPIC_DEAD_LETTERS,
	TOPIC_ARTICLES,
	TOPIC_USES
};

struct topics {
	const char *names[TOPIC_USES]; /* NULL: not used. Borrowed */
	size_t max_bytes[TOPIC_USES];  /* max.message.bytes; 0: not known */
};

enum topics_result {
	TOPICS_READY,
	TOPICS_STOPPED, /* told to stop while waiting */
	TOPICS_REFUSED, /* the configuration is wrong: exit, do not restart */
};

/* Waits until everything is there, trying again with back-off and saying what is missing. */
enum topics_result topics_wait(struct topics *topics, struct consumer *consumer,
			       const struct lane_setup *setup, struct stop *stop);
/* One short try whether the cluster answers again. */
bool topics_cluster_answers(struct consumer *consumer);

#endif
