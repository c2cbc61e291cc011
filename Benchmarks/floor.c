// The least that a server of this shape can cost: epoll, one read and one write per command, one copy per message.
//
// It understands no mail. It answers whatever comes by its first letter, keeps what follows DATA, and takes a read that
// ends in ".\r\n" for the end. What it costs is what the kernel and one malloc cost, about the least for a server that
// answers each command by itself and keeps each message. SIGHUP makes it forget.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <malloc.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most_connections = 1 << 16, read_size = 256 * 1024, batch = 256, linger_milliseconds = 20 };

struct message {
  struct message *next;
  char text[];
};

static struct message *kept;
static volatile sig_atomic_t must_forget;
static char in_data[most_connections];
static char input[read_size];

static void note_hangup(int number) { must_forget = number; }

static void forget(void) {
  while (kept) {
    struct message *next = kept->next;
    free(kept);
    kept = next;
  }
  malloc_trim(0);
  must_forget = 0;
}

static void keep(const char *text, size_t size) {
  struct message *message = malloc(sizeof *message + size);
  memcpy(message->text, text, size);
  message->next = kept;
  kept = message;
}

static void answer(int connection, const char *reply) { send(connection, reply, strlen(reply), MSG_NOSIGNAL); }

static void take(int epoll, int listener) {
  int connection;
  while ((connection = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    if (connection >= most_connections) {
      close(connection);
      continue;
    }
    int enabled = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &enabled, sizeof enabled);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = connection};
    epoll_ctl(epoll, EPOLL_CTL_ADD, connection, &event);
    in_data[connection] = 0;
    answer(connection, "220 floor ESMTP\r\n");
  }
}

static void converse(int connection) {
  ssize_t size = recv(connection, input, sizeof input, 0);
  if (size <= 0) {
    close(connection);
  } else if (in_data[connection]) {
    keep(input, size);
    if (size < 3 || memcmp(input + size - 3, ".\r\n", 3) != 0) return;
    in_data[connection] = 0;
    // As long as our own reply.
    answer(connection, "250 Ok: queued as 0123456789012345678901234567890123456789012=@mailhog.example\r\n");
  } else if (input[0] == 'D') {
    in_data[connection] = 1;
    answer(connection, "354 End data with <CR><LF>.<CR><LF>\r\n");
  } else if (input[0] == 'Q') {
    answer(connection, "221 Bye\r\n");
    close(connection);
  } else {
    answer(connection, "250 Ok\r\n");
  }
}

int main(int count, char **arguments) {
  if (count != 2) return fputs("usage: floor PORT\n", stderr), 2;
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  sigaction(SIGHUP, &(struct sigaction){.sa_handler = note_hangup}, NULL);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), enabled = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &enabled, sizeof enabled);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, (void *)&address, sizeof address) || listen(listener, SOMAXCONN)) return perror("floor"), 1;
  int epoll = epoll_create1(0);
  struct epoll_event events[batch] = {{.events = EPOLLIN, .data.fd = listener}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, events);
  for (;;) {
    int ready = epoll_wait(epoll, events, batch, linger_milliseconds);
    if (must_forget) forget();
    for (int index = 0; index < ready; index++) {
      int descriptor = events[index].data.fd;
      if (descriptor == listener) take(epoll, listener);
      else converse(descriptor);
    }
  }
}
