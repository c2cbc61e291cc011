#ifndef HOGLET_CMONGOSTART_H
#define HOGLET_CMONGOSTART_H

// Nothing to call: being linked is enough.

#endif
