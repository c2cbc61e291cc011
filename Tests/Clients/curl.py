"""curl as an HTTP client."""

from programs import run


class Answer:
    """A response as curl prints it with its head."""

    def __init__(self, octets):
        head, self.content = octets.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        self.version, status = lines[0].split(" ")[:2]
        self.status = int(status)
        self.fields = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            self.fields[name.lower()] = value.strip()


def curl(*arguments, input=None):
    """What curl prints."""
    # --globoff: brackets are for IPv6 here, not for patterns.
    return run("curl", "--silent", "--show-error", "--globoff", "--max-time", "20", *arguments, input=input)


def fetch(url, *arguments, input=None):
    """The response to one request."""
    return Answer(curl("--include", *arguments, url, input=input))
