#include "CWebAssets.h"

const unsigned char hoglet_index_html[] = {
#embed "assets/index.html"
};

const size_t hoglet_index_html_count = sizeof hoglet_index_html;
