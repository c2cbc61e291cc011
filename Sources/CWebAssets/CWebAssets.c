#include "CWebAssets.h"

static const unsigned char index_html[] = {
#embed "assets/index.html"
};

const unsigned char *hoglet_index_html_start(void) { return index_html; }
const size_t hoglet_index_html_count = sizeof index_html;
