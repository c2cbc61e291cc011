"""A server that speaks MongoDB's protocol, for one test: started by Scripts/mongo-server, stopped by its process id."""

import os
import shutil
import signal
import subprocess
import tempfile
import time

from hoglet import ROOT


class MongoServer:
    """A running server; one that is started again has the same port and data."""

    def __init__(self, *options, port=None):
        self.folder = tempfile.mkdtemp(prefix="mongo-")
        self.port = port
        self.pid = None
        self.start(*options)

    def start(self, *options):
        command = [os.path.join(ROOT, "Scripts", "mongo-server"), self.folder, *options]
        if self.port:
            command += ["--port", str(self.port)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        self.port = int(done.stdout)
        with open(os.path.join(self.folder, "pid")) as file:
            self.pid = int(file.read())

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def send_signal(self, number):
        os.kill(self.pid, number)

    def stop(self, number=signal.SIGTERM):
        """Ends the server and waits until its data is free."""
        if self.pid is None:
            return
        self.send_signal(signal.SIGCONT)
        self.send_signal(number)
        while self._lives():
            time.sleep(0.05)
        self.pid = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _lives(self):
        try:
            with open(f"/proc/{self.pid}/stat") as stat:
                # One that has ended waits for its parent, who may be long gone.
                return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False
