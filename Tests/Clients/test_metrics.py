"""What Prometheus reads."""

import unittest

import exposition
from curl import fetch
from messages import numbered
from server_test import ServerTest


class ReaderTest(unittest.TestCase):
    def test_the_reader_of_these_tests_is_strict(self):
        good = '# HELP a_total A.\n# TYPE a_total counter\na_total{b="c\\n"} 1\n# TYPE g gauge\ng -1.5e-05\n'
        self.assertEqual(exposition.read(good), {("a_total", ('b="c\\n"',)): 1, ("g", ()): -1.5e-05})
        bucket = '# TYPE h histogram\nh_bucket{le="1.0"} 2\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n'
        exposition.read(bucket)
        for bad in [
            good[:-1], good.replace("counter", "count"), good.replace("a_total", "a"), good + "g 1\n",
            good + "x 1\n", good.replace("\\n", "\\x"), good.replace(" 1\n", "\n"), good + "\n",
            bucket.replace("} 2\nh_sum", "} 1\nh_sum"), bucket.replace("+Inf", "2"), bucket.replace("h_sum 1\n", ""),
        ]:
            with self.subTest(bad), self.assertRaises((AssertionError, ValueError, KeyError)):
                exposition.read(bad)


class MetricsTest(ServerTest):
    def test_all_can_be_read_and_nothing_of_a_client_is_in_it(self):
        server = self.start("-ui-web-path", "/mail")
        for number in range(3):
            self.dialogue(server).deliver(numbered(number))
        for path in ["/mail/", "/mail/api/v2/messages", '/secret"path\\', "/mail/api/v1/messages/secret", "/healthz"]:
            fetch(server.url + path)
        for path in ["/metrics", "/mail/metrics"]:
            answer = fetch(server.url + path)
            self.assertEqual(answer.status, 200)
            self.assertEqual(answer.fields["content-type"], "text/plain; version=0.0.4; charset=utf-8")
            self.assertNotIn(b"secret", answer.content)
            metrics = exposition.read(answer.content.decode())
            self.assertEqual(metrics["hoglet_messages_received_total", ()], 3)
            self.assertEqual(metrics["hoglet_messages_stored", ()], 3)
            route = ('route="/mail/api/v1/messages/{id}"', 'status="2xx"')
            self.assertEqual(metrics["hoglet_http_requests_total", route], 1)
        self.assertIn(b"# HELP hoglet_messages_received_total ", answer.content)

    def test_metrics_can_be_compressed_as_prometheus_asks(self):
        server = self.start()
        answer = fetch(server.url + "/metrics", "--header", "Accept-Encoding: gzip")
        self.assertEqual(answer.fields["content-encoding"], "gzip")
        exposition.read(fetch(server.url + "/metrics", "--compressed").content.decode())

    def test_open_connections_are_counted(self):
        server = self.start()
        dialogues = [self.dialogue(server) for _ in range(5)]

        def connections():
            metrics = exposition.read(fetch(server.url + "/metrics").content.decode())
            return metrics["hoglet_connections_open", ('protocol="smtp"',)]

        self.eventually(connections, 5)
        for dialogue in dialogues:
            dialogue.close()
        self.eventually(connections, 0)
