"""The program as others call it to send mail: by the names of sendmail and mhsendmail, and as a command."""

import os
import subprocess
import tempfile

from hoglet import BINARY, clean_environment, free_port
from inbox import Inbox
from messages import AWKWARD, numbered
from programs import program, run
from server_test import ServerTest


class Case(ServerTest):
    """A server, and links to the program that lead callers to it."""

    def setUp(self):
        self.server = self.start()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name in ["sendmail", "mhsendmail", "MailHog"]:
            os.symlink(BINARY, self.named(name))

    def named(self, name):
        """The program under another name."""
        return os.path.join(self.folder, name)

    def environment(self, **variables):
        return clean_environment({"MH_SENDMAIL_SMTP_ADDR": f"localhost:{self.server.smtp_port}"} | variables)

    def send(self, mail, *command, status=0, output=b"", **variables):
        """Calls a program with a mail on its standard input, and returns what it says on standard error."""
        ended = subprocess.run(
            command, input=mail, env=self.environment(**variables), capture_output=True, timeout=60
        )
        said = ended.stderr.decode()
        self.assertEqual((ended.returncode, ended.stdout), (status, output), said)
        return said


class SendmailTest(Case):
    def envelopes(self):
        """The sender and the recipients of each message, oldest first."""
        return [(m["Raw"]["From"], m["Raw"]["To"]) for m in Inbox(self.server).messages()]

    def test_every_name_and_the_command_send(self):
        named = [[self.named("sendmail")], [self.named("mhsendmail")], [self.named("MailHog"), "sendmail"]]
        for command in [*named, [BINARY, "sendmail"]]:
            with self.subTest(command):
                self.assertEqual(self.send(AWKWARD, *command, "-f", "me@example.org", "you@example.org"), "")
        self.assert_kept(self.server, *[AWKWARD] * 4)
        self.assertEqual(self.envelopes(), [("me@example.org", ["you@example.org"])] * 4)

    def test_lines_as_programs_write_them_become_those_of_mail(self):
        lines = AWKWARD.replace(b"\r\n", b"\n")
        for text in [lines, lines.removesuffix(b"\n"), b"X: 1\n\nmixed\r\nends\n", b"X: 1\n\n.\n..\n.a"]:
            self.send(text, self.named("sendmail"), "-i", "b@example.org")
        first = AWKWARD
        # The empty line at the end of the mail is the one that was taken away.
        second = AWKWARD.removesuffix(b"\r\n")
        self.assert_kept(
            self.server, first, second, b"X: 1\r\n\r\nmixed\r\nends\r\n", b"X: 1\r\n\r\n.\r\n..\r\n.a\r\n"
        )

    def test_the_header_names_recipients(self):
        mail = (
            b'From: me@example.org\nTo: "Doe, Ann" <ann@example.org>,\n\tbob@example.org (Bob)\n'
            b"Cc: Team: cy@example.org;\nBcc: di@example.org\nSubject: x\n\ny\n"
        )
        for command in [["sendmail", "-t", "-i"], ["sendmail", "-ti", "ann@example.org"], ["mhsendmail"]]:
            self.send(mail, self.named(command[0]), *command[1:], MH_SENDMAIL_FROM="env@example.org")
        names = ["ann@example.org", "bob@example.org", "cy@example.org", "di@example.org"]
        self.assertEqual(
            self.envelopes(),
            [("env@example.org", names), ("env@example.org", names), ("env@example.org", names[:2])],
        )
        hidden = [b"Bcc" in m["Raw"]["Data"].encode() for m in Inbox(self.server).messages()]
        self.assertEqual(hidden, [False, False, True])

    def test_cron_sends(self):
        mail = (
            b"From: root (Cron Daemon)\nTo: root\nSubject: Cron <root@host> date\n"
            b"Content-Type: text/plain; charset=UTF-8\nX-Cron-Env: <SHELL=/bin/sh>\n\nThu Nov 26 21:17:00 UTC 2026\n"
        )
        for options in [["-FCronDaemon", "-i", "-B8BITMIME", "-oem"], ["-FCronDaemon", "-odi", "-oem", "-oi"]]:
            self.send(mail, self.named("sendmail"), *options, "root")
        self.assertEqual([recipients for _, recipients in self.envelopes()], [["root"]] * 2)
        self.assertEqual(Inbox(self.server).subjects(), ["Cron <root@host> date"] * 2)

    def test_php_sends(self):
        script = (
            'exit(mail("Ann <ann@example.org>", "Grüße", "one\\n.\\ntwo", '
            '["From" => "me@example.org", "Bcc" => "di@example.org"], "-fbounce@example.org") ? 0 : 1);'
        )
        for path in [
            f"{self.named('sendmail')} -t -i",
            f"{BINARY} sendmail -t --smtp-addr 127.0.0.1:{self.server.smtp_port}",
        ]:
            with self.subTest(path):
                options = ["-n", "-d", f"sendmail_path={path}"]
                self.send(None, program("php"), *options, "-r", script)
        recipients = ["ann@example.org", "di@example.org"]
        self.assertEqual(self.envelopes(), [("bounce@example.org", recipients)] * 2)
        body = [m["Raw"]["Data"].partition("\r\n\r\n")[2] for m in Inbox(self.server).messages()]
        self.assertEqual(body, ["one\r\n.\r\ntwo"] * 2)

    def test_a_large_mail_is_sent(self):
        mail = numbered(1, 20_000_000)
        self.send(mail, self.named("sendmail"), "a@example.org")
        self.assert_kept(self.server, mail)

    def test_many_recipients_are_sent_to(self):
        recipients = [f"r{i}@example.org" for i in range(1_000)]
        mail = b"To: " + ",\n ".join(recipients).encode() + b"\n\nx\n"
        self.send(mail, self.named("sendmail"), "-t")
        self.assertEqual([r for _, r in self.envelopes()], [recipients])

    def test_a_sender_is_made_of_the_user_and_the_host(self):
        self.send(b"X: y\n\nz\n", self.named("mhsendmail"), "a@example.org")
        [(sender, _)] = self.envelopes()
        self.assertEqual(sender, f"{run('id', '-un').decode().strip()}@{os.uname().nodename}")

    def test_a_mail_that_is_none_is_refused(self):
        for text in [b"", b"no header here", b"no header here\n\nX: y\n"]:
            said = self.send(text, BINARY, "sendmail", "x@example.org", status=11)
            self.assertEqual(said, "error parsing message body\n")
        self.assertEqual(Inbox(self.server).total(), 0)

    def test_a_server_that_refuses_is_a_failure(self):
        self.server = self.start("-max-message-size", "1KB")
        said = self.send(numbered(1, 2_000), self.named("sendmail"), "a@example.org", status=1)
        self.assertEqual(said, "error sending mail\nthe sender: the server takes 1024 bytes at most\n")
        self.assertEqual(Inbox(self.server).total(), 0)

    def test_no_server_is_a_failure(self):
        address = f"127.0.0.1:{free_port()}"
        said = self.send(AWKWARD, BINARY, "sendmail", "--smtp-addr", address, "a@example.org", status=1)
        self.assertEqual(said, f"error sending mail\n{address}: connect: Connection refused\n")

    def test_options_that_nobody_knows_are_refused(self):
        for name in ["sendmail", "mhsendmail"]:
            output = b"unknown flag: --nope\n"
            said = self.send(AWKWARD, self.named(name), "--nope", status=2, output=output)
            self.assertIn("Usage:", said)
        said = self.send(b"", self.named("sendmail"), "--help", status=2, output=b"pflag: help requested\n")
        self.assertIn("MH_SENDMAIL_SMTP_ADDR", said)

    def test_an_empty_queue_is_run(self):
        self.send(None, self.named("sendmail"), "-q")

    def test_the_other_names_are_only_names(self):
        ended = subprocess.run([self.named("MailHog"), "-version"], capture_output=True, timeout=60)
        self.assertRegex(ended.stdout, rb"^MailHog version: ")


