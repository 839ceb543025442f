/* place_scene.h - a story that plays in one town: its communities are that town's, wherever the
 * list has others of their name. For the place_*.c files only. */
#ifndef JICENG_EXTRACT_PLACE_SCENE_H
#define JICENG_EXTRACT_PLACE_SCENE_H

#include "extract/place_page.h"

/* After the walk through the text. False: no memory. */
bool place_set_scene(struct place_page *page) __attribute__((warn_unused_result));

#endif
