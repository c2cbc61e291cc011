"""Whom the image trusts when it releases a message over TLS: the authorities in a file of its own."""

import json
import os
import smtplib
import tempfile
import unittest
import urllib.error
import urllib.request

from engine import FARGATE, IMAGE, ImageTest, docker

from certificates import Certificates
from hoglet import free_port
from smtp_sink import Sink

AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"


class CertificateTest(ImageTest):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        # The container's user reads it too.
        os.chmod(folder.name, 0o755)
        self.certificates = Certificates(folder.name)
        self.sink = Sink(certificate=self.certificates.certificate, key=self.certificates.key)
        self.addCleanup(self.sink.stop)

    def release(self, *options):
        """The answer to the release of a message to the sink, by a container with these options."""
        smtp_port, http_port = free_port(), free_port()
        web = f"127.0.0.1:{http_port}"
        flags = ["-smtp-bind-addr", f"127.0.0.1:{smtp_port}", "-api-bind-addr", web, "-ui-bind-addr", web]
        self.start(*flags, options=["--network", "host", *FARGATE, *options]).wait_until_healthy()
        with smtplib.SMTP("127.0.0.1", smtp_port, timeout=30) as smtp:
            smtp.sendmail("a@example.org", ["b@example.org"], "Subject: on its way\r\n\r\ntext\r\n")
        with urllib.request.urlopen(f"http://{web}/api/v2/messages", timeout=30) as response:
            identifier = json.load(response)["items"][0]["ID"]
        order = json.dumps({"host": "localhost", "port": str(self.sink.port), "email": "b@example.org"})
        address = f"http://{web}/api/v1/messages/{identifier}/release"
        try:
            with urllib.request.urlopen(address, order.encode(), timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def test_an_authority_in_the_file_is_trusted(self):
        mount = f"{self.certificates.authority}:{AUTHORITIES}:ro"
        self.assertEqual(self.release("--volume", mount), (200, b""))
        self.assertTrue(self.sink.message()["encrypted"])

    def test_another_is_not(self):
        status, content = self.release()
        self.assertEqual((status, json.loads(content)["stage"]), (502, "tls"))

    def test_the_authorities_of_the_world_are_there(self):
        count = docker("run", "--rm", "--entrypoint", "grep", IMAGE, "-c", "BEGIN CERTIFICATE", AUTHORITIES)
        self.assertGreater(int(count), 100)


if __name__ == "__main__":
    unittest.main()
