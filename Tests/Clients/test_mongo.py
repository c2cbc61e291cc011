"""Servers that keep their mail in MongoDB: one database, several replicas, and a database that comes and goes."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from hoglet import ROOT, free_port
from inbox import Inbox
from mongo_test import MongoTest
from wire import Wire


class ReplicaTest(MongoTest):
    def test_what_one_takes_all_have(self):
        database = self.database()
        replicas = [self.replica(database.address) for _ in range(3)]
        for number in range(6):
            code, _ = self.send(replicas[number % 3], f"Subject: {number}\r\n\r\ntext")
            self.assertEqual(code, 250)
            newest = Inbox(replicas[(number + 1) % 3]).messages()[-1]
            self.assertEqual(newest["Content"]["Headers"]["Subject"], [str(number)])
        lists = [[message["ID"] for message in Inbox(replica).messages()] for replica in replicas]
        self.assertEqual(lists[0], lists[1])
        self.assertEqual(lists[0], lists[2])

    def test_mail_that_comes_while_a_page_is_read_pushes_none_out(self):
        database = self.database()
        wire = Wire(database.port)
        self.addCleanup(wire.close)
        server, other = self.replica(wire.address), self.replica(database.address)
        for number in range(3):
            self.assertEqual(self.send(other, f"Subject: {number}\r\n\r\ntext")[0], 250)
        # Between the question how many there are, and the question which.
        wire.once(b"skip\0", lambda _: self.send(other, "Subject: 3\r\n\r\ntext"))
        page = Inbox(server).page("?limit=50")
        self.assertEqual((page["total"], page["count"]), (4, 4))
        self.assertEqual([item["Content"]["Headers"]["Subject"][0] for item in page["items"]], ["3", "2", "1", "0"])

    def test_an_acknowledgement_waits_for_the_journal_of_most_members_whatever_the_address_asks_for(self):
        # The database of the tests would write to its disk unasked, so what is asked of it is looked at.
        database = self.database()
        wire = Wire(database.port)
        self.addCleanup(wire.close)
        server, commands = self.replica(f"{wire.address}/?w=1&journal=false"), []
        wire.once(b"a text to keep", commands.append)
        self.assertEqual(self.send(server, "Subject: one\r\n\r\na text to keep")[0], 250)
        name = Inbox(server).messages()[0]["ID"]
        wire.once(b"deletes\0", commands.append)
        self.assertEqual(Inbox(server).get(f"/api/v1/messages/{name}", "DELETE")[0], 200)
        self.assertEqual(len(commands), 2)
        for command in commands:
            self.assertIn(b"\x02w\0\x09\0\0\0majority\0", command)
            self.assertIn(b"\x08j\0\x01", command)

    def test_a_database_that_comes_late(self):
        port = free_port()
        server = self.replica(f"127.0.0.1:{port}", "-store-timeout", "1s")
        self.assertEqual(self.status(server, "/readyz"), 503)
        self.assertEqual(self.send(server), (452, b"Unable to store message"))
        self.assertEqual(self.status(server, "/api/v2/messages"), 503)
        self.database(port=port)
        self.eventually(lambda: self.status(server, "/readyz"), 200, timeout=60)
        self.eventually(lambda: self.send(server)[0], 250, timeout=60)
        # One that was refused and landed all the same is deleted again.
        self.eventually(lambda: len(Inbox(server).messages()), 1, timeout=60)

    def test_a_database_that_hangs(self):
        database = self.database()
        server = self.replica(database.address, "-store-timeout", "2s")
        self.assertEqual(self.send(server)[0], 250)
        database.send_signal(signal.SIGSTOP)
        self.assertEqual(self.send(server)[0], 452)
        # The loops are free all the while.
        self.assertEqual(self.status(server, "/healthz"), 200)
        database.send_signal(signal.SIGCONT)
        self.eventually(lambda: self.send(server)[0], 250, timeout=60)
        # What was refused does not stay, though the server may have done it when it went on.
        self.eventually(lambda: len(Inbox(server).messages()), 2, timeout=60)

    def test_a_database_that_is_killed(self):
        database = self.database()
        server = self.replica(database.address)
        for _ in range(3):
            self.assertEqual(self.send(server)[0], 250)
        database.stop(signal.SIGKILL)
        database.start()
        self.eventually(lambda: self.status(server, "/readyz"), 200, timeout=60)
        self.assertEqual(len(Inbox(server).messages()), 3)

    def test_the_lines_that_people_wait_for(self):
        database = self.database()
        server = self.replica(f"mongodb://nobody:hidden@{database.address}/?authSource=admin")
        # It may answer a moment before it has written them.
        for line in ["Using MongoDB message storage", f"Connecting to MongoDB: mongodb://{database.address}/"]:
            self.eventually(lambda: line in "\n".join(server.log_lines()), True)
        # In this time it tries to log in, and is refused.
        time.sleep(1)
        self.assertNotIn("hidden", "\n".join(server.log_lines()))

    def test_a_database_without_change_streams_is_not_complained_of(self):
        server = self.replica(self.database("--standalone").address)
        self.assertEqual(self.send(server)[0], 250)
        # In this time it asks for a stream, and there is none.
        time.sleep(1)
        log = "\n".join(server.log_lines())
        self.assertIn("Connected to MongoDB", log)
        self.assertNotIn("error", log)

    def test_tls(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        key, certificate = os.path.join(folder, "key"), os.path.join(folder, "certificate")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
            check=True, capture_output=True,
        )
        database = self.database("--tls-cert-file", certificate, "--tls-key-file", key)
        server = self.replica(f"mongodb://{database.address}/?tls=true&tlsCAFile={certificate}")
        self.eventually(lambda: self.status(server, "/readyz"), 200, timeout=60)
        self.assertEqual(self.send(server)[0], 250)
        stranger = self.replica(f"mongodb://{database.address}/?tls=true", "-store-timeout", "1s")
        self.assertEqual(self.status(stranger, "/readyz"), 503)

    def test_a_user_with_a_password(self):
        database = self.database()
        python = os.path.join(os.environ.get("MONGO_VENV", os.path.join(ROOT, ".build", "mongo-venv")), "bin/python")
        subprocess.run(
            [python, "-c", "import pymongo, sys; pymongo.MongoClient(sys.argv[1]).admin.command("
             "'createUser', 'hog', pwd='p@ss', roles=['root'])", f"mongodb://{database.address}"],
            check=True,
        )
        database.stop()
        database.start("--auth")
        server = self.replica(f"hog:p%40ss@{database.address}/?authSource=admin")
        self.eventually(lambda: self.status(server, "/readyz"), 200, timeout=60)
        self.assertEqual(self.send(server)[0], 250)
        stranger = self.replica(f"hog:wrong@{database.address}/?authSource=admin", "-store-timeout", "1s")
        self.assertEqual(self.status(stranger, "/readyz"), 503)
        self.assertEqual(self.send(stranger)[0], 452)
        for log in (server, stranger):
            self.assertNotIn("p%40ss", "\n".join(log.log_lines()))
            self.assertNotIn("wrong", "\n".join(log.log_lines()))


if __name__ == "__main__":
    unittest.main()
