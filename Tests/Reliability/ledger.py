"""What a server was told and what it answered, kept outside of it."""

import collections
import threading


class Ledger:
    """The messages that were acknowledged, and those of them that were deleted."""

    def __init__(self):
        self.lock = threading.Lock()
        self.letters = {}
        # Deletion was asked for; what a list shows of these is neither right nor wrong.
        self.leaving = set()
        self.gone = set()
        # Offered and never answered: there or not there, but whole.
        self.offered = {}
        self.faults = []
        self.counts = collections.Counter()

    def fault(self, text):
        with self.lock:
            self.faults.append(text)

    def count(self, what, number=1):
        with self.lock:
            self.counts[what] += number

    def offer(self, letter):
        with self.lock:
            self.offered[letter.key] = letter

    def acknowledge(self, identifier, letter):
        with self.lock:
            self.offered.pop(letter.key, None)
            if identifier in self.letters:
                self.faults.append(f"the id {identifier} was given twice")
            self.letters[identifier] = letter
            self.counts["sent"] += 1

    def refuse(self, letter):
        with self.lock:
            self.offered.pop(letter.key, None)
            self.counts["refused"] += 1

    def leave(self, identifiers):
        with self.lock:
            self.leaving.update(identifiers)

    def depart(self, identifiers):
        with self.lock:
            self.gone.update(identifiers)
            self.counts["deleted"] += len(identifiers)

    def kept(self):
        """The ids of what must be there, oldest acknowledgement first."""
        with self.lock:
            return [name for name in self.letters if name not in self.leaving]

    def forget_all(self):
        """After everything was deleted; counts and faults stay."""
        with self.lock:
            for container in (self.letters, self.leaving, self.gone, self.offered):
                container.clear()

    def compare(self, listed, where):
        """Notes what a complete list, taken while nothing happens, has too few, too often or too many."""
        times = collections.Counter(listed)
        missing = [name for name in self.kept() if not times[name]]
        doubled = [name for name, count in times.items() if count > 1]
        risen = [name for name in times if name in self.gone]
        strange = [name for name in times if name not in self.letters]
        for names, what in [(missing, "lost"), (doubled, "doubled"), (risen, "back after their deletion")]:
            if names:
                self.fault(f"{where}: {len(names)} messages are {what}, such as {names[0]}")
        if len(strange) > len(self.offered):
            self.fault(f"{where}: {len(strange)} messages that nobody was told of, {len(self.offered)} may be")
        return strange
