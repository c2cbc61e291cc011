"""The health checks, and the command that asks them."""

import socket
import threading
import time

from curl import fetch
from hoglet import free_port, run_to_end
from server_test import ServerTest


class HealthTest(ServerTest):
    def test_probes_are_answered_on_every_port_and_never_kept(self):
        server = self.start("-ui-web-path", "/mail", split=True)
        for port in [server.http_port, server.ui_port]:
            for path in ["/healthz", "/readyz", "/mail/healthz", "/mail/readyz"]:
                for method in [[], ["--head"]]:
                    with self.subTest((port, path, method)):
                        answer = fetch(f"http://127.0.0.1:{port}{path}", *method)
                        self.assertEqual(answer.status, 200)
                        self.assertEqual(answer.fields["cache-control"], "no-store")
                        self.assertLess(len(answer.content), 20)

    def test_the_command_finds_a_server_by_flag_and_by_variable(self):
        server = self.start("-ui-web-path", "/mail")
        for host in ["127.0.0.1", "", "0.0.0.0", "localhost"]:
            address = f"{host}:{server.http_port}"
            for question in [[], ["--ready"], ["-ready"]]:
                with self.subTest((host, question)):
                    ended = run_to_end("health", *question, "-api-bind-addr", address)
                    self.assert_healthy(ended)
                    ended = run_to_end("health", *question, environment={"MH_API_BIND_ADDR": address})
                    self.assert_healthy(ended)
                    self.assertIn("/readyz" if question else "/healthz", ended.stdout)

    def test_the_command_says_why_a_server_is_not_well(self):
        for address, reason in [
            (f"127.0.0.1:{free_port()}", "Connection refused"),
            ("nonsense", "missing port"),
            ("no-such-host.invalid:80", ""),
        ]:
            with self.subTest(address):
                self.assert_ill(run_to_end("health", "-api-bind-addr", address), reason)

    def test_the_command_waits_three_seconds(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            start = time.monotonic()
            ended = run_to_end("health", "-api-bind-addr", f"127.0.0.1:{silent.getsockname()[1]}")
            self.assert_ill(ended, "no answer in time")
            self.assertLess(2.5, time.monotonic() - start)

    def test_the_command_does_not_wait_for_a_server_that_drips(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            threading.Thread(target=self.drip, args=[listener]).start()
            ended = run_to_end("health", "-api-bind-addr", f"127.0.0.1:{listener.getsockname()[1]}")
            self.assert_ill(ended, "no answer in time")

    def test_a_wrong_call_shows_usage(self):
        ended = run_to_end("health", "-no-such-flag")
        self.assertEqual((ended.returncode, ended.stdout), (2, ""))
        self.assertIn("Usage: hoglet health", ended.stderr)

    @staticmethod
    def drip(listener):
        connection, _ = listener.accept()
        with connection:
            try:
                while True:
                    connection.sendall(b"H")
                    time.sleep(0.1)
            except OSError:
                pass

    def assert_healthy(self, ended):
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        self.assertEqual(len(ended.stdout.splitlines()), 1)

    def assert_ill(self, ended, reason):
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertEqual(len(ended.stderr.splitlines()), 1, ended.stderr)
        self.assertIn(reason, ended.stderr)
