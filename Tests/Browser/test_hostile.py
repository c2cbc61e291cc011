"""Mail that wants to run something, to tell somebody that it is read, or to lead the reader away."""

import glob
import os

from browser import PageTest, expect
from listener import Listener
from looks import in_both_looks
from mails import send
from playwright.sync_api import Error

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hostile")
# What scripts of the mails would leave behind, wherever they ran.
EVIDENCE = "pwned"


@in_both_looks
class HostileTest(PageTest):
    """Every mail of the folder is opened in every view, and nothing of it may run, load or lead anywhere."""

    # What the browser has kept from happening.
    expected_complaints = ("Content Security Policy", "Blocked", "sandboxed", "Failed to load resource", "Unsafe attempt", "refused to connect", "Not allowed to load")

    def test_does_nothing_and_tells_nobody(self):
        with Listener() as listener:
            server = self.start()
            mails = {}
            for path in sorted(glob.glob(os.path.join(FOLDER, "*.eml"))):
                with open(path, "rb") as file:
                    octets = file.read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
                octets = octets.replace(b"LISTENER", f"127.0.0.1:{listener.port}".encode())
                mails[os.path.basename(path)] = send(server, octets)[0]
            self.assertGreater(len(mails), 15)
            page = self.open(server)
            self.watch(page)
            expect(page.locator(".row").first).to_be_visible()
            for name, identifier in mails.items():
                with self.subTest(name):
                    self.read(page, server, identifier)
            page.close()
            self.assertEqual([request.path for request in listener.requests], [], "somebody was told")

    def watch(self, page):
        """Notes whatever a script could show."""
        self.shown, self.places = [], []
        page.on("dialog", lambda dialog: (self.shown.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda popup: self.shown.append(f"popup {popup.url}"))
        page.on("download", lambda download: self.shown.append(f"download {download.url}"))
        page.on("console", lambda message: EVIDENCE in message.text.lower() and "violates" not in message.text and self.shown.append(message.text))
        page.on("framenavigated", lambda frame: self.places.append(frame.url))

    def read(self, page, server, identifier):
        page.goto(f"{server.url}/#/message/{identifier}")
        expect(page.locator(f'.head[data-id="{identifier}"]')).to_be_visible()
        for tab in page.get_by_role("tab").all():
            tab.click()
            expect(page.get_by_role("tabpanel")).not_to_be_empty()
            if tab.get_attribute("id") == "tab-html":
                # Returns when nothing of it is loading any more.
                page.locator(".stage iframe").element_handle().content_frame().wait_for_url("**/display**")
            self.assertFalse(page.evaluate("Boolean(window.pwned) || document.documentElement.outerHTML.includes('<script>')"))
        self.assertTrue(page.url.startswith(f"{server.url}/#/message/"), page.url)
        self.assertEqual(self.shown, [])
        strange = [url for url in self.places if not url.startswith((server.url + "/", "about:", "chrome-error:"))]
        self.assertEqual(strange, [])

    def settle(self, document):
        """Waits until nothing of a document is loading any more."""

        def state():
            try:
                return document.evaluate("html => html.ownerDocument.readyState")
            except Error:
                return "going to another"

        self.eventually(state, "complete", timeout=30)

    def test_has_parts_that_are_what_they_say(self):
        """A part that is opened by itself runs nothing either, whatever it looks like."""
        server = self.start()
        types = ["text/html", "image/svg+xml", "text/plain", "application/xhtml+xml", "text/xml", "application/octet-stream", "image/png", "text/javascript"]
        for kind in types:
            body = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" if "svg" in kind else "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(document.domain)</script></html>"
            identifier = send(server, f"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename=x\r\n\r\n{body}\r\n--b--\r\n".encode())[0]
            page = self.open(server)
            self.watch(page)
            with self.subTest(kind):
                answer = page.request.get(f"{server.url}/api/v3/messages/{identifier}/parts/1")
                self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
                self.assertIn("sandbox", answer.headers["content-security-policy"])
                page.evaluate("address => { const frame = document.createElement('iframe'); frame.src = address; document.body.append(frame); }", f"{server.url}/api/v3/messages/{identifier}/parts/1")
                self.settle(page.frame_locator("iframe").locator(":root"))
                self.assertEqual([text for text in self.shown if text.startswith("dialog")], [])
