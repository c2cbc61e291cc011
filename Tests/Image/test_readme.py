"""The commands of the README that start containers, run as they stand there."""

import os
import re
import subprocess
import unittest
import urllib.request

from engine import DATABASE, docker, eventually

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def commands(word):
    """The lines of the README's shell blocks that begin with a word."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        blocks = re.findall(r"^```sh\n(.*?)^```", file.read(), re.S | re.M)
    return [line for block in blocks for line in block.splitlines() if line.startswith(word)]


class ReadmeTest(unittest.TestCase):
    def run_command(self, line, **variables):
        done = subprocess.run(
            ["sh", "-c", line], cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, timeout=300
        )
        self.assertEqual(done.returncode, 0, f"{line}\n{done.stdout}{done.stderr}")

    def assert_serves(self, port):
        def answer():
            "the API answers"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/messages", timeout=5) as response:
                    return response.read()
            except OSError:
                return None

        self.assertIn(b'"total":0', eventually(answer, 90))

    def test_the_container_serves(self):
        line = next(iter(commands("docker run")))
        self.addCleanup(docker, "rm", "--force", "hoglet", check=False)
        self.run_command(line)
        self.assert_serves(8025)

    def test_the_compose_files_serve(self):
        lines = commands("docker-compose")
        self.assertEqual(len(lines), 2)
        for line, ports in zip(lines, [[8025], [8025, 8026, 8027, 8028]]):
            down = line.replace("up --detach", "down --timeout 5")
            self.assertNotEqual(down, line)
            try:
                self.run_command(line, MONGO_IMAGE=DATABASE)
                for port in ports:
                    self.assert_serves(port)
            finally:
                self.run_command(down, MONGO_IMAGE=DATABASE)


if __name__ == "__main__":
    unittest.main()
