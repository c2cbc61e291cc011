"""What hostile mail, clients and requests can make the server say in its answers, its log and its metrics."""

import json
import re
import socket
import urllib.parse

import exposition
from inbox import Inbox
from server_test import ServerTest
from smtp_sink import Sink

# An encoded word, a parameter of RFC 2231, an escape in quotation marks and bare bytes, all of which bring in a line.
LINES = "=?utf-8?q?a=0D=0AX-Injected:_yes=0D=0A=0D=0A<script>?="
MESSAGE = "\r\n".join(
    [
        "From: " + LINES + " <a@example.org>",
        "To: b@example.org",
        "Subject: " + LINES,
        "Message-ID: <1\rX-Injected: yes>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "begin 644 ../../etc/X\rX-Injected: yes",
        "#0V%T",
        "`",
        "end",
        "--b",
        "Content-Type: text/html; name*=utf-8''a%0D%0AX-Injected:%20yes",
        "Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fa%0D%0AX-Injected:%20yes%0D%0A%22;%20x=%22",
        "Content-ID: <" + LINES + ">",
        "Content-Description: a\rX-Injected: yes",
        "Content-Transfer-Encoding: 8bit\nX-Injected: yes",
        "",
        "<script>alert(1)</script>",
        "--b",
        "Content-Type: a/b\rX-Injected: yes\x00\x1b[31m; name=\"\\\r\\\nX-Injected: yes\"",
        'Content-Disposition: attachment; filename="..\\\\..\\\\a\x00\x1b\\"; x=\\"y"',
        "",
        "x",
        "--b--",
        "",
    ]
).encode()


