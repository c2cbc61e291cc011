"""swaks, the usual SMTP tester."""

import tempfile

from inbox import Inbox
from programs import run
from server_test import ServerTest
from tap import Tap


class SwaksTest(ServerTest):
    def setUp(self):
        self.server = self.start()

    def test_its_own_message_is_kept_exactly(self):
        self.assertEqual(self.send()[0]["Raw"]["To"], ["b@example.org"])

    def test_any_login_is_welcome(self):
        for mechanism in ["PLAIN", "LOGIN", "CRAM-MD5"]:
            with self.subTest(mechanism):
                login = ["--auth", mechanism, "--auth-user", "me", "--auth-password", "secret"]
                said = self.swaks(self.server.smtp_port, *login)
                self.assertIn(b"235 Authentication successful", said)
                self.assertIn(b"250 Ok: queued as ", said)
        self.assertEqual(Inbox(self.server).total(), 3)

    def test_attachments_are_kept_exactly(self):
        with tempfile.NamedTemporaryFile(suffix=".bin") as file:
            file.write(bytes(range(256)) * 400)
            file.flush()
            attachment = ["--attach-type", "application/x-test", "--attach", f"@{file.name}"]
            message = self.send("--body", "See attached.", *attachment)[0]
        parts = message["MIME"]["Parts"]
        types = [part["Headers"].get("Content-Type", [""])[0].split(";")[0] for part in parts]
        self.assertIn("application/x-test", types)
        place = types.index("application/x-test")
        path = f"/api/v1/messages/{message['ID']}/mime/part/{place}/download"
        status, content = Inbox(self.server).get(path)
        self.assertEqual(status, 200)
        self.assert_same(content, bytes(range(256)) * 400)

    def test_many_recipients_get_one_message(self):
        recipients = [f"r{number}@example.org" for number in range(60)]
        message = self.send("--to", ",".join(recipients))[0]
        self.assertEqual(message["Raw"]["To"], recipients)

    def send(self, *arguments):
        """Sends by swaks past a witness, compares, and returns the messages that the server has."""
        with Tap(self.server) as tap:
            self.swaks(tap.port, *arguments)
        self.assertEqual(len(tap.messages()), 1)
        self.assert_kept(self.server, *tap.messages())
        return Inbox(self.server).messages()

    def swaks(self, port, *arguments):
        to = [] if "--to" in arguments else ["--to", "b@example.org"]
        server = ["--server", "127.0.0.1", "--port", str(port), "--helo", "client.example"]
        return run("swaks", *server, "--from", "a@example.org", *to, *arguments)
