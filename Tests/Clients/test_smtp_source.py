"""smtp-source, Postfix's load generator: many sessions at once."""

from collections import Counter

from inbox import Inbox
from programs import run
from server_test import ServerTest
from tap import Tap

LOAD = ["-m", "200", "-s", "10", "-l", "4096", "-f", "a@example.org", "-t", "b@example.org"]


class SMTPSourceTest(ServerTest):
    def setUp(self):
        self.server = self.start()

    def test_every_message_of_many_sessions_is_kept_exactly(self):
        with Tap(self.server) as tap:
            run("smtp-source", *LOAD, f"127.0.0.1:{tap.port}")
        sent = [message.removesuffix(b"\r\n") for message in tap.messages()]
        kept = [message["Raw"]["Data"].encode() for message in Inbox(self.server).messages()]
        self.assertEqual(len(sent), 200)
        self.assertEqual(Counter(kept), Counter(sent))

    def test_sessions_that_carry_many_messages_lose_none(self):
        run("smtp-source", "-d", *LOAD, f"127.0.0.1:{self.server.smtp_port}")
        self.assertEqual(Inbox(self.server).total(), 200)
