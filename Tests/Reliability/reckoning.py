"""What must be true after a fault, once the clients have gone and the server is well again."""

import time

from hours import listed
from inbox import Inbox


class PatientInbox(Inbox):
    """Asks again while the store is away: after a fault each of the driver's connections has to find out by itself."""

    def get(self, path, method="GET", seconds=60):
        end = time.monotonic() + seconds
        while True:
            status, content = super().get(path, method)
            if status != 503 or time.monotonic() > end:
                return status, content
            time.sleep(0.1)


def wait_until_ready(server, ledger, seconds=120):
    inbox, end = Inbox(server), time.monotonic() + seconds
    while inbox.get("/readyz")[0] != 200:
        if time.monotonic() > end:
            ledger.fault(f"not ready after {seconds} s")
            return
        time.sleep(0.05)


def settle(inbox, ledger, seconds=150):
    """Waits until what was refused and landed all the same is gone, and returns the ids that nobody was told.

    Such a message is deleted again up to two minutes later.
    """
    end = time.monotonic() + seconds
    keys = {letter.key for letter in ledger.offered.values()}
    while True:
        strange = [name for name in listed(inbox, "/api/v3/messages") if name not in ledger.letters]
        found = {}
        for name in strange:
            status, content = inbox.get(f"/api/v1/messages/{name}/download")
            if status == 200:
                found[name] = content
        refused = [name for name, content in found.items() if key_of(content) not in keys]
        if not refused or time.monotonic() > end:
            return found, refused
        time.sleep(0.25)


def key_of(content):
    return content.split(b"Subject: ", 1)[-1].split(b"\r\n", 1)[0].decode("utf-8", "replace")


def reckon(server, ledger):
    """Compares all that is there with the ledger; returns how many messages without an answer were there.

    These count as acknowledged from now on.
    """
    inbox, end = PatientInbox(server), time.monotonic() + 150
    while True:
        found, refused = settle(inbox, ledger)
        lists = {path: listed(inbox, path) for path in ("/api/v2/messages", "/api/v3/messages")}
        strange = set().union(*lists.values()) - set(ledger.letters) - set(found)
        # What was refused while it was on its way may land between two looks, and goes again.
        if not strange or time.monotonic() > end:
            break
    if refused:
        ledger.fault(f"{len(refused)} messages are there that were refused, such as {refused[0]}")
    for name, content in found.items():
        letter = ledger.offered.get(key_of(content))
        if letter and content != letter.octets:
            ledger.fault(f"{name} had no answer and is there in part: {len(content)} of {letter.size} bytes")
        elif letter:
            ledger.acknowledge(name, letter)
            ledger.count("sent", -1)
    ledger.offered.clear()
    # What a client asked to delete without getting an answer may go even now, and is looked at no more.
    for path, listing in lists.items():
        ledger.compare(listing, path)
    for name in ledger.kept():
        status, content = inbox.get(f"/api/v1/messages/{name}/download")
        if status != 200 or content != ledger.letters[name].octets:
            ledger.fault(f"{name} came with status {status}, and not as it was sent")
    return len(found)
