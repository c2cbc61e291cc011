"""What the kinds of abuse share: a list of all of them, and connections that behave badly."""

import socket
import time

MEGABYTE = 1024 * 1024
RESET = b"\1\0\0\0\0\0\0\0"
ALL = []


class Abuse:
    def __init__(self, name, answer, run, flags, limits, answers_bystander):
        self.name, self.answer, self.run, self.flags, self.limits = name, answer, run, flags, limits
        # Whether a bystander gets his answers all the while; else refusals by the standard are good enough.
        self.answers_bystander = answers_bystander


def abuse(name, answer, flags=(), limits=(), answers_bystander=True):
    """Enters a function that abuses a server and asserts that it was answered by the standard; it returns what is worth
    telling, or nothing.

    flags: what the server is started with besides; limits: what prlimit gives it.
    """
    def enter(run):
        ALL.append(Abuse(name, answer, run, flags, limits, answers_bystander))
        return run

    return enter


def connect(server, port=None, buffer=None, timeout=60):
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.settimeout(timeout)
    connection.connect((server.peer, port or server.smtp_port))
    return connection


def reset(connection):
    """Closes with RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.close()


def vanish(connection):
    """Closes without a word, as a machine does that is switched off (tcp(7), TCP_REPAIR); needs root."""
    connection.setsockopt(socket.IPPROTO_TCP, 19, 1)
    connection.close()


def talk(server, octets, port=None):
    """Sends all of it, and returns all that comes until the server closes or a second is silent."""
    with connect(server, port) as connection:
        try:
            connection.sendall(octets)
        except OSError:
            pass
        connection.settimeout(1)
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except OSError:
            pass
        return answer


def ask(server, path, method="GET", head=b"", timeout=120):
    """The status and the content of an answer."""
    with connect(server, server.http_port, timeout=timeout) as connection:
        connection.sendall(f"{method} {path} HTTP/1.0\r\nHost: h\r\n".encode() + head + b"\r\n")
        parts = []
        while part := connection.recv(MEGABYTE):
            parts.append(part)
    answer = b"".join(parts)
    assert answer, f"{method} {path[:60]}: no answer"
    status, _, content = answer.partition(b"\r\n\r\n")
    return int(status.split()[1]), content


def offer(connection, octets):
    """Sends as much as is taken at once, and returns how much that was."""
    connection.setblocking(False)
    sent = 0
    try:
        while sent < len(octets):
            sent += connection.send(octets[sent:])
    except BlockingIOError:
        pass
    except OSError:
        return -1
    return sent


def during(seconds):
    """Numbers the turns until the time is over."""
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        yield number
        number += 1
