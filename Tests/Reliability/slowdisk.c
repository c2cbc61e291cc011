// Put before a program's C library, this makes its fsync and fdatasync slow or failing: SLOW_DISK names a file that says
// `wait MILLISECONDS` or `fail`; while it is empty or absent the disk is as it is.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Waits as the file says, and tells whether it says that the disk fails.
static int waits_and_fails(void) {
  char text[32] = "";
  const char *path = getenv("SLOW_DISK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return 0;
  if (read(file, text, sizeof text - 1) < 0) text[0] = 0;
  close(file);
  // This is the slow disk.
  if (strncmp(text, "wait ", 5) == 0) usleep(atoi(text + 5) * 1000);
  return strncmp(text, "fail", 4) == 0;
}

static int sync_as(const char *name, int descriptor) {
  if (waits_and_fails()) {
    errno = EIO;
    return -1;
  }
  return ((int (*)(int))dlsym(RTLD_NEXT, name))(descriptor);
}

int fsync(int descriptor) { return sync_as("fsync", descriptor); }
int fdatasync(int descriptor) { return sync_as("fdatasync", descriptor); }
