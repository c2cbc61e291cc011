"""Mail in the charsets of the world, read inside the image: glibc loads what it knows of them from files of its own."""

import base64
import json
import smtplib
import unittest
import urllib.parse
import urllib.request

from engine import FARGATE, ImageTest

# A subject and a text for each charset, which no other message has.
MAIL = {
    "shift_jis": ("会議の件", "来週の予定を確認してください"),
    "iso-2022-jp": ("お知らせ", "本日は晴天なり"),
    "euc-kr": ("회의 일정", "다음 주에 만납시다"),
    "koi8-r": ("Расписание", "Встреча переносится на пятницу"),
    "gb18030": ("项目进展", "请查收附件"),
    "big5": ("專案進度", "請查收附件"),
    "iso-8859-2": ("Zażółć gęślą", "Wysłano łącznie źdźbło"),
}


def message(charset, subject, text):
    """A message whose subject is an encoded word, and whose text stands there as it is."""
    word = base64.b64encode(subject.encode(charset)).decode("ascii")
    head = f"Subject: =?{charset}?B?{word}?=\r\nContent-Type: text/plain; charset={charset}\r\n"
    return head.encode("ascii") + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + text.encode(charset) + b"\r\n"


class CharsetTest(ImageTest):
    def setUp(self):
        self.container = self.start(options=FARGATE)
        self.container.wait_until_healthy()

    def found(self, query):
        """The raw forms of the messages that contain a text."""
        address = f"http://{self.container.address}:8025/api/v2/search?kind=containing&query="
        with urllib.request.urlopen(address + urllib.parse.quote(query), timeout=30) as response:
            return [one["Raw"]["Data"] for one in json.load(response)["items"]]

    def test_subject_and_text_are_found_by_what_they_say(self):
        with smtplib.SMTP(self.container.address, 1025, timeout=30) as smtp:
            for charset, (subject, text) in MAIL.items():
                smtp.sendmail("a@example.org", ["b@example.org"], message(charset, subject, text))
        for charset, words in MAIL.items():
            for query in words:
                found = self.found(query)
                self.assertEqual(len(found), 1, f"{query} in {charset}")
                self.assertIn(f"charset={charset}\r\n", found[0])


if __name__ == "__main__":
    unittest.main()
