"""The maildir storage with a real disk: restarts, crashes, and files that others touch."""

import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from dialogue import Dialogue
from hoglet import run_to_end
from inbox import Inbox
from messages import AWKWARD, numbered
from server_test import ServerTest


def as_mailhog(text, helo="h", sender="a@example.org", recipients=("b@example.org",)):
    """A file as MailHog writes it."""
    lines = [f"HELO:<{helo}>", f"FROM:<{sender}>", *(f"TO:<{name}>" for name in recipients), "", ""]
    return "\r\n".join(lines).encode() + text


class MaildirTest(ServerTest):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hoglet-maildir-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def serve(self, *flags, **options):
        return self.start("-storage", "maildir", "-maildir-path", self.folder, *flags, **options)

    def end(self, server):
        """Ends a server whose folder another goes on with."""
        server.signal()
        self.assertEqual(server.wait(60), 0)

    def write(self, name, octets):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(octets)

    def files(self):
        return sorted(os.listdir(self.folder))

    def deliver(self, server, *numbers, size=0):
        with Dialogue(server) as dialogue:
            return [dialogue.deliver(numbered(number, size)) for number in numbers]


class Keeping(MaildirTest):
    def test_mail_outlives_the_server_in_its_order(self):
        server = self.serve()
        with Dialogue(server) as dialogue:
            identifier = dialogue.deliver(AWKWARD)
        self.deliver(server, *range(20))
        before = Inbox(server).messages()
        self.end(server)
        again = self.serve()
        self.assertEqual(Inbox(again).messages(), before)
        self.assert_same(Inbox(again).download(identifier), AWKWARD)
        self.assertEqual(self.files(), sorted(message["ID"] for message in before))

    def test_a_folder_of_mailhogs_is_shown_and_added_to(self):
        self.write("x@mailhog.example", as_mailhog(b"Subject: old\r\n\r\nbody"))
        server = self.serve()
        self.deliver(server, 7)
        self.assertEqual(Inbox(server).subjects(), ["old", "7"])
        self.assertEqual(Inbox(server).messages()[0]["Raw"]["Helo"], "h")

    def test_deleting_all_keeps_the_folder_and_what_is_no_message(self):
        self.write("notes.txt", b"mine")
        os.mkdir(os.path.join(self.folder, "below"))
        server = self.serve()
        self.deliver(server, 1, 2)
        serial = os.stat(self.folder).st_ino
        self.assertEqual(Inbox(server).get("/api/v1/messages", method="DELETE")[0], 200)
        self.assertEqual(Inbox(server).total(), 0)
        self.assertEqual(self.files(), ["below", "notes.txt"])
        self.assertEqual(os.stat(self.folder).st_ino, serial)

    def test_no_path_is_made_of_what_is_asked_for(self):
        secret = tempfile.NamedTemporaryFile(dir=os.path.dirname(self.folder), prefix="hoglet-secret-")
        self.addCleanup(secret.close)
        secret.write(as_mailhog(b"Subject: secret\r\n\r\n"))
        secret.flush()
        server = self.serve()
        outside = "..%2F" + os.path.basename(secret.name)
        for name in [outside, "%2Fetc%2Fpasswd", "..", ".%00", "a" * 300]:
            status, content = Inbox(server).get(f"/api/v1/messages/{name}")
            self.assertNotIn(b"secret", content)
            self.assertIn(status, (200, 301, 404))
            Inbox(server).get(f"/api/v1/messages/{name}", method="DELETE")
        self.assertTrue(os.path.exists(secret.name))

    def test_changes_by_others_are_shown(self):
        server = self.serve()
        identifiers = self.deliver(server, *range(6))
        for number in range(10, 16):
            self.write(f"foreign-{number}", as_mailhog(b"Subject: %d\r\n\r\n" % number))
        for identifier in identifiers[::2]:
            os.remove(os.path.join(self.folder, identifier))
        self.assertEqual(
            sorted(Inbox(server).subjects(), key=int), ["1", "3", "5", "10", "11", "12", "13", "14", "15"]
        )

    def test_two_at_once_and_a_person_do_not_confuse_it(self):
        """One sends and deletes by HTTP, one writes and removes files: in the end all see the same."""
        server = self.serve("-max-messages", "200")
        stop = threading.Event()

        def meddle():
            numbers = random.Random(1)
            while not stop.is_set():
                name = f"f{numbers.randrange(30)}"
                self.write(name, as_mailhog(b"Subject: %d\r\n\r\n" % numbers.randrange(100)))
                try:
                    os.remove(os.path.join(self.folder, f"f{numbers.randrange(30)}"))
                except FileNotFoundError:
                    pass

        thread = threading.Thread(target=meddle)
        thread.start()
        try:
            for round_ in range(15):
                identifier = self.deliver(server, *range(5))[0]
                page = Inbox(server).page("?limit=50")
                self.assertEqual(page["count"], len(page["items"]))
                Inbox(server).get(f"/api/v1/messages/{identifier}", method="DELETE")
        finally:
            stop.set()
            thread.join()
        shown = {message["ID"] for message in Inbox(server).page("?limit=250")["items"]}
        self.assertEqual(shown, set(self.files()))

    def test_limits_hold_on_disk(self):
        server = self.serve("-max-messages", "3")
        self.deliver(server, *range(8))
        self.assertEqual(Inbox(server).subjects(), ["5", "6", "7"])
        self.assertEqual(len(self.files()), 3)

    def test_it_says_mailhogs_lines(self):
        server = self.serve()
        # It serves before it says so; this is its last line.
        end = time.monotonic() + 10
        while "Creating API v2" not in "".join(server.log_lines()) and time.monotonic() < end:
            time.sleep(0.05)
        lines = [line.split(" ", 2)[-1] for line in server.log_lines()]
        self.assertTrue(any(line.endswith("Using maildir message storage") for line in lines), lines)
        self.assertTrue(any(line.endswith(f"Maildir path is {self.folder}") for line in lines), lines)

    def test_a_folder_that_cannot_be_made_ends_the_program(self):
        self.write("file", b"")
        ended = run_to_end("-storage", "maildir", "-maildir-path", self.folder + "/file/below")
        self.assertEqual(ended.returncode, 1)
        self.assertIn("Error opening the maildir: mkdir", ended.stderr)


