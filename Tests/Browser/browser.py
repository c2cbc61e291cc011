"""A real browser before a real server: what the tests of the page share."""

import os
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Clients"))

from playwright.sync_api import expect, sync_playwright  # noqa: E402
from server_test import ServerTest  # noqa: E402

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# A folder that the page's files come from instead of the program, to work on them without building.
ASSETS = os.environ.get("HOGLET_ASSETS")
TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
# Any single step; the machine may be slow and busy.
PATIENCE = 30_000

DESKTOP = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True, "is_mobile": True}

expect.set_options(timeout=PATIENCE)


class Browser:
    """One browser for a whole run, started when it is first needed."""

    _browser = None

    @classmethod
    def get(cls):
        if cls._browser is None:
            cls._playwright = sync_playwright().start()
            arguments = ["--disable-dev-shm-usage"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
            cls._browser = cls._playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        return cls._browser

    @classmethod
    def end(cls):
        if cls._browser is not None:
            cls._browser.close()
            cls._playwright.stop()
            cls._browser = None


class PageTest(ServerTest):
    """A test with a page of its own; what the page complains of fails it."""

    # What it is looked at with; the classes that `in_both_looks` makes have others.
    look, is_phone = DESKTOP, False
    # What of the browser's complaints is meant to happen.
    expected_complaints = ()

    def open(self, server, path="/", look=None, **options):
        """The page in a window of its own."""
        context = Browser.get().new_context(**look or self.look, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        self.addCleanup(context.close)
        if ASSETS:
            context.route("**/assets/*/*", self._serve)
        page = context.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        self.addCleanup(self._check, complaints)
        page.goto(self.address_of_page(server) + path)
        return page

    def back_to_the_list(self, page):
        """Where the open message has taken its place."""
        if self.is_phone:
            page.get_by_role("button", name="Back to the list").click()

    def address_of_page(self, server):
        return f"http://127.0.0.1:{server.ui_port}"

    def _serve(self, route):
        name = route.request.url.rsplit("/", 1)[1]
        route.fulfill(path=os.path.join(ASSETS, name), content_type=TYPES[name.rsplit(".", 1)[1]])

    def _check(self, complaints):
        unexpected = [text for text in complaints if not any(known in text for known in self.expected_complaints)]
        self.assertEqual(unexpected, [], "the page complained")
