"""The sub-command that hashes passwords."""

import subprocess
import unittest

from hoglet import BINARY, run_to_end


def hashed(octets, *arguments):
    """How the command ends that is given a password on standard input."""
    return subprocess.run([BINARY, "bcrypt", *arguments], input=octets, capture_output=True, timeout=60)


class BcryptTest(unittest.TestCase):
    def test_a_password_as_argument_is_hashed_as_mailhog_does(self):
        ended = run_to_end("bcrypt", "test")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        self.assertRegex(ended.stdout, r"^\$2a\$04\$[./A-Za-z0-9]{53}\n$")
        self.assertNotEqual(run_to_end("bcrypt", "test").stdout, ended.stdout)

    def test_a_password_may_come_on_standard_input(self):
        for octets in [b"pass word\n", b"pass word\r\n", b"pass word"]:
            with self.subTest(octets):
                ended = hashed(octets)
                self.assertEqual((ended.returncode, ended.stderr), (0, b""))
                self.assertRegex(ended.stdout, rb"^\$2a\$04\$[./A-Za-z0-9]{53}\n$")

    def test_the_cost_can_be_higher(self):
        self.assertTrue(run_to_end("bcrypt", "-cost", "6", "test").stdout.startswith("$2a$06$"))
        self.assertTrue(run_to_end("bcrypt", "--cost=5", "--", "-test").stdout.startswith("$2a$05$"))

    def test_what_cannot_be_hashed_whole_is_refused(self):
        self.assertEqual(hashed(b"x" * 72).returncode, 0)
        for octets in [b"x" * 73, b"x" * 100_000, b"a\0b"]:
            with self.subTest(octets[:80]):
                ended = hashed(octets)
                self.assertEqual((ended.returncode, ended.stdout), (1, b""))
                self.assertEqual(len(ended.stderr.splitlines()), 1)

    def test_no_password_is_an_empty_one(self):
        for octets in [b"", b"\n"]:
            self.assertTrue(hashed(octets).stdout.startswith(b"$2a$"))

    def test_what_follows_the_password_does_not_count(self):
        self.assertTrue(run_to_end("bcrypt", "a", "b").stdout.startswith("$2a$"))

    def test_a_wrong_call_shows_usage(self):
        for arguments in [("-cost", "3", "x"), ("-cost", "32", "x"), ("-cost", "high"), ("-x",)]:
            with self.subTest(arguments):
                ended = run_to_end("bcrypt", *arguments)
                self.assertEqual((ended.returncode, ended.stdout), (2, ""))
                self.assertIn("Usage: hoglet bcrypt", ended.stderr)
        self.assertEqual(run_to_end("bcrypt", "-h").returncode, 0)

    def test_the_name_is_known_in_front_alone(self):
        ended = run_to_end("-no-such-flag", "bcrypt", "test")
        self.assertEqual(ended.returncode, 2)
