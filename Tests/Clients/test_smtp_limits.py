"""Limits of one SMTP session: the excess is refused, and the session goes on."""

import time

from inbox import Inbox
from messages import numbered
from server_test import ServerTest


class SMTPLimitsTest(ServerTest):
    def test_a_line_too_long_is_refused(self):
        server = self.start()
        dialogue = self.dialogue(server)
        self.assertEqual(dialogue.say("x" * 5_000), "500 Line too long")
        self.assertEqual(dialogue.say("HELO client.example"), "250 Hello client.example")
        dialogue.deliver(numbered(1))
        self.assertEqual(Inbox(server).subjects(), ["1"])

    def test_a_message_too_large_is_refused(self):
        server = self.start("-max-message-size", "100KB")
        dialogue = self.dialogue(server)
        dialogue.begin()
        dialogue.send(numbered(1, size=200_000) + b".\r\n")
        self.assertEqual(dialogue.reply(), "552 Message too large")
        dialogue.deliver(numbered(2, size=50_000))
        self.assertEqual(Inbox(server).subjects(), ["2"])

    def test_a_message_announced_too_large_is_refused_at_once(self):
        server = self.start("-max-message-size", "100KB")
        dialogue = self.dialogue(server)
        self.assertIn("250-SIZE 102400\r\n", dialogue.say("EHLO client.example"))
        self.assertEqual(dialogue.say("MAIL FROM:<a@b.example> SIZE=102401"), "552 Message too large")
        self.assertEqual(dialogue.say("MAIL FROM:<a@b.example> SIZE=102400"), "250 Sender a@b.example ok")

    def test_a_recipient_too_many_is_refused(self):
        server = self.start("-max-recipients", "3")
        dialogue = self.dialogue(server)
        dialogue.say("HELO client.example")
        dialogue.say("MAIL FROM:<a@example.org>")
        replies = [dialogue.say(f"RCPT TO:<r{number}@example.org>") for number in range(4)]
        self.assertEqual(replies[2], "250 Recipient r2@example.org ok")
        self.assertEqual(replies[3], "452 Too many recipients")
        dialogue.say("DATA")
        dialogue.send(numbered(1) + b".\r\n")
        self.assertRegex(dialogue.reply(), "^250 ")
        self.assertEqual(len(Inbox(server).messages()[0]["Raw"]["To"]), 3)

    def test_a_silent_client_is_sent_away(self):
        server = self.start("-idle-timeout", "2s")
        began = time.monotonic()
        dialogue = self.dialogue(server)
        self.assertEqual(dialogue.reply(), "421 mailhog.example Idle for too long, closing connection")
        self.assertIsNone(dialogue.reply())
        self.assertGreater(time.monotonic() - began, 1.5)

    def test_a_client_that_keeps_others_waiting_for_memory_is_sent_away(self):
        # Without a budget, whoever has begun a message is the only one to be read from.
        server = self.start("-max-unfinished-bytes", "0", "-idle-timeout", "2s")
        dawdler = self.dialogue(server)
        dawdler.say("HELO client.example")
        dawdler.say("MAIL FROM:<a@example.org>")
        waiting = self.dialogue(server)
        waiting.send(b"HELO client.example\r\n")
        # It is never silent for long, so nothing but the time that it takes counts.
        for _ in range(25):
            dawdler.send(b"x")
            time.sleep(0.1)
        self.assertEqual(
            dawdler.reply(), "421 mailhog.example Insufficient system storage, try again later"
        )
        self.assertEqual(waiting.reply(), "250 Hello client.example")
        waiting.deliver(numbered(1))
