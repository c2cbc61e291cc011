"""Searching what Python's email package has encoded."""

import json
import smtplib
import urllib.parse
from email.message import EmailMessage
from email.policy import SMTP

from inbox import Inbox
from server_test import ServerTest


class SearchTest(ServerTest):
    def setUp(self):
        self.server = self.start()
        for encoding in ("base64", "quoted-printable"):
            self.send(encoding)

    def send(self, encoding):
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = "Jürgen <a@example.org>", "b@example.org"
        message["Cc"], message["Subject"] = "Åsa <c@example.org>", f"Grüße in {encoding}"
        message.set_content("Schöne Übersicht\n", charset="iso-8859-1", cte=encoding)
        message.add_alternative("<p>Fünf &Auml;p<b>fel</b></p>", subtype="html", cte=encoding)
        message.add_attachment(b"\0\1", maintype="application", subtype="x-test", filename="Anhang für Åsa.bin")
        with smtplib.SMTP("127.0.0.1", self.server.smtp_port, timeout=60) as client:
            client.sendmail("bounce@example.org", ["b@example.org"], message.as_bytes())

    def found(self, kind, query):
        path = f"/api/v2/search?kind={kind}&query={urllib.parse.quote(query)}"
        status, content = Inbox(self.server).get(path)
        self.assertEqual(status, 200)
        return json.loads(content)["total"]

    def test_what_a_reader_sees_is_found(self):
        for query in ("grüße", "SCHÖNE übersicht", "fünf äpfel", "anhang für åsa.bin", "Jürgen"):
            self.assertEqual(self.found("containing", query), 2, query)
        self.assertEqual(self.found("containing", "Grüße in base64"), 1)
        self.assertEqual(self.found("containing", "grüsse"), 0)

    def test_people_are_found_by_name(self):
        self.assertEqual(self.found("from", "jürgen"), 2)
        self.assertEqual(self.found("to", "åsa"), 2)
        self.assertEqual((self.found("to", "jürgen"), self.found("from", "åsa")), (0, 0))
