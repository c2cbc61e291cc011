"""New messages as they come: the stream of events and the WebSocket, as MailHog's clients know them."""

import http.client
import json
import time

from event_stream import EventStream
from inbox import Inbox
from server_test import ServerTest
from websocket import BINARY, CLOSE, PING, PONG, TEXT, WebSocket


class LiveEventsTest(ServerTest):
    def test_the_stream_brings_each_message_indented(self):
        server = self.start()
        with EventStream(server) as events, self.dialogue(server) as dialogue:
            self.assertEqual(events.response.status, 200)
            self.assertEqual(events.response.getheader("Content-Type"), "text/event-stream")
            self.assertEqual(events.response.getheader("Cache-Control"), "no-cache")
            self.assertEqual(events.response.getheader("Connection"), "keep-alive")
            for subject in ["One <&>", "Zwei 🦔"]:
                identifier = dialogue.deliver(f"Subject: {subject}\r\n\r\n\"text\"\r\n".encode())
                text = events.text()
                message = json.loads(text)
                self.assertEqual(message["ID"], identifier)
                status, content = Inbox(server).get(f"/api/v1/messages/{identifier}")
                self.assertEqual((status, message), (200, json.loads(content)))
                self.assertEqual(text, self.indented(message))

    def test_the_web_socket_brings_each_message_as_a_line(self):
        server = self.start()
        with WebSocket(server) as web_socket, self.dialogue(server) as dialogue:
            self.assertEqual((web_socket.status, web_socket.is_proved), (101, True))
            for size in [10, 1_000, 100_000, 5_000_000]:
                line = b"x" * 76 + b"\r\n"
                identifier = dialogue.deliver(b"Subject: a\r\n\r\n" + line * (size // 78 + 1))
                opcode, payload = web_socket.frame()
                status, content = Inbox(server).get(f"/api/v1/messages/{identifier}")
                self.assertEqual((opcode, status), (TEXT, 200))
                self.assert_same(payload, content + b"\n")

    def test_deleting_and_reading_is_not_told(self):
        server = self.start()
        inbox = Inbox(server)
        with EventStream(server) as events, WebSocket(server) as web_socket:
            with self.dialogue(server) as dialogue:
                dialogue.deliver(b"Subject: one\r\n\r\n\r\n")
                self.assertEqual(events.message()["Content"]["Headers"]["Subject"], ["one"])
                self.assertIn(b'"Subject":["one"]', web_socket.frame()[1])
                inbox.get("/api/v1/messages", method="DELETE")
                inbox.page()
                dialogue.deliver(b"Subject: two\r\n\r\n\r\n")
                self.assertEqual(events.message()["Content"]["Headers"]["Subject"], ["two"])
                self.assertIn(b'"Subject":["two"]', web_socket.frame()[1])

    def test_the_web_socket_speaks_the_protocol(self):
        server = self.start()
        for sent, code in [
            (lambda socket: socket.send(TEXT, b"hi"), 1009),
            (lambda socket: socket.send(BINARY, b"x" * 70_000), 1009),
            (lambda socket: socket.send(TEXT, b"\xff"), 1007),
            (lambda socket: socket.send(3), 1002),
            (lambda socket: socket.send(TEXT, first=0xC1), 1002),
            (lambda socket: socket.send(PING, is_final=False), 1002),
            (lambda socket: socket.send(CLOSE, (3_000).to_bytes(2)), 3_000),
            (lambda socket: socket.send(CLOSE, (1_006).to_bytes(2)), 1_002),
        ]:
            with self.subTest(code=code), WebSocket(server) as web_socket:
                web_socket.send(PING, b"there?")
                self.assertEqual(web_socket.frame(), (PONG, b"there?"))
                web_socket.send(TEXT, b"x")
                sent(web_socket)
                self.assertEqual(web_socket.frame(), (CLOSE, code.to_bytes(2)))
                self.assertIsNone(web_socket.frame())

    def test_pages_of_other_sites_are_sent_away(self):
        server = self.start(split=True)
        host = f"{server.peer}:{server.http_port}"
        page = f"{server.peer}:{server.ui_port}"
        for fields, status in [
            ([f"Origin: http://{host}"], 101),
            ([f"Origin: http://{page}"], 101),
            (["Origin: https://mail.test", "X-Forwarded-Host: mail.test"], 101),
            (["Origin: http://evil.test"], 403),
            (["Origin: null"], 403),
        ]:
            with self.subTest(fields=fields), WebSocket(server, fields) as web_socket:
                self.assertEqual(web_socket.status, status)
        open_to_all = self.start("-cors-origin", "*")
        with WebSocket(open_to_all, ["Origin: http://anywhere.test"]) as web_socket:
            self.assertEqual(web_socket.status, 101)

    def test_a_request_that_is_no_upgrade(self):
        server = self.start()
        self.assertEqual(Inbox(server).get("/api/v2/websocket"), (400, b"Bad Request\n"))

    def test_what_is_behind_a_web_path(self):
        server = self.start("-ui-web-path", "hog")
        connection = http.client.HTTPConnection(server.peer, server.http_port, timeout=60)
        connection.request("GET", "/hog/api/v1/events")
        self.assertEqual(connection.getresponse().status, 200)
        connection.close()
        self.assertEqual(Inbox(server).get("/hog/api/v2/websocket")[0], 400)

    def test_stopping_ends_subscriptions_at_once(self):
        server = self.start()
        with EventStream(server) as events, WebSocket(server) as web_socket:
            server.signal()
            self.assertIsNone(events.text())
            self.assertEqual(web_socket.frame(), (CLOSE, (1_001).to_bytes(2)))
            web_socket.close()
            self.assertEqual(server.wait(60), 0)

    def test_a_subscriber_outlives_the_idle_limit(self):
        server = self.start("-idle-timeout", "1s", "-request-timeout", "1s")
        with EventStream(server) as events, WebSocket(server) as web_socket:
            time.sleep(3.5)
            with self.dialogue(server) as dialogue:
                identifier = dialogue.deliver(b"Subject: late\r\n\r\n\r\n")
            self.assertEqual(events.message()["ID"], identifier)
            self.assertIn(identifier.encode(), web_socket.frame()[1])

    @staticmethod
    def indented(value):
        """As Go's json.MarshalIndent lays it out, which escapes three letters more than Python."""
        text = json.dumps(value, indent=2, ensure_ascii=False)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
