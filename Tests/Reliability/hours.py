"""What a process holds, and whether that grows."""

import json
import os
import statistics
import time


def listed(inbox, path, limit=50):
    """The ids of all messages, page by page."""
    key, member = ("ID", "items") if "/v2/" in path else ("id", "messages")
    found = []
    while True:
        status, content = inbox.get(f"{path}?start={len(found)}&limit={limit}")
        if status != 200:
            raise AssertionError(f"{path}: status {status}")
        page = json.loads(content)
        found += [message[key] for message in page[member]]
        if not page[member] or len(found) >= page["total"]:
            return found


def level(server, seconds=3):
    """The memory that a server holds at rest: the lowest of some seconds, as what was freed goes back bit by bit."""
    lowest, end = server.memory("VmRSS"), time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.1)
        lowest = min(lowest, server.memory("VmRSS"))
    return lowest


def descriptors(server, seconds=3):
    """The files and sockets that a server has open at rest."""
    def count():
        return len(os.listdir(f"/proc/{server.pid}/fd"))

    lowest, end = count(), time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.1)
        lowest = min(lowest, count())
    return lowest


def settled(figure, limit, seconds=60):
    """A figure of a server at rest, once it is within a limit, or after some time all the same.

    How soon memory goes back is a matter of how busy the machine is; that it does, is not.
    """
    end = time.monotonic() + seconds
    while (last := figure()) > limit and time.monotonic() < end:
        time.sleep(0.1)
    return last


def growth(figures):
    """How much the median of the last third of these lies above the highest of the first half, without the first."""
    last = figures[-max(len(figures) // 3, 2):]
    return round(statistics.median(last) - max(figures[1 : len(figures) // 2 + 1]))
