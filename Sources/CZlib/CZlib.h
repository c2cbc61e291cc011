// zlib, and those of its functions that are macros, which Swift cannot call.
#ifndef HOGLET_CZLIB_H
#define HOGLET_CZLIB_H

#include <zlib.h>

static inline int hoglet_deflate_init(z_stream *stream, int level, int window_bits, int memory_level) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY);
}

static inline int hoglet_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }

#endif
