/* version.h - the one place that says which version this is. */
#ifndef JICENG_VERSION_H
#define JICENG_VERSION_H

#define JICENG_VERSION "0.1.0"

#endif
