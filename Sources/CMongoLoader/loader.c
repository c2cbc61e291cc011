// Loads MongoDB's driver when a database is wanted, and forwards every call to it.
//
// A library that the program names is loaded, and starts itself, before `main`, whatever the program is run for. This one
// brings eight more, ICU among them, and OpenSSL's start: 5 of the 11 milliseconds until the first greeting, and 5 of the
// 18 MB of a server at rest whose mail is in memory. So the program does not name it.

// mongoc-socket.h speaks of struct addrinfo without declaring it.
#define _DEFAULT_SOURCE
#include "CMongoLoader.h"
#include <dlfcn.h>
#include <mongoc/mongoc.h>
#include <netdb.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

// What its soname has been since 1.0, and is for as long as the functions keep their meaning.
static const char library[] = "libmongoc-1.0.so.0";

static struct {
#define FUNCTION(result, name, parameters, arguments) __typeof__(name) *name;
#include "functions.h"
#undef FUNCTION
} driver;

static char failure[256];

// The driver puts its counters into a shared file that is named after the process. It complains on stderr if a dead one of the
// same number has left such a file. Nobody reads the counters, and whoever is killed cannot remove the file. (Where it can have
// no such file at all, in a container without shared memory, it says so in a line.)
static void unlink_counters(void) {
  char name[32];
  snprintf(name, sizeof name, "/mongoc-%u", (unsigned)getpid());
  shm_unlink(name);
}

static void load(void) {
  unlink_counters();
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  unlink_counters();
  if (!handle) {
    snprintf(failure, sizeof failure, "%s", dlerror());
    return;
  }
  // Those of libbson are found by the same handle, as the driver names it.
#define FUNCTION(result, name, parameters, arguments)                                                                  \
  if (!(driver.name = (__typeof__(driver.name))dlsym(handle, #name))) {                                                \
    snprintf(failure, sizeof failure, "%s lacks %s", library, #name);                                                  \
    return;                                                                                                            \
  }
#include "functions.h"
#undef FUNCTION
  driver.mongoc_init();
}

const char *hoglet_load_mongo_driver(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

// What the program calls. Hidden, so that the driver's own calls stay in the driver.
#define FUNCTION(result, name, parameters, arguments)                                                                  \
  __attribute__((visibility("hidden"))) result name parameters { return driver.name arguments; }
#include "functions.h"
