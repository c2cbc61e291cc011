#include "COpenAPI.h"

static const unsigned char openapi[] = {
#embed "openapi.json"
};

const unsigned char *hoglet_openapi_start(void) { return openapi; }
const size_t hoglet_openapi_count = sizeof openapi;
