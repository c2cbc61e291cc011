"""One SMTP connection of which every byte is the test's own."""

import socket


class Dialogue:
    """Says lines to a server and hears its replies."""

    def __init__(self, server, timeout=60):
        self.socket = socket.create_connection((server.peer, server.smtp_port), timeout)
        self.replies = self.socket.makefile("rb")
        self.greeting = self.reply()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.replies.close()
        self.socket.close()

    def send(self, octets):
        self.socket.sendall(octets)

    def reply(self):
        """The next reply without its final CRLF; None if the server has closed.

        What is not UTF-8 is shown by replacement characters.
        """
        reply = b""
        while line := self.replies.readline():
            reply += line
            if line[3:4] != b"-":
                return reply.removesuffix(b"\r\n").decode("utf-8", "replace")
        return None

    def say(self, line):
        """Sends a line and returns the reply to it."""
        self.send(line.encode() + b"\r\n")
        return self.reply()

    def begin(self, recipient="b@example.org"):
        """Goes as far as the reply to DATA."""
        self.say("HELO client.example")
        self.say("MAIL FROM:<a@example.org>")
        self.say(f"RCPT TO:<{recipient}>")
        return self.say("DATA")

    def deliver(self, message, recipient="b@example.org"):
        """Sends a whole message that ends in CRLF, and returns its id."""
        self.begin(recipient)
        self.send((b"\n" + message).replace(b"\n.", b"\n..")[1:] + b".\r\n")
        reply = self.reply()
        marker = "250 Ok: queued as "
        if reply is None or not reply.startswith(marker):
            raise AssertionError(f"not queued: {reply}")
        return reply.removeprefix(marker)
