"""What need not be sent: compressed content, and content that the client has already."""

import gzip

from curl import curl, fetch
from messages import AWKWARD, numbered
from server_test import ServerTest


class CompressionTest(ServerTest):
    def setUp(self):
        self.server = self.start()
        dialogue = self.dialogue(self.server)
        self.identifiers = [dialogue.deliver(numbered(number, size=20_000)) for number in range(20)]
        dialogue.deliver(AWKWARD)

    def test_a_client_that_accepts_it_gets_the_same_in_less(self):
        for path in [
            "/api/v2/messages", "/api/v1/messages", "/api/v2/search?kind=containing&query=0123",
            f"/api/v1/messages/{self.identifiers[0]}",
        ]:
            url = self.server.url + path
            for version in ["--http1.1", "--http1.0"]:
                with self.subTest(path=path, version=version):
                    plain = fetch(url, version)
                    self.assertNotIn("content-encoding", plain.fields)
                    self.assert_same(curl(version, "--compressed", url), plain.content)
                    coded = fetch(url, version, "--header", "Accept-Encoding: gzip")
                    self.assertEqual(coded.fields["content-encoding"], "gzip")
                    self.assertLess(len(coded.content), len(plain.content) / 10)
                    self.assert_same(gzip.decompress(coded.content), plain.content)
                    self.assertEqual(coded.fields["vary"], plain.fields["vary"])

    def test_a_client_that_refuses_it_gets_content_as_it_is(self):
        for codings in ["identity", "gzip;q=0", "br", "*;q=0", ""]:
            with self.subTest(codings):
                answer = fetch(self.server.url + "/api/v2/messages", "--header", f"Accept-Encoding: {codings}")
                self.assertNotIn("content-encoding", answer.fields)
                self.assertTrue(answer.content.startswith(b'{"total":21,'))

    def test_downloads_come_as_they_are(self):
        url = f"{self.server.url}/api/v1/messages/{self.identifiers[3]}/download"
        answer = fetch(url, "--header", "Accept-Encoding: gzip")
        self.assertNotIn("content-encoding", answer.fields)
        self.assert_same(answer.content, numbered(3, size=20_000))


class RevalidationTest(ServerTest):
    def test_what_the_client_has_is_not_sent_again(self):
        server = self.start()
        identifier = self.dialogue(server).deliver(numbered(1, size=20_000))
        for path in ["/", f"/api/v1/messages/{identifier}", f"/api/v1/messages/{identifier}/download"]:
            for flags in [[], ["--head"], ["--header", "Accept-Encoding: gzip"]]:
                with self.subTest(path=path, flags=flags):
                    first = fetch(server.url + path, *flags)
                    self.assertEqual((first.status, first.fields["cache-control"]), (200, "no-cache"))
                    condition = ["--header", f"If-None-Match: {first.fields['etag']}"]
                    second = fetch(server.url + path, *flags, *condition)
                    self.assertEqual((second.status, second.content), (304, b""))
                    self.assertEqual(second.fields["etag"], first.fields["etag"])

    def test_what_has_gone_is_not_unchanged(self):
        server = self.start()
        identifier = self.dialogue(server).deliver(numbered(1))
        url = f"{server.url}/api/v1/messages/{identifier}"
        tag = fetch(url).fields["etag"]
        curl("--request", "DELETE", url)
        condition = ["--header", f"If-None-Match: {tag}"]
        answer = fetch(url, *condition)
        self.assertEqual((answer.status, answer.content), (200, b"null"))
        self.assertEqual(fetch(url + "/download", *condition).status, 404)
