"""Every answer in JSON, read by Python's reader and compared with the bytes that were sent and with what Python's email reads.

The mail is what the fuzzers keep, what is made here at random, and, if HOGLET_MAIL names a folder, every *.eml below it
(Scripts/mail-corpus gathers such a folder).
"""

import email
import email.policy
import glob
import json
import os
import random
import urllib.parse
from email.message import EmailMessage

from hoglet import ROOT
from inbox import Inbox
from server_test import ServerTest

KEPT = ["FuzzMIME", "FuzzView", "FuzzSearch", "FuzzWords", "FuzzAddresses", "FuzzHTML", "FuzzParameters", "FuzzJSON"]
# What is escaped in JSON, what may not stand in HTML, what ends lines in scripts, and text of one to four bytes.
LETTERS = 'aZ09 "\\/<>&\'\b\t\x00\x1f\x7f\x80\xa0é\u2028\u2029\ufeff\ufffd\uffff🦔\U0010ffff'


def strict(content):
    """The value of a JSON text that every reader takes for the same."""

    def members(pairs):
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names):
            raise AssertionError(f"a name is there twice: {names}")
        return dict(pairs)

    def refuse(word):
        raise AssertionError(f"{word} is no JSON")

    value = json.loads(content.decode(), object_pairs_hook=members, parse_constant=refuse)
    json.dumps(value, ensure_ascii=False).encode()  # Half a surrogate pair would not pass.
    return value


def lossy(octets):
    """Text with a replacement character for each byte that belongs to none, as Go writes it and we do."""
    text, rest = [], octets
    while rest:
        try:
            text.append(rest.decode())
            break
        except UnicodeDecodeError as error:
            text.append(rest[: error.start].decode() + "\ufffd")
            rest = rest[error.start + 1 :]
    return "".join(text)


def kept():
    """The inputs of the fuzzers that are mail, or were meant to be something within."""
    for target in KEPT:
        for path in sorted(glob.glob(os.path.join(ROOT, "FuzzTesting", "*", target, "*"))):
            with open(path, "rb") as file:
                octets = file.read()
            yield octets
            if target not in ("FuzzMIME", "FuzzView"):
                line = octets.replace(b"\r", b"").replace(b"\n", b" ")
                yield b"From: " + line + b"\r\nSubject: " + line + b"\r\nX-" + line + b"\r\n\r\n" + octets


def gathered():
    folder = os.environ.get("HOGLET_MAIL")
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.eml"), recursive=True)) if folder else []:
        with open(path, "rb") as file:
            yield file.read()


def made(count):
    """Mail that Python's email has written, with the message that it was written from."""
    rng = random.Random(2026)

    def text(least=1, most=40, letters=LETTERS):
        return "".join(rng.choice(letters) for _ in range(rng.randint(least, most)))

    # In a header Python writes no control characters.
    shown = "".join(letter for letter in LETTERS if letter.isprintable() and letter not in "\ufeff\uffff\U0010ffff")
    for _ in range(count):
        message = EmailMessage(policy=email.policy.SMTP)
        # Short: between the encoded words of a longer name Python reads blanks that RFC 2047 section 6.2 leaves out.
        message["From"] = f"\"{text(most=8, letters='aZ09é🦔')}\" <a@example.org>"
        message["To"] = "b@example.org"
        message["Subject"] = text(letters=shown).strip()
        body = text(0, 400, LETTERS.replace("\x00", "") + "\n")
        message.set_content(body, charset="utf-8", cte=rng.choice(["base64", "quoted-printable"]))
        if rng.random() < 0.5:
            content = bytes(rng.randrange(256) for _ in range(50))
            # Python takes marks around a name for its own.
            name = text(letters="aZ0 é🦔\"<>&").strip('"<> ') or "x"
            message.add_attachment(content, "application", "x", filename=name)
        yield message.as_bytes()


