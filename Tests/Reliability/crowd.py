"""Clients that use a server all at once and note in a ledger what came of it."""

import http.client
import json
import random
import re
import socket
import threading
import time

from dialogue import Dialogue
from event_stream import EventStream
from letters import Letter, Sizes
from websocket import CLOSE, PING, PONG, WebSocket

MARKER = "250 Ok: queued as "


class Worker(threading.Thread):
    """A client that does one thing again and again until it is told to stop."""

    # Whether the server may go away under it.
    forgives = False

    def __init__(self, server, ledger, seed=0):
        super().__init__(daemon=True)
        self.server, self.ledger, self.numbers = server, ledger, random.Random(seed)
        self.stopping = threading.Event()

    def run(self):
        while not self.stopping.is_set():
            try:
                self.work()
            except (OSError, AssertionError, http.client.HTTPException, ValueError) as error:
                self.close()
                if self.stopping.is_set():
                    return
                if not self.forgives or isinstance(error, AssertionError):
                    self.ledger.fault(f"{type(self).__name__}: {type(error).__name__} {error}")
                    return
                self.stopping.wait(0.05)
        self.close()

    def stop(self):
        self.stopping.set()

    def close(self):
        pass


class Sender(Worker):
    """Sends letters of all sizes by DATA and by BDAT, on connections that it changes now and then."""

    number = 0

    def __init__(self, server, ledger, seed=0, sizes=None, room=None, budget=None):
        """sizes: what to send; room: whether there is any for more; budget: how many letters, if not until it is told to stop."""
        super().__init__(server, ledger, seed)
        self.budget = budget
        self.sizes, self.room, self.dialogue, self.left = sizes or Sizes(seed), room, None, 0

    def work(self):
        if self.budget == 0:
            self.stop()
            return
        if self.room and not self.room():
            self.stopping.wait(0.01)
            return
        if self.left == 0:
            self.close()
            self.dialogue, self.left = Dialogue(self.server, timeout=120), self.numbers.randrange(1, 40)
            if not self.dialogue.greeting or not self.dialogue.greeting.startswith("220 "):
                raise OSError(f"greeted by {self.dialogue.greeting}")
            self.dialogue.say("EHLO client.example")
        self.left -= 1
        Sender.number += 1
        letter = Letter(f"{self.name}-{Sender.number}-{self.numbers.randrange(10**9)}", self.sizes.next())
        self.ledger.offer(letter)
        reply = self.deliver(letter.octets, self.numbers.random() < 0.25)
        if reply and reply.startswith(MARKER):
            self.ledger.acknowledge(reply.removeprefix(MARKER), letter)
            if self.budget:
                self.budget -= 1
        elif reply and reply.startswith("452 ") and self.forgives:
            self.ledger.refuse(letter)
        elif reply and self.forgives and not reply.startswith("421 "):
            raise AssertionError(f"neither queued nor refused: {reply}")
        else:
            raise OSError(f"not queued: {reply}")

    def deliver(self, octets, by_bdat):
        self.dialogue.send(b"MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n")
        for _ in range(2):
            reply = self.dialogue.reply()
            if not reply or not reply.startswith("250 "):
                raise OSError(f"envelope refused: {reply}")
        if by_bdat:
            self.dialogue.send(b"BDAT %d LAST\r\n" % len(octets) + octets)
            return self.dialogue.reply()
        reply = self.dialogue.say("DATA")
        if not reply or not reply.startswith("354 "):
            raise OSError(f"no data wanted: {reply}")
        self.dialogue.send((b"\n" + octets).replace(b"\n.", b"\n..")[1:] + b".\r\n")
        return self.dialogue.reply()

    def close(self):
        if self.dialogue:
            self.dialogue.close()
        self.dialogue, self.left = None, 0


