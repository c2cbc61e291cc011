#ifndef HOGLET_CMONGOLOADER_H
#define HOGLET_CMONGOLOADER_H

// Loads MongoDB's driver, unless it is there already, and starts it; NULL, or why it cannot be.
//
// Any thread may call it. No function of the driver may be called before, or after it has failed.
const char *hoglet_load_mongo_driver(void);

#endif
