"""What a client really sent, taken off the wire: the witness for clients that write their own messages."""

import re
import socket
import threading


class Tap:
    """A relay in front of a server that writes down what clients say."""

    def __init__(self, server):
        self.target = (server.peer, server.smtp_port)
        self.streams = []
        self.threads = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        self._start(self._accept)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for thread in self.threads:
            thread.join(10)

    def messages(self):
        """The messages of all connections as the standard reads them: dots undone, final CRLF kept."""
        return [message for stream in self.streams for message in messages_in(bytes(stream))]

    def _start(self, body, *arguments):
        thread = threading.Thread(target=body, args=arguments, daemon=True)
        self.threads.append(thread)
        thread.start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            stream = bytearray()
            self.streams.append(stream)
            self._start(self._serve, client, stream)

    def _serve(self, client, stream):
        with client, socket.create_connection(self.target) as server:
            answers = threading.Thread(target=self._relay, args=(server, client))
            answers.start()
            self._relay(client, server, stream)
            answers.join(10)

    @staticmethod
    def _relay(source, sink, record=None):
        try:
            while part := source.recv(65_536):
                if record is not None:
                    record += part
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # One of the two has gone; the other one finds out by itself.


def messages_in(stream):
    """The messages in what a client said, read without regard to replies (RFC 5321 section 4.5.2)."""
    messages = []
    rest = stream
    while begin := re.search(rb"(?im)^DATA\r\n", rest):
        lines, rest = rest[begin.end() :].split(b"\r\n.\r\n", 1)
        lines = (lines + b"\r\n").split(b"\r\n")
        messages.append(b"\r\n".join(line[line.startswith(b".") :] for line in lines))
    return messages
