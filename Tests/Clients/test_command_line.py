"""How the program is called, and how it refuses."""

import os
import shutil
import socket
import tempfile
import unittest

from hoglet import BINARY, free_port, run_to_end
from server_test import ServerTest


def loopback():
    """Flags that keep a server which should not start from disturbing anyone if it does."""
    http = f"127.0.0.1:{free_port()}"
    return ["-smtp-bind-addr", f"127.0.0.1:{free_port()}", "-api-bind-addr", http, "-ui-bind-addr", http]


class UsageTest(unittest.TestCase):
    def test_help_is_printed_on_request(self):
        for flag in ["-h", "-help", "--help"]:
            with self.subTest(flag):
                ended = run_to_end(flag)
                self.assertEqual(ended.returncode, 0)
                self.assertIn("-smtp-bind-addr", ended.stdout + ended.stderr)
                self.assertIn("MH_SMTP_BIND_ADDR", ended.stdout + ended.stderr)

    def test_an_unknown_flag_shows_usage_on_standard_error(self):
        ended = run_to_end("-no-such-flag")
        self.assertEqual((ended.returncode, ended.stdout), (2, ""))
        self.assertIn("no-such-flag", ended.stderr.splitlines()[0])
        self.assertIn("-smtp-bind-addr", ended.stderr)

    def test_a_value_that_cannot_be_read_is_named(self):
        for arguments, environment, source in [
            (["-max-messages", "many"], None, "-max-messages"),
            (["-idle-timeout=soon"], None, "-idle-timeout"),
            (["-max-bytes"], None, "-max-bytes"),
            ([], {"MH_MAX_MESSAGE_SIZE": "huge"}, "MH_MAX_MESSAGE_SIZE"),
        ]:
            with self.subTest(source):
                ended = run_to_end(*loopback(), *arguments, environment=environment)
                self.assertEqual((ended.returncode, ended.stdout), (2, ""))
                self.assertIn(source, ended.stderr.splitlines()[0])

    def test_the_version_is_printed(self):
        for flag in ["-version", "--version"]:
            with self.subTest(flag):
                ended = run_to_end(flag)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))
                self.assertRegex(ended.stdout, r"^MailHog version: \S.*\n$")

    def test_an_unknown_storage_is_refused_in_words_of_mailhog(self):
        ended = run_to_end(*loopback(), "-storage", "nonsense")
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertRegex(ended.stderr, r"^(\S+ \S+ )?Invalid storage type nonsense\n$")


class RefusedAddressTest(unittest.TestCase):
    def test_a_port_in_use_ends_the_start(self):
        for flag in ["-smtp-bind-addr", "-api-bind-addr", "-ui-bind-addr"]:
            with self.subTest(flag), socket.create_server(("127.0.0.1", free_port())) as taken:
                address = f"127.0.0.1:{taken.getsockname()[1]}"
                self.assert_refused(address, *loopback(), flag, address)

    def test_a_bad_address_ends_the_start(self):
        bad = ["nonsense", "127.0.0.1:70000", "[::1:1025", "::1:1025", "no-such-host.invalid:1025"]
        for address in bad:
            with self.subTest(address):
                self.assert_refused(address, *loopback(), "-smtp-bind-addr", address)

    def test_a_privileged_port_needs_privileges(self):
        with open("/proc/sys/net/ipv4/ip_unprivileged_port_start") as first:
            if int(first.read()) <= 25:
                self.skipTest("on this machine everyone may listen on port 25")
        user = 65_534 if os.geteuid() == 0 else None
        with tempfile.TemporaryDirectory() as folder:
            # The folder of the build may be closed to that user.
            os.chmod(folder, 0o755)
            binary = shutil.copy(BINARY, folder)
            self.assert_refused(
                "127.0.0.1:25", *loopback(), "-smtp-bind-addr", "127.0.0.1:25", user=user, binary=binary
            )

    def assert_refused(self, address, *arguments, **options):
        """Checks for exit status 1 and one line that names the address."""
        ended = run_to_end(*arguments, **options)
        self.assertEqual((ended.returncode, ended.stdout), (1, ""), ended.stderr)
        self.assertEqual(len(ended.stderr.splitlines()), 1, ended.stderr)
        self.assertIn(address, ended.stderr)


class AddressTest(ServerTest):
    def test_addresses_are_written_in_many_ways(self):
        for host in ["", "0.0.0.0", "127.0.0.1", "localhost", "[::1]"]:
            with self.subTest(host):
                if host == "[::1]" and not self.has_ipv6():
                    self.skipTest("this machine has no IPv6")
                server = self.start(host=host)
                self.assertEqual(self.dialogue(server).greeting, "220 mailhog.example ESMTP MailHog")

    def test_an_empty_host_means_ipv6_as_well(self):
        if not self.has_ipv6():
            self.skipTest("this machine has no IPv6")
        server = self.start(host="")
        for peer in ["127.0.0.1", "::1"]:
            with socket.create_connection((peer, server.smtp_port), timeout=60) as connection:
                self.assertEqual(connection.recv(4), b"220 ")

    @staticmethod
    def has_ipv6():
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError:
            return False
        return True


class SettingsTest(ServerTest):
    def test_a_flag_outranks_its_variable(self):
        server = self.start("-hostname", "flag.example", environment={"MH_HOSTNAME": "environment.example"})
        self.assertEqual(self.dialogue(server).greeting, "220 flag.example ESMTP MailHog")

    def test_a_variable_outranks_the_default(self):
        server = self.start(environment={"MH_HOSTNAME": "environment.example"}, bind=False)
        self.assertEqual(self.dialogue(server).greeting, "220 environment.example ESMTP MailHog")

    def test_an_empty_variable_counts(self):
        server = self.start(environment={"MH_HOSTNAME": ""})
        self.assertEqual(self.dialogue(server).greeting, "220  ESMTP MailHog")

    def test_flags_are_written_in_many_ways(self):
        for flags in [["-hostname", "x.example"], ["--hostname", "x.example"], ["-hostname=x.example"]]:
            with self.subTest(flags):
                self.assertEqual(
                    self.dialogue(self.start(*flags)).greeting, "220 x.example ESMTP MailHog"
                )

    def test_the_name_of_the_program_as_an_argument_ends_the_flags(self):
        # Many an image has the program as its entry point and its name as the command.
        server = self.start("MailHog", "-hostname", "ignored.example", bind=False)
        self.assertEqual(self.dialogue(server).greeting, "220 mailhog.example ESMTP MailHog")
