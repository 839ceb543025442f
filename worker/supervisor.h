/* supervisor.h - starts the lanes, watches them, starts them again. It has no threads and no Kafka
 * handles, touches no page, and so has little to die of. */
#ifndef JICENG_SUPERVISOR_H
#define JICENG_SUPERVISOR_H

#include "lane_setup.h"

/* `setup` is for all lanes; its number is not used. Runs until SIGTERM or SIGINT; returns the exit
 * code of the program. */
int supervisor_run(const struct lane_setup *setup);

#endif
