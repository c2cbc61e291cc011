#ifndef HOGLET_CWEBASSETS_H
#define HOGLET_CWEBASSETS_H

#include <stddef.h>

// A file of the page: bytes of the program itself, without a final NUL.
struct hoglet_web_asset {
  const char *name;
  const unsigned char *start;
  size_t count;
};

extern const size_t hoglet_web_asset_count;
// A function, because Swift imports an array as a tuple.
const struct hoglet_web_asset *hoglet_web_assets(void);

#endif
