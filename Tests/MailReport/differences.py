"""Where readers of a message disagree, and why ours is right where we know it is."""

import re


def plain(text):
    """Text without what no reader sees: line ends, spaces around, byte order marks."""
    if text is None:
        return None
    return " ".join(text.replace("\ufeff", "").replace("\x00", "").split())


def normal(key, value):
    """A value as it is compared."""
    if value is None or isinstance(value, str):
        return plain(value) or None
    if key.endswith("_addresses"):
        return [[plain(name) or "", local.lower(), domain.lower()] for name, local, domain in value]
    return value


def between(ours, others):
    """(key, our value, {reader: its value}) for each value that no other reader, or not all that have it, share with us."""
    keys = ["subject", "from_addresses", "to_addresses", "cc_addresses", "text", "html"]
    for key in keys:
        mine = normal(key, ours[key])
        theirs = {name: normal(key, other[key]) for name, other in others.items() if key in other}
        if any(value != mine for value in theirs.values()):
            yield key, mine, theirs
    yield from between_leaves(ours, others)


def between_leaves(ours, others):
    """As between, of the parts: one by one if all readers see as many."""
    counts = {name: len(other["leaves"]) for name, other in others.items()}
    if any(count != len(ours["leaves"]) for count in counts.values()):
        yield "count of leaves", len(ours["leaves"]), counts
    for index, leaf in enumerate(ours["leaves"]):
        same = {name: other["leaves"][index] for name, other in others.items() if counts[name] == len(ours["leaves"])}
        for key in ("type", "name"):
            theirs = {name: plain(value[key]) or "" for name, value in same.items()}
            if any(value != (plain(leaf[key]) or "") for value in theirs.values()):
                yield f"leaf {key}", leaf[key], theirs
        theirs = {name: value["sha256"] for name, value in same.items()}
        if any(value != leaf["sha256"] for value in theirs.values()):
            yield "leaf content", leaf["size"], {name: (value["size"], value["data"][-40:]) for name, value in same.items()}


def reason(key, ours, theirs, content):
    """Why a disagreement is no fault of ours, or None."""
    if len(theirs) > 1 and any(same(ours, value, key) for value in theirs.values()):
        return "one of the other two agrees with us"
    if isinstance(ours, str) and all(isinstance(value, str) and (lost(value) > lost(ours) or ours.startswith(value)) for value in theirs.values()):
        return "the others replace characters that we decode: an unknown or wrong label, or a character cut in two"
    if key == "leaf type" and "/" not in ours:
        return "a type without a subtype is text/plain (RFC 2045 section 5.2), whatever it was"
    if key == "text" and list(theirs.values()) == [None] and b"message/rfc822" in content.lower():
        return "a message that is nothing but a message has its text; Python's get_body does not enter it"
    if isinstance(ours, str) and all(isinstance(value, str) and as_windows_1252(ours, value) for value in theirs.values()):
        return "Latin-1 is windows-1252, as browsers have it: the others show control characters"
    if key.endswith("_addresses") and all(value == [] or without_names(value) == without_names(ours) for value in theirs.values()):
        return "a list of addresses that GMime gives up; a comment that is a name, where Python wants an address for it"
    if key.endswith("_addresses") and ours and not any(domain for _, _, domain in ours):
        return "what is no address is shown as it was written, with encoded words decoded"
    if key in ("text", "html") and b"utf-7" in content.lower():
        return "text that is not the UTF-7 it says it is: each reader finds back to it elsewhere"
    if key in ("text", "html") and list(theirs.values()) == [None] and re.search(rb"boundary=[^\s\"]*=", content):
        return "a boundary with an equals sign and no quotation marks, which Python cuts there"
    if key == "text" and content.lower().count(b"multipart/alternative") > 1:
        return "the last alternative is the best (RFC 2046 section 5.1.4); Python takes the first"
    if isinstance(ours, str) and all(isinstance(value, str) and value.replace("ï¿½", "\ufffd") == ours for value in theirs.values()):
        return "a U+FFFD that the sender has put into text that is UTF-8, whatever it is said to be"
    return None


def as_windows_1252(ours, theirs):
    """Whether the two differ in nothing but characters that windows-1252 has where Latin-1 has controls."""
    special = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
    keep = lambda text: "".join(char for char in text if char not in special and not "\x80" <= char <= "\x9f" and not char.isspace())
    return any(char in special for char in ours) and keep(ours) == keep(theirs)


def without_names(addresses):
    """Addresses alone; bytes that Python could not decode count as anything."""
    return [[re.sub("[^\x00-\x7f]", "?", part) for part in address[1:]] for address in addresses]


def lost(text):
    """How many characters a reader gave up, or left in private use."""
    return sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)


def same(ours, value, key):
    """Whether a reader's value is ours."""
    if key == "leaf content":
        return value[0] == ours
    return value == ours
