"""msmtp, which stands in for sendmail on many machines."""

from messages import AWKWARD
from programs import run
from server_test import ServerTest


class MsmtpTest(ServerTest):
    def setUp(self):
        self.server = self.start()

    def test_a_message_is_kept_exactly(self):
        self.send("--auth=off")
        self.assert_kept(self.server, AWKWARD)

    def test_any_login_is_welcome(self):
        for mechanism in ["plain", "login", "cram-md5"]:
            with self.subTest(mechanism):
                self.send(f"--auth={mechanism}", "--user=me", "--passwordeval=echo secret")
        self.assert_kept(self.server, *[AWKWARD] * 3)

    def send(self, *arguments):
        server = ["--host=127.0.0.1", f"--port={self.server.smtp_port}", "--tls=off"]
        envelope = ["--domain=client.example", "--from=a@example.org", "b@example.org"]
        # Like all programs of Unix, it is given lines that end in a line feed.
        run("msmtp", *server, *arguments, *envelope, input=AWKWARD.replace(b"\r\n", b"\n"))
