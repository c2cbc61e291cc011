"""`docker stop` in the midst of a message."""

import smtplib
import subprocess

from engine import DOCKER

# What ECS gives a container unless it is told otherwise.
GRACE = 30


def send_while_stopping(test, container, subject):
    """Sends half a message, has the container stopped, and sends the rest: it must be taken."""
    sender, bystander = (smtplib.SMTP(container.address, 1025, timeout=GRACE) for _ in range(2))
    test.addCleanup(sender.close)
    test.addCleanup(bystander.close)
    sender.ehlo("client.example")
    sender.mail("a@example.org")
    sender.rcpt("b@example.org")
    test.assertEqual(sender.docmd("DATA")[0], 354)
    sender.send(f"Subject: {subject}\r\n\r\nhalf of it\r\n")
    stop = subprocess.Popen([*DOCKER, "stop", "--time", str(GRACE), container.name], stdout=subprocess.DEVNULL)
    # Who does nothing is sent away, which tells that the signal has come.
    test.assertEqual(bystander.getreply()[0], 421)
    sender.send("the other half\r\n.\r\n")
    test.assertEqual(sender.getreply()[0], 250)
    test.assertEqual(stop.wait(2 * GRACE), 0)
    test.assertEqual(container.exit_status, 0)
