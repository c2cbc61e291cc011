"""Reading decoded, over the API of our own, what Python's email package has encoded."""

import hashlib
import json
import smtplib
from email.message import EmailMessage
from email.policy import SMTP

from inbox import Inbox
from server_test import ServerTest

TEXT = "Schöne Übersicht, größer als man denkt\n" * 3_000
HTML = "<p>Fünf Äpfel <img src='cid:pic'></p>"
PICTURE = bytes(range(256)) * 200


class DecodedTest(ServerTest):
    def setUp(self):
        self.server = self.start()
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = "Jürgen <a@example.org>", "Åsa <b@example.org>, c@example.org"
        message["Subject"] = "Grüße ☃"
        message.set_content(TEXT, charset="iso-8859-1", cte="quoted-printable")
        message.add_alternative(HTML, subtype="html", cte="base64")
        message.get_payload()[1].add_related(PICTURE, "image", "png", cid="<pic>")
        message.add_attachment(b"a,b", maintype="text", subtype="csv", filename="Anhang für Åsa.csv")
        self.sent = message.as_bytes()
        with smtplib.SMTP("127.0.0.1", self.server.smtp_port, timeout=60) as client:
            client.sendmail("bounce@example.org", ["b@example.org", "hidden@example.org"], self.sent)

    def get(self, path="", status=200):
        answered, content = Inbox(self.server).get("/api/v3/messages" + path)
        self.assertEqual(answered, status)
        return content

    def newest(self):
        return json.loads(self.get())["messages"][0]

    def test_list_has_what_people_choose_by(self):
        message = self.newest()
        self.assertEqual(message["subject"], "Grüße ☃")
        self.assertEqual((message["from"], message["to"]), ("Jürgen", "Åsa, c@example.org"))
        self.assertEqual(message["envelope"]["to"], ["b@example.org", "hidden@example.org"])
        self.assertEqual(message["attachments"], 2)
        self.assertTrue(message["snippet"].startswith("Schöne Übersicht, größer"))
        self.assertEqual(message["size"], len(self.sent))

    def test_message_is_what_was_put_in(self):
        message = json.loads(self.get("/" + self.newest()["id"]))
        self.assertEqual(message["text"].replace("\r\n", "\n"), TEXT)
        self.assertEqual(message["html"].strip(), HTML)
        self.assertEqual(message["to"][0], {"name": "Åsa", "address": "b@example.org"})
        picture, table = message["attachments"]
        self.assertEqual((picture["contentId"], picture["inline"]), ("pic", True))
        self.assertEqual(picture["sha256"], hashlib.sha256(PICTURE).hexdigest())
        self.assertEqual((table["name"], table["inline"]), ("Anhang für Åsa.csv", False))
        self.assertEqual(message["defects"], [])

    def test_contents_come_alone(self):
        path = "/" + self.newest()["id"]
        attachments = json.loads(self.get(path))["attachments"]
        self.assertEqual(self.get(f"{path}/parts/{attachments[0]['part']}"), PICTURE)
        self.assertEqual(self.get(path + "/text").decode().replace("\r\n", "\n"), TEXT)
        self.assertEqual(self.get(path + "/html").decode().strip(), HTML)
        self.assertEqual(self.get(path + "/raw"), self.sent)
        self.assertIn("error", json.loads(self.get(path + "/parts/99", status=404)))

    def test_message_can_be_forgotten(self):
        path = "/" + self.newest()["id"]
        status, _ = Inbox(self.server).get("/api/v3/messages" + path, method="DELETE")
        self.assertEqual(status, 204)
        self.assertIn("error", json.loads(self.get(path, status=404)))
