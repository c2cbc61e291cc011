"""What the tests of this folder share: a server each, and the proof that it kept what it was sent."""

import time
import unittest

from dialogue import Dialogue
from hoglet import Hoglet
from inbox import Inbox


class ServerTest(unittest.TestCase):
    """A test with a server of its own, which must end well."""

    maxDiff = 2_000
    # What every server of the class is started with.
    flags = ()

    def start(self, *flags, **options):
        """A server that is stopped after the test, when it must exit with status 0."""
        server = Hoglet(*self.flags, *flags, **options)
        self.addCleanup(self._stop, server)
        return server

    def dialogue(self, server):
        """An SMTP connection that is closed after the test."""
        dialogue = Dialogue(server)
        self.addCleanup(dialogue.close)
        return dialogue

    def assert_kept(self, server, *sent):
        """Checks that the server has exactly these messages, byte for byte, in this order."""
        inbox = Inbox(server)
        kept = inbox.messages()
        self.assertEqual(len(kept), len(sent))
        for message, octets in zip(kept, sent):
            self.assert_same(inbox.download(message["ID"]), octets)
            # MailHog's clients know a message without the CRLF before the final dot.
            self.assert_same(message["Raw"]["Data"].encode(), octets.removesuffix(b"\r\n"))

    def assert_same(self, octets, expected):
        """Compares bytes, and says where they part instead of printing megabytes."""
        if octets == expected:
            return
        pairs = enumerate(zip(octets, expected))
        place = next((i for i, (a, b) in pairs if a != b), min(len(octets), len(expected)))
        near = slice(max(place - 30, 0), place + 30)
        self.fail(
            f"{len(octets)} bytes, expected {len(expected)}; they part at {place}: "
            f"{octets[near]!r} instead of {expected[near]!r}"
        )

    def eventually(self, question, expected, timeout=60):
        """Asks until the answer is the expected one, and fails with the last answer."""
        deadline = time.monotonic() + timeout
        while (answer := question()) != expected and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual(answer, expected)

    def _stop(self, server):
        self.assertEqual(server.stop(), server.expected_status, "exit status of the server")
