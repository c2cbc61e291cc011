"""What Python's email package, with its default policy, understands of a message."""

import email
import email.policy
import hashlib


def read(content):
    """A dictionary of the same shape as mail-report's."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    result = {key: header(message, key) for key in ("subject", "from", "to", "cc", "reply-to")}
    for key in ("from", "to", "cc"):
        result[f"{key}_addresses"] = addresses(message, key)
    for key, kind in (("text", "plain"), ("html", "html")):
        result[key] = body(message, kind)
    result["leaves"] = [leaf(part) for part in message.walk() if not part.is_multipart()]
    return result


def header(message, name):
    """The first value of a field, decoded."""
    value = message[name]
    return None if value is None else str(value)


def addresses(message, name):
    """[name, local part, domain] of every mailbox."""
    value = message[name]
    if value is None or not hasattr(value, "addresses"):
        return []
    return [[each.display_name, each.username, each.domain] for each in value.addresses]


def body(message, kind):
    """The text of a kind that is shown, or None."""
    part = message.get_body((kind,))
    if part is None:
        return None
    return part.get_content()


def leaf(part):
    """Type, name, size and digest of a part without parts."""
    data = part.get_payload(decode=True) or b""
    return {
        "type": part.get_content_type(),
        "name": part.get_filename() or "",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "data": data,
    }
