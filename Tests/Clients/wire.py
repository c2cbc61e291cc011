"""A network between two programs of a test, which can be slow, cut, and worse."""

import socket
import threading
import time

RESET = b"\1\0\0\0\0\0\0\0"


class Wire:
    """A relay of TCP connections to a port of this machine.

    `delay` is how many seconds pass before bytes go on, each way. While `cut` nothing goes on and nobody is told, as when
    a cable is pulled; what is written meanwhile arrives when it is mended.
    """

    def __init__(self, target):
        self.target, self.delay = target, 0
        self.flow = threading.Event()
        self.flow.set()
        self.sockets, self.lock = set(), threading.Lock()
        # What to look for in what clients send, and whom to show it before it goes on.
        self.pattern, self.hook = None, None
        self.port = 0
        self.listen()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def listen(self):
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def refuse(self):
        """Takes no more connections until it listens again."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def close(self):
        self.refuse()
        self.mend()
        self.reset()

    def cut(self):
        self.flow.clear()

    def mend(self):
        self.flow.set()

    def reset(self):
        """Ends all connections as a firewall does that has forgotten them."""
        with self.lock:
            sockets, self.sockets = self.sockets, set()
        for end in sockets:
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RD)
            except OSError:
                pass

    def once(self, pattern, hook):
        """Calls `hook` with the next bytes of a client that have this in them, before they go on."""
        self.pattern, self.hook = pattern, hook

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        self.flow.wait()
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        with client, server:
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.sockets |= {client, server}
            answers = threading.Thread(target=self._relay, args=(server, client, False), daemon=True)
            answers.start()
            self._relay(client, server, True)
            answers.join()
            with self.lock:
                self.sockets -= {client, server}

    def _relay(self, source, sink, is_client):
        try:
            while part := source.recv(65_536):
                if self.delay:
                    time.sleep(self.delay)
                if is_client and self.pattern and self.pattern in part:
                    self.pattern = None
                    self.hook(part)
                self.flow.wait()
                sink.sendall(part)
            # After a reset both are closed without a word.
            if source in self.sockets:
                sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # One of the two has gone; the other one finds out by itself.
