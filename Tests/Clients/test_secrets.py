"""Where no password may stand: in the log, in metrics, in answers, and in the list of processes."""

import base64
import json
import os
import tempfile

from curl import fetch
from hoglet import free_port, run_to_end
from inbox import Inbox
from server_test import ServerTest

SECRET = "s3cr3t-w0rd"


class SecretsTest(ServerTest):
    def file(self, text):
        file = tempfile.NamedTemporaryFile("w", suffix=".json")
        self.addCleanup(file.close)
        file.write(text)
        file.flush()
        return file.name

    def assert_kept(self, server, *answers):
        """Checks all that others can read of a server."""
        log = "\n".join(server.log_lines())
        with open(f"/proc/{server.pid}/cmdline", "rb") as file:
            processes = file.read()
        for text in [log.encode(), processes, *answers]:
            self.assertNotIn(SECRET.encode(), text)
            self.assertNotIn(base64.b64encode(SECRET.encode()).rstrip(b"="), text)

    def test_the_password_of_http_is_not_told(self):
        hashed = run_to_end("bcrypt", SECRET).stdout.strip()
        server = self.start("-log-level", "debug", "-auth-file", self.file(f"me:{hashed}\n"))
        answers = [
            fetch(server.url + path, "--user", f"me:{word}").content
            for path in ["/api/v2/messages", "/metrics", "/nowhere"]
            for word in [SECRET, SECRET + "x"]
        ]
        self.assertEqual(fetch(server.url + "/metrics", "--user", f"me:{SECRET}").status, 200)
        self.assertNotIn(hashed, "\n".join(server.log_lines()))
        self.assert_kept(server, *answers)

    def test_the_passwords_of_smtp_clients_are_not_told(self):
        server = self.start("-log-level", "debug")
        with self.dialogue(server) as dialogue:
            dialogue.say("EHLO client.example")
            replies = [dialogue.say("AUTH PLAIN " + base64.b64encode(f"\0me\0{SECRET}".encode()).decode())]
            replies += [dialogue.say("AUTH LOGIN"), dialogue.say("bWU=")]
            replies += [dialogue.say(base64.b64encode(SECRET.encode()).decode())]
        self.assert_kept(server, "\n".join(map(str, replies)).encode(), fetch(server.url + "/metrics").content)

    def test_the_passwords_of_outgoing_servers_are_not_told(self):
        port = free_port()
        relay = {"host": "127.0.0.1", "port": str(port), "username": "me", "password": SECRET, "mechanism": "PLAIN"}
        server = self.start("-log-level", "debug", "-outgoing-smtp", self.file(json.dumps({"relay": relay})))
        self.dialogue(server).deliver(b"Subject: x\r\n\r\n")
        identifier = Inbox(server).messages()[0]["ID"]
        path = f"{server.url}/api/v1/messages/{identifier}/release"
        answers = [fetch(path, "--data", '{"name": "relay", "email": "c@example.net"}')]
        answers += [fetch(path, "--data", json.dumps(relay | {"email": "c@example.net"}))]
        self.assertEqual([answer.status for answer in answers], [502, 502])
        listed = fetch(server.url + "/api/v2/outgoing-smtp").content
        self.assert_kept(server, listed, fetch(server.url + "/metrics").content, *(a.content for a in answers))

    def test_the_password_of_the_database_is_not_told(self):
        place = f"127.0.0.1:{free_port()}"
        for flags in [
            ["-mongo-uri", f"mongodb://me:{SECRET}@{place}/?authSource=admin"], [f"-mongo-uri=me:{SECRET}@{place}"],
            ["--mongo-uri", f"mongodb://me:x@{place}/?authMechanismProperties=a:{SECRET}"],
        ]:
            server = self.start("-log-level", "debug", "-storage", "mongodb", "-store-timeout", "1s", *flags)
            with self.dialogue(server) as dialogue:
                dialogue.begin()
                dialogue.send(b"Subject: x\r\n\r\n.\r\n")
                reply = dialogue.reply()
            self.assertEqual(reply[:3], "452")
            answers = [fetch(server.url + path).content for path in ["/api/v2/messages", "/readyz", "/metrics"]]
            self.assert_kept(server, reply.encode(), *answers)

    def test_what_is_wrong_with_an_address_is_told_without_its_password(self):
        for rest in ["[::1", "", "h:99999", "h/?ssl=maybe", "h/?authMechanism=NONSENSE", "h%zz"]:
            try:
                server = self.start("-storage", "mongodb", "-mongo-uri", f"mongodb://me:{SECRET}@{rest}")
            except AssertionError as error:
                # It has ended at once, and this is what it said.
                self.assertNotIn(SECRET, str(error))
            else:
                self.assert_kept(server, fetch(server.url + "/readyz").content)

    def test_a_mark_that_combines_does_not_bring_out_the_password_of_a_database(self):
        for address in [f"mongodb://me:{SECRET}@\u031ch/", f"mongodb://h/?\u031cx={SECRET}"]:
            server = self.start("-log-level", "debug", "-storage", "mongodb", "-mongo-uri", address)
            self.assert_kept(server, fetch(server.url + "/readyz").content)
