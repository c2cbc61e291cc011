"""Messages that prove themselves: all that is in them follows from a key and a size."""

import random

MEGABYTE = 1024 * 1024
# With what a careless server loses: a dot at the start of a line, text beyond ASCII, blanks at the end of one.
LINE = ".lichen, Gr\u00fc\u00dfe, 0123456789abcdefghijklmnopqrstuvwxyz  \r\n".encode()


class Letter:
    """A message whose subject is its key."""

    def __init__(self, key, size):
        self.key, self.size = key, size

    @property
    def octets(self):
        head = f"From: a@example.org\r\nSubject: {self.key}\r\n\r\n".encode()
        # The last line tells a whole message from half of one.
        tail = f"the end of {self.key}\r\n".encode()
        return head + LINE * max((self.size - len(head) - len(tail)) // len(LINE), 0) + tail


def is_whole(octets):
    """Whether these are the bytes of a letter, from its first line to its last."""
    lines = octets.split(b"\r\n", 2)
    key = lines[1].removeprefix(b"Subject: ") if len(lines) == 3 else b"?"
    return octets.endswith(b"the end of " + key + b"\r\n") or octets.endswith(b"the end of " + key)


class Sizes:
    """Sizes as mail has them: most small, few large, and now and then one that MongoDB keeps in pieces."""

    HUGE = 18 * MEGABYTE
    RANGES = [(200, 4_000)] * 12 + [(4_000, 60_000)] * 5 + [(60_000, 600_000)] * 2 + [(600_000, 3 * MEGABYTE)]

    def __init__(self, seed, huge_every=0):
        self.numbers, self.huge_every, self.count = random.Random(seed), huge_every, 0

    def next(self):
        self.count += 1
        if self.huge_every and self.count % self.huge_every == self.huge_every // 2:
            return self.HUGE
        return self.numbers.randrange(*self.numbers.choice(self.RANGES))
