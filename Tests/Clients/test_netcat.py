"""The way MailHog's documentation and many a walkthrough try it: netcat, curl and jq by hand."""

import re
import subprocess

from programs import program
from server_test import ServerTest
from walkthrough import ASK_FOR_ALL, ASK_FOR_SUBJECT, NOTHING, SUBJECT, TRANSCRIPT

class NetcatTest(ServerTest):
    def setUp(self):
        self.server = self.start()

    def test_the_walkthrough_reads_as_it_was_written(self):
        self.assertEqual(self.shell(ASK_FOR_ALL), NOTHING)
        self.type(TRANSCRIPT)
        self.assertEqual(self.shell(ASK_FOR_SUBJECT), SUBJECT)
        typed = [line for line, reply in TRANSCRIPT[5:-1] if reply is None]
        self.assert_kept(self.server, "".join(line + "\r\n" for line in typed).encode())

    def test_the_id_that_smtp_tells_finds_the_message(self):
        queued = self.type(TRANSCRIPT)[-2]
        identifier = queued.removeprefix("250 Ok: queued as ")
        self.assertEqual(
            self.shell(f"curl -s http://smtp.mail.acme:8025/api/v1/messages/{identifier} | jq -r .ID"),
            identifier + "\n",
        )

    def shell(self, line):
        """What a line of the walkthrough prints, with our server in place of its host."""
        program("curl"), program("jq")
        line = line.replace("http://smtp.mail.acme:8025", self.server.url)
        return subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60).stdout

    def type(self, transcript):
        """Types the lines into netcat one by one, and returns the replies."""
        netcat = subprocess.Popen(
            [program("nc"), "-C", "127.0.0.1", str(self.server.smtp_port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.addCleanup(netcat.wait)
        self.addCleanup(netcat.kill)
        self.addCleanup(netcat.stdout.close)
        replies = []
        for line, expected in transcript:
            if line is not None:
                netcat.stdin.write(line.encode() + b"\n")
                netcat.stdin.flush()
            if expected is None:
                continue
            reply = netcat.stdout.readline().decode()
            self.assertTrue(reply.endswith("\r\n"), reply)
            reply = reply.removesuffix("\r\n")
            if reply != expected:
                self.assertTrue(re.fullmatch(expected, reply), reply)
            replies.append(reply)
        # The server has closed, and netcat only waits for us.
        netcat.stdin.close()
        self.assertEqual(netcat.stdout.read(), b"", "nothing follows the farewell")
        return replies
