"""MongoDB's driver, which is loaded when a database is wanted and not before."""

import os
import tempfile
import unittest

from hoglet import run_to_end
from server_test import ServerTest

# Nobody listens there.
DATABASE = ("-storage", "mongodb", "-mongo-uri", "127.0.0.1:1")
LIBRARY = "libmongoc-1.0.so.0"


class DriverTest(ServerTest):
    def has_loaded(self, server, library):
        with open(f"/proc/{server.pid}/maps", encoding="utf-8") as maps:
            return any(library in line for line in maps)

    def test_a_server_with_its_mail_in_memory_does_without(self):
        server = self.start()
        for library in ["libmongoc", "libbson", "libicu"]:
            self.assertFalse(self.has_loaded(server, library), library)

    def test_a_server_with_a_database_has_it(self):
        self.assertTrue(self.has_loaded(self.start(*DATABASE), "libmongoc"))

    def test_nothing_is_said_where_a_dead_process_has_left_its_counters(self):
        """What a shell executes keeps the number of the shell."""
        shell = ["sh", "-c", 'touch /dev/shm/mongoc-$$; exec "$0" "$@"']
        server = self.start(*DATABASE, before=shell)
        self.assertFalse(os.path.exists(f"/dev/shm/mongoc-{server.pid}"))
        self.assertFalse([line for line in server.log_lines() if "mongoc" in line or "shm" in line])

    def test_a_machine_without_it_is_told_so(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, LIBRARY), "wb"):
                pass
            ended = run_to_end(*DATABASE, environment={"LD_LIBRARY_PATH": folder})
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertIn("Error loading MongoDB's driver: ", ended.stderr)
        self.assertIn(LIBRARY, ended.stderr)


if __name__ == "__main__":
    unittest.main()
