"""What replicas share besides mail: Jim, and servers that messages are released to."""

import concurrent.futures
import json
import os
import smtplib
import tempfile
import threading
import urllib.error
import urllib.request

from hoglet import free_port
from inbox import Inbox
from mongo_test import MongoTest
from smtp_sink import Sink

REJECTING = {"AcceptChance": 1, "RejectSenderChance": 1}


class SettingsTest(MongoTest):
    REJECTING_FLAGS = (
        "-invite-jim", "-jim-accept=1", "-jim-disconnect=0", "-jim-linkspeed-affect=0", "-jim-reject-sender=1",
    )
    # With change streams, and without.
    kinds = ((), ("--standalone",))

    def each_kind(self):
        """Yields a database of each kind."""
        for options in self.kinds:
            with self.subTest(options=options):
                yield self.database(*options)

    def ask(self, server, method, path, body=None):
        """Returns status and content of an answer."""
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{server.url}{path}", content, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def jim(self, server, method, settings=None):
        return self.ask(server, method, "/api/v2/jim", settings)[0]

    def meets_jim(self, server):
        """Whether a sender is refused, as Jim is told to do in these tests."""
        with smtplib.SMTP(server.peer, server.smtp_port, timeout=60) as client:
            client.helo("client.example")
            return client.mail("a@example.org")[0] == 550

    def assert_soon(self, server, expected):
        """Within a second, unless the machine is busy."""
        self.eventually(lambda: self.meets_jim(server), expected, timeout=60)

    def test_a_change_of_jim_is_one_for_all(self):
        for database in self.each_kind():
            replicas = [self.replica(database.address) for _ in range(2)]
            # One that hears of Jim only through the database.
            silent = self.replica(database.address)
            for number in range(4):
                one, other = replicas[number % 2], replicas[1 - number % 2]
                self.assertEqual(self.jim(other, "GET"), 404)
                self.assertEqual(self.jim(other, "PUT", REJECTING), 404)
                self.assertEqual(self.jim(other, "DELETE"), 404)
                self.assertEqual(self.jim(one, "POST", REJECTING), 201)
                # Whoever asks sees it at once, senders meet it within a second.
                self.assertEqual(self.jim(other, "POST", REJECTING), 400)
                self.assertEqual(self.jim(other, "GET"), 200)
                self.assert_soon(other, True)
                self.assert_soon(one, True)
                self.assert_soon(silent, True)
                self.assertEqual(self.jim(other, "PUT", {"AcceptChance": 1}), 200)
                settings = json.loads(self.ask(one, "GET", "/api/v2/jim")[1])
                self.assertEqual(settings["RejectSenderChance"], 0)
                self.assert_soon(one, False)
                self.assert_soon(silent, False)
                self.assertEqual(self.jim(one, "DELETE"), 200)
                self.assertEqual(self.jim(other, "DELETE"), 404)

    def test_of_many_who_invite_him_one_does(self):
        for database in self.each_kind():
            replicas = [self.replica(database.address) for _ in range(2)]
            for _ in range(5):
                gate = threading.Barrier(6)

                def invite(number):
                    gate.wait()
                    return self.jim(replicas[number % 2], "POST", REJECTING)

                with concurrent.futures.ThreadPoolExecutor(6) as pool:
                    answers = sorted(pool.map(invite, range(6)))
                self.assertEqual(answers, [201, 400, 400, 400, 400, 400])
                self.assertEqual(self.jim(replicas[0], "DELETE"), 200)

    def test_flags_do_not_overwrite_what_a_person_set(self):
        database = self.database()
        first = self.replica(database.address, *self.REJECTING_FLAGS)
        self.assertEqual(self.jim(first, "GET"), 200)
        plain = self.replica(database.address)
        self.assert_soon(plain, True)
        self.assertEqual(self.jim(plain, "DELETE"), 200)
        again = self.replica(database.address, *self.REJECTING_FLAGS)
        self.assertEqual(self.jim(again, "GET"), 404)
        self.assert_soon(again, False)
        # Called again without a body he does what he did last, whichever replica is asked.
        self.assertEqual(self.jim(plain, "POST"), 201)
        self.assert_soon(again, True)

    def test_jim_stays_as_he_was_while_the_database_is_away(self):
        database = self.database()
        server = self.replica(database.address, "-store-timeout", "1s")
        self.assertEqual(self.jim(server, "POST", REJECTING), 201)
        database.stop()
        for method in ("GET", "POST", "PUT", "DELETE"):
            self.assertEqual(self.jim(server, method, {}), 503, method)
        self.assertEqual(self.ask(server, "GET", "/api/v2/outgoing-smtp")[0], 503)
        self.assertTrue(self.meets_jim(server))
        database.start()
        self.eventually(lambda: self.jim(server, "GET"), 200, timeout=60)
        self.assertTrue(self.meets_jim(server))
        self.assertEqual(self.jim(server, "DELETE"), 200)

    def test_without_a_database_jim_is_as_the_flags_say(self):
        server = self.replica(f"127.0.0.1:{free_port()}", *self.REJECTING_FLAGS, "-store-timeout", "1s")
        self.assertEqual(self.jim(server, "GET"), 503)
        self.assertTrue(self.meets_jim(server))

    def test_a_saved_server_is_there_for_all(self):
        for database in self.each_kind():
            sink = Sink()
            self.addCleanup(sink.stop)
            folder = tempfile.TemporaryDirectory()
            self.addCleanup(folder.cleanup)
            file = os.path.join(folder.name, "servers.json")
            relay = {"host": "127.0.0.1", "port": str(sink.port)}
            with open(file, "w", encoding="utf-8") as text:
                json.dump({"filed": relay | {"username": "u", "password": "hidden", "mechanism": "PLAIN"}}, text)
            replicas = [self.replica(database.address, "-outgoing-smtp", file), self.replica(database.address)]
            self.assertEqual(self.send(replicas[0])[0], 250)
            identifier = Inbox(replicas[0]).messages()[0]["ID"]
            path = f"/api/v1/messages/{identifier}/release"

            saving = relay | {"name": "saved", "save": True, "email": "x@example.org"}
            self.assertEqual(self.ask(replicas[0], "POST", path, saving)[0], 200)
            # The name is taken now, for every replica.
            self.assertEqual(self.ask(replicas[1], "POST", path, saving)[0], 400)
            self.assertEqual(self.ask(replicas[1], "POST", path, {"name": "saved"})[0], 200)
            self.assertEqual(self.ask(replicas[1], "POST", path, {"name": "unknown"})[0], 400)
            lists = [self.ask(replica, "GET", "/api/v2/outgoing-smtp") for replica in replicas]
            self.assertEqual(lists[0], lists[1])
            shown = json.loads(lists[0][1])
            self.assertEqual(sorted(shown), ["filed", "saved"])
            self.assertEqual(shown["filed"]["Password"], "********")
            # A restart with another file changes nothing that is there.
            with open(file, "w", encoding="utf-8") as text:
                json.dump({"filed": {"host": "other.example"}, "new": relay}, text)
            third = self.replica(database.address, "-outgoing-smtp", file)
            shown = json.loads(self.ask(third, "GET", "/api/v2/outgoing-smtp")[1])
            self.assertEqual(sorted(shown), ["filed", "new", "saved"])
            self.assertEqual(shown["filed"]["Host"], "127.0.0.1")
