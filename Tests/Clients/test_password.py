"""HTTP behind a password."""

import base64
import concurrent.futures
import http.client
import os
import tempfile
import time

from curl import fetch
from hoglet import free_port, run_to_end
from messages import numbered
from server_test import ServerTest

# Of "test", as MailHog's documentation has it.
KNOWN = "$2a$04$qxRo.ftFoNep7ld/5jfKtuBTnGqff/fZVyj53mUC5sVf9dtDLAi/S"


def write_users(folder, text):
    path = os.path.join(folder, "users")
    with open(path, "w") as users:
        users.write(text)
    return path


def bcrypt(*arguments):
    ended = run_to_end("bcrypt", *arguments)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


class PasswordTest(ServerTest):
    def start_with(self, users, *flags, **options):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return self.start("-auth-file", write_users(folder.name, users), *flags, **options)

    def test_curl_gets_in_with_the_password_alone(self):
        server = self.start_with(f"test:{KNOWN}\n\nother:{bcrypt('pass:word')}\n")
        self.dialogue(server).deliver(numbered(1))
        for path in ["/", "/api/v2/messages", "/api/v1/messages"]:
            with self.subTest(path):
                for user in ["test:test", "other:pass:word"]:
                    self.assertEqual(fetch(server.url + path, "--user", user).status, 200)
                for user in ["test:wrong", "who:test", "test:", "other:pass"]:
                    self.assert_asked(fetch(server.url + path, "--user", user))
                self.assert_asked(fetch(server.url + path))

    def test_a_preflight_is_asked_too_as_in_mailhog(self):
        server = self.start_with(f"test:{KNOWN}", "-cors-origin", "https://page.example")
        preflight = [
            "--request", "OPTIONS", "--header", "Origin: https://page.example",
            "--header", "Access-Control-Request-Method: DELETE",
            "--header", "Access-Control-Request-Headers: authorization",
        ]
        answer = fetch(server.url + "/api/v1/messages", *preflight)
        self.assert_asked(answer)
        self.assertNotIn("access-control-allow-origin", answer.fields)
        answer = fetch(server.url + "/api/v1/messages", *preflight, "--user", "test:test")
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.fields["access-control-allow-origin"], "https://page.example")

    def test_content_of_a_refused_request_is_not_taken_for_the_next(self):
        server = self.start_with(f"test:{KNOWN}")
        connection = http.client.HTTPConnection(server.peer, server.http_port, timeout=60)
        self.addCleanup(connection.close)
        for _ in range(3):
            connection.request("POST", "/", b"GET / HTTP/1.1\r\n\r\n" * 100)
            answer = connection.getresponse()
            self.assertEqual((answer.status, answer.read()), (401, b""))

    def test_smtp_asks_for_nothing(self):
        server = self.start_with(f"test:{KNOWN}")
        self.dialogue(server).deliver(numbered(1))
        listed = fetch(server.url + "/api/v2/messages", "--user", "test:test")
        self.assertIn(b'"total":1,', listed.content)

    def test_a_password_costs_one_hash_however_many_requests_come(self):
        # A hash of this cost takes a quarter of a second or more.
        server = self.start_with(f"slow:{bcrypt('-cost', '12', 'slow')}\n")
        requests = [(server, "slow:slow")] * 200
        before = self.processor_seconds(server)
        self.assertEqual(self.statuses(requests), [200] * 200)
        first = self.processor_seconds(server) - before
        one = self.seconds_of_one_hash(server)
        # Two hundred hashes would take fifty times as long as this allows.
        self.assertLess(first, 4 * one + 1)

    def test_guesses_keep_nobody_waiting_who_was_in_before(self):
        server = self.start_with(f"slow:{bcrypt('-cost', '11', 'slow')}\n")
        self.assertEqual(self.statuses([(server, "slow:slow")]), [200])
        with concurrent.futures.ThreadPoolExecutor(60) as guessers:
            guesses = [guessers.submit(self.status, server, f"slow:{number}") for number in range(60)]
            # Until guesses are turned away, so that the line is known to be full.
            while not any(guess.done() and guess.result() == 503 for guess in guesses):
                time.sleep(0.01)
            self.assertEqual(self.statuses([(server, "slow:slow")] * 20), [200] * 20)
            self.assertFalse(all(guess.done() for guess in guesses))
            self.assertEqual({guess.result() for guess in guesses}, {401, 503})

    def test_what_cannot_be_read_ends_the_start(self):
        loopback = f"127.0.0.1:{free_port()}"
        flags = ["-smtp-bind-addr", loopback, "-api-bind-addr", loopback, "-ui-bind-addr", loopback]
        with tempfile.TemporaryDirectory() as folder:
            for text, reason in [
                (None, "No such file"), ("test\n", "line 1"), (f"\ntest:{KNOWN}\nx:y\n", "line 3"),
            ]:
                with self.subTest(text):
                    path = os.path.join(folder, "none") if text is None else write_users(folder, text)
                    ended = run_to_end(*flags, environment={"MH_AUTH_FILE": path})
                    self.assertEqual((ended.returncode, ended.stdout), (1, ""))
                    self.assertEqual(len(ended.stderr.splitlines()), 1)
                    self.assertIn(f"[HTTP] Error reading auth-file: {path}", ended.stderr)
                    self.assertIn(reason, ended.stderr)

    def assert_asked(self, answer):
        self.assertEqual((answer.status, answer.content), (401, b""))
        self.assertEqual(answer.fields["www-authenticate"], "Basic")
        self.assertNotIn("content-type", answer.fields)

    @staticmethod
    def status(server, user):
        connection = http.client.HTTPConnection(server.peer, server.http_port, timeout=60)
        try:
            credentials = base64.b64encode(user.encode()).decode()
            connection.request("GET", "/api/v2/messages", headers={"Authorization": f"Basic {credentials}"})
            return connection.getresponse().status
        finally:
            connection.close()

    def statuses(self, requests):
        """The answers to requests that are all sent at once."""
        with concurrent.futures.ThreadPoolExecutor(len(requests)) as clients:
            return list(clients.map(lambda request: self.status(*request), requests))

    def seconds_of_one_hash(self, server):
        before = self.processor_seconds(server)
        self.assertEqual(self.status(server, "slow:wrong"), 401)
        return self.processor_seconds(server) - before

    @staticmethod
    def processor_seconds(server):
        with open(f"/proc/{server.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
