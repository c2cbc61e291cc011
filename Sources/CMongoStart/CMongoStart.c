// Keeps the MongoDB driver quiet until somebody wants it.
//
// Its library starts itself before `main`, whatever the program is run for. It puts its counters into a shared file that is
// named after the process, and if a dead one of the same number has left such a file, it complains on stderr: of a
// `sendmail` that never meets a database, to the program that called it.

// mongoc-socket.h speaks of struct addrinfo without declaring it.
#define _DEFAULT_SOURCE
#include <netdb.h>
#include <mongoc/mongoc.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

// Ahead of every library's own start. MongoDriver gives the log a reader where there is a database.
static void hush(void) { mongoc_log_set_handler(NULL, NULL); }

__attribute__((used, retain, section(".preinit_array"))) static void (*const hush_first)(void) = hush;

// Behind it. Nobody reads the counters, and whoever is killed cannot remove the file.
__attribute__((constructor)) static void unlink_counters(void) {
  char name[32];
  snprintf(name, sizeof name, "/mongoc-%u", (unsigned)getpid());
  shm_unlink(name);
}
