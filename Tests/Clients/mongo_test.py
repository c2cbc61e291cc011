"""What the tests of servers on a database share."""

import http.client
import os
import smtplib
import unittest

from hoglet import ROOT
from mongo import MongoServer
from server_test import ServerTest

INSTALLED = os.path.exists(
    os.path.join(os.environ.get("MONGO_VENV", os.path.join(ROOT, ".build", "mongo-venv")), "bin", "secantusd-py")
)


@unittest.skipUnless(INSTALLED, "Scripts/setup test installs the server")
class MongoTest(ServerTest):
    """A test with databases of its own."""

    def database(self, *options, port=None):
        server = MongoServer(*options, port=port)
        self.addCleanup(server.remove)
        return server

    def replica(self, address, *flags):
        return self.start("-storage", "mongodb", "-mongo-uri", address, *flags)

    def status(self, server, path):
        connection = http.client.HTTPConnection("127.0.0.1", server.http_port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def send(self, server, text="Subject: one\r\n\r\ntext"):
        """Sends a mail and returns the last reply."""
        with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=60) as client:
            client.ehlo()
            client.mail("a@example.org")
            client.rcpt("b@example.org")
            try:
                return client.data(text)
            except smtplib.SMTPDataError as error:
                return error.smtp_code, error.smtp_error
