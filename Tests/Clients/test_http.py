"""HTTP as curl speaks it: methods, framing, connections."""

import json

from curl import curl, fetch
from inbox import Inbox
from messages import AWKWARD, numbered
from server_test import ServerTest


class HTTPTest(ServerTest):
    def setUp(self):
        self.server = self.start()
        self.list = self.server.url + "/api/v2/messages"

    def deliver(self, message=numbered(1)):
        return self.dialogue(self.server).deliver(message)

    def test_head_answers_as_get_does_without_content(self):
        identifier = self.deliver()
        for path in ["/", "/api/v1/messages", "/api/v2/messages", f"/api/v1/messages/{identifier}/download"]:
            with self.subTest(path):
                head, get = fetch(self.server.url + path, "--head"), fetch(self.server.url + path)
                self.assertEqual((head.status, head.content), (200, b""))
                self.assertEqual(head.fields.get("content-type"), get.fields.get("content-type"))
                if "content-length" in head.fields:
                    self.assertEqual(int(head.fields["content-length"]), len(get.content))

    def test_a_connection_is_used_again(self):
        self.deliver()
        urls = [self.list, self.server.url + "/nowhere", self.server.url + "/api/v1/messages", self.list]
        self.assertEqual(self.connections_for(*urls), [1, 0, 0, 0])

    def test_a_client_of_http_1_0_gets_whole_answers(self):
        self.deliver(numbered(1, size=300_000))
        answer = fetch(self.list, "--http1.0")
        self.assertNotIn("transfer-encoding", answer.fields)
        self.assertEqual(json.loads(answer.content)["total"], 1)
        self.assertEqual(self.connections_for(self.list, self.list, flags=["--http1.0"]), [1, 1])

    def test_content_in_chunks_is_taken_where_none_is_needed(self):
        chunked = ["--header", "Transfer-Encoding: chunked", "--data-binary", "@-"]
        for method, path, status in [("DELETE", "/api/v1/messages", 200), ("POST", "/nowhere", 404)]:
            with self.subTest(path):
                identifier = self.deliver()
                url = self.server.url + path
                answer = fetch(url, "--request", method, *chunked, input=b"x" * 100_000)
                self.assertEqual(answer.status, status)
                self.assertEqual(Inbox(self.server).total(), 0 if status == 200 else 1, identifier)

    def test_content_before_the_next_request_is_not_taken_for_it(self):
        flags = ["--request", "DELETE", "--data-binary", "GET /nowhere HTTP/1.1\r\n\r\n"]
        url = self.server.url + "/api/v1/messages"
        self.assertEqual(self.connections_for(url, url, flags=flags), [1, 0])

    def test_unknown_paths_are_answered_as_in_go(self):
        for path in ["/nowhere", "/api/v2/nowhere", "/api/v3"]:
            with self.subTest(path):
                answer = fetch(self.server.url + path)
                self.assertEqual((answer.status, answer.content), (404, b"404 page not found\n"))
                self.assertEqual(answer.fields["x-content-type-options"], "nosniff")
                self.assertEqual(answer.fields["content-type"], "text/plain; charset=utf-8")

    def test_methods_that_a_path_is_not_for_are_named(self):
        answer = fetch(self.list, "--request", "PUT", "--data", "")
        self.assertEqual(answer.status, 405)
        self.assertEqual(set(answer.fields["allow"].split(", ")), {"GET", "HEAD", "OPTIONS"})
        answer = fetch(self.server.url + "/api/v1/messages", "--request", "PUT", "--data", "")
        self.assertEqual(set(answer.fields["allow"].split(", ")), {"DELETE", "GET", "HEAD", "OPTIONS"})

    def test_an_id_may_be_encoded(self):
        identifier = self.deliver(AWKWARD)
        encoded = identifier.replace("=", "%3D").replace("@", "%40")
        for form in [identifier, encoded, encoded.replace("%3D", "%3d")]:
            with self.subTest(form):
                answer = fetch(f"{self.server.url}/api/v1/messages/{form}/download")
                self.assertEqual(answer.status, 200)
                self.assert_same(answer.content, AWKWARD)
        self.assertEqual(curl("--request", "DELETE", f"{self.server.url}/api/v1/messages/{encoded}"), b"")
        self.assertEqual(Inbox(self.server).total(), 0)

    def test_an_unknown_id_is_null_to_read_and_fine_to_delete(self):
        url = self.server.url + "/api/v1/messages/none@mailhog.example"
        self.assertEqual(json.loads(fetch(url).content), None)
        self.assertEqual(fetch(url, "--request", "DELETE").status, 200)
        self.assertEqual(fetch(url + "/download").status, 404)

    @staticmethod
    def connections_for(*urls, flags=()):
        """How many connections curl opened for each of the requests."""
        requests = []
        for url in urls:
            requests += ["--output", "/dev/null", url]
        return [int(line) for line in curl(*flags, "--write-out", "%{num_connects}\n", *requests).split()]
