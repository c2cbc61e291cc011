"""The description of the API, and answers held to it."""

import json
import sys

from inbox import Inbox

try:
    from jsonschema import Draft202012Validator, ValidationError
except ImportError:
    # Debian's package belongs to Debian's Python, which need not be the first one in PATH.
    sys.path.append("/usr/lib/python3/dist-packages")
    from jsonschema import Draft202012Validator, ValidationError


class Description:
    """What a server says its API is."""

    METHODS = ("get", "post", "put", "patch", "delete", "options")

    def __init__(self, server):
        status, content = Inbox(server).get("/api/v3/openapi.json")
        assert status == 200, status
        self.document = json.loads(content)

    def operations(self):
        """Pairs of a method and a path."""
        for path, item in self.document["paths"].items():
            for method in self.METHODS:
                if method in item:
                    yield method, path

    def validator(self, schema):
        """What checks a value by a schema, which may refer to others of the document."""
        components = {"components": self.document["components"]}
        return Draft202012Validator({**components, **schema})

    def check(self, method, path, status, content_type, content):
        """What an answer says; an error if it is none that the description knows."""
        operation = self.document["paths"][self._pattern(path.partition("?")[0])][method.lower()]
        answer = operation["responses"].get(str(status))
        if answer is None:
            raise AssertionError(f"{method} {path}: {status} is not described")
        kinds = answer.get("content")
        if kinds is None:
            if content:
                raise AssertionError(f"{method} {path}: {status} has a content")
            return None
        kind = content_type.partition(";")[0]
        media = kinds.get(kind) or kinds.get("*/*")
        if media is None:
            raise AssertionError(f"{method} {path}: {status} is {content_type}")
        if kind not in ("application/json", "text/json"):
            return content
        value = json.loads(content) if kind == "application/json" else self._loosely(content)
        self.validator(media["schema"]).validate(value)
        return value

    def check_request(self, method, path, content):
        """Raises an error if the content of a request is none that the description knows."""
        operation = self.document["paths"][self._pattern(path.partition("?")[0])][method.lower()]
        self.validator(operation["requestBody"]["content"]["application/json"]["schema"]).validate(content)

    @staticmethod
    def _loosely(content):
        """What MailHog calls JSON: that, or a text, or nothing."""
        try:
            return json.loads(content)
        except ValueError:
            return content.decode()

    def _pattern(self, path):
        if path in self.document["paths"]:
            return path
        steps = path.split("/")
        for pattern in self.document["paths"]:
            named = pattern.split("/")
            if len(named) == len(steps) and all(a == b or a.startswith("{") for a, b in zip(named, steps)):
                return pattern
        raise AssertionError(f"{path} is not described")
