"""Where a server under test keeps its mail, and what lies there when it should not."""

import glob
import json
import os
import shutil
import sys
import tempfile

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Clients"))

from hoglet import ROOT, Hoglet  # noqa: E402
from mongo import MongoServer  # noqa: E402

LOG = {"MH_LOG_FORMAT": "json"}


def pymongo():
    """MongoDB's client for Python, as it lies beside the server of the tests."""
    venv = os.environ.get("MONGO_VENV", os.path.join(ROOT, ".build", "mongo-venv"))
    sys.path += [path for path in glob.glob(os.path.join(venv, "lib/python3*/site-packages")) if path not in sys.path]
    import pymongo as module

    return module


def complaints(server):
    """What a server has logged that is more than a piece of information."""
    found = []
    for line in server.log_lines():
        try:
            entry = json.loads(line)
        except ValueError:
            found.append(line)
            continue
        if entry.get("level") in ("warning", "error", "critical"):
            found.append(line)
    return found


class Memory:
    name = "memory"
    # What the memory of a server at rest may differ by: its allocator's heap is more or less full.
    slack = 12 * 2**20
    # How many more descriptors it may have.
    spare = 0
    # How many messages each sender sends in a round of a short soak, and what its levels may differ by. It has no time to reach
    # them, so that is more than above, and still less than would stay behind: a round carries 27 MB, and has some six visitors.
    letters = 40
    short_slack, short_spare = 24 * 2**20, 4

    def serve(self, *flags, **options):
        environment = LOG | options.pop("environment", {})
        return Hoglet(*self.flags, *flags, environment=environment, **options)

    @property
    def flags(self):
        return ()

    def leavings(self):
        """What is there and belongs to no message."""
        return []

    def keep(self):
        """Ends what serves the place, leaves its files where they are, and returns where that is."""
        return None

    def remove(self):
        pass


class Maildir(Memory):
    name = "maildir"

    def __init__(self, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="hoglet-maildir-")

    @property
    def flags(self):
        return ("-storage", "maildir", "-maildir-path", self.folder)

    def files(self):
        return os.listdir(self.folder)

    def leavings(self):
        # The index holds what MailHog's files cannot, and is there while a message needs it.
        return [name for name in self.files() if name.startswith(".") and name != ".hoglet-index"]

    def keep(self):
        return self.folder

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class MongoDB(Memory):
    name = "mongodb"
    # The driver keeps up to 16 MB for each of its connections, once that has carried so much; ten are in use.
    slack = 96 * 2**20
    # It opens another connection when all are in use, up to 32.
    spare = 4
    # Its server in the tests is slow. The driver may come to all of its 32 connections in any round, and 16 MB for each.
    letters = 15
    short_slack, short_spare = 256 * 2**20, 32

    def __init__(self, *options):
        self.server = MongoServer(*options)
        self.client = pymongo().MongoClient(self.address_of_server, serverSelectionTimeoutMS=20_000)
        # Where replicas reach the database; a proxy may stand there.
        self.address = self.server.address

    def be_patient(self, seconds):
        """Lets replicas wait so long for a database that is slow and not away."""
        names = ("socketTimeoutMS", "serverSelectionTimeoutMS", "connectTimeoutMS")
        self.address = f"{self.server.address}/?" + "&".join(f"{name}={seconds * 1_000}" for name in names)

    @property
    def address_of_server(self):
        return f"mongodb://{self.server.address}/"

    @property
    def flags(self):
        return ("-storage", "mongodb", "-mongo-uri", self.address)

    @property
    def database(self):
        return self.client["mailhog"]

    def leavings(self):
        """The pieces of messages that no message names."""
        named = set()
        for document in self.database["messages"].find({"hoglet.chunks": {"$exists": True}}, {"hoglet": 1}):
            named.add((document["hoglet"]["origin"], str(document["hoglet"]["n"])))
        pieces = [str(piece["_id"]) for piece in self.database["messages.hoglet.chunks"].find({}, {"_id": 1})]
        return [piece for piece in pieces if tuple(piece.split("/")[:2]) not in named]

    def keep(self):
        self.client.close()
        self.server.stop()
        return self.server.folder

    def remove(self):
        self.client.close()
        self.server.remove()


PLACES = {place.name: place for place in (Memory, Maildir, MongoDB)}