class Crashing(MaildirTest):
    def test_whatever_was_acknowledged_is_there_after_kill_9(self):
        acknowledged, lock = {}, threading.Lock()

        def send(server, seed):
            numbers = random.Random(seed)
            try:
                with Dialogue(server) as dialogue:
                    while True:
                        message = numbered(numbers.randrange(10**6), numbers.choice([10, 3_000, 200_000]))
                        identifier = dialogue.deliver(message)
                        with lock:
                            acknowledged[identifier] = message
            except (AssertionError, OSError, TypeError):
                pass  # The server is gone.

        for round_ in range(3):
            server = self.serve()
            server.expected_status = -signal.SIGKILL
            threads = [threading.Thread(target=send, args=(server, round_ * 10 + n)) for n in range(6)]
            for thread in threads:
                thread.start()
            before = len(acknowledged)
            self.eventually(lambda: len(acknowledged) > before, True)
            time.sleep(0.4)
            server.signal(signal.SIGKILL)
            server.wait(60)
            for thread in threads:
                thread.join()
            again = self.serve()
            self.assertGreater(len(acknowledged), 0)
            self.assertEqual([name for name in self.files() if name.startswith(".")], [])
            self.assertGreaterEqual(Inbox(again).total(), len(acknowledged))
            for identifier, message in random.Random(0).sample(
                sorted(acknowledged.items()), min(60, len(acknowledged))
            ):
                self.assert_same(Inbox(again).download(identifier), message)
            # What was not acknowledged may be there, but whole: each ends as it was sent.
            for name in self.files():
                with open(os.path.join(self.folder, name), "rb") as file:
                    self.assertTrue(file.read().endswith(b"cdef"), name)
            self.end(again)

    def test_a_file_that_grows_too_large_for_the_system_is_refused(self):
        server = self.serve(before=["prlimit", "--fsize=100000"])
        self.deliver(server, 1)
        with Dialogue(server) as dialogue:
            dialogue.begin()
            dialogue.send(numbered(2, 300_000) + b".\r\n")
            self.assertEqual(dialogue.reply(), "452 Unable to store message")
            dialogue.deliver(numbered(3))
        self.assertEqual(Inbox(server).subjects(), ["1", "3"])
        self.assertEqual(len(self.files()), 2)


