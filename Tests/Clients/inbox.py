"""What a server has caught, as its HTTP API shows it."""

import http.client
import json


class Inbox:
    """Reads a server's messages."""

    # Seconds to wait for an answer.
    timeout = 60

    def __init__(self, server):
        self.server = server

    def get(self, path, method="GET"):
        """The status and content of a response."""
        connection = http.client.HTTPConnection(self.server.peer, self.server.http_port, timeout=self.timeout)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def page(self, parameters=""):
        """A page of messages with its total, newest first."""
        status, content = self.get("/api/v2/messages" + parameters)
        if status != 200:
            raise AssertionError(f"the list of messages came with status {status}")
        return json.loads(content)

    def total(self):
        return self.page("?limit=1")["total"]

    def messages(self):
        """Up to 250 messages, oldest first: as they were sent."""
        return self.page("?limit=250")["items"][::-1]

    def subjects(self):
        return [message["Content"]["Headers"]["Subject"][0] for message in self.messages()]

    def download(self, identifier):
        """A message as it was received."""
        status, content = self.get(f"/api/v1/messages/{identifier}/download")
        if status != 200:
            raise AssertionError(f"the download of {identifier} came with status {status}")
        return content
