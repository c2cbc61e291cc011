"""What is given up when there is too much: the oldest first."""

import re
import time

from inbox import Inbox
from messages import numbered
from server_test import ServerTest


class RetentionTest(ServerTest):
    def test_only_the_newest_of_too_many_are_kept(self):
        server = self.start("-max-messages", "3", "-log-level", "debug")
        identifiers = self.fill(server, 5)
        self.assertEqual(Inbox(server).subjects(), ["2", "3", "4"])
        self.assertEqual(Inbox(server).total(), 3)
        self.assertEqual(Inbox(server).get(f"/api/v1/messages/{identifiers[0]}/download")[0], 404)
        self.eventually(lambda: self.removed(server), 2)

    def test_only_the_newest_of_too_large_ones_are_kept(self):
        server = self.start("-max-bytes", "100KB")
        self.fill(server, 6, size=25_000)
        # Three fit for certain; whether a fourth does depends on what a message costs besides its bytes.
        self.assertIn(Inbox(server).subjects(), [["3", "4", "5"], ["2", "3", "4", "5"]])

    def test_what_is_too_old_goes_and_the_rest_stays(self):
        server = self.start("-max-age", "3s")
        self.fill(server, 1)
        time.sleep(1.5)
        self.dialogue(server).deliver(numbered(7))
        self.assertEqual(Inbox(server).subjects(), ["0", "7"])
        self.eventually(Inbox(server).subjects, ["7"])
        self.eventually(Inbox(server).subjects, [])

    def test_deleting_all_gives_the_memory_back(self):
        server = self.start()
        before = server.memory("VmRSS")
        self.fill(server, 60, size=1_000_000)
        self.assertGreater(server.memory("VmRSS"), before + 60 * 1_000_000)
        self.assertEqual(Inbox(server).get("/api/v1/messages", method="DELETE")[0], 200)
        self.assertLess(server.memory("VmRSS"), before + 20_000_000)

    @staticmethod
    def removed(server):
        """How many messages the log says were removed."""
        pattern = re.compile(r"debug: removed the oldest messages .*mail\.removed=(\d+)")
        return sum(int(match[1]) for line in server.log_lines() if (match := pattern.search(line)))

    def fill(self, server, count, size=0):
        dialogue = self.dialogue(server)
        return [dialogue.deliver(numbered(number, size)) for number in range(count)]
