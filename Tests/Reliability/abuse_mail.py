"""Mail that is made to be hard to read."""

import time

from dialogue import Dialogue
from inbox import Inbox
from nuisance import abuse, ask


def read_in_every_way(server, identifier):
    """Reads a message as every client of ours does, and returns how long the slowest answer took."""
    slowest = 0
    for path in ["/api/v3/messages?limit=5", f"/api/v3/messages/{identifier}", f"/api/v3/messages/{identifier}/text",
                 f"/api/v3/messages/{identifier}/html", f"/api/v3/messages/{identifier}/parts/0", "/api/v2/messages?limit=5",
                 f"/api/v1/messages/{identifier}", f"/api/v1/messages/{identifier}/mime/part/0/download",
                 "/api/v2/search?kind=containing&query=nowhere", "/api/v3/messages?query=has:attachment"]:
        began = time.monotonic()
        status, _ = ask(server, path)
        slowest = max(slowest, time.monotonic() - began)
        assert status in (200, 404), (status, path)
    return slowest


def deliver(server, octets):
    with Dialogue(server, timeout=300) as dialogue:
        identifier = dialogue.deliver(octets)
    slowest = read_in_every_way(server, identifier)
    return f"{len(octets) / 2**20:.0f} MB, the slowest answer took {slowest:.1f} s"


@abuse("10,000 levels of multipart, and as many of message/rfc822", "250; deeper than 100 stays text")
def nested(server, seconds):
    multipart = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(10_000))
    deliver(server, b"Subject: deep\r\n" + multipart + b"\r\nend\r\n")
    forwarded = b"Content-Type: message/rfc822\r\n\r\n" * 10_000
    return deliver(server, b"Subject: deep\r\n" + forwarded + b"\r\nend\r\n")


@abuse("one boundary for 10,000 levels", "250")
def same_boundary(server, seconds):
    level = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    return deliver(server, b"Subject: deep\r\n" + level * 10_000 + b"\r\n--b--\r\n" * 10_000)


@abuse("a million parts", "250; 10,000 of them are told")
def many_parts(server, seconds):
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    head = b"Subject: many\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return deliver(server, head + part * 1_000_000 + b"--b--\r\n")


@abuse("a million addresses in To, and a million header fields", "250")
def many_fields(server, seconds):
    addresses = b",\r\n ".join(b"a%d@example.org" % number for number in range(1_000_000))
    deliver(server, b"Subject: many\r\nTo: " + addresses + b"\r\n\r\ntext\r\n")
    return deliver(server, b"Subject: many\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(1_000_000)) + b"\r\ntext\r\n")


@abuse("a million encoded words, parameters and comments", "250")
def many_words(server, seconds):
    deliver(server, b"Subject: " + b"=?utf-8?q?=C3=A4?=\r\n " * 1_000_000 + b"end\r\n\r\ntext\r\n")
    deliver(server, b"Subject: p\r\nContent-Type: text/plain" + b"".join(b";\r\n p*%d*=x" % n for n in range(1_000_000)) + b"\r\n\r\nt\r\n")
    return deliver(server, b"Subject: c\r\nFrom: " + b"(" * 10_000_000 + b"\r\n\r\ntext\r\n")


@abuse("10 MB of HTML tags that never close", "250")
def html(server, seconds):
    head = b"Subject: html\r\nContent-Type: text/html\r\n\r\n"
    deliver(server, head + b"<div><b\r\n" * 1_000_000)
    return deliver(server, head + (b"<" * 70 + b"&" * 7 + b"\r\n") * 125_000)
