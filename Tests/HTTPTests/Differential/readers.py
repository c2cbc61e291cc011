"""Three servers that read what a client sends, and what each makes of it, in the words of Tests/HTTPVerdicts."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time

import h11

from cases import escaped


def pieces(octets, lengths):
    """Bytes cut into lengths that repeat; in one piece if there are none."""
    result, place = [], 0
    while place < len(octets):
        length = lengths[len(result) % len(lengths)] if lengths else len(octets)
        result.append(octets[place : place + length])
        place += length
    return result


def step(method, target, content):
    return f'{method} {escaped(target)} "{escaped(content)}"'


class Ours:
    """The parser under test, in a process that answers line by line."""

    def __init__(self, program):
        self.program = program

    def verdicts(self, inputs):
        """The verdicts on many inputs, each bytes and lengths of pieces."""
        lines = "".join(f"{' '.join(map(str, lengths))}\t{escaped(octets)}\n" for octets, lengths in inputs)
        run = subprocess.run([self.program], input=lines, capture_output=True, text=True, check=True)
        return run.stdout.splitlines()


class H11:
    """h11, which lets its caller read as a server."""

    def verdict(self, octets, lengths=()):
        connection, steps, request, content = h11.Connection(h11.SERVER), [], None, b""
        waiting = pieces(octets, lengths)
        while True:
            try:
                event = connection.next_event()
            except h11.RemoteProtocolError as error:
                return " | ".join([*steps, str(error.error_status_hint)])
            if event is h11.NEED_DATA:
                if connection.they_are_waiting_for_100_continue:
                    connection.send(h11.InformationalResponse(status_code=100, headers=[]))
                if not waiting:
                    # An empty line in front of a request is none, and h11 keeps it without a word.
                    left = connection.trailing_data[0].strip(b"\r\n")
                    return " | ".join([*steps, "wait" if request or left else "idle"])
                connection.receive_data(waiting.pop(0))
            elif isinstance(event, h11.Request):
                request, content = event, b""
            elif isinstance(event, h11.Data):
                content += bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                steps.append(step(request.method.decode(), request.target, content))
                # A 200 would open a tunnel.
                status = 405 if request.method == b"CONNECT" else 200
                request = None
                connection.send(h11.Response(status_code=status, headers=[("Content-Length", "0")]))
                connection.send(h11.EndOfMessage())
                if connection.our_state is h11.MUST_CLOSE:
                    return " | ".join([*steps, "close"])
                connection.start_next_cycle()
            else:
                return " | ".join([*steps, "close"])


class Upstream(threading.Thread):
    """What nginx passes requests on to: notes each, which nginx has framed anew, and answers with an empty 200."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(64)
        self.steps = []

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                self._serve(connection)

    def _serve(self, connection):
        connection.settimeout(5)
        text = b""
        while b"\r\n\r\n" not in text:
            part = connection.recv(65536)
            if not part:
                return
            text += part
        head, content = text.split(b"\r\n\r\n", 1)
        length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
        while length and len(content) < int(length[1]):
            content += connection.recv(65536)
        method, target = head.split(b"\r\n")[0].rsplit(b" ", 1)[0].split(b" ", 1)
        self.steps.append(step(method.decode("latin-1"), target, content))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


class Nginx:
    """Debian's nginx as a proxy: the requests that it passes on, and what its client reads."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        path = self.folder.name
        os.chmod(path, 0o755)
        self.upstream = Upstream(f"{path}/upstream")
        self.upstream.start()
        with open(f"{path}/nginx.conf", "w") as file:
            file.write(f"""
                daemon off; master_process off; pid {path}/pid; error_log {path}/error.log;
                events {{ }}
                http {{
                  access_log off; keepalive_timeout 5s; keepalive_requests 1000;
                  client_body_temp_path {path}; proxy_temp_path {path}; fastcgi_temp_path {path};
                  uwsgi_temp_path {path}; scgi_temp_path {path};
                  server {{
                    listen unix:{path}/socket;
                    location / {{
                      proxy_pass http://unix:{path}/upstream:; proxy_http_version 1.1;
                      proxy_ignore_client_abort on; client_max_body_size 1m;
                    }}
                  }}
                }}
            """)
        self.process = subprocess.Popen(["nginx", "-p", path, "-c", f"{path}/nginx.conf"], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not os.path.exists(f"{path}/socket"):
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError("nginx does not start")
            time.sleep(0.01)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.upstream.listener.close()
        self.folder.cleanup()

    def verdict(self, octets, lengths=()):
        self.upstream.steps.clear()
        answer, refused = b"", False
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(f"{self.folder.name}/socket")
            try:
                for piece in pieces(octets, lengths):
                    connection.sendall(piece)
                    if lengths:
                        time.sleep(0.0005)
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65536):
                    answer += part
            except (BrokenPipeError, ConnectionResetError):
                # nginx has closed before it had read all, and what it said may be lost.
                refused = True
        return self._verdict(answer, refused)

    def _verdict(self, answer, refused):
        """What was passed on, and behind it the first status that nginx itself has thought of."""
        statuses = [int(code) for code in re.findall(rb"(?:^|\r\n\r\n|>\r\n)HTTP/1\.1 (\d{3}) ", answer)]
        own = [code for code in statuses if code not in (100, 200)]
        steps = list(self.upstream.steps)
        if own:
            return " | ".join([*steps, str(own[0])])
        if refused or b"Connection: close" in answer:
            return " | ".join([*steps, "close"])
        return " | ".join([*steps, "end"])
