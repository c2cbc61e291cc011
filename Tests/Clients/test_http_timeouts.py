"""HTTP clients that take their time."""

import socket
import time

from server_test import ServerTest


class RequestTimeoutTest(ServerTest):
    flags = ("-request-timeout", "2s")

    def setUp(self):
        self.server = self.start()

    def test_a_head_that_drips_gets_408(self):
        self.assert_timed_out(b"GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ")

    def test_content_that_drips_gets_408(self):
        self.assert_timed_out(b"DELETE /api/v1/messages HTTP/1.1\r\nHost: h\r\nContent-Length: 10000\r\n\r\n")

    def test_a_connection_between_requests_is_left_alone(self):
        connection = self.connect()
        for _ in range(2):
            connection.sendall(b"GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n")
            self.assertTrue(connection.recv(4096).startswith(b"HTTP/1.1 404 "))
            connection.settimeout(3.5)
            with self.assertRaises(TimeoutError):
                connection.recv(1)

    def assert_timed_out(self, beginning):
        """Goes on sending a byte at a time, and expects to be told soon after the two seconds."""
        connection, start = self.connect(), time.monotonic()
        connection.sendall(beginning)
        connection.settimeout(0.1)
        while time.monotonic() < start + 60:
            connection.sendall(b"x")
            try:
                answer = connection.recv(4096)
                break
            except TimeoutError:
                continue
        else:
            self.fail("no answer")
        self.assertTrue(answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n"), answer)
        self.assertIn(b"\r\nConnection: close\r\n", answer)
        self.assertGreaterEqual(time.monotonic() - start, 2)
        connection.settimeout(60)
        self.assertEqual(connection.recv(4096), b"")

    def connect(self):
        connection = socket.create_connection((self.server.peer, self.server.http_port), 60)
        self.addCleanup(connection.close)
        return connection


class IdleTimeoutTest(ServerTest):
    def test_a_silent_connection_is_closed_without_a_word(self):
        server = self.start("-idle-timeout", "1s")
        with socket.create_connection((server.peer, server.http_port), 60) as connection:
            self.assertEqual(connection.recv(1), b"")
