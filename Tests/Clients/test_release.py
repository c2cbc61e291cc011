"""Releasing messages to real servers: Postfix's smtp-sink and Python's aiosmtpd."""

import json
import os
import random
import smtplib
import socket
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request

from certificates import Certificates
from hoglet import free_port, run_to_end
from inbox import Inbox
from messages import AWKWARD, numbered
from programs import program
from server_test import ServerTest
from smtp_sink import Sink
from tls_listener import TLSListener


class ReleaseTest(ServerTest):
    """What the tests of releasing share."""

    def sink(self, **options):
        sink = Sink(**options)
        self.addCleanup(sink.stop)
        return sink

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def catch(self, server, octets, sender="a@example.org", recipients=("b@example.org",), options=()):
        """Has the server catch a message, and returns its id."""
        with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=60) as client:
            client.sendmail(sender, list(recipients), octets, mail_options=options)
        return Inbox(server).page("?limit=1")["items"][0]["ID"]

    def release(self, server, identifier, **order):
        """Asks for a release and returns the status and the content of the answer."""
        request = urllib.request.Request(
            f"{server.url}/api/v1/messages/{identifier}/release", json.dumps(order).encode(), method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def assert_released(self, answer):
        self.assertEqual(answer, (200, b""))

    def assert_failed(self, answer, stage, words, reply=None):
        status, content = answer
        self.assertEqual(status, 502)
        told = json.loads(content)
        self.assertEqual(told["stage"], stage)
        self.assertIn(words, told["error"])
        self.assertEqual(told.get("reply"), reply)


class ReleaseToSinkTest(ReleaseTest):
    """smtp-sink writes down what crossed the wire, dots and all."""

    def setUp(self):
        self.server = self.start()
        self.dump = os.path.join(self.folder(), "dump")
        self.port = free_port()
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        if user:
            os.chmod(os.path.dirname(self.dump), 0o777)
        self.process = subprocess.Popen(
            [program("smtp-sink"), *user, "-D", self.dump, f"127.0.0.1:{self.port}", "10"],
            stderr=subprocess.DEVNULL,
        )
        self.addCleanup(self.process.wait, 10)
        self.addCleanup(self.process.terminate)
        self.eventually(self.answers, True)

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
                return connection.recv(4) == b"220 "
        except OSError:
            return False

    def dumped(self):
        """The last transaction: what the sink noted in front, and the message."""
        with open(self.dump, "rb") as file:
            transaction = file.read()
        notes, received, message = transaction.partition(b"Received: ")
        # Its own field has folded lines.
        while message.partition(b"\n")[2][:1] in (b" ", b"\t"):
            message = message.partition(b"\n")[2]
        return notes.decode(), message.partition(b"\n")[2]

    def test_message_arrives_as_it_was_caught(self):
        identifier = self.catch(self.server, AWKWARD, options=["BODY=8BITMIME"])
        answer = self.release(
            self.server, identifier, Host="127.0.0.1", Port=str(self.port), Email="c@example.net"
        )
        self.assert_released(answer)
        notes, message = self.dumped()
        self.assertIn("X-Mail-Args: <nobody@mailhog.example>", notes)
        self.assertIn("X-Rcpt-Args: <c@example.net>", notes)
        self.assertIn("X-Helo-Args: mailhog.example", notes)
        # It ends each message with an empty line, as mailboxes have it.
        self.assert_same(message.removesuffix(b"\n"), AWKWARD.replace(b"\r\n", b"\n"))

    def test_large_message_arrives_whole(self):
        octets = numbered(1, 20 * 1024 * 1024)
        identifier = self.catch(self.server, octets)
        answer = self.release(self.server, identifier, Host="localhost", Port=self.port, Email="c@example.net")
        self.assert_released(answer)
        self.assert_same(self.dumped()[1].removesuffix(b"\n"), octets.replace(b"\r\n", b"\n"))


class ReleaseToServerTest(ReleaseTest):
    """aiosmtpd, plain and over STARTTLS."""

    @classmethod
    def setUpClass(cls):
        cls.certificates_folder = tempfile.TemporaryDirectory()
        cls.certificates = Certificates(cls.certificates_folder.name)
        cls.tls = {"certificate": cls.certificates.certificate, "key": cls.certificates.key}
        cls.flags = ("-release-ca-file", cls.certificates.authority, "-release-timeout", "20s")

    @classmethod
    def tearDownClass(cls):
        cls.certificates_folder.cleanup()

    def test_blank_recipient_means_those_who_were_to_get_it(self):
        server, sink = self.start("-hostname", "hog.example"), self.sink()
        recipients = ["b@example.org", "c@example.org"]
        identifier = self.catch(server, AWKWARD, recipients=recipients, options=["BODY=8BITMIME"])
        self.assert_released(self.release(server, identifier, host="127.0.0.1", port=sink.port, email=""))
        message = sink.message()
        self.assertEqual(message["from"], "nobody@hog.example")
        self.assertEqual(message["to"], recipients)
        self.assertEqual(message["hello"], "hog.example")
        self.assertFalse(message["encrypted"])
        self.assertIn("BODY=8BITMIME", message["options"])
        self.assert_same(message["data"], AWKWARD)

    def test_message_of_chunks_arrives_as_it_was_caught(self):
        server, sink = self.start(), self.sink()
        octets = b"Subject: chunks\r\n\r\n.\r\n..\r\nno line end"
        with socket.create_connection(("127.0.0.1", server.smtp_port), timeout=60) as connection:
            replies = connection.makefile("rb")
            replies.readline()
            connection.sendall(b"EHLO x\r\n")
            while not replies.readline().startswith(b"250 "):
                pass
            connection.sendall(b"MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n")
            connection.sendall(b"BDAT %d LAST\r\n" % len(octets) + octets)
            for _ in range(3):
                self.assertEqual(replies.readline()[:3], b"250")
        identifier = Inbox(server).page()["items"][0]["ID"]
        self.assert_released(self.release(server, identifier, host="127.0.0.1", port=sink.port))
        # DATA cannot end a message within a line.
        self.assert_same(sink.message()["data"], octets + b"\r\n")

    def test_every_mechanism_logs_in_over_starttls(self):
        server = self.start()
        identifier = self.catch(server, AWKWARD, options=["BODY=8BITMIME"])
        for mechanism in ["PLAIN", "LOGIN", "CRAM-MD5"]:
            with self.subTest(mechanism):
                sink = self.sink(**self.tls, mechanism=mechanism, user="hög@example.org", password="gehéim 7")
                order = {"host": "localhost", "port": str(sink.port), "email": "c@example.net"}
                order |= {"username": "hög@example.org", "password": "gehéim 7"}
                name = mechanism if mechanism != "CRAM-MD5" else "CRAMMD5"
                self.assert_released(self.release(server, identifier, mechanism=name, **order))
                message = sink.message()
                self.assertTrue(message["encrypted"])
                self.assertTrue(message["authenticated"])
                self.assert_same(message["data"], AWKWARD)
                wrong = order | {"password": "wrong"}
                status, content = self.release(server, identifier, mechanism=name, **wrong)
                self.assertEqual((status, json.loads(content)["stage"]), (502, "auth"))
                self.assertTrue(json.loads(content)["reply"].startswith("535 "))

    def test_every_mechanism_logs_in_to_this_machine_in_the_clear(self):
        server = self.start()
        identifier = self.catch(server, numbered(1))
        for mechanism in ["PLAIN", "LOGIN", "CRAM-MD5"]:
            with self.subTest(mechanism):
                sink = self.sink(mechanism=mechanism, user="u", password="p")
                order = {"host": "127.0.0.1", "port": str(sink.port), "email": "c@example.net"}
                answer = self.release(
                    server, identifier, username="u", password="p", mechanism=mechanism, **order
                )
                self.assert_released(answer)
                self.assertTrue(sink.message()["authenticated"])

    def test_passwords_do_not_cross_the_network_in_the_clear(self):
        server = self.start()
        identifier = self.catch(server, numbered(1))
        sink = self.sink(mechanism="PLAIN", user="u", password="p")
        # As much this machine as 127.0.0.1, but nobody knows.
        order = {"host": "127.1", "port": str(sink.port), "email": "c@example.net"}
        order |= {"username": "u", "password": "p", "mechanism": "PLAIN"}
        self.assert_failed(self.release(server, identifier, **order), "tls", "does not offer STARTTLS")
        self.assert_released(self.release(server, identifier, insecure=True, **order))
        self.assertTrue(sink.message()["authenticated"])

    def test_large_message_of_any_bytes_arrives_whole_over_starttls(self):
        server, listener = self.start(), TLSListener(**self.tls)
        self.addCleanup(listener.wait)
        noise = random.Random(7)
        lines = [b"." * (number % 3) + noise.randbytes(700) for number in range(30_000)]
        body = b"".join(line.replace(b"\r", b"").replace(b"\n", b"") + b"\r\n" for line in lines)
        octets = b"Subject: noise\r\n\r\n" + body
        self.assertGreater(len(octets), 20_000_000)
        identifier = self.catch(server, octets, options=["BODY=8BITMIME"])
        self.assert_released(self.release(server, identifier, host="localhost", port=listener.port))
        listener.wait()
        verbs = [command.split(b" ")[0] for command in listener.commands]
        self.assertEqual(verbs, [b"EHLO", b"STARTTLS", b"EHLO", b"MAIL", b"RCPT", b"DATA", b"QUIT"])
        content = bytes(listener.content).removesuffix(b".\r\n")
        self.assert_same(content.replace(b"\r\n.", b"\r\n"), octets)

    def test_certificate_that_proves_nothing_is_refused_and_may_be_put_up_with(self):
        sink = self.sink(**self.tls)
        server = self.start()
        identifier = self.catch(server, numbered(1))
        order = {"port": str(sink.port), "email": "c@example.net"}
        # The certificate is for localhost, in either case by the right authority.
        answer = self.release(server, identifier, host="127.0.0.1", **order)
        self.assert_failed(answer, "tls", "IP address mismatch")
        self.flags = ()
        stranger = self.start()
        unknown = self.catch(stranger, numbered(1))
        answer = self.release(stranger, unknown, host="localhost", **order)
        self.assert_failed(answer, "tls", "unable to get local issuer certificate")
        answer = self.release(stranger, unknown, host="127.0.0.1", insecure=True, **order)
        self.assert_released(answer)
        self.assertTrue(sink.message()["encrypted"])

    def test_refused_recipient_is_told_with_the_servers_words(self):
        server, sink = self.start(), self.sink(refuse="550 5.1.1 No such user here")
        identifier = self.catch(server, numbered(1))
        answer = self.release(server, identifier, host="127.0.0.1", port=sink.port, email="c@example.net")
        self.assert_failed(answer, "rcpt", "No such user here", reply="550 5.1.1 No such user here")

    def test_saved_servers_keep_their_passwords_to_themselves(self):
        sink = self.sink(mechanism="LOGIN", user="u", password="secret")
        path = os.path.join(self.folder(), "servers.json")
        entry = {"NAME": "relay", "host": "127.0.0.1", "Port": str(sink.port), "email": "c@example.net"}
        entry |= {"username": "u", "password": "secret", "mechanism": "LOGIN"}
        with open(path, "w") as file:
            json.dump({"relay": entry}, file)
        server = self.start("-outgoing-smtp", path)
        identifier = self.catch(server, numbered(1))
        self.assert_released(self.release(server, identifier, name="relay"))
        self.assertEqual(sink.message()["to"], ["c@example.net"])
        status, content = Inbox(server).get("/api/v2/outgoing-smtp")
        self.assertEqual(status, 200)
        self.assertNotIn(b"secret", content)
        self.assertEqual(json.loads(content)["relay"]["Username"], "u")
        self.assertNotEqual(json.loads(content)["relay"]["Password"], "")


class ReleaseFailureTest(ReleaseTest):
    """Servers that are not there, say nothing, or must not be asked."""

    flags = ("-release-timeout", "3s")

    def test_server_that_never_answers_holds_up_nobody(self):
        server = self.start()
        identifier = self.catch(server, numbered(1))
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            port = silent.getsockname()[1]
            answers = []
            ask = lambda: answers.append(self.release(server, identifier, host="127.0.0.1", port=port))
            asking = threading.Thread(target=ask)
            asking.start()
            connection, _ = silent.accept()
            self.assertEqual(Inbox(server).total(), 1)
            self.assertEqual(answers, [], "the release is still under way")
            asking.join(10)
            connection.close()
        self.assert_failed(answers[0], "connect", "no reply came in time")

    def test_nobody_there(self):
        server = self.start()
        identifier = self.catch(server, numbered(1))
        answer = self.release(server, identifier, host="127.0.0.1", port=free_port())
        self.assert_failed(answer, "connect", "Connection refused")
        answer = self.release(server, identifier, host="no-such-host.invalid", port="25")
        self.assertEqual((answer[0], json.loads(answer[1])["stage"]), (502, "connect"))
        for port in ["", "0", "65536", "smtp", "-1", "25x"]:
            answer = self.release(server, identifier, host="127.0.0.1", port=port)
            self.assert_failed(answer, "connect", "the port is no number")

    def test_nothing_of_a_request_becomes_a_command(self):
        server = self.start()
        identifier = self.catch(server, numbered(1))
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            listening.settimeout(0.2)
            port = listening.getsockname()[1]
            for email in ["a@b>\r\nRCPT TO:<c@d", "a@b\nDATA", "a b@c", "<a@b>", "a@b\u0000", " \r\n"]:
                with self.subTest(email):
                    status, _ = self.release(server, identifier, host="127.0.0.1", port=port, email=email)
                    self.assertIn(status, (400, 500))
            for host in ["127.0.0.1\u0000.example", "127.0.0.1\r\n", ""]:
                with self.subTest(host):
                    self.assertIn(self.release(server, identifier, host=host, port=port)[0], (500, 502))
            self.assertRaises(TimeoutError, listening.accept)

    def test_release_can_be_switched_off(self):
        server = self.start("-release=false")
        identifier = self.catch(server, numbered(1))
        status, content = self.release(server, identifier, host="127.0.0.1", port=free_port())
        self.assertEqual((status, json.loads(content)["error"]), (403, "release is switched off"))

    def test_files_that_cannot_be_used_end_the_program(self):
        broken = os.path.join(self.folder(), "servers.json")
        for text in ["{", "[]", '{"a": 1}', '{"a": {"host": 5}}']:
            with open(broken, "w") as file:
                file.write(text)
            ended = run_to_end("-smtp-bind-addr", "127.0.0.1:0", "-outgoing-smtp", broken)
            self.assertEqual(ended.returncode, 1)
            self.assertIn(broken, ended.stderr)
        for flag in ["-outgoing-smtp", "-release-ca-file"]:
            ended = run_to_end("-smtp-bind-addr", "127.0.0.1:0", flag, "/nonexistent/file")
            self.assertEqual(ended.returncode, 1)
            self.assertIn("/nonexistent/file", ended.stderr)
