"""A WebSocket client of which every byte is the test's own (RFC 6455)."""

import base64
import hashlib
import os
import socket
import struct

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class WebSocket:
    """A connection behind the handshake."""

    def __init__(self, server, fields=(), timeout=60, receive_buffer=None, path="/api/v2/websocket"):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(timeout)
        self.socket.connect((server.peer, server.http_port))
        self.stream = self.socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {server.peer}:{server.http_port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            *fields,
        ]
        self.socket.sendall("".join(line + "\r\n" for line in lines + [""]).encode())
        self.status = int(self.stream.readline().split()[1])
        self.fields = {}
        while line := self.stream.readline().decode().rstrip("\r\n"):
            name, _, value = line.partition(": ")
            self.fields[name.lower()] = value
        proof = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        self.is_proved = self.fields.get("sec-websocket-accept") == proof

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.stream.close()
        self.socket.close()

    def send(self, opcode, payload=b"", is_final=True, first=None):
        """Sends a frame; `first` stands in place of its first byte."""
        head = bytes([(0x80 if is_final else 0) | opcode if first is None else first])
        if len(payload) < 126:
            head += bytes([0x80 | len(payload)])
        elif len(payload) < 65_536:
            head += b"\xfe" + struct.pack(">H", len(payload))
        else:
            head += b"\xff" + struct.pack(">Q", len(payload))
        key = os.urandom(4)
        masked = bytes(octet ^ key[index % 4] for index, octet in enumerate(payload))
        self.socket.sendall(head + key + masked)

    def frame(self):
        """The next frame as its opcode and payload; None if the server has ended.

        Frames of a server are whole messages and not masked.
        """
        head = self.stream.read(2)
        if len(head) < 2:
            return None
        if head[0] & 0x70 or not head[0] & 0x80 or head[1] & 0x80:
            raise AssertionError(f"no frame of this server: {head!r}")
        length = head[1]
        if length == 126:
            length = struct.unpack(">H", self.stream.read(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", self.stream.read(8))[0]
        return head[0] & 0x0F, self.stream.read(length)
