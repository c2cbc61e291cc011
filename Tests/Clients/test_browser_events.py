"""What a real browser makes of live events: its EventSource and its WebSocket, in a page of the server's own origin."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.request

from hoglet import free_port
from server_test import ServerTest
from websocket import TEXT, WebSocket

CHROMIUM = shutil.which("chromium")

# Keeps what has come. No other page of ours may connect to anything.
SCRIPT = """
window.seen = {};
const show = (name, text) => { seen[name] = JSON.parse(text).ID; };
const stream = new EventSource('/api/v1/events');
stream.onmessage = event => show('stream', event.data);
const socket = new WebSocket('ws://' + location.host + '/api/v2/websocket');
socket.onmessage = event => show('socket', event.data);
Promise.all([
  new Promise(done => { stream.onopen = done; }), new Promise(done => { socket.onopen = done; }),
]).then(() => { window.state = 'open'; });
"""


class DevTools(WebSocket):
    """A page of the browser, told what to do over its own WebSocket."""

    class Address:
        def __init__(self, port):
            self.peer, self.http_port = "127.0.0.1", port

    def __init__(self, port, path):
        self.number = 0
        super().__init__(self.Address(port), path=path)

    def call(self, method, **parameters):
        self.number += 1
        self.send(TEXT, json.dumps({"id": self.number, "method": method, "params": parameters}).encode())
        while True:
            answer = json.loads(self.frame()[1])
            if answer.get("id") == self.number:
                return answer.get("result", answer)

    def evaluate(self, expression):
        return self.call("Runtime.evaluate", expression=expression)["result"].get("value")


@unittest.skipUnless(CHROMIUM, "chromium is not installed")
class BrowserEventsTest(ServerTest):
    def setUp(self):
        self.server = self.start()
        self.port = free_port()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.browser = subprocess.Popen(
            [
                CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                f"--user-data-dir={self.folder.name}", f"--remote-debugging-port={self.port}",
                "--remote-allow-origins=*", self.server.url + "/",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.addCleanup(self._end)

    def test_both_receive_a_mail(self):
        with DevTools(self.port, self._page()) as page:
            self._subscribe(page)
            with self.dialogue(self.server) as dialogue:
                identifier = dialogue.deliver("Subject: für den Browser 🦔\r\n\r\nx\r\n".encode())
            expected = {"stream": identifier, "socket": identifier}
            self.eventually(lambda: json.loads(page.evaluate("JSON.stringify(seen)")), expected, timeout=60)

    def test_the_socket_sees_a_clean_end_when_the_server_stops(self):
        with DevTools(self.port, self._page()) as page:
            self._subscribe(page)
            page.evaluate("socket.onclose = event => { window.state = event.code + ' ' + event.wasClean; }")
            self.server.signal()
            self.eventually(lambda: page.evaluate("window.state"), "1001 true", timeout=60)

    def _subscribe(self, page):
        # The browser shows an empty page before ours, and forgets what was done in that one.
        place = "location.pathname + ' ' + document.readyState"
        self.eventually(lambda: page.evaluate(place), "/ complete", timeout=60)
        page.evaluate(SCRIPT)
        self.eventually(lambda: page.evaluate("window.state"), "open", timeout=60)

    def _page(self):
        """The path of the page's WebSocket, when the browser has come up with it."""
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/json", timeout=60) as answer:
                    pages = [page for page in json.load(answer) if page["url"].startswith(self.server.url)]
                if pages:
                    return pages[0]["webSocketDebuggerUrl"].partition(f":{self.port}")[2]
            except OSError:
                pass
            if time.monotonic() > deadline:
                self.fail("the browser has not started")
            time.sleep(0.1)

    def _end(self):
        """Ends the browser and its children, which are a group of their own."""
        os.killpg(self.browser.pid, 15)
        try:
            self.browser.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.browser.pid, 9)
            self.browser.wait()
