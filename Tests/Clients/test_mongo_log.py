"""What a server says of a database that it cannot use: what is wrong, and not ten times a second."""

from collections import Counter

from curl import fetch
from server_test import ServerTest

LOST = "?serverSelectionTimeoutMS=50&connectTimeoutMS=50"


class ComplaintsTest(ServerTest):
    def assert_told_once(self, address, reason):
        """Fails often, by asking and by what the server does of its own accord, and counts what it said."""
        server = self.start("-storage", "mongodb", "-mongo-uri", address, "-store-timeout", "1s")
        for _ in range(40):
            self.assertEqual(fetch(server.url + "/api/v2/messages").status, 503)
        complaints = Counter(line[20:] for line in server.log_lines() if "MongoDB d" in line)
        self.assertIn(reason, "\n".join(complaints))
        # The same again after a minute, should this take so long.
        self.assertLessEqual(max(complaints.values()), 2, complaints)
        self.assertLess(len(complaints), 6, complaints)

    def test_an_address_that_means_nothing(self):
        for address, reason in [
            ("mongodb://", "Empty hostname"),
            ("mongodb://:27017/", "should not be first"),
            ("mongodb://localhost:99999/", "Port could not be parsed"),
            ("mongodb://h%zz/", "Invalid % escape"),
        ]:
            with self.subTest(address):
                self.assert_told_once(address, reason)
                self.assert_told_once(address, "MongoDB does not answer")

    def test_a_host_that_has_no_address(self):
        self.assert_told_once(f"mongodb://nowhere.invalid/{LOST}", "Failed to resolve nowhere.invalid")

    def test_a_host_that_does_not_listen(self):
        self.assert_told_once(f"mongodb://127.0.0.1:1/{LOST}", "Failed to connect to target host: 127.0.0.1:1")
