"""Somebody who uses a server as ever while others do not: a process of its own, so that nothing but the server is shared.

`bystander.py PEER SMTP_PORT HTTP_PORT` sends a small mail and reads the newest five, again and again, until its input ends; then it
prints how long each took.
"""

import http.client
import json
import os
import select
import subprocess
import sys
import time
import types

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Clients"))

from dialogue import Dialogue  # noqa: E402

PAUSE = 0.01


class Bystander:
    def __init__(self, server):
        self.process = subprocess.Popen(
            [sys.executable, os.path.abspath(__file__), server.peer, str(server.smtp_port), str(server.http_port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def end(self):
        """The times of mails and of requests in seconds, and what went wrong."""
        report = json.loads(self.process.communicate()[0])
        return Times(report["smtp"]), Times(report["http"]), report["errors"]


class Times:
    def __init__(self, seconds):
        self.seconds = sorted(seconds)

    def quantile(self, part):
        """In milliseconds, as text; a dash if nothing came through."""
        if not self.seconds:
            return "–"
        return f"{self.seconds[min(int(len(self.seconds) * part), len(self.seconds) - 1)] * 1_000:.0f}"


def stand_by(server):
    times, errors = {"smtp": [], "http": []}, []

    def mail():
        with Dialogue(server, timeout=60) as dialogue:
            dialogue.deliver(b"From: a@example.org\r\nSubject: bystander\r\n\r\n" + b"text " * 200 + b"\r\n")

    def read():
        connection = http.client.HTTPConnection(server.peer, server.http_port, timeout=60)
        try:
            connection.request("GET", "/api/v3/messages?limit=5")
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise OSError(f"status {response.status}")
        finally:
            connection.close()

    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        for kind, action in (("smtp", mail), ("http", read)):
            began = time.monotonic()
            try:
                action()
                times[kind].append(time.monotonic() - began)
            except (OSError, AssertionError, http.client.HTTPException) as error:
                errors.append(f"{kind}: {type(error).__name__} {error}")
    print(json.dumps(times | {"errors": errors}))


if __name__ == "__main__":
    stand_by(types.SimpleNamespace(peer=sys.argv[1], smtp_port=int(sys.argv[2]), http_port=int(sys.argv[3])))
