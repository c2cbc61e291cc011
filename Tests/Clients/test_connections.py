"""Many clients at once, and clients that do not read."""

import json
import socket

from dialogue import Dialogue
from inbox import Inbox
from messages import numbered
from server_test import ServerTest

MEGABYTE = 1024 * 1024


class ConnectionLimitTest(ServerTest):
    def test_a_client_too_many_is_sent_away(self):
        server = self.start("-max-connections", "3")
        dialogues = [self.admitted(server) for _ in range(3)]
        crowded = self.dialogue(server)
        self.assertEqual(crowded.greeting, "421 mailhog.example Too many connections, try again later")
        self.assertIsNone(crowded.reply())
        self.assertEqual(Inbox(server).get("/api/v2/messages")[0], 503)
        self.assertEqual(dialogues[0].say("NOOP"), "250 Ok")

    def test_a_place_that_becomes_free_is_given_away(self):
        server = self.start("-max-connections", "1")
        dialogue = self.admitted(server)
        self.assertEqual(Inbox(server).get("/api/v2/messages")[0], 503)
        self.assertEqual(dialogue.say("QUIT"), "221 Bye")
        self.assertIsNone(dialogue.reply())
        self.eventually(lambda: Inbox(server).get("/api/v2/messages")[0], 200)

    def test_hundreds_are_served_at_once(self):
        server = self.start()
        dialogues = [self.dialogue(server) for _ in range(300)]
        for dialogue in dialogues:
            dialogue.begin()
        for number, dialogue in enumerate(dialogues):
            dialogue.send(numbered(number) + b".\r\n")
        for dialogue in dialogues:
            self.assertRegex(dialogue.reply(), "^250 Ok: queued as ")
        self.assertEqual(Inbox(server).total(), 300)

    def admitted(self, server):
        """A connection that the server has taken, as it does once those who left have been noticed."""
        dialogues = []

        def is_greeted():
            dialogues.append(self.dialogue(server))
            return dialogues[-1].greeting.startswith("220 ")

        self.eventually(is_greeted, True)
        return dialogues[-1]


class SlowReaderTest(ServerTest):
    def test_a_reader_who_stalls_holds_up_nobody(self):
        server = self.start()
        dialogue = self.dialogue(server)
        for number in range(20):
            dialogue.deliver(numbered(number, size=MEGABYTE))
        stalled = self.ask_and_stall(server)
        dialogue.deliver(numbered(20))
        self.assertEqual(Inbox(server).total(), 21)
        self.assertEqual(len(self.rest_of(stalled)["items"]), 20)

    def test_a_large_message_in_a_slow_list_is_not_held_many_times(self):
        server = self.start()
        dialogue = self.dialogue(server)
        dialogue.deliver(numbered(1, size=40 * MEGABYTE))
        readers = [self.ask_and_stall(server) for _ in range(5)]
        # Five stalled readers must not cost five more copies, not even for a moment.
        self.assertLess(server.memory("VmHWM"), (3 * 40 + 60) * MEGABYTE)
        data = self.rest_of(readers[0])["items"][0]["Raw"]["Data"]
        self.assert_same(data.encode() + b"\r\n", numbered(1, size=40 * MEGABYTE))
        self.assertLess(server.memory("VmHWM"), (3 * 40 + 60) * MEGABYTE)

    def ask_and_stall(self, server):
        """Asks for the list of messages, reads how the answer begins, and reads no further."""
        reader = socket.socket()
        self.addCleanup(reader.close)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.settimeout(60)
        reader.connect((server.peer, server.http_port))
        # An HTTP/1.0 client gets the content as it is, up to the end of the connection.
        reader.sendall(b"GET /api/v2/messages HTTP/1.0\r\n\r\n")
        self.assertEqual(reader.recv(12), b"HTTP/1.1 200")
        return reader

    @staticmethod
    def rest_of(reader):
        parts = []
        while part := reader.recv(MEGABYTE):
            parts.append(part)
        return json.loads(b"".join(parts).split(b"\r\n\r\n", 1)[1])
