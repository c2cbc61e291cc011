"""A reader of server-sent events, as the HTML standard has them read."""

import http.client
import json


class EventStream:
    """A subscription to a server's new messages, or to all that happens to them."""

    def __init__(self, server, timeout=60, path="/api/v1/events"):
        self.connection = http.client.HTTPConnection(server.peer, server.http_port, timeout=timeout)
        self.connection.request("GET", path, headers={"Accept": "text/event-stream"})
        self.response = self.connection.getresponse()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.response.close()
        self.connection.close()

    def text(self):
        """The data of the next event; None if the stream has ended."""
        data = []
        while line := self.response.readline().decode():
            line = line.removesuffix("\n")
            name, _, value = line.partition(":")
            if name == "data":
                data.append(value.removeprefix(" "))
            elif not line and data:
                return "\n".join(data)
        return None

    def event(self):
        """The name and the data of the next event of version 3."""
        name = None
        while line := self.response.readline().decode():
            field, _, value = line.removesuffix("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                return name, json.loads(value)
        return None

    def message(self):
        text = self.text()
        return None if text is None else json.loads(text)