class Client(Worker):
    """Uses HTTP on a connection that it keeps for a while."""

    connection = None

    def ask(self, path, method="GET", expected=(200,)):
        if self.connection is None or self.numbers.random() < 0.05:
            self.close()
            self.connection = http.client.HTTPConnection(self.server.peer, self.server.http_port, timeout=120)
        self.connection.request(method, path)
        response = self.connection.getresponse()
        content = response.read()
        if self.forgives and response.status == 503:
            raise OSError("the store is away")
        if response.status not in expected:
            raise AssertionError(f"{method} {path}: status {response.status}")
        return response.status, content

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Reader(Client):
    """Lists, searches and downloads, and looks whether the answers fit to what was acknowledged."""

    pause = 0.05

    def work(self):
        self.numbers.choice([self.list, self.summaries, self.search, self.download, self.download])()
        self.ledger.count("read")
        self.stopping.wait(self.pause)

    def list(self):
        _, content = self.ask(f"/api/v2/messages?start={self.numbers.randrange(20)}&limit=10")
        self.check_page([item["ID"] for item in json.loads(content)["items"]], "/api/v2/messages")

    def summaries(self):
        before = self.ledger.kept()
        _, content = self.ask("/api/v3/messages?limit=250")
        page = json.loads(content)
        names = [message["id"] for message in page["messages"]]
        self.check_page(names, "/api/v3/messages")
        # A page of large messages may end early, and says so; one of an older version has no cursor.
        if len(names) < 250 and page.get("next") is None:
            missing = set(before).intersection(self.ledger.kept()).difference(names)
            if missing:
                self.ledger.fault(f"{self.server.url}/api/v3/messages lacks {len(missing)}, such as {missing.pop()}")

    def check_page(self, names, path):
        if len(set(names)) < len(names):
            self.ledger.fault(f"{path} shows a message twice")

    def choose(self):
        kept = self.ledger.kept()
        return self.numbers.choice(kept) if kept else None

    def search(self):
        name = self.choose()
        if name is None:
            return
        key = self.ledger.letters[name].key
        _, content = self.ask(f"/api/v2/search?kind=containing&query={key}&limit=2")
        found = [item["ID"] for item in json.loads(content)["items"]]
        if found != [name] and name not in self.ledger.leaving:
            self.ledger.fault(f"the search for {key} found {found}")

    def download(self):
        name = self.choose()
        if name is None:
            return
        status, content = self.ask(f"/api/v1/messages/{name}/download", expected=(200, 404))
        if status == 404 and name not in self.ledger.leaving:
            self.ledger.fault(f"{name} was acknowledged and is not found")
        elif status == 200 and content != self.ledger.letters[name].octets:
            self.ledger.fault(f"{name} has other bytes than were sent")


class Deleter(Client):
    """Keeps the number of messages down, by the first and by the third version of the API."""

    def __init__(self, server, ledger, population, may_go=lambda name: True):
        super().__init__(server, ledger)
        self.population, self.may_go = population, may_go

    def work(self):
        excess = len(kept := self.ledger.kept()) - self.population
        names = [name for name in kept[: max(excess, 0)] if self.may_go(name)]
        for name in names:
            self.ledger.leave([name])
            if self.numbers.random() < 0.5:
                self.ask(f"/api/v1/messages/{name}", "DELETE")
            else:
                self.ask(f"/api/v3/messages/{name}", "DELETE", expected=(200, 204))
            self.ledger.depart([name])
        if not names:
            self.stopping.wait(0.01)


class Follower(Worker):
    """Follows new messages by server-sent events; `seen` counts how often it was told of each."""

    ID = re.compile(rb'data:   "ID": "([^"]+)"')

    def __init__(self, server, ledger, seed=0):
        super().__init__(server, ledger, seed)
        self.seen, self.stream = {}, self.connect()

    def connect(self):
        return EventStream(self.server, timeout=120)

    def tell(self, name):
        self.seen[name] = self.seen.get(name, 0) + 1

    def work(self):
        line = self.stream.response.readline()
        if not line and not self.stopping.is_set():
            raise OSError("the stream of events has ended")
        if match := self.ID.match(line):
            self.tell(match[1].decode())

    def stop(self):
        super().stop()
        try:
            # Wakes the thread, which closes it.
            self.stream.connection.sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            pass

    def run(self):
        try:
            super().run()
        except (AttributeError, ValueError):
            pass

    def close(self):
        self.stream.close()


class WebSocketFollower(Follower):
    """The same by WebSocket."""

    ID = re.compile(rb'\{"ID":"([^"]+)"')

    def connect(self):
        return WebSocket(self.server, timeout=120)

    def work(self):
        frame = self.stream.frame()
        if self.stopping.is_set():
            return
        if frame is None or frame[0] == CLOSE:
            raise OSError("the WebSocket was closed")
        if frame[0] == PING:
            self.stream.send(PONG, frame[1])
        elif match := self.ID.match(frame[1]):
            self.tell(match[1].decode())

    def stop(self):
        Worker.stop(self)
        try:
            self.stream.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class Visitor(Worker):
    """Subscribes, reads an event or none, and leaves: with a goodbye, in the middle of it, or by a reset."""

    def work(self):
        by_socket = self.numbers.random() < 0.5
        stream = (WebSocket if by_socket else EventStream)(self.server, timeout=120)
        plug = stream.socket if by_socket else stream.connection.sock
        self.ledger.count("visits")
        if self.numbers.random() < 0.3:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        end = time.monotonic() + self.numbers.random() * 0.5
        plug.settimeout(0.05)
        while time.monotonic() < end and not self.stopping.is_set():
            try:
                plug.recv(65_536)
            except TimeoutError:
                pass
        if by_socket and self.numbers.random() < 0.5:
            plug.settimeout(120)
            stream.send(CLOSE, (1_000).to_bytes(2))
        stream.close()
