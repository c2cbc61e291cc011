"""Jim, the chaos monkey, as senders meet him and as tests call for him."""

import http.client
import json
import smtplib
import time

from dialogue import Dialogue
from inbox import Inbox
from messages import numbered
from server_test import ServerTest


class JimTest(ServerTest):
    def jim(self, server, method, settings=None):
        """Asks for him; returns status and content."""
        connection = http.client.HTTPConnection(server.peer, server.http_port, timeout=60)
        try:
            body = None if settings is None else json.dumps(settings)
            connection.request(method, "/api/v2/jim", body)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def invite(self, server, **settings):
        self.assertEqual(self.jim(server, "POST", {"AcceptChance": 1} | settings)[0], 201)

    def dismiss(self, server):
        self.assertEqual(self.jim(server, "DELETE")[0], 200)

    def test_he_is_there_from_the_start(self):
        flags = ["-invite-jim", "-jim-accept=1", "-jim-disconnect=0", "-jim-linkspeed-affect=0"]
        server = self.start(*flags, environment={"MH_JIM_REJECT_SENDER": "1"})
        status, content = self.jim(server, "GET")
        self.assertEqual(status, 200)
        self.assertEqual(
            content.decode(),
            '{"DisconnectChance":0,"AcceptChance":1,"LinkSpeedAffect":0,"LinkSpeedMin":1024,'
            '"LinkSpeedMax":10240,"RejectSenderChance":1,"RejectRecipientChance":0.05,"RejectAuthChance":0.05}',
        )
        dialogue = self.dialogue(server)
        dialogue.say("HELO client.example")
        self.assertEqual(dialogue.say("MAIL FROM:<a@b.example>"), "550 Invalid sender a@b.example")
        self.dismiss(server)
        # A connection keeps the Jim that it met; the next one meets nobody.
        self.assertEqual(dialogue.say("MAIL FROM:<a@b.example>"), "550 Invalid sender a@b.example")
        self.dialogue(server).deliver(numbered(1))
        self.assertEqual(Inbox(server).subjects(), ["1"])

    def test_smtplib_reports_what_he_refuses(self):
        server = self.start()
        self.invite(server, RejectRecipientChance=1, RejectAuthChance=1)
        with smtplib.SMTP(server.peer, server.smtp_port, timeout=60) as client:
            with self.assertRaises(smtplib.SMTPAuthenticationError) as refusal:
                client.login("user", "password")
            self.assertEqual(refusal.exception.smtp_code, 500)
            with self.assertRaises(smtplib.SMTPRecipientsRefused) as refusal:
                client.sendmail("a@b.example", ["c@d.example"], "Subject: 1\r\n\r\n")
            answer = (550, b"Invalid recipient c@d.example")
            self.assertEqual(refusal.exception.recipients, {"c@d.example": answer})
        self.assertEqual(Inbox(server).total(), 0)

    def test_he_takes_connections_away(self):
        server = self.start()
        self.invite(server, AcceptChance=0)
        self.assertIsNone(self.dialogue(server).greeting)
        self.dismiss(server)
        self.invite(server, DisconnectChance=1)
        dialogue = self.dialogue(server)
        self.assertEqual(dialogue.greeting, "220 mailhog.example ESMTP MailHog")
        self.assertEqual(dialogue.say("NOOP"), "250 Ok")
        self.assertIsNone(dialogue.reply())

    def test_a_slow_link_takes_its_time_and_no_one_elses(self):
        server = self.start()
        # 20,000 bytes a second, each way.
        self.invite(server, LinkSpeedAffect=1, LinkSpeedMin=20_000, LinkSpeedMax=20_000)
        slow = self.dialogue(server)
        slow.begin()
        self.dismiss(server)
        message = numbered(1, size=60_000)
        began = time.monotonic()
        slow.send(message + b".\r\n")
        # Meanwhile others are served at full speed: all of them before the one that came first.
        for number in range(2, 6):
            self.dialogue(server).deliver(numbered(number, size=60_000))
        slow.socket.settimeout(60)
        self.assertRegex(slow.reply(), "^250 Ok: queued as ")
        # Three seconds, less what may have gathered before.
        self.assertGreater(time.monotonic() - began, 2.8)
        self.assertEqual(Inbox(server).subjects(), ["2", "3", "4", "5", "1"])

    def test_a_slow_link_still_ends_when_it_is_silent(self):
        server = self.start("-idle-timeout", "1s")
        self.invite(server, LinkSpeedAffect=1, LinkSpeedMin=2_000, LinkSpeedMax=2_000)
        dialogue = self.dialogue(server)
        self.assertEqual(dialogue.greeting, "220 mailhog.example ESMTP MailHog")
        self.assertRegex(dialogue.reply(), "^421 .* Idle for too long")
        self.assertIsNone(dialogue.reply())

    def test_a_server_stops_under_slow_links(self):
        server = self.start()
        self.invite(server, LinkSpeedAffect=1, LinkSpeedMin=1_000, LinkSpeedMax=1_000)
        for _ in range(20):
            self.dialogue(server).begin()
        # The end of every test: it must stop in time, with status 0.

    def test_a_seed_repeats_everything(self):
        chances = {
            "AcceptChance": 0.7,
            "RejectSenderChance": 0.5,
            "RejectRecipientChance": 0.5,
            "RejectAuthChance": 0.5,
        }

        def fate(server):
            """What becomes of one connection."""
            with Dialogue(server) as dialogue:
                if dialogue.greeting is None:
                    return ["refused"]
                lines = ["HELO client.example", "AUTH PLAIN AHUAcA=="]
                lines += ["MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "RSET"] * 5
                return [dialogue.say(line) for line in lines]

        def fates(server):
            self.invite(server, **chances)
            found = [fate(server) for _ in range(10)]
            self.dismiss(server)
            return found

        server = self.start("-jim-seed", "7")
        first = fates(server)
        self.assertIn(["refused"], first)
        self.assertEqual(fates(server), first)
        self.assertEqual(fates(self.start(environment={"MH_JIM_SEED": "7"})), first)
        self.assertNotEqual(fates(self.start("-jim-seed", "8")), first)
