"""What the image is: its size, its user, its programs, and the ways in which MailHog's was started."""

import gzip
import json
import subprocess
import unittest

from engine import DOCKER, FARGATE, IMAGE, ImageTest, docker, eventually, status_of

MEBIBYTE = 1 << 20


class ContentTest(unittest.TestCase):
    def setUp(self):
        self.image = json.loads(docker("image", "inspect", IMAGE))[0]
        self.configuration = self.image["Config"]

    def test_it_is_small(self):
        self.assertLessEqual(self.image["Size"], 90 * MEBIBYTE)

    def test_it_is_small_to_send(self):
        with subprocess.Popen([*DOCKER, "save", IMAGE], stdout=subprocess.PIPE) as saved:
            archive = gzip.compress(saved.stdout.read())
        self.assertEqual(saved.returncode, 0)
        self.assertLessEqual(len(archive), 35 * MEBIBYTE)

    def test_it_says_what_it_is(self):
        labels = self.configuration["Labels"]
        for name in ["title", "description", "licenses", "version", "revision"]:
            self.assertTrue(labels[f"org.opencontainers.image.{name}"], name)

    def test_it_is_started_as_mailhogs_was(self):
        self.assertEqual(self.configuration["Entrypoint"], ["MailHog"])
        self.assertEqual(sorted(self.configuration["ExposedPorts"]), ["1025/tcp", "8025/tcp"])
        self.assertEqual(self.configuration["StopSignal"], "SIGTERM")
        self.assertEqual(self.configuration["WorkingDir"], "/home/mailhog")

    def test_its_user_is_mailhog_by_number(self):
        self.assertEqual(self.configuration["User"], "1000:1000")
        names = docker("run", "--rm", "--entrypoint", "id", IMAGE)
        self.assertEqual(names, "uid=1000(mailhog) gid=1000(mailhog) groups=1000(mailhog)\n")

    def test_its_check_asks_whether_the_process_lives(self):
        self.assertEqual(self.configuration["Healthcheck"]["Test"], ["CMD", "hoglet", "health"])


class ProgramTest(ImageTest):
    def test_every_name_of_the_program_is_there(self):
        for name in ["hoglet", "MailHog"]:
            status, text = status_of("run", "--rm", "--entrypoint", name, IMAGE, "-version")
            self.assertEqual(status, 0, text)
            self.assertIn("MailHog version: ", text)
        for name in ["mhsendmail", "sendmail", "/usr/sbin/sendmail"]:
            status, text = status_of("run", "--rm", "--entrypoint", name, IMAGE, "--help")
            self.assertIn("smtp-addr", text, name)

    def test_the_name_may_be_repeated(self):
        """People wrote CMD ["MailHog"] under an ENTRYPOINT of the same."""
        self.start("MailHog", options=FARGATE).wait_until_healthy()

    def test_flags_may_follow(self):
        container = self.start("-api-bind-addr", ":80", "-ui-bind-addr", ":80")
        container.wait_until_healthy()
        self.assertIn('"total":0', container.run("wget", "-qO-", "http://localhost/api/v2/messages"))

    def test_a_wrong_flag_ends_it(self):
        self.assertEqual(status_of("run", "--rm", IMAGE, "-no-such-flag")[0], 2)

    def test_any_user_will_do(self):
        container = self.start(options=[*FARGATE, "--user", "12345:54321"])
        container.wait_until_healthy()

    def test_maildir_needs_no_more_than_a_folder(self):
        mount = ["--tmpfs", "/mail:uid=1000,gid=1000,mode=0700"]
        variables = ["--env", "MH_STORAGE=maildir", "--env", "MH_MAILDIR_PATH=/mail"]
        container = self.start(options=[*FARGATE, *mount, *variables])
        container.wait_until_healthy()
        container.run("sendmail", "you@example.org", stdin="Subject: kept\n\ntext\n")
        self.assertIn("Subject: kept", container.run("sh", "-c", "cat /mail/*"))


class HealthCheckTest(ImageTest):
    """The checks that people wrote for MailHog's image, run inside ours."""

    def test_checks_pass_once_it_serves(self):
        container = self.start(options=FARGATE)
        container.wait_until_healthy()
        for check in [
            ["nc", "-z", "localhost", "8025"],
            ["nc", "-z", "localhost", "1025"],
            ["wget", "--spider", "http://localhost:8025"],
            ["wget", "--quiet", "--tries=1", "--spider", "http://localhost:8025"],
            ["sh", "-c", "wget -q --spider http://127.0.0.1:8025/ || exit 1"],
            ["sh", "-c", "echo QUIT | nc -w 2 localhost 1025 | grep -q '^220'"],
            ["hoglet", "health"],
            ["hoglet", "health", "--ready"],
        ]:
            status, text = container.status_of(*check)
            self.assertEqual(status, 0, f"{check}: {text}")

    def test_checks_fail_while_nothing_serves(self):
        container = self.start("infinity", options=["--entrypoint", "sleep"])
        for check in [["nc", "-z", "localhost", "8025"], ["hoglet", "health"]]:
            self.assertNotEqual(container.status_of(*check)[0], 0, check)

    def test_a_process_that_hangs_becomes_unhealthy(self):
        fast = ["--health-interval", "1s", "--health-timeout", "1s", "--health-retries", "2"]
        container = self.start(options=fast)
        container.wait_until_healthy()
        docker("pause", container.name)
        self.addCleanup(docker, "unpause", container.name, check=False)

        def unhealthy():
            "the container is unhealthy"
            return container.inspect()["State"]["Health"]["Status"] == "unhealthy"

        eventually(unhealthy, 60)


if __name__ == "__main__":
    unittest.main()
