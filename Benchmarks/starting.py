"""How long a server takes from its start to its first answers."""

import socket
import time

from servers import free_port, started


def start_times(binary):
    """Milliseconds from starting a server to its first SMTP greeting and to its first HTTP response."""
    smtp, http = free_port(), free_port()
    began = time.perf_counter()
    with started(
        [
            binary,
            *("-smtp-bind-addr", f"127.0.0.1:{smtp}"),
            *("-api-bind-addr", f"127.0.0.1:{http}"),
            *("-ui-bind-addr", f"127.0.0.1:{http}"),
        ]
    ):
        _ask_until(smtp, b"", b"220 ")
        greeted = time.perf_counter()
        _ask_until(http, b"GET /api/v2/messages HTTP/1.0\r\n\r\n", b"HTTP/1.1 200 ")
        answered = time.perf_counter()
    return (greeted - began) * 1_000, (answered - began) * 1_000


def _ask_until(port, question, answer):
    """Tries until a server answers so; a refused try costs some 50 µs, which is the error of the figure."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.sendall(question)
                if connection.recv(len(answer), socket.MSG_WAITALL) == answer:
                    return
        except OSError:
            pass
    raise TimeoutError(f"port {port} does not answer")
