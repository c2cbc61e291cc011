"""What the server writes while it runs."""

import base64
import json
import re

from dialogue import Dialogue
from inbox import Inbox
from messages import numbered
from server_test import ServerTest

TIME = re.compile(r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d ")


class LogTest(ServerTest):
    def test_the_start_is_told_as_mailhog_tells_it(self):
        self.assert_told(self.start())

    def test_the_web_path_is_told(self):
        self.assert_told(self.start("-ui-web-path", "hog"), web_path="/hog")

    def test_traffic_is_not_told(self):
        server = self.start()
        for number in range(3):
            with Dialogue(server) as dialogue:
                dialogue.deliver(numbered(number))
        self.assertEqual(Inbox(server).total(), 3)
        Inbox(server).get("/nowhere")
        self.assert_told(server)

    def test_json_has_an_object_on_each_line(self):
        server = self.start(environment={"MH_LOG_FORMAT": "json", "MH_LOG_LEVEL": "debug"})
        with Dialogue(server) as dialogue:
            dialogue.send(b'HELO "quoted"\\ \x01 \xff\r\n')
            dialogue.reply()
            dialogue.deliver(numbered(1))
        objects = [json.loads(line) for line in self.more_than_the_start(server)]
        texts = [line["message"].rstrip() for line in objects]
        for expected in self.start_lines(server):
            self.assertIn(expected, texts)

    def test_no_log_holds_content(self):
        server = self.start("-log-level", "debug")
        with Dialogue(server) as dialogue:
            dialogue.say("EHLO client.example")
            secret = base64.b64encode(b"\0me\0cleverpassword").decode()
            self.assertEqual(dialogue.say(f"AUTH PLAIN {secret}")[:3], "235")
            dialogue.deliver(b"Subject: secretsubject\r\n\r\nsecretbody\r\n")
            dialogue.say("secretcommand")
        Inbox(server).messages()
        log = "\n".join(self.more_than_the_start(server))
        for word in ["secretsubject", "secretbody", "cleverpassword", secret]:
            self.assertNotIn(word, log)

    def test_a_higher_level_silences_the_start(self):
        self.assertEqual(self.start("-log-level", "warning").log_lines(), [])

    def assert_told(self, server, web_path=""):
        """Checks that the log has the lines of the start and no others."""
        # They may come when the ports already answer.
        lines = self.start_lines(server, web_path)
        self.eventually(lambda: self.texts(server)[: len(lines)], lines)
        self.assertEqual(self.texts(server), lines)

    def more_than_the_start(self, server):
        """The lines of the log, once there are more than those of the start."""
        self.eventually(lambda: len(server.log_lines()) > len(self.start_lines(server)), True)
        return server.log_lines()

    @staticmethod
    def texts(server):
        return [TIME.sub("", line).rstrip() for line in server.log_lines()]

    @staticmethod
    def start_lines(server, web_path=""):
        http = f"127.0.0.1:{server.http_port}"
        return [
            line.rstrip()
            for line in [
                "Using in-memory storage",
                f"[SMTP] Binding to address: 127.0.0.1:{server.smtp_port}",
                f"[HTTP] Binding to address: {http}",
                f"Serving under http://{http}{web_path}/",
                f"Creating API v1 with WebPath: {web_path}",
                f"Creating API v2 with WebPath: {web_path}",
            ]
        ]
