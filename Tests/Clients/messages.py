"""Messages as the tests send them."""

# With what a careless server loses: dots at the start of lines, text beyond ASCII, blanks at line
# ends, an empty line at the end, a header twice, and one that is folded.
AWKWARD = "\r\n".join(
    [
        "From: Ærøskøbing <a@example.org>",
        "To: b@example.org",
        "Date: Sun, 22 Nov 2026 07:22:03 +0000",
        "Message-ID: <1@example.org>",
        "Subject: Dots and ünïcode",
        "X-Twice: first",
        "X-Twice: second",
        "X-Folded: one",
        "\ttwo",
        "",
        ".",
        "..",
        ".hidden {\"json\": \"\\u0041\"} <script>&amp;",
        "trailing blanks  \t",
        "Grüße, 世界 🐗",
        "",
        "",
    ]
).encode()


def numbered(number, size=0):
    """A small message whose subject is its number, with a body of at least that many bytes."""
    line = b"0123456789abcdef" * 4 + b"\r\n"
    return b"Subject: %d\r\n\r\n" % number + line * (size // len(line) + 1)
