"""Where things are found: redirects, the web path, ports, and who may read."""

from curl import curl, fetch
from inbox import Inbox
from messages import numbered
from server_test import ServerTest

TITLE = b"<title>MailHog</title>"


class PathsTest(ServerTest):
    def test_the_page_has_the_title_that_smoke_tests_look_for(self):
        answer = fetch(self.start().url + "/")
        self.assertEqual(answer.status, 200)
        self.assertIn(TITLE, answer.content)
        self.assertRegex(answer.fields["content-type"], "^text/html")

    def test_a_slash_at_the_end_leads_to_the_path_without(self):
        server = self.start()
        self.assert_redirected(server, "/api/v2/messages/", "/api/v2/messages")
        self.assert_redirected(server, "/api/v2/messages/?limit=1", "/api/v2/messages?limit=1")

    def test_a_redirect_says_in_words_where_to(self):
        answer = fetch(self.start().url + "/api/v2/messages/?a=%22&b=1")
        self.assertEqual(answer.fields["content-type"], "text/html; charset=utf-8")
        link = b'<a href="/api/v2/messages?a=%22&amp;b=1">Moved Permanently</a>.\n\n'
        self.assertEqual(answer.content, link)

    def test_only_what_the_path_is_for_is_redirected(self):
        server = self.start()
        for path in ["/api/v2/messages/", "/nope/", "//nope"]:
            self.assertEqual(fetch(server.url + path, "--path-as-is", "--request", "POST").status, 404)

    def test_a_file_of_the_page_that_is_not_there_is_not_found_without_a_word(self):
        server = self.start("-ui-web-path", "/hog/")
        for path in ["/hog/images/nope.png", "/hog/css/a/b.css", "/hog/js/", "/hog/fonts/x"]:
            answer = fetch(server.url + path)
            self.assertEqual((answer.status, answer.content), (404, b""))
            self.assertNotIn("content-type", answer.fields)
        self.assertEqual(fetch(server.url + "/hog/other/x").content, b"404 page not found\n")

    def test_options_are_not_found_where_there_are_none(self):
        server = self.start()
        for path in ["/", "/api/v2/websocket"]:
            self.assertEqual(fetch(server.url + path, "--request", "OPTIONS").status, 404)

    def test_double_slashes_lead_to_the_path_with_one(self):
        server = self.start()
        self.assert_redirected(server, "//api//v2/messages", "/api/v2/messages")
        self.assert_redirected(server, "/api/v2//messages?limit=1", "/api/v2/messages?limit=1")

    def test_everything_moves_under_the_web_path(self):
        for flag in ["hog", "/hog", "/hog/"]:
            with self.subTest(flag):
                server = self.start("-ui-web-path", flag)
                self.assert_redirected(server, "/hog", "/hog/")
                self.assert_redirected(server, "/hog?a=b", "/hog/?a=b")
                self.assertIn(TITLE, fetch(server.url + "/hog/").content)
                self.assertEqual(fetch(server.url + "/hog/api/v2/messages").status, 200)
                self.assertEqual(fetch(server.url + "/").status, 404)
                self.assertEqual(fetch(server.url + "/api/v2/messages").status, 404)

    def test_each_of_two_ports_serves_its_half(self):
        server = self.start(split=True)
        page = f"http://127.0.0.1:{server.ui_port}"
        self.assertEqual(fetch(server.url + "/api/v2/messages").status, 200)
        self.assertEqual(fetch(server.url + "/").status, 404)
        self.assertIn(TITLE, fetch(page + "/").content)
        self.assertEqual(fetch(page + "/api/v2/messages").status, 404)

    def assert_redirected(self, server, path, to):
        answer = fetch(server.url + path, "--path-as-is")
        self.assertEqual((answer.status, answer.fields.get("location")), (301, to))
        followed = curl("--location", "--path-as-is", "--write-out", "%{http_code}", server.url + path)
        self.assertEqual(followed[-3:], b"200")


class CrossOriginTest(ServerTest):
    def test_other_origins_may_read_if_the_setting_says_so(self):
        server = self.start("-cors-origin", "https://tests.example")
        self.dialogue(server).deliver(numbered(1))
        for path, methods in [
            ("/api/v1/messages", "OPTIONS,GET,POST,DELETE"),
            ("/api/v2/messages", "OPTIONS,GET,PUT,POST,DELETE"),
        ]:
            for flags in [[], ["--request", "OPTIONS"]]:
                with self.subTest(path=path, flags=flags):
                    answer = fetch(server.url + path, *flags)
                    self.assertEqual(answer.status, 200)
                    self.assertEqual(answer.fields["access-control-allow-origin"], "https://tests.example")
                    self.assertEqual(answer.fields["access-control-allow-methods"], methods)
                    self.assertEqual(answer.fields["access-control-allow-headers"], "Content-Type")

    def test_no_origin_is_named_otherwise(self):
        server = self.start()
        for flags in [[], ["--request", "OPTIONS"]]:
            origin = ["--header", "Origin: https://evil.example"]
            answer = fetch(server.url + "/api/v2/messages", *origin, *flags)
            self.assertEqual(answer.status, 200)
            self.assertNotIn("access-control-allow-origin", answer.fields)
        self.assertEqual(Inbox(server).total(), 0)
