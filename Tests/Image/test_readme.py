"""The commands of the README that start containers, run as they stand there."""

import os
import shutil
import smtplib
import subprocess
import unittest
import urllib.request

from engine import CLIENT, DATABASE, docker, eventually

from hoglet import ROOT
from readme import commands


class ReadmeTest(unittest.TestCase):
    def run_command(self, line, **variables):
        if not shutil.which("docker-compose"):
            line = line.replace("docker-compose", "docker compose")
        done = subprocess.run(
            ["sh", "-c", line], cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, timeout=300
        )
        self.assertEqual(done.returncode, 0, f"{line}\n{done.stdout}{done.stderr}")

    def bring_up(self, line):
        """Runs a command that brings up what is in a compose file, and takes it down after the test."""
        down = line.replace("up --detach", "down --timeout 5")
        self.assertNotEqual(down, line)
        self.addCleanup(self.run_command, down, MONGO_IMAGE=DATABASE)
        self.run_command(line, MONGO_IMAGE=DATABASE)

    def messages(self, port):
        def answer():
            "the API answers"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/messages", timeout=5) as response:
                    return response.read()
            except OSError:
                return None

        return eventually(answer, 90)

    def test_the_container_serves(self):
        (line,) = commands("docker run")
        self.addCleanup(docker, "rm", "--force", "hoglet", check=False)
        self.run_command(line)
        self.assertIn(b'"total":0', self.messages(8025))

    def test_the_compose_file_of_one_container_serves(self):
        (line,) = commands("docker-compose -f deploy/compose.memory.yaml")
        self.bring_up(line)
        self.assertIn(b'"total":0', self.messages(8025))

    def test_the_compose_file_of_the_fleet_serves(self):
        (line,) = commands("docker-compose -f deploy/compose.yaml")
        self.bring_up(line)
        ports = [8025, 8026, 8027, 8028]
        for port in ports:
            self.assertIn(b'"total":0', self.messages(port))
        with smtplib.SMTP("127.0.0.1", 1026, timeout=60) as smtp:
            smtp.sendmail("a@example.org", ["b@example.org"], "Subject: for all\r\n\r\ntext\r\n")
        for port in ports:
            self.assertIn(b"for all", self.messages(port))
        found = docker("run", "--rm", "--network", "deploy_mail", CLIENT, "dig", "+short", "a", "smtp.mail.acme")
        self.assertEqual(len(found.split()), 4, found)


if __name__ == "__main__":
    unittest.main()
