"""A server under test: started on free loopback ports, stopped by its process id."""

import os
import random
import signal
import socket
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("HOGLET", os.path.join(ROOT, ".build", "release", "hoglet"))


# The ports that were given away, so that no two servers of a run are told the same.
_given = set()


def free_port():
    """A port that nobody listens on.

    It lies below the range from which the kernel serves connecting clients, so that none of the
    suite's own connections can take it between now and the server's start.
    """
    while True:
        port = random.randrange(12_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in _given:
            _given.add(port)
            return port


def clean_environment(variables=None):
    """This process's environment without the settings that a developer may have exported."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("MH_")}
    return environment | (variables or {})


def run_to_end(*arguments, environment=None, user=None, binary=None, timeout=60):
    """Runs the program where it should end by itself, and returns how it ended."""
    return subprocess.run(
        [binary or BINARY, *arguments],
        env=clean_environment(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        user=user,
        timeout=timeout,
    )


class Hoglet:
    """A running server, and where it is reached."""

    def __init__(self, *flags, environment=None, split=False, bind=True, host="127.0.0.1", before=(), binary=None):
        """Starts a server and returns when both of its protocols answer.

        flags: texts, or functions of the server that make one, as its ports are known by then.
        split: whether the page gets a port of its own.
        bind: whether to say the addresses by flag; otherwise by environment, behind no flag at all.
        host: what stands before the colon of the addresses.
        before: a program with its arguments that becomes the server, such as prlimit.
        binary: another program than the one under test, such as an older one.
        """
        # What the end of a test checks for.
        self.expected_status = 0
        self.smtp_port, self.http_port = free_port(), free_port()
        self.ui_port = free_port() if split else self.http_port
        self.peer = "::1" if host == "[::1]" else "127.0.0.1"
        addresses = {
            "smtp-bind-addr": f"{host}:{self.smtp_port}",
            "api-bind-addr": f"{host}:{self.http_port}",
            "ui-bind-addr": f"{host}:{self.ui_port}",
        }
        command, variables = [*before, binary or BINARY], dict(environment or {})
        for name, address in addresses.items():
            if bind:
                command += [f"-{name}", address]
            else:
                variables["MH_" + name.upper().replace("-", "_")] = address
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command + [flag(self) if callable(flag) else flag for flag in flags],
            env=clean_environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    @property
    def pid(self):
        return self.process.pid

    @property
    def url(self):
        """The address of the API, without a final slash."""
        host = "[::1]" if self.peer == "::1" else self.peer
        return f"http://{host}:{self.http_port}"

    @property
    def smtp_url(self):
        return f"smtp://127.0.0.1:{self.smtp_port}"

    def log_lines(self):
        """What the server has written so far."""
        # Not by reading: the server writes through the same open file, and would go on where we stopped.
        size = os.fstat(self.log.fileno()).st_size
        return os.pread(self.log.fileno(), size, 0).decode("utf-8", "replace").splitlines()

    def memory(self, field):
        """A figure of /proc/PID/status in bytes: VmRSS is the memory held now, VmHWM the most ever."""
        with open(f"/proc/{self.pid}/status") as status:
            line = next(line for line in status if line.startswith(field + ":"))
        return int(line.split()[1]) * 1024

    def threads(self):
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def wait(self, timeout):
        """The exit status; killed and an error if it has not come in time."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"the server has not ended {timeout} s after a signal") from None

    def stop(self):
        """Ends the server, if it has not ended already, and returns its exit status."""
        with self.log:
            if self.process.poll() is None:
                self.signal()
            return self.wait(60)

    def _wait_until_it_answers(self):
        """Talks to each port and says goodbye, so that no connection of ours is left behind."""
        deadline = time.monotonic() + 60
        talks = [(self.smtp_port, b"QUIT\r\n")]
        for port in {self.http_port, self.ui_port}:
            talks.append((port, b"GET /nowhere HTTP/1.0\r\n\r\n"))
        for port, text in talks:
            while not self._answers(port, text):
                if self.process.poll() is not None:
                    raise AssertionError("the server ended at once:\n" + "\n".join(self.log_lines()))
                if time.monotonic() > deadline:
                    raise AssertionError(f"port {port} does not answer")
                time.sleep(0.005)

    def _answers(self, port, text):
        try:
            with socket.create_connection((self.peer, port), timeout=30) as connection:
                connection.sendall(text)
                answer = b""
                while part := connection.recv(4096):
                    answer += part
                return bool(answer)
        except OSError:
            return False
