#ifndef HOGLET_CWEBASSETS_H
#define HOGLET_CWEBASSETS_H

#include <stddef.h>

// The page at `/`: UTF-8 HTML without a final NUL. A function, because Swift imports an array as a tuple.
const unsigned char *hoglet_index_html_start(void);
extern const size_t hoglet_index_html_count;

#endif
