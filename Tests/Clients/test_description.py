"""The description of the API holds for what a server answers."""

import http.client
import json
import smtplib

from description import Description, Draft202012Validator, ValidationError
from event_stream import EventStream
from server_test import ServerTest
from smtp_sink import Sink

MAIL = (
    b"From: A <a@example.org>\r\nTo: b@example.org\r\nCc: C <c@example.org>\r\nReply-To: r@example.org\r\n"
    b"Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <m@example.org>\r\nDate: now\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nHi\r\n"
    b"begin 644 a.txt\r\n%:&5L;&\\\r\nend\r\n--o\r\nContent-Type: text/html\r\n\r\n<p>Hi</p>\r\n"
    b"--o\r\nContent-Type: image/png; name=a.png\r\nContent-ID: <p>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"AAEC\r\n--o--\r\n"
)
JSON = {"Content-Type": "application/json"}


class DescriptionTest(ServerTest):
    def setUp(self):
        self.server = self.start("-max-messages", "50")
        self.description = Description(self.server)
        self.seen = set()

    def ask(self, method, path, body=None, headers=None, status=200, version=3):
        """Sends a request, checks its content and the answer, and returns what the answer says."""
        path = f"/api/v{version}" + path
        headers = dict(JSON if body is not None and headers is None else headers or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.server.http_port, timeout=60)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            kind = answer.headers.get("Content-Type", "")
            content = b"" if kind == "text/event-stream" else answer.read()
        finally:
            connection.close()
        self.assertEqual(answer.status, status, content)
        self.seen.add((method.lower(), self.description._pattern(path.partition("?")[0]), status))
        return self.description.check(method, path, status, kind, content)

    def send(self, octets=MAIL, count=1):
        with smtplib.SMTP("127.0.0.1", self.server.smtp_port, timeout=60) as client:
            for _ in range(count):
                client.sendmail("a@example.org", ["b@example.org", "hidden@example.org"], octets)

    def test_document_is_one(self):
        document = self.description.document
        self.assertTrue(document["openapi"].startswith("3.1"))
        for schema in document["components"]["schemas"].values():
            Draft202012Validator.check_schema(schema)
            for part in schema.get("oneOf", [schema]):
                self.assertIs(part["additionalProperties"], False)
        names = [item["operationId"] for path in document["paths"].values() for item in path.values()
                 if isinstance(item, dict) and "operationId" in item]
        self.assertEqual(len(names), len(set(names)))

    def test_answers_are_as_described(self):
        self.send(count=3)
        self.send(b"\r\nno fields, no line end")
        page = self.ask("GET", "/messages?limit=2")
        self.assertEqual((page["total"], page["unread"], page["count"]), (4, 4, 2))
        page = self.ask("GET", f"/messages?cursor={page['next']}")
        self.assertIsNone(page["next"])
        identifier = page["messages"][0]["id"]
        message = self.ask("GET", f"/messages/{identifier}")
        self.assertEqual([file["file"] for file in message["attachments"]], [0, None])
        self.assertTrue(message["defects"])
        for path in ("raw", "text", "html", "display", "display?remote=true", "parts/3", "parts/1/files/0"):
            self.ask("GET", f"/messages/{identifier}/{path}")
        for other in self.ask("GET", "/messages?query=fields")["messages"]:
            self.assertIsNone(self.ask("GET", f"/messages/{other['id']}")["html"])
        self.assertEqual(self.ask("PATCH", f"/messages/{identifier}", {"read": True})["read"], True)
        self.assertEqual(self.ask("PATCH", "/messages", {"read": True, "ids": [identifier]})["updated"], 0)
        self.assertEqual(self.ask("PATCH", "/messages?query=fields", {"read": True})["updated"], 1)
        self.assertEqual(self.ask("GET", "/messages?kind=to&query=hidden")["total"], 4)
        self.assertEqual(self.ask("GET", "/messages?query=is:unread")["total"], 2)
        self.ask("GET", "/events")
        settings = self.ask("GET", "/settings")
        self.assertEqual((settings["storage"], settings["limits"]["messages"]), ("memory", 50))
        self.ask("GET", "/openapi.json")
        self.release(identifier)
        self.ask("DELETE", f"/messages/{identifier}", status=204)
        self.assertEqual(self.ask("DELETE", "/messages", {"ids": [page["messages"][1]["id"]]})["deleted"], 1)
        self.assertEqual(self.ask("DELETE", "/messages?query=fields")["deleted"], 1)
        self.ask("DELETE", "/messages", status=204)
        self.assert_refused()
        self.assert_all_asked(3, preflight=204)

    def test_answers_of_mailhog_s_versions_are_as_described(self):
        self.send(count=3)
        self.send(b"\r\nno fields, no line end")
        items = self.ask("GET", "/messages?limit=2&start=1", version=2)["items"]
        self.assertEqual(len(items), 2)
        self.assertEqual(self.ask("GET", "/search?kind=to&query=hidden", version=2)["total"], 4)
        self.ask("GET", "/search?kind=x&query=y", status=400, version=2)
        self.assertEqual(self.ask("GET", "/messages", version=1)[1:3], items)
        identifier = items[0]["ID"]
        self.assertEqual(self.ask("GET", f"/messages/{identifier}", version=1), items[0])
        self.assertIsNone(self.ask("GET", "/messages/none", version=1))
        for path in ("download", "mime/part/0/download"):
            self.ask("GET", f"/messages/{identifier}/{path}", version=1)
            self.ask("GET", f"/messages/none/{path}", status=404, version=1)
        self.release_as_mailhog(identifier)
        self.jim()
        self.ask("GET", "/websocket", status=400, version=2)
        self.ask("GET", "/events", version=1)
        self.ask("DELETE", f"/messages/{identifier}", version=1)
        self.ask("DELETE", "/messages", version=1)
        for version in (1, 2):
            self.assert_all_asked(version, preflight=200)

    def assert_all_asked(self, version, preflight):
        """All preflights have an answer, and nothing else that is described has been left out."""
        prefix = f"/api/v{version}"
        described = {pair for pair in self.description.operations() if pair[1].startswith(prefix)}
        for method, path in described:
            if method == "options":
                path = path.removeprefix(prefix).translate({ord(brace): None for brace in "{}"})
                self.ask("OPTIONS", path, status=preflight, version=version)
        self.assertEqual(described - {(method, path) for method, path, _ in self.seen}, set())

    def release_as_mailhog(self, identifier):
        sink = Sink()
        self.addCleanup(sink.stop)
        path = f"/messages/{identifier}/release"
        order = {"Email": "x@example.org", "Host": "127.0.0.1", "Port": str(sink.port), "Name": "relay", "Save": True,
                 "Password": "p", "Mechanism": "PLAIN", "Username": "u", "Insecure": True}
        self.description.check_request("POST", f"/api/v1{path}", order)
        self.ask("POST", path, order, version=1, status=502)
        self.assertEqual(list(self.ask("GET", "/outgoing-smtp", version=2)), ["relay"])
        self.ask("POST", path, {"Host": "127.0.0.1", "Port": str(sink.port)}, version=1)
        self.ask("POST", path, {"Name": "none"}, status=400, version=1)
        self.ask("POST", path, [], status=500, version=1)
        self.ask("POST", "/messages/none/release", order, status=404, version=1)

    def jim(self):
        for method, status in (("GET", 404), ("PUT", 404), ("DELETE", 404), ("POST", 201), ("POST", 400), ("PUT", 200)):
            self.ask(method, "/jim", {"AcceptChance": 1} if method in ("POST", "PUT") else None, None, status, version=2)
        self.assertEqual(self.ask("GET", "/jim", version=2)["AcceptChance"], 1)
        self.ask("DELETE", "/jim", version=2)

    def test_events_are_as_described(self):
        schemas = {"hello": "Hello", "stored": "Summary", "updated": "State", "deleted": "Gone", "cleared": "Nothing"}
        with EventStream(self.server, path="/api/v3/events") as stream:
            told = [stream.event()]
            self.send()
            told.append(stream.event())
            identifier = told[-1][1]["id"]
            self.ask("PATCH", f"/messages/{identifier}", {"read": True})
            told.append(stream.event())
            self.ask("DELETE", f"/messages/{identifier}", status=204)
            told.append(stream.event())
            self.ask("DELETE", "/messages", status=204)
            told.append(stream.event())
        self.assertEqual([name for name, _ in told], list(schemas))
        for name, data in told:
            self.description.validator({"$ref": f"#/components/schemas/{schemas[name]}"}).validate(data)

    def release(self, identifier):
        sink = Sink()
        self.addCleanup(sink.stop)
        order = {"to": ["x@example.org"], "host": "127.0.0.1", "port": sink.port}
        self.description.check_request("POST", f"/api/v3/messages/{identifier}/release", order)
        answer = self.ask("POST", f"/messages/{identifier}/release", order)
        self.assertEqual(answer["released"], ["x@example.org"])
        nobody = {"host": "127.0.0.1", "port": 1}
        self.assertEqual(self.ask("POST", f"/messages/{identifier}/release", nobody, status=502)["stage"], "connect")
        self.ask("POST", f"/messages/{identifier}/release", {"server": "none"}, status=404)
        self.ask("POST", "/messages/none/release", nobody, status=404)
        self.ask("POST", f"/messages/{identifier}/release", {}, status=400)

    def assert_refused(self):
        """What makes no sense is refused in words that the description knows, and by the description itself."""
        for path in ("", "/raw", "/text", "/html", "/display", "/parts/0", "/parts/0/files/0"):
            self.ask("GET", "/messages/none" + path, status=404)
        for path in ("?query=%22", "?query=%", "?kind=x&query=y", "?cursor=xyz"):
            self.ask("GET", "/messages" + path, status=400)
        self.ask("GET", "/events?query=%22", status=400)
        self.ask("DELETE", "/messages?query=%22", status=400)
        self.ask("DELETE", "/messages/none", status=404)
        self.ask("PATCH", "/messages/none", {"read": True}, status=404)
        for body in ({}, {"read": 1}, {"read": True, "id": []}, {"read": True, "ids": [1]}):
            self.ask("PATCH", "/messages", body, status=400)
            with self.assertRaises(ValidationError):
                self.description.check_request("PATCH", "/api/v3/messages", body)
        for method, path in (("PATCH", "/messages"), ("PATCH", "/messages/x"), ("DELETE", "/messages"),
                             ("POST", "/messages/x/release")):
            self.ask(method, path, {"read": True}, {"Content-Type": "text/plain"}, status=415)
