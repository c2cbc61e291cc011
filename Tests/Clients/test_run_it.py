"""The README's commands that need no container, run as they stand there but for ports and folders."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.request

from hoglet import ROOT, clean_environment, free_port
from readme import block_with, commands

# What systemd has of its own and the unit refers to.
TARGETS = ["basic", "multi-user", "network-online", "shutdown", "sysinit"]


def environment(**variables):
    """Ours, without what a make that runs the tests would have another one do."""
    kept = {name: text for name, text in clean_environment().items() if "MAKE" not in name and name != "MFLAGS"}
    return kept | variables


def shell(line, timeout=60):
    """Runs a command to its end and returns all that it printed; a bad end is an error with that."""
    ended = subprocess.run(
        ["sh", "-c", line], cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=timeout
    )
    if ended.returncode != 0:
        raise AssertionError(f"{line}\n{ended.returncode}: {ended.stdout}{ended.stderr}")
    return ended.stdout + ended.stderr


class FromSourceTest(unittest.TestCase):
    def setUp(self):
        self.smtp_port, self.http_port = free_port(), free_port()
        (line,) = commands("make run")
        web = f"127.0.0.1:{self.http_port}"
        smtp = f"127.0.0.1:{self.smtp_port}"
        variables = environment(MH_SMTP_BIND_ADDR=smtp, MH_API_BIND_ADDR=web, MH_UI_BIND_ADDR=web)
        # A build may precede it: of all that was changed since the last one.
        self.log = tempfile.TemporaryFile("w+")
        self.make = subprocess.Popen(
            ["sh", "-c", line],
            cwd=ROOT,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self.addCleanup(self.stop)
        self.wait_until_it_serves(900)

    def stop(self):
        with self.log:
            if self.make.poll() is None:
                os.killpg(self.make.pid, signal.SIGTERM)
                self.make.wait(60)

    def page(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/api/v2/messages", timeout=60) as response:
            return json.load(response)

    def wait_until_it_serves(self, seconds):
        deadline = time.monotonic() + seconds
        while True:
            try:
                return self.page()
            except OSError:
                if self.make.poll() is not None or time.monotonic() > deadline:
                    self.log.seek(0)
                    self.fail(f"it does not serve: {self.log.read()[-2000:]}")
                time.sleep(0.1)

    def run_command(self, line, identifier=""):
        line = line.replace("localhost:1025", f"localhost:{self.smtp_port}")
        line = line.replace("localhost:8025", f"localhost:{self.http_port}")
        # The shell would have passed on an error that the server answered with.
        return shell(line.replace("curl ", "curl --fail --silent ").replace("/ID", f"/{identifier}"))

    def test_make_run_serves_what_is_sent_and_asked_for(self):
        send, *ask = [line for line in block_with("printf 'Subject: Hello") if line]
        self.run_command(send)
        (message,) = self.page()["items"]
        self.assertEqual(message["Content"]["Body"], "It works.")
        for line in ask:
            if "/events" in line:  # has no end
                continue
            answer = self.run_command(line, message["ID"])
            if "DELETE" not in line:
                self.assertIn("It works.", answer, line)
            elif "/ID" in line:
                self.assertEqual(self.page()["total"], 0)
                self.run_command(send)
        self.assertEqual(self.page()["total"], 0)


@unittest.skipUnless(shutil.which("systemd-analyze"), "there is no systemd to judge the unit")
class ServiceTest(unittest.TestCase):
    """The unit as systemd reads it, in a folder that plays the machine's."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name
        self.units = os.path.join(self.root, "etc/systemd/system")
        own = os.path.join(self.root, "usr/lib/systemd/system")
        for path in [own, self.units, os.path.join(self.root, "usr/local/bin")]:
            os.makedirs(path)
        for target in TARGETS:
            with open(os.path.join(own, target + ".target"), "w") as file:
                file.write(f"[Unit]\nDescription={target}\n")
        for line in block_with("sudo systemctl"):
            line = line.replace(" /", f" {self.root}/").removeprefix("sudo ")
            # No systemd need run here that could start it.
            shell(line.replace("systemctl enable --now", f"systemctl --root={self.root} enable"), timeout=900)

    def test_systemd_finds_it_without_fault_and_locked_in(self):
        self.assertTrue(os.path.islink(os.path.join(self.units, "multi-user.target.wants/hoglet.service")))
        self.assertEqual(shell(f"systemd-analyze verify --root={self.root} hoglet.service"), "")
        # On systemd's scale from 0, where all is forbidden, to 100.
        shell(f"systemd-analyze security --offline=yes --threshold=20 {self.units}/hoglet.service")


if __name__ == "__main__":
    unittest.main()
