"""The servers that are measured: ours, Postfix's smtp-sink, and the least that such a server can cost."""

import contextlib
import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from figures import cpu_clock, take_sample

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def find_program(name):
    """Where one of Postfix's programs is: Debian keeps them where only root looks."""
    found = shutil.which(name, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin")
    if found is None:
        raise SystemExit(f"{name} is missing: install Debian's package postfix")
    return found


# The ports that were given away, so that no two servers of a run are told the same.
_given = set()


def free_port():
    """A port below those that the kernel gives to connecting clients."""
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


@contextlib.contextmanager
def started(command):
    """Runs a program for as long as the block lasts."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("MH_")}
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdin=nothing, stdout=nothing, stderr=nothing)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class MeasuredServer:
    """A server in a process of its own, which answers when the block begins."""

    name = ""
    # Seconds until it has to answer.
    patience = 10

    def __init__(self):
        self.port = free_port()
        self._running = contextlib.ExitStack()

    def __enter__(self):
        self.process = self._running.enter_context(started(self.command()))
        deadline = time.monotonic() + self.patience
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self._running.close()
                raise SystemExit(f"{self.name} does not start: {' '.join(self.command())}")
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self._running.close()

    def command(self):
        raise NotImplementedError

    def forget(self):
        """Deletes what was kept, outside the measurement."""

    def measure(self, work, count):
        """What `work`, which is `count` messages, costs this server."""
        return take_sample(cpu_clock(self.process.pid), work, count)

    def resident(self):
        """Bytes of memory held."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    def _answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                return connection.recv(4) == b"220 "
        except OSError:
            return False


class Hoglet(MeasuredServer):
    """Our server as users run it: messages in memory, log at its default."""

    name = "hoglet"

    def __init__(self, binary):
        super().__init__()
        self.binary = binary
        self.http_port = free_port()

    def command(self):
        http_address = f"127.0.0.1:{self.http_port}"
        return [
            self.binary,
            *("-smtp-bind-addr", f"127.0.0.1:{self.port}"),
            *("-api-bind-addr", http_address),
            *("-ui-bind-addr", http_address),
        ]

    def forget(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=20)
        connection.request("DELETE", "/api/v1/messages")
        connection.getresponse().read()
        connection.close()


class SMTPSink(MeasuredServer):
    """Postfix's test server, which reads messages and forgets them."""

    name = "smtp-sink"

    def command(self):
        # It does not run as root.
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        return [find_program("smtp-sink"), *user, f"127.0.0.1:{self.port}", "1000"]


class Floor(MeasuredServer):
    """The program of floor.c: system calls and one copy."""

    name = "floor"

    def __init__(self):
        super().__init__()
        folder = self._running.enter_context(tempfile.TemporaryDirectory())
        self.program = os.path.join(folder, "floor")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "floor.c")
        subprocess.run(["cc", "-O2", "-o", self.program, source], check=True, timeout=60)

    def command(self):
        return [self.program, str(self.port)]

    def forget(self):
        self.process.send_signal(signal.SIGHUP)
        # It looks at the signal within 20 ms.
        time.sleep(0.1)
