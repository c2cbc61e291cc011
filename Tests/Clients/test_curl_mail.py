"""curl as a mail client."""

import tempfile

from inbox import Inbox
from messages import AWKWARD
from programs import run
from server_test import ServerTest

ENVELOPE = ["--mail-from", "a@example.org", "--mail-rcpt", "b@example.org"]


class CurlMailTest(ServerTest):
    def setUp(self):
        self.server = self.start()

    def test_a_file_is_kept_exactly(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(AWKWARD)
            file.flush()
            self.send("--upload-file", file.name)
        self.assert_kept(self.server, AWKWARD)

    def test_standard_input_is_kept_exactly(self):
        self.send("--upload-file", "-", input=AWKWARD)
        self.assert_kept(self.server, AWKWARD)

    def test_the_envelope_is_what_curl_said(self):
        self.send("--mail-rcpt", "c@example.org", "--upload-file", "-", input=AWKWARD)
        raw = Inbox(self.server).messages()[0]["Raw"]
        self.assertEqual((raw["From"], raw["To"]), ("a@example.org", ["b@example.org", "c@example.org"]))

    def test_any_login_is_welcome(self):
        for mechanism in ["PLAIN", "LOGIN", "CRAM-MD5"]:
            with self.subTest(mechanism):
                login = ["--user", "me:secret", "--login-options", f"AUTH={mechanism}"]
                self.send(*login, "--upload-file", "-", input=AWKWARD)
        self.assert_kept(self.server, *[AWKWARD] * 3)

    def send(self, *arguments, input=None):
        url = self.server.smtp_url + "/client.example"
        run("curl", "--silent", "--show-error", url, *ENVELOPE, *arguments, input=input)
