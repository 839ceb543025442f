/* banned.h - calls that have no place in this project fail to compile. Included by the Makefile
 * into every file of the project (-include). Why: strcpy, strcat, sprintf and gets know no bounds;
 * strtok and atoi hide errors; the ctype family and strcasecmp follow the locale, which is wrong
 * for bytes. */
#ifndef JICENG_BASE_BANNED_H
#define JICENG_BASE_BANNED_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok atoi atol atof strcasecmp strncasecmp
#undef isalpha
#undef isdigit
#undef isspace
#undef isalnum
#undef isupper
#undef islower
#undef tolower
#undef toupper
#pragma GCC poison isalpha isalnum isspace isdigit isupper islower tolower toupper

#endif
