// What Swift's Glibc module leaves out of glibc. _GNU_SOURCE must not be defined here: it would change the types that
// the Glibc module has already fixed.
#ifndef HOGLET_CLINUX_H
#define HOGLET_CLINUX_H

#include <malloc.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/socket.h>

// Declared by glibc only under _GNU_SOURCE.
extern void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

// epoll_event is packed and holds a union: neither is pleasant from Swift.
static inline int hoglet_epoll_control(int epoll, int operation, int descriptor, unsigned int events,
                                       unsigned long long token) {
  struct epoll_event event;
  event.events = events;
  event.data.u64 = token;
  return epoll_ctl(epoll, operation, descriptor, &event);
}

static inline unsigned long long hoglet_epoll_token(const struct epoll_event *event) { return event->data.u64; }

static inline unsigned int hoglet_epoll_events(const struct epoll_event *event) { return event->events; }

#endif
