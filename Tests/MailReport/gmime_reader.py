"""What GMime understands of a message (Debian: gir1.2-gmime-3.0)."""

import hashlib

import gi

gi.require_version("GMime", "3.0")
from gi.repository import GMime  # noqa: E402  pylint: disable=wrong-import-position

GMime.init()


def read(content):
    """A dictionary of the same shape as mail-report's, as far as GMime tells."""
    parser = GMime.Parser.new_with_stream(GMime.StreamMem.new_with_buffer(content))
    message = parser.construct_message(None)
    if message is None:
        raise ValueError("no message")
    result = {"subject": message.get_subject()}
    for key, kind in (("from", "FROM"), ("to", "TO"), ("cc", "CC")):
        result[f"{key}_addresses"] = list(mailboxes(message.get_addresses(getattr(GMime.AddressType, kind))))
    result["leaves"] = [leaf(part) for part in leaves(message.get_mime_part())]
    return result


def mailboxes(addresses):
    """[name, local part, domain] of every mailbox, those in groups too."""
    for index in range(addresses.length()):
        address = addresses.get_address(index)
        if isinstance(address, GMime.InternetAddressGroup):
            yield from mailboxes(address.get_members())
        else:
            local, _, domain = (address.get_addr() or "").rpartition("@")
            yield [address.get_name() or "", *((local, domain) if local or domain else ("", ""))]


def leaves(part):
    """All parts without parts, in order."""
    if part is None:
        return
    if isinstance(part, GMime.Multipart):
        for index in range(part.get_count()):
            yield from leaves(part.get_part(index))
    elif isinstance(part, GMime.MessagePart):
        message = part.get_message()
        if message is not None:
            yield from leaves(message.get_mime_part())
    else:
        yield part


def leaf(part):
    """Type, name, size and digest of a part without parts."""
    data = b""
    content = part.get_content()
    if content is not None:
        stream = GMime.StreamMem.new()
        content.write_to_stream(stream)
        data = stream.get_byte_array() or b""
        data = bytes(data)
    return {
        "type": part.get_content_type().get_mime_type().lower(),
        "name": part.get_filename() or part.get_content_type_parameter("name") or "",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "data": data,
    }
