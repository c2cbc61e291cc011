"""Python's smtplib: the mail client inside of many applications under test."""

import random
import smtplib
from email.message import EmailMessage
from email.policy import SMTP

from inbox import Inbox
from messages import AWKWARD
from server_test import ServerTest


class SmtplibTest(ServerTest):
    def setUp(self):
        self.server = self.start()
        self.client = smtplib.SMTP("127.0.0.1", self.server.smtp_port, "client.example", timeout=60)
        self.addCleanup(self.client.close)

    def test_a_message_is_kept_exactly(self):
        self.client.sendmail("a@example.org", ["b@example.org"], AWKWARD, ["BODY=8BITMIME"])
        self.assert_kept(self.server, AWKWARD)

    def test_messages_of_one_connection_are_kept_apart(self):
        for _ in range(3):
            self.client.sendmail("a@example.org", ["b@example.org"], AWKWARD)
        self.client.quit()
        self.assert_kept(self.server, AWKWARD, AWKWARD, AWKWARD)
        helos = [message["Raw"]["Helo"] for message in Inbox(self.server).messages()]
        self.assertEqual(helos, ["client.example"] * 3)

    def test_addresses_may_be_in_any_script(self):
        sender, recipient = "jörg@bücher.example", "用户@例子.example"
        self.client.ehlo()
        self.assertTrue(self.client.has_extn("smtputf8"))
        self.client.command_encoding = "utf-8"
        self.client.sendmail(sender, [recipient], AWKWARD, ["SMTPUTF8", "BODY=8BITMIME"])
        message = Inbox(self.server).messages()[0]
        self.assertEqual(message["Raw"]["From"], sender)
        self.assertEqual(message["Raw"]["To"], [recipient])
        path = message["To"][0]
        self.assertEqual((path["Mailbox"], path["Domain"]), ("用户", "例子.example"))

    def test_an_attachment_of_10_megabytes_is_kept_exactly(self):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Large"
        message.set_content("See attached.\n")
        attachment = random.Random(1).randbytes(10 * 1024 * 1024)
        message.add_attachment(attachment, maintype="application", subtype="x-test", filename="a.bin")
        octets = message.as_bytes(policy=SMTP)
        self.client.sendmail("a@example.org", ["b@example.org"], octets)
        self.assert_kept(self.server, octets)
        identifier = Inbox(self.server).messages()[0]["ID"]
        _, part = Inbox(self.server).get(f"/api/v1/messages/{identifier}/mime/part/1/download")
        self.assert_same(part, attachment)

    def test_any_login_is_welcome(self):
        for mechanism, method in [
            ("PLAIN", self.client.auth_plain),
            ("LOGIN", self.client.auth_login),
            ("CRAM-MD5", self.client.auth_cram_md5),
        ]:
            with self.subTest(mechanism):
                self.client.ehlo()
                self.client.user, self.client.password = "me", "secret"
                code, _ = self.client.auth(mechanism, method)
                self.assertEqual(code, 235)
        self.client.sendmail("a@example.org", ["b@example.org"], AWKWARD)
        self.assert_kept(self.server, AWKWARD)

    def test_mail_from_nobody_is_kept(self):
        self.client.sendmail("", ["b@example.org"], AWKWARD)
        self.assertEqual(Inbox(self.server).messages()[0]["Raw"]["From"], "")
