"""One container that keeps mail in memory, as small as Fargate has them."""

import smtplib
import unittest

from engine import FARGATE, ImageTest, docker
from stopping import send_while_stopping

MEBIBYTE = 1 << 20


class MemoryTest(ImageTest):
    def setUp(self):
        self.container = self.start(options=FARGATE)
        self.container.wait_until_healthy()

    def test_more_mail_than_fits_is_taken_and_the_oldest_goes(self):
        body = ("X" * 76 + "\r\n") * (10 * MEBIBYTE // 78)
        count = 2048 * MEBIBYTE // len(body) + 1
        with smtplib.SMTP(self.container.address, 1025, timeout=60) as smtp:
            for number in range(count):
                smtp.sendmail("a@example.org", ["b@example.org"], f"Subject: number {number}\r\n\r\n{body}")
        state = self.container.inspect()["State"]
        self.assertTrue(state["Running"])
        self.assertFalse(state["OOMKilled"])
        listed = self.container.run("wget", "-qO-", "http://localhost:8025/api/v2/messages?limit=1", timeout=120)
        self.assertIn(f"number {count - 1}", listed)

    def test_a_message_that_is_under_way_is_finished_before_it_stops(self):
        send_while_stopping(self, self.container, "last")

    def test_it_stops_at_once_when_nothing_is_under_way(self):
        docker("stop", "--time", "30", self.container.name)
        self.assertEqual(self.container.exit_status, 0)


if __name__ == "__main__":
    unittest.main()