class FullDisk(MaildirTest):
    def setUp(self):
        super().setUp()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", self.folder], capture_output=True, text=True
        )
        if mounted.returncode != 0:
            self.skipTest(f"no small disk to be had: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", "-l", self.folder], check=True)

    def test_a_full_disk_refuses_and_loses_nothing(self):
        server = self.serve()
        sent, refused = [], 0
        for number in range(60):
            with Dialogue(server) as dialogue:
                dialogue.begin()
                dialogue.send(numbered(number, 100_000) + b".\r\n")
                reply = dialogue.reply()
                if reply.startswith("250 "):
                    sent.append(str(number))
                else:
                    self.assertEqual(reply, "452 Unable to store message")
                    refused += 1
        self.assertGreater(len(sent), 10)
        self.assertGreater(refused, 10)
        self.assertEqual(Inbox(server).subjects(), sent)
        self.assertEqual([name for name in self.files() if name.startswith(".")], [])
        self.assertTrue(any("No space left on device" in line for line in server.log_lines()))
        # When there is room again, it goes on.
        Inbox(server).get(f"/api/v1/messages/{Inbox(server).messages()[0]['ID']}", method="DELETE")
        self.deliver(server, 99)
        self.assertEqual(Inbox(server).subjects(), sent[1:] + ["99"])
        self.end(server)
        self.assertEqual(Inbox(self.serve()).subjects(), sent[1:] + ["99"])

    def test_a_disk_that_may_not_be_written_refuses(self):
        server = self.serve()
        self.deliver(server, 1)
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)
        with Dialogue(server) as dialogue:
            dialogue.begin()
            dialogue.send(numbered(2) + b".\r\n")
            self.assertEqual(dialogue.reply(), "452 Unable to store message")
        self.assertEqual(Inbox(server).subjects(), ["1"])
        self.assertEqual(Inbox(server).get("/readyz")[0], 503)
        self.assertNotEqual(Inbox(server).get("/api/v1/messages", method="DELETE")[0], 200)
        self.assertEqual(Inbox(server).subjects(), ["1"])
        subprocess.run(["mount", "-o", "remount,rw", self.folder], check=True)
        self.assertEqual(Inbox(server).get("/readyz")[0], 200)
        self.deliver(server, 3)
        self.assertEqual(Inbox(server).subjects(), ["1", "3"])


class ManyFiles(MaildirTest):
    def test_ten_thousand_files_are_served_soon_and_cheaply(self):
        for number in range(10_000):
            self.write(f"{number:043}=@h", as_mailhog(numbered(number, 4_000)))
            os.utime(os.path.join(self.folder, f"{number:043}=@h"), ns=(number, number))
        begin = time.monotonic()
        server = self.serve()
        page = Inbox(server).page("?limit=2")
        taken = time.monotonic() - begin
        begin = time.monotonic()
        found = Inbox(server).get("/api/v2/search?kind=containing&query=abcdef&limit=1")[0]
        searched = time.monotonic() - begin
        memory = server.memory("VmHWM") / 2**20
        print(f"\n10,000 files: served after {taken:.2f} s, searched in {searched:.2f} s, {memory:.0f} MB")
        self.assertEqual(page["total"], 10_000)
        self.assertEqual([item["Content"]["Headers"]["Subject"] for item in page["items"]], [["9999"], ["9998"]])
        self.assertEqual(found, 200)
        # What all files have is 41 MB.
        self.assertLess(memory, 80)