class DialogueOnStandardInputTest(Case):
    """`sendmail -bs`, as mail programs with a local server of their own call it."""

    def say(self, text):
        ended = subprocess.run(
            [self.named("sendmail"), "-bs"],
            input=text,
            env=self.environment(),
            capture_output=True,
            timeout=60,
        )
        self.assertEqual((ended.returncode, ended.stderr), (0, b""))
        return ended.stdout.decode()

    def test_a_dialogue_is_held(self):
        message = AWKWARD.replace(b"\n.", b"\n..")
        start = b"EHLO me\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"
        answer = self.say(start + message + b".\r\nQUIT\r\n")
        self.assertTrue(answer.startswith("220 mailhog.example ESMTP MailHog\r\n"))
        self.assertTrue(answer.endswith("221 Bye\r\n"))
        self.assert_kept(self.server, AWKWARD)

    def test_more_is_said_than_any_buffer_holds(self):
        count = 50_000
        answer = self.say(b"NOOP\r\n" * count + b"QUIT\r\n")
        self.assertEqual(answer.count("250 Ok\r\n"), count)

    def test_who_stops_talking_hears_the_end(self):
        self.assertEqual(self.say(b"NOOP\r\n"), "220 mailhog.example ESMTP MailHog\r\n250 Ok\r\n")