class InjectionTest(ServerTest):
    flags = ("-log-level", "debug")

    def ask(self, server, path, method="GET", fields=(), host="localhost"):
        """The lines of the head of an answer, and its content."""
        with socket.create_connection((server.peer, server.http_port), timeout=60) as connection:
            lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *fields, "", ""]
            connection.sendall("\r\n".join(lines).encode("latin-1"))
            answer = b""
            while part := connection.recv(65536):
                answer += part
        head, _, content = answer.partition(b"\r\n\r\n")
        return head.split(b"\r\n"), content

    def send(self, server, octets=MESSAGE):
        with self.dialogue(server) as dialogue:
            dialogue.say("EHLO client.example")
            dialogue.say("MAIL FROM:<a@example.org>")
            dialogue.say("RCPT TO:<b@example.org>")
            dialogue.send(b"BDAT %d LAST\r\n" % len(octets) + octets)
            return urllib.parse.quote(dialogue.reply().removeprefix("250 Ok: queued as "), safe="")

    def assert_harmless(self, head, path):
        for line in head[1:]:
            self.assertRegex(line, rb"^[A-Za-z-]+: [^\x00-\x08\x0a-\x1f\x7f]*$", path)
            self.assertFalse(line.lower().startswith(b"x-injected"), path)

    def test_no_mail_brings_a_field_into_an_answer_or_a_folder_into_a_name(self):
        server = self.start()
        identifier = self.send(server)
        v1, v3 = f"/api/v1/messages/{identifier}", f"/api/v3/messages/{identifier}"
        paths = [v1, v1 + "/download", v3, v3 + "/raw", v3 + "/text", v3 + "/html", v3 + "/parts/1/files/0"]
        paths += [f"{v1}/mime/part/{part}/download" for part in range(4)]
        paths += [f"{v3}/parts/{part}" for part in range(5)]
        seen = set()
        for path in paths:
            head, content = self.ask(server, path)
            seen.add(head[0])
            self.assert_harmless(head, path)
            # Version 1 passes on what the mail says, as MailHog does, and leaves paths to the browser.
            for line in head if path.startswith("/api/v3/") else []:
                if line.startswith(b"Content-Disposition: "):
                    self.assertNotRegex(line, rb"(?i)\.\.|/|%2f|\\[^\"]", path)
        self.assertIn(b"HTTP/1.1 200 OK", seen)

    def test_what_could_run_is_sandboxed_or_saved(self):
        server = self.start()
        identifier = self.send(server)
        page = self.send(server, b"Content-Type: text/html\r\n\r\n<script>alert(1)</script>")
        for path in [
            f"/api/v1/messages/{identifier}/mime/part/1/download",
            f"/api/v3/messages/{page}/html",
            f"/api/v3/messages/{identifier}/parts/2",
        ]:
            head, _ = self.ask(server, path)
            self.assertIn(b"X-Content-Type-Options: nosniff", head, path)
            policy = next(line for line in head if line.startswith(b"Content-Security-Policy: "))
            self.assertIn(b"sandbox", policy, path)

    def test_no_path_leads_browsers_to_another_site_or_brings_in_a_field(self):
        server = self.start()
        for path in [
            "//evil.example/", "///evil.example", "/\\evil.example/", "//evil.example/..", "/%2f%2fevil.example/",
            "//evil.example%0d%0aX-Injected:%20yes/", "/api/v2/messages/?%0d%0aX-Injected: yes",
            "//api/v2/messages?a=\"><script>", "/api//v2/messages/?x=//evil.example", "/.//evil.example/",
            "//localhost//evil.example", "/api/v2/messages//",
        ]:
            head, content = self.ask(server, path.replace(" ", "%20"))
            self.assert_harmless(head, path)
            for line in head:
                if line.startswith(b"Location: "):
                    self.assertRegex(line, rb"^Location: /(?![/\\])", path)
            self.assertNotIn(b"<script", content, path)

    def test_the_log_has_lines_of_its_own_only(self):
        for form in ["text", "json"]:
            server = self.start("-log-format", form)
            with self.dialogue(server) as dialogue:
                for line in [
                    b"EHLO a\r2026/01/01 00:00:00 forged", b"EHLO \x1b[31mred\x07\x00\x9b", b"HELO {\"level\":\"error\"}",
                    b"MAIL FROM:<a\x1b]0;title\x07@b>", b"RCPT TO:<\xe2\x80\xa8\xff>", b"\x1b[2J", b"\xc2\x85",
                ]:
                    dialogue.send(line + b"\r\n")
                    dialogue.reply()
            self.ask(server, "/%1b[31m%0d%0aforged", fields=["User-Agent: \x1b[31m", "X-Forwarded-For: \x9b"])
            self.send(server)
            # They may come a moment later.
            self.eventually(lambda: len(server.log_lines()) > 8, True)
            for line in server.log_lines():
                self.assertNotRegex(line, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
                if form == "json":
                    self.assertIsInstance(json.loads(line), dict)
                else:
                    self.assertRegex(line, r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d |^20\d\d")

    def test_no_client_makes_a_series_or_a_label(self):
        server = self.start()
        self.send(server)
        series = []
        for evil in ["evil", "evil2"]:
            for path in [f"/{evil}\"}},x=\"", f"/{evil}%0aforged_total%201", f"/api/v1/messages/{evil}\\", f"/api/v9/{evil}{{}}"]:
                for method in ["GET", "POST", "DELETE", evil.upper(), "PATCH"]:
                    self.ask(server, path, method=method, fields=["Content-Length: 0"])
            with self.dialogue(server) as dialogue:
                for line in [f'{evil}" 1', f'HELO {evil}"', f"AUTH {evil}"]:
                    dialogue.say(line)
            # What asks for metrics is counted as well.
            text = [self.ask(server, "/metrics")[1].decode() for _ in range(2)][1]
            self.assertNotIn("evil", text.lower())
            self.assertNotIn("forged", text)
            series.append(set(exposition.read(text)))
        self.assertEqual(series[0], series[1])

    def test_errors_tell_nothing_of_the_machine(self):
        server = self.start()
        self.send(server)
        for method, path in [
            ("GET", "/api/v1/messages/none"), ("GET", "/api/v3/messages/none"), ("GET", "/api/v3/messages?query=before:x"),
            ("POST", "/api/v1/messages/none/release"), ("PUT", "/api/v2/jim"), ("POST", "/api/v2/jim"),
            ("GET", "/api/v1/messages/none/mime/part/9/download"), ("GET", "/%2e%2e/%2e%2e/etc/passwd"), ("BREW", "/"),
            ("GET", "no-path"), ("GET", "/api/v2/websocket"),
            ("DELETE", "/api/v3/messages?query=%22"),
        ]:
            head, content = self.ask(server, path, method=method)
            text = b"\r\n".join(head) + content
            for word in [b"/work", b"/usr", b"/tmp", b".swift", b"Swift", b"root:", b"errno", b"Server:", b"mongo"]:
                self.assertNotIn(word, text, path)

    def test_released_mail_has_no_command_of_the_requests(self):
        sink = Sink()
        self.addCleanup(sink.stop)
        server = self.start()
        identifier = self.send(server)
        port = sink.port
        for order in [
            {"email": "c@example.net>\r\nRCPT TO:<evil@example.net"}, {"email": "c@example.net> NOTIFY=NEVER"},
            {"email": "c@example.net\x00"}, {"host": "127.0.0.1\r\nX", "email": "c@example.net"},
        ]:
            body = json.dumps({"host": "127.0.0.1", "port": str(port)} | order)
            with socket.create_connection((server.peer, server.http_port), timeout=60) as connection:
                connection.sendall(
                    f"POST /api/v1/messages/{identifier}/release HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
                )
                status = int(connection.makefile("rb").readline().split()[1])
            # 500 is MailHog's, for a request that is none.
            self.assertIn(status, (400, 500, 502), order)
        self.assertEqual(Inbox(server).total(), 1)
