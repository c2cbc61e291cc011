"""The least that can be called an SMTP server with STARTTLS: as fast as Python reads, and it keeps what crossed the wire."""

import socket
import ssl
import threading


class TLSListener:
    """Takes one message on a thread of its own."""

    def __init__(self, certificate, key):
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(60)
        self.port = self._listening.getsockname()[1]
        # The commands that came, and the content behind DATA with its dots and its end.
        self.commands, self.content = [], bytearray()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def wait(self):
        self._thread.join(60)
        self._listening.close()

    def _serve(self):
        connection, _ = self._listening.accept()
        with connection:
            connection.settimeout(60)
            connection.sendall(b"220 listener\r\n")
            self._answer(connection, {b"EHLO": b"250-listener\r\n250 STARTTLS\r\n"}, b"STARTTLS")
            # What follows in the clear must count for nothing (CVE-2021-38371).
            connection.sendall(b"220 go\r\n250 injected\r\n")
            with self._context.wrap_socket(connection, server_side=True) as protected:
                self._answer(protected, {b"EHLO": b"250-listener\r\n250 8BITMIME\r\n"}, b"DATA")
                protected.sendall(b"354 go\r\n")
                while not self.content.endswith(b"\r\n.\r\n"):
                    part = protected.recv(256 * 1024)
                    if not part:
                        return
                    self.content += part
                protected.sendall(b"250 taken\r\n")
                self._answer(protected, {}, b"QUIT")
                protected.sendall(b"221 bye\r\n")

    def _answer(self, connection, replies, last):
        """Answers commands up to that one."""
        while True:
            line = b""
            while not line.endswith(b"\r\n"):
                byte = connection.recv(1)
                if not byte:
                    return
                line += byte
            self.commands.append(line[:-2])
            verb = line[:-2].split(b" ")[0]
            if verb == last:
                return
            connection.sendall(replies.get(verb, b"250 ok\r\n"))
