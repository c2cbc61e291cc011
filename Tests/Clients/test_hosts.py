"""What a browser can do whose name server answers for somebody else (DNS rebinding), and what other sites' pages can."""

from curl import curl, fetch
from hoglet import run_to_end
from server_test import ServerTest
from websocket import WebSocket


class AllowedHostsTest(ServerTest):
    flags = ("-allowed-hosts", "mail.example,*.test.example")

    def setUp(self):
        self.server = self.start()

    def status(self, host, path="/api/v2/messages"):
        """The answer to who was told by its name server that `host` is this machine."""
        port = self.server.http_port
        leads = ["--resolve", f"{host}:{port}:127.0.0.1"]
        output = curl(*leads, "--output", "/dev/null", "--write-out", "%{http_code}", f"http://{host}:{port}{path}")
        return int(output)

    def test_a_page_that_has_its_name_lead_here_reads_nothing(self):
        for path in ["/", "/api/v1/messages", "/api/v2/messages", "/api/v3/messages", "/metrics", "/healthz"]:
            self.assertEqual(self.status("evil.example", path), 421, path)

    def test_whoever_uses_a_name_of_ours_is_answered(self):
        for host in ["mail.example", "MAIL.example", "a.test.example", "localhost", "a.localhost", "hoglet"]:
            self.assertEqual(self.status(host), 200, host)

    def test_probes_that_know_an_address_are_answered(self):
        for path in ["/healthz", "/readyz"]:
            self.assertEqual(fetch(self.server.url + path).status, 200)

    def test_a_websocket_is_opened_by_a_name_of_ours_only(self):
        for host, status in [("mail.example", 101), ("evil.example", 421)]:
            # The host of a target outranks the field.
            with WebSocket(self.server, path=f"http://{host}/api/v2/websocket") as socket:
                self.assertEqual(socket.status, status)


class AnyHostTest(ServerTest):
    def test_without_the_setting_every_name_is_ours(self):
        self.assertEqual(fetch(self.start().url + "/api/v2/messages", "--header", "Host: any.example").status, 200)

    def test_names_that_are_none_keep_the_server_from_starting(self):
        ended = run_to_end("-allowed-hosts", "http://a.example")
        self.assertEqual(ended.returncode, 2)
        self.assertIn("host names without ports, with commas between them", ended.stderr)


class OtherSitesTest(ServerTest):
    def test_a_page_of_another_site_cannot_invite_jim(self):
        server = self.start()
        post = ["--request", "POST", "--data", "{}", "--header", "Content-Type: text/plain"]
        answer = fetch(server.url + "/api/v2/jim", *post, "--header", "Origin: http://evil.example")
        self.assertEqual(answer.status, 403)
        self.assertEqual(fetch(server.url + "/api/v2/jim").status, 404)
        answer = fetch(server.url + "/api/v2/jim", *post, "--header", f"Origin: {server.url}")
        self.assertEqual(answer.status, 201)
