/* times_scan.h - what the readers of times share while they go through a text. Only for
 * extract/times*.c. */
#ifndef JICENG_EXTRACT_TIMES_SCAN_H
#define JICENG_EXTRACT_TIMES_SCAN_H

#include "base/vec.h"
#include "extract/times_resolve.h"

struct time_scan {
	const struct time_rules *rules;
	struct slice text;
	struct time_reference reference;
	bool taiwan;
	const struct article *article;
	size_t next_broken; /* index in article->broken of the first span not yet passed */
	size_t earlier_end; /* byte behind the date that reference.earlier comes from */
	unsigned breaks;    /* line breaks since that date */
	struct vec mentions;
};

/* Adds *mention with that span, unless broken text is in it. STATUS_MEMORY_LIMIT. */
enum status time_scan_emit(struct time_scan *scan, size_t start, size_t end,
			   struct time_mention *mention) __attribute__((warn_unused_result));
/* A word behind the date (以来, 起, 前) and what it makes of the dates; the byte behind it.
 * before: the frame in front of the date. */
size_t time_scan_frames(const struct time_scan *scan, size_t end, enum time_frame before,
			struct time_mention *mention);
/* 自2021年|启动|以来: behind 以来 when it ends the clause, the dates reaching to publication; else
 * `at`. */
size_t time_scan_since(const struct time_scan *scan, size_t at, struct time_mention *mention);

/* The loose forms. Each sets *next to the byte behind what it read, or to `at` when it is none. */

/* 近三年, 连续5年, 过去两个月 (start: where the word before the number begins), and without one
 * 三年来, 一个多月以来 (start == at): known as text only. STATUS_MEMORY_LIMIT. */
enum status time_recent(struct time_scan *scan, size_t start, size_t at, size_t *next)
    __attribute__((warn_unused_result));
/* A day without its month (记者19日获悉, 20日上午), where a sentence names its time; 培训7日 and
 * 3日内 are none. In a list (4月18日、19日) it has the month of the day before it.
 * STATUS_MEMORY_LIMIT. */
enum status time_bare_day(struct time_scan *scan, size_t at, enum time_frame before, size_t *next)
    __attribute__((warn_unused_result));
/* 今（18）日, 昨(17)日. STATUS_MEMORY_LIMIT. */
enum status time_bracketed_day(struct time_scan *scan, size_t at, size_t *next)
    __attribute__((warn_unused_result));
/* 上周|六: the day of the week, when it is no number (上周三场活动); the byte behind it, or `at`.
 */
size_t time_behind_weekday(struct slice text, size_t at, struct time_mention *mention);

#endif
