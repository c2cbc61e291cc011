"""A rolling change: MailHog still stores into the database that replicas share."""

import os
import subprocess
import threading
import unittest

from event_stream import EventStream
from hoglet import ROOT
from inbox import Inbox
from mongo_test import MongoTest

# Stores messages as MailHog's driver does, each when a line with its id comes; acknowledges with a line. To a question mark
# it says how many replicas have looked around, and how many have the lease.
MAILHOG = """
import datetime, sys
import pymongo
database = pymongo.MongoClient(sys.argv[1]).mailhog
collection = database.messages
for line in sys.stdin:
    name = line.strip()
    if name == "?":
        shared = list(database["messages.hoglet"].find())
        replicas = sum(document.get("beat", 0) > 1 for document in shared if "settled" in document)
        print(replicas, sum("owner" in document for document in shared), flush=True)
        continue
    path = {"relays": [], "mailbox": "a", "domain": "example.org", "params": ""}
    content = {"headers": {"Subject": [name]}, "body": "text", "size": 20, "mime": None}
    collection.insert_one({
        "id": name, "from": path, "to": [path], "content": content, "mime": None,
        "created": datetime.datetime.now(datetime.timezone.utc),
        "raw": {"from": "a@example.org", "to": ["a@example.org"], "helo": "h", "data": f"Subject: {name}\\r\\n\\r\\ntext"},
    })
    print(name, flush=True)
"""


class MailHog:
    """What MailHog does to a collection, done by a driver that today's servers understand."""

    def __init__(self, database):
        python = os.path.join(os.environ.get("MONGO_VENV", os.path.join(ROOT, ".build", "mongo-venv")), "bin", "python")
        self.process = subprocess.Popen(
            [python, "-c", MAILHOG, f"mongodb://{database.address}/?directConnection=true"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def _ask(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def store(self, name):
        assert self._ask(name) == name

    def sees(self):
        """How many replicas have looked around, and how many have the lease."""
        return self._ask("?")

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


class Follower:
    """Reads events on a thread of its own, and notes their messages."""

    def __init__(self, server):
        self.stream = EventStream(server, timeout=60)
        self.names = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        with self.stream:
            while (message := self.stream.message()) is not None:
                self.names.append(message["ID"])


class RollingChangeTest(MongoTest):
    def change(self, *options):
        database = self.database(*options)
        mailhog = MailHog(database)
        self.addCleanup(mailhog.stop)
        mailhog.store("before")
        replicas = [self.replica(database.address) for _ in range(3)]
        self.eventually(mailhog.sees, "3 1", timeout=60)
        return replicas, mailhog, [Follower(replica) for replica in replicas]

    def told(self, *options):
        replicas, mailhog, followers = self.change(*options)
        expected = []
        for number in range(12):
            name = f"{number}@mailhog.example"
            mailhog.store(name)
            expected.append(name)
            self.assertEqual(self.send(replicas[number % 3])[0], 250)
        for follower in followers:
            self.eventually(lambda: len(set(follower.names)), 24, timeout=60)
            foreign = [name for name in follower.names if name in expected]
            self.assertEqual(foreign, expected)
            self.assertEqual(len(follower.names), 24, follower.names)
        lists = [[message["ID"] for message in Inbox(replica).messages()] for replica in replicas]
        self.assertEqual(lists[0], lists[1])
        self.assertEqual(lists[0], lists[2])

    def test_all_hear_once_of_what_mailhog_stores(self):
        self.told()

    def test_so_do_they_without_change_streams(self):
        self.told("--standalone")


if __name__ == "__main__":
    unittest.main()
