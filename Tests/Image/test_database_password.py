"""A database that asks for a password which is not ASCII, so that the driver must prepare it (RFC 4013)."""

import smtplib
import unittest

from engine import DATABASE, FARGATE, ImageTest, docker, eventually

# What the database knows, and what somebody types who means the same: RFC 4013 has the number in its table of examples.
STORED = "IX grüße"
TYPED = "\u2168\u00a0gru\u0308ße"

ADD_USER = """
import sys
from pymongo import MongoClient
database = MongoClient("127.0.0.1", 27017, directConnection=True).mailhog
database.command("createUser", "me", pwd=sys.argv[1], roles=["readWrite"], mechanisms=["SCRAM-SHA-256"])
"""


class PasswordTest(ImageTest):
    def setUp(self):
        self.network = self.make_network()
        # Users are made while the database asks for none, and asked for after it was started again.
        options = ["--network", self.network, "--volume", f"{self.make_volume()}:/data"]
        open_to_all = self.start(image=DATABASE, options=options)

        def listens():
            "the database listens"
            return "listening" in open_to_all.logs()

        eventually(listens)
        open_to_all.run("/opt/database/bin/python", "-c", ADD_USER, STORED)
        docker("stop", open_to_all.name)
        options += ["--network-alias", "mongo.mail.acme"]
        self.start("--auth", image=DATABASE, options=options)

    def replica(self, password):
        # Percent-encoded, as every URI is.
        quoted = "".join(f"%{octet:02X}" for octet in password.encode())
        address = f"mongodb://me:{quoted}@mongo.mail.acme/mailhog?authSource=mailhog&authMechanism=SCRAM-SHA-256"
        variables = ["--env", "MH_STORAGE=mongodb", "--env", f"MH_MONGO_URI={address}"]
        container = self.start(options=["--network", self.network, *variables, *FARGATE])
        container.wait_until_healthy()
        return container

    def test_it_is_prepared_inside_the_image(self):
        container = self.replica(TYPED)

        def ready():
            "the replica reaches its database"
            return container.status_of("hoglet", "health", "--ready")[0] == 0

        eventually(ready)
        with smtplib.SMTP(container.address, 1025, timeout=30) as smtp:
            smtp.sendmail("a@example.org", ["b@example.org"], "Subject: let in\r\n\r\ntext\r\n")
        listed = container.run("wget", "-qO-", "http://localhost:8025/api/v2/messages")
        self.assertIn("let in", listed)

    def test_another_is_refused(self):
        container = self.replica("IY grüße")

        def refused():
            "the replica says that it is not let in"
            return "uthenticat" in container.logs()

        eventually(refused)
        self.assertNotEqual(container.status_of("hoglet", "health", "--ready")[0], 0)


if __name__ == "__main__":
    unittest.main()
