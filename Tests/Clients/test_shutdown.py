"""SIGTERM: what a container's end does to those who are connected."""

import signal
import socket
import time

from server_test import ServerTest

FAREWELL = "421 mailhog.example Shutting down, closing connection"


class ShutdownTest(ServerTest):
    def setUp(self):
        self.server = self.start()

    def test_idle_sessions_are_told_and_the_server_ends_at_once(self):
        greeted, waiting = self.dialogue(self.server), self.dialogue(self.server)
        greeted.say("HELO client.example")
        browser = socket.create_connection((self.server.peer, self.server.http_port), timeout=60)
        self.addCleanup(browser.close)
        self.server.signal()
        for dialogue in [greeted, waiting]:
            self.assert_sent_away(dialogue)
        self.assertEqual(browser.recv(100), b"")
        browser.close()
        self.assertEqual(self.server.wait(60), 0)

    def test_clients_who_do_not_hang_up_are_left_after_a_moment(self):
        waiting = self.dialogue(self.server)
        self.server.signal()
        self.assertEqual(waiting.reply(), FAREWELL)
        self.assertIsNone(waiting.reply())
        self.assertEqual(self.server.wait(60), 0)

    def test_interrupting_is_the_same(self):
        waiting = self.dialogue(self.server)
        self.server.signal(signal.SIGINT)
        self.assert_sent_away(waiting)
        self.assertEqual(self.server.wait(60), 0)

    def test_a_message_in_flight_is_taken(self):
        sending = self.dialogue(self.server)
        sending.begin()
        sending.send(b"Subject: late\r\n\r\nThe first half")
        self.terminate()
        sending.send(b" and the second.\r\n.\r\n")
        self.assertRegex(sending.reply(), r"^250 Ok: queued as ")
        self.assert_sent_away(sending)
        self.assertEqual(self.server.wait(60), 0)

    def test_new_clients_are_not_taken_while_a_message_is_in_flight(self):
        sending = self.dialogue(self.server)
        sending.begin()
        self.terminate()
        for port in [self.server.smtp_port, self.server.http_port]:
            self.eventually(lambda: self.accepts(port), False)
        sending.send(b".\r\n")
        sending.reply()
        self.assert_sent_away(sending)
        self.assertEqual(self.server.wait(60), 0)

    def test_a_message_that_never_ends_is_given_up(self):
        """Slow: this waits as long as the server does."""
        sending = self.dialogue(self.server)
        sending.begin()
        sending.send(b"Subject: endless\r\n\r\n")
        began = time.monotonic()
        self.terminate()
        self.assertEqual(self.server.wait(60), 0)
        self.assertGreater(time.monotonic() - began, 2, "the sender had hardly a chance")

    def test_a_second_signal_ends_at_once(self):
        self.server.expected_status = 128 + signal.SIGTERM
        sending = self.dialogue(self.server)
        sending.begin()
        self.terminate()
        self.server.signal()
        # What a shell reports of a program that the signal ended.
        self.assertEqual(self.server.wait(60), self.server.expected_status)

    def terminate(self):
        """Sends SIGTERM, and returns when the server has seen it."""
        witness = self.dialogue(self.server)
        self.server.signal()
        self.assert_sent_away(witness)

    def assert_sent_away(self, dialogue):
        """Checks for the farewell and the end behind it, and hangs up as clients do."""
        self.assertEqual(dialogue.reply(), FAREWELL)
        self.assertIsNone(dialogue.reply())
        dialogue.close()

    def accepts(self, port):
        try:
            socket.create_connection((self.server.peer, port), timeout=60).close()
        except ConnectionRefusedError:
            return False
        return True
