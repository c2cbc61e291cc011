#ifndef HOGLET_CWEBASSETS_H
#define HOGLET_CWEBASSETS_H

#include <stddef.h>

/// The page at `/`, as UTF-8 HTML without a final NUL.
extern const unsigned char hoglet_index_html[];
extern const size_t hoglet_index_html_count;

#endif
