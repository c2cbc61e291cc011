"""Picks the mail out of unpacked packages, and puts every message into a file of its own: corpus.py FOLDER."""

import hashlib
import pathlib
import re
import sys

HEADER = re.compile(rb"^(From |>From |[A-Za-z][A-Za-z0-9-]{1,60}:[ \t])")
KNOWN = re.compile(
    rb"^(From|To|Subject|Date|Received|Return-Path|MIME-Version|Content-Type|Message-ID):", re.IGNORECASE | re.MULTILINE
)
ENDINGS = {".eml", ".msg", ".mbox", ".txt", ".mime", ".email", ".mail", ".raw", ".in", ""}
LARGEST = 4_000_000


def is_mail(content):
    """Whether a file begins as a message does, with three fields that only mail has."""
    head = content[:8192].replace(b"\r\n", b"\n").split(b"\n\n")[0]
    return bool(HEADER.match(content)) and len({name.lower() for name in KNOWN.findall(head)}) >= 3


def split(content):
    """The messages of a file."""
    if not content.startswith(b"From "):
        return [content]
    parts = re.split(rb"(?:\A|\r?\n\r?\n)(?=From [^\n]*\d\d:\d\d[^\n]*\n[!-9;-~]+:)", content)
    return [part for part in parts if part.strip()]


def main(folder):
    """Writes FOLDER/mail/*.eml."""
    target = folder / "mail"
    target.mkdir(exist_ok=True)
    seen = set()
    for path in sorted((folder / "packages").rglob("*")):
        if path.suffix.lower() not in ENDINGS and not path.suffix[1:].isdigit():
            continue
        if not path.is_file() or path.is_symlink() or not 20 < path.stat().st_size < LARGEST:
            continue
        content = path.read_bytes()
        if not is_mail(content):
            continue
        package = path.relative_to(folder / "packages").parts[0]
        for number, message in enumerate(split(content)):
            digest = hashlib.sha256(message).hexdigest()
            if digest in seen or not is_mail(message):
                continue
            seen.add(digest)
            name = re.sub(r"[^A-Za-z0-9.-]", "_", path.name)[:60]
            (target / f"{package}-{name}-{number}-{digest[:8]}.eml").write_bytes(message)
    print(f"{len(seen)} messages in {target}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
