"""The walkthrough's stack: four containers behind one name, which share a database."""

import json
import re
import smtplib
import unittest
from types import SimpleNamespace

from engine import CLIENT, DATABASE, FARGATE, ImageTest, docker, eventually
from stopping import send_while_stopping

from event_stream import EventStream
from walkthrough import ASK_FOR_ALL, ASK_FOR_SUBJECT, NOTHING, SUBJECT, TRANSCRIPT

# Types the transcript into `nc -C smtp.mail.acme 1025`, line by line as a person does, and prints what was read.
TYPIST = """
import json, subprocess, sys
host, transcript = json.loads(sys.argv[1])
netcat = subprocess.Popen(["nc", "-C", host, "1025"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
for line, expected in transcript:
    if line is not None:
        print(line, file=netcat.stdin, flush=True)
    if expected is not None:
        print(netcat.stdout.readline(), end="")
"""

VARIABLES = ["--env", "MH_STORAGE=mongodb", "--env", "MH_MONGO_URI=mongo.mail.acme:27017"]


class FleetTest(ImageTest):
    def setUp(self):
        self.network = self.make_network()
        self.database = self.start_database()
        options = ["--network", self.network, "--network-alias", "smtp.mail.acme", *VARIABLES, *FARGATE]
        self.replicas = [self.start(options=options) for _ in range(4)]
        self.client = self.start(image=CLIENT, options=["--network", self.network])
        for replica in self.replicas:
            replica.wait_until_healthy()
        for replica in self.replicas:
            self.wait_until_ready(replica)

    def start_database(self):
        options = ["--network", self.network, "--network-alias", "mongo.mail.acme"]
        return self.start(image=DATABASE, options=options)

    def wait_until_ready(self, replica):
        def ready():
            "the replica reaches its database"
            return replica.status_of("hoglet", "health", "--ready")[0] == 0

        eventually(ready, 90)

    def shell(self, line, replica=None):
        """What a line of the walkthrough prints when it is typed at the client."""
        if replica is not None:
            line = line.replace("smtp.mail.acme", replica.address)
        return self.client.run("sh", "-c", line)

    def subjects(self, replica):
        text = self.shell(
            "curl -s http://smtp.mail.acme:8025/api/v2/messages | jq -r '.items[].Content.Headers.Subject[0]'",
            replica,
        )
        return text.split("\n")[:-1]

    def send(self, replica, subject):
        with smtplib.SMTP(replica.address, 1025, timeout=30) as smtp:
            smtp.sendmail("a@example.org", ["b@example.org"], f"Subject: {subject}\r\n\r\ntext\r\n")

    def test_the_walkthrough_reads_as_it_was_written(self):
        answers = re.findall(r"^smtp\.mail\.acme\.\s+\d+\s+IN\s+A\s+(\S+)$", self.shell("dig a smtp.mail.acme"), re.M)
        self.assertEqual(sorted(answers), sorted(replica.address for replica in self.replicas))
        for replica in [None, *self.replicas]:
            self.assertEqual(self.shell(ASK_FOR_ALL, replica), NOTHING)
        typed = self.client.run("python3", "-c", TYPIST, json.dumps(["smtp.mail.acme", TRANSCRIPT]))
        replies = typed.splitlines()
        expected = [reply for _, reply in TRANSCRIPT if reply is not None]
        self.assertEqual(len(replies), len(expected), typed)
        for reply, wanted in zip(replies, expected):
            self.assertTrue(reply == wanted or re.fullmatch(wanted, reply), reply)
        self.assertEqual(self.shell(ASK_FOR_SUBJECT), SUBJECT)
        for replica in self.replicas:
            self.assertEqual(self.shell(ASK_FOR_SUBJECT, replica), SUBJECT)

    def test_a_message_is_announced_by_every_replica(self):
        streams = []
        for replica in self.replicas:
            streams.append(EventStream(SimpleNamespace(peer=replica.address, http_port=8025)))
            self.addCleanup(streams[-1].close)
        for sender in self.replicas:
            self.send(sender, f"from {sender.address}")
            for stream in streams:
                self.assertEqual(stream.message()["Content"]["Headers"]["Subject"], [f"from {sender.address}"])

    def test_the_others_serve_when_one_is_killed(self):
        self.send(self.replicas[0], "before")
        docker("kill", self.replicas[0].name)
        self.send(self.replicas[1], "after")
        for replica in self.replicas[1:]:
            self.assertEqual(self.subjects(replica), ["after", "before"])

        def three():
            "the name has three addresses"
            return len(self.shell("dig +short a smtp.mail.acme").split()) == 3

        eventually(three, 30)

    def test_a_replaced_database_is_found_again(self):
        """Another address behind the same name, and nothing in it: what ECS does without a volume."""
        self.send(self.replicas[0], "lost with the old database")
        self.database.remove()
        self.assertEqual(self.replicas[1].status_of("hoglet", "health")[0], 0, "alive without its database")

        def refused():
            "a replica refuses mail that it could not keep"
            with smtplib.SMTP(self.replicas[2].address, 1025, timeout=60) as smtp:
                smtp.ehlo("client.example")
                smtp.mail("a@example.org")
                smtp.rcpt("b@example.org")
                return smtp.data("Subject: refused\r\n\r\ntext\r\n") == (452, b"Unable to store message")

        self.assertTrue(refused())
        # The address of the old one must not be given to the new one.
        self.start(image=CLIENT, options=["--network", self.network])
        self.database = self.start_database()
        for replica in self.replicas:
            self.wait_until_ready(replica)
        self.send(self.replicas[0], "kept by the new one")

        def holds_that_alone():
            "every replica has what the new database took, and not, or no more, what landed there too late"
            return all(self.subjects(replica) == ["kept by the new one"] for replica in self.replicas)

        eventually(holds_that_alone, 90)

    def test_a_message_that_is_under_way_is_kept_when_its_replica_stops(self):
        send_while_stopping(self, self.replicas[0], "last of all")
        for replica in self.replicas[1:]:
            self.assertEqual(self.subjects(replica), ["last of all"])


if __name__ == "__main__":
    unittest.main()
