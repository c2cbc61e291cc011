"""The requests that are kept, and the text in which bytes are written there."""

import os
import re

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "requests.tsv")

_LETTERS = {"r": 13, "n": 10, "t": 9, "\\": 92, '"': 34}
_ESCAPES = {byte: "\\" + letter for letter, byte in _LETTERS.items()}


def escaped(octets):
    """Bytes as a line of printable ASCII, as Tests/HTTPVerdicts writes them."""
    return "".join(
        _ESCAPES.get(byte) or (chr(byte) if 0x20 <= byte <= 0x7E else f"\\x{byte:02x}") for byte in octets
    )


def octets(text):
    """The bytes that such a line stands for."""

    def plain(match):
        letter = match[1]
        return chr(int(letter[1:], 16) if len(letter) == 3 else _LETTERS[letter])

    return re.sub(r'\\(x[0-9a-f]{2}|[rnt\\"])', plain, text).encode("latin-1")


class Case:
    """What a client sends, by a name, and the verdicts on it."""

    def __init__(self, name, octets, ours=None, h11=None, nginx=None):
        self.name, self.octets = name, octets
        self.ours, self.h11, self.nginx = ours, h11, nginx

    @property
    def line(self):
        return "\t".join([self.name, self.ours, self.h11, self.nginx, escaped(self.octets)])


def read():
    """The cases, with the comments and empty lines between them as they are."""
    entries = []
    with open(PATH, encoding="ascii") as file:
        for line in file.read().splitlines():
            if not line or line.startswith("#"):
                entries.append(line)
            else:
                name, *verdicts, text = line.split("\t")
                entries.append(Case(name, octets(text), *verdicts))
    return entries


def write(entries):
    with open(PATH, "w", encoding="ascii") as file:
        for entry in entries:
            file.write((entry if isinstance(entry, str) else entry.line) + "\n")