class JSONTest(ServerTest):
    def setUp(self):
        self.server = self.start("-max-bytes", "200MB")
        self.inbox = Inbox(self.server)

    def send(self, messages):
        """Hands over messages byte by byte as they are, by BDAT, and returns their ids."""
        dialogue = self.dialogue(self.server)
        dialogue.say("EHLO client.example")
        identifiers = []
        for octets in messages:
            dialogue.say("MAIL FROM:<a@example.org>")
            dialogue.say("RCPT TO:<b@example.org>")
            dialogue.send(b"BDAT %d LAST\r\n" % len(octets) + octets)
            reply = dialogue.reply()
            self.assertTrue(reply.startswith("250 Ok: queued as "), reply)
            identifiers.append(reply.removeprefix("250 Ok: queued as "))
        return identifiers

    def get(self, path):
        status, content = self.inbox.get(path)
        self.assertEqual(status, 200, path)
        return content

    def everything(self, path, items):
        """All messages that a list has, page by page, by their ids."""
        found, start = {}, 0
        while True:
            mark = "&" if "?" in path else "?"
            page = strict(self.get(f"{path}{mark}start={start}&limit=100"))
            values = items(page)
            for value in values:
                found[value.get("ID") or value["id"]] = value
            start += len(values)
            if not values:
                return found

    def test_both_versions_of_mailhogs_api_say_what_was_sent(self):
        sent = [*kept(), *gathered(), *made(60)]
        identifiers = self.send(sent)
        lists = [
            self.everything("/api/v2/messages", lambda page: page["items"]),
            self.everything("/api/v2/search?kind=to&query=b@example.org", lambda page: page["items"]),
        ]
        for octets, identifier in zip(sent, identifiers):
            alone = strict(self.get("/api/v1/messages/" + urllib.parse.quote(identifier)))
            for message in [alone, *(found[identifier] for found in lists)]:
                self.assertEqual(message["Raw"]["Data"], lossy(octets))
                self.assertEqual(message["Content"]["Size"], len(octets))
                self.assertEqual(message["Raw"]["From"], "a@example.org")
                head, blank, body = octets.partition(b"\r\n\r\n")
                self.assertEqual(message["Content"]["Body"], lossy(body if blank else octets))
            self.assertEqual(alone, lists[0][identifier])
        first = strict(self.get("/api/v1/messages"))
        self.assertEqual({message["ID"] for message in first} - set(identifiers), set())

    def test_what_is_decoded_is_what_python_reads(self):
        sent = list(made(120))
        for octets, identifier in zip(sent, self.send(sent)):
            path = "/api/v3/messages/" + urllib.parse.quote(identifier)
            message = strict(self.get(path))
            expected = email.message_from_bytes(octets, policy=email.policy.default)
            self.assertEqual(message["subject"], expected["subject"])
            sender = expected["from"].addresses[0]
            self.assertEqual(message["from"], [{"name": sender.display_name, "address": sender.addr_spec}])
            body = expected.get_body(("plain",)).get_content().replace("\r\n", "\n")
            # A byte order mark is no text.
            body = body.removeprefix("\ufeff")
            self.assertEqual(message["text"].replace("\r\n", "\n"), body)
            names = [part.get_filename() for part in expected.iter_attachments()]
            self.assertEqual([part["name"] for part in message["attachments"]], names)
            self.assertEqual(self.get(path + "/raw"), octets)

    def test_whatever_was_sent_is_decoded_into_json_that_every_reader_takes(self):
        sent = [*kept(), *gathered()]
        identifiers = self.send(sent)
        found = self.everything("/api/v3/messages", lambda page: page["messages"])
        for octets, identifier in zip(sent, identifiers):
            path = "/api/v3/messages/" + urllib.parse.quote(identifier)
            message = strict(self.get(path))
            self.assertEqual((message["id"], message["size"]), (identifier, len(octets)))
            # A list shows the beginning.
            self.assertTrue((message["subject"] or "").startswith(found[identifier]["subject"] or ""))
            self.assertEqual(self.get(path + "/raw"), octets)
            for name in ["text", "html"]:
                if message[name] is not None:
                    self.assertEqual(self.get(f"{path}/{name}").decode(), message[name])

    def test_errors_are_json_that_every_reader_takes(self):
        for path in ["/%22%00%ff%0a", "?query=%22%ff", "?query=before:%ff%00%22", "?query=has:%5c%22%3cscript%3e"]:
            _, content = self.inbox.get("/api/v3/messages" + path)
            self.assertIn("error", strict(content))
