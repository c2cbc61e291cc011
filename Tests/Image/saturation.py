"""The smallest task that Fargate has, with more clients than it can serve at once: Scripts/image test saturation."""

import collections
import concurrent.futures
import http.client
import os
import sys
import time
import unittest
from types import SimpleNamespace

from engine import DATABASE, FARGATE, ImageTest, eventually
from test_fleet import VARIABLES

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Reliability"))

from bystander import Bystander  # noqa: E402
from crowd import Deleter, Follower, Reader, Sender, Visitor  # noqa: E402
from dialogue import Dialogue  # noqa: E402
from inbox import Inbox  # noqa: E402
from ledger import Ledger  # noqa: E402
from letters import Letter, Sizes  # noqa: E402

SECONDS = 10
POPULATION = 100


class LargeMailTest(ImageTest):
    def test_many_who_list_large_mail_from_a_database_at_once_fit_into_the_container(self):
        network = self.make_network()
        self.start(image=DATABASE, options=["--network", network, "--network-alias", "mongo.mail.acme"])
        replica = self.start(options=["--network", network, *VARIABLES, *FARGATE])
        eventually(lambda: replica.status_of("hoglet", "health", "--ready")[0] == 0, 90)
        server = SimpleNamespace(peer=replica.address, smtp_port=1025, http_port=8025)
        # Documents of nearly 15 MB, as large as they get: the driver has a buffer for each connection.
        with Dialogue(server, timeout=120) as dialogue:
            for number in range(10):
                dialogue.deliver(Letter(f"large-{number}", 12 << 20).octets)

        def read(_):
            try:
                return Inbox(server).get("/api/v3/messages?limit=50")[0]
            except (OSError, http.client.HTTPException):
                # Answers may be cut off for want of memory.
                return None

        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            answers = collections.Counter(pool.map(read, range(36)))
        peak = replica.run("sh", "-c", "cat /sys/fs/cgroup/memory.peak /sys/fs/cgroup/memory/memory.max_usage_in_bytes 2>&-", check=False)
        print(f"\n  answers {dict(answers)}, peak {int(peak.split()[0]) >> 20 if peak else '?'} MB", flush=True)
        state = replica.inspect()["State"]
        self.assertTrue(state["Running"])
        self.assertFalse(state["OOMKilled"])
        self.assertLessEqual(set(answers), {200, 503, None})
        with Dialogue(server, timeout=120) as dialogue:
            dialogue.deliver(Letter("after", 1_000).octets)


class SaturationTest(ImageTest):
    """How long anybody waits is printed, not judged: it is the machine's affair as well."""

    def setUp(self):
        began = time.monotonic()
        self.container = self.start(options=FARGATE)
        self.server = SimpleNamespace(peer=self.container.address, smtp_port=1025, http_port=8025)
        self.ledger = Ledger()
        eventually(self.greets, every=0.01)
        print(f"\n  greets {time.monotonic() - began:.2f} s after `docker run` was called")
        self.container.wait_until_healthy()

    def greets(self):
        "the server greets"
        try:
            with Dialogue(self.server) as dialogue:
                return dialogue.greeting.startswith("220 ")
        except OSError:
            return False

    def load(self, senders, readers, visitors, largest):
        """Clients of every kind; no message of theirs is larger than `largest`."""
        def room():
            return len(self.ledger.letters) - len(self.ledger.leaving) < 2 * POPULATION

        workers = [Deleter(self.server, self.ledger, POPULATION), Follower(self.server, self.ledger)]
        for number in range(senders):
            sizes = Sizes(number)
            sizes.RANGES = [range_ for range_ in Sizes.RANGES if range_[1] <= largest]
            workers.append(Sender(self.server, self.ledger, number, sizes, room))
        workers += [Reader(self.server, self.ledger, number) for number in range(readers)]
        workers += [Visitor(self.server, self.ledger, number) for number in range(visitors)]
        return workers

    def measure(self, what, workers=()):
        """A bystander's times while these work."""
        before = self.ledger.counts["sent"]
        for worker in workers:
            worker.start()
        bystander = Bystander(self.server)
        time.sleep(SECONDS)
        smtp, http, errors = bystander.end()
        sent = self.ledger.counts["sent"] - before
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.join(180)
            self.assertFalse(worker.is_alive(), f"a {type(worker).__name__} hangs")
        print(
            f"  {what}: SMTP p50 {smtp.quantile(0.5)}, p99 {smtp.quantile(0.99)} ms;"
            f" API p50 {http.quantile(0.5)}, p99 {http.quantile(0.99)} ms; {sent / SECONDS:.0f} messages/s", flush=True
        )
        self.assertEqual(errors, [])
        self.assertEqual(self.ledger.faults, [])

    def test_many_clients_slow_each_other_down_and_break_nothing(self):
        self.measure("alone")
        self.measure("2 senders, 2 readers", self.load(2, 2, 1, 3 << 20))
        self.measure("100 senders, 50 readers, 50 visitors", self.load(100, 50, 50, 60_000))
        began = time.monotonic()
        with Dialogue(self.server) as dialogue:
            dialogue.deliver(Letter("after", 1_000).octets)
        print(f"  the next mail is taken within {(time.monotonic() - began) * 1_000:.0f} ms")
        self.measure("alone again")
        state = self.container.inspect()["State"]
        self.assertTrue(state["Running"])
        self.assertFalse(state["OOMKilled"])

    def test_a_crowd_is_told_to_come_again(self):
        """Fewer descriptors than clients: the standard refusals, and all is well when some have left."""
        container = self.start(options=[*FARGATE, "--ulimit", "nofile=300:300"])
        server = SimpleNamespace(peer=container.address, smtp_port=1025, http_port=8025)
        container.wait_until_healthy()
        dialogues = [Dialogue(server) for _ in range(280)]
        for dialogue in dialogues:
            self.addCleanup(dialogue.close)
        self.assertEqual(dialogues[-1].greeting, "421 mailhog.example Too many connections, try again later")
        self.assertTrue(dialogues[0].greeting.startswith("220 "))
        for dialogue in dialogues:
            dialogue.close()

        def takes_mail():
            "mail is taken again"
            try:
                with Dialogue(server) as dialogue:
                    return dialogue.deliver(Letter("after", 1_000).octets)
            except (AssertionError, OSError):
                return False

        eventually(takes_mail, 30)


if __name__ == "__main__":
    unittest.main()
