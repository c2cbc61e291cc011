#ifndef HOGLET_COPENAPI_H
#define HOGLET_COPENAPI_H

#include <stddef.h>

// The description of version 3 of the API: UTF-8 JSON without a final NUL. A function, because Swift imports an array as a
// tuple.
const unsigned char *hoglet_openapi_start(void);
extern const size_t hoglet_openapi_count;

#endif
