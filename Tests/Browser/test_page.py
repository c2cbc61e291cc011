"""The page as a whole: what it may be used by, where it is served, what it keeps."""

import os
import re
import tempfile
import unittest

from axe_playwright_python.sync_playwright import Axe
from browser import ASSETS, PageTest, expect
from hoglet import run_to_end
from looks import in_both_looks
from mails import arabic, invoice, mail, report, send, send_many, shipped

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@in_both_looks
class AccessibilityTest(PageTest):
    def assert_clean(self, page, view):
        # Whatever mail looks like is its own doing.
        found = Axe().run(page, context={"exclude": [["iframe"]]}, options=RULES).response["violations"]
        problems = [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found]
        self.assertEqual(problems, [], view)

    def test_no_view_has_anything_that_axe_finds(self):
        server = self.start()
        send(server, arabic(), report(), shipped(), invoice())
        for scheme in ["light", "dark"]:
            page = self.open(server, look={**self.look, "color_scheme": scheme})
            page.locator(".row").first.wait_for()
            self.assert_clean(page, "list")
            page.locator(".row").first.click()
            page.locator(".head h1").wait_for()
            for tab in page.get_by_role("tab").all():
                tab.click()
                expect(page.get_by_role("tabpanel")).not_to_be_empty()
                self.assert_clean(page, tab.text_content())
            for key, name in [("?", "Keys"), (",", "Settings"), ("e", "Release"), ("m", "Jim")]:
                page.locator("body").press(key)
                page.get_by_role("dialog", name=name).wait_for()
                self.assert_clean(page, name)
                page.keyboard.press("Escape")

    def test_nor_has_an_empty_one(self):
        page = self.open(self.start())
        page.get_by_role("heading", name="No mail yet").wait_for()
        self.assert_clean(page, "nothing")

    def test_moves_nothing_where_somebody_wants_that(self):
        server = self.start()
        page = self.open(server)
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_have_css("animation-name", "none")


@in_both_looks
class SettingsTest(PageTest):
    def test_keeps_what_somebody_has_chosen(self):
        server = self.start()
        send_many(server, 3)
        page = self.open(server)
        row = page.locator(".row").first
        row.wait_for()
        tall = row.bounding_box()["height"]
        page.get_by_role("button", name="Settings").click()
        other = "light" if self.is_phone else "dark"
        page.get_by_label("Theme").select_option(other)
        page.get_by_label("Rows").select_option("compact")
        page.get_by_label("Show first").select_option("text")
        page.get_by_role("switch", name=re.compile("^Mark a message read")).uncheck()
        page.reload()
        row.wait_for()
        self.assertLess(row.bounding_box()["height"], tall)
        expect(page.locator("html")).to_have_css("color-scheme", other)
        row.click()
        expect(page.get_by_role("tab", name="Text")).to_have_attribute("aria-selected", "true")
        expect(page).to_have_title(re.compile(r"^\(3\)"))

    def test_follows_the_newest_where_somebody_wants_that(self):
        server = self.start()
        page = self.open(server)
        page.get_by_role("heading", name="No mail yet").wait_for()
        page.get_by_role("button", name="Settings").click()
        page.get_by_role("switch", name=re.compile("^Open each new")).check()
        page.keyboard.press("Escape")
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        for number in [1, 2]:
            send_many(server, 1, start=number)
            expect(page.locator(".head h1")).to_have_text(f"Number {number}")

    def test_notifies_of_new_mail_while_nobody_looks(self):
        server = self.start()
        page = self.open(server, permissions=["notifications"])
        page.get_by_role("heading", name="No mail yet").wait_for()
        page.evaluate("""() => {
          window.told = [];
          window.Notification = class { constructor(title, options) { told.push([title, options.body]); } close() {} };
          Notification.permission = 'granted';
          Notification.requestPermission = async () => 'granted';
          Object.defineProperty(document, 'hidden', { get: () => true });
        }""")
        page.get_by_role("button", name="Settings").click()
        page.get_by_role("switch", name=re.compile("^Tell me of new mail")).check()
        page.keyboard.press("Escape")
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        send(server, mail("Ping", "text"))
        self.eventually(lambda: page.evaluate("told"), [["Ping", "Acme Shop"]], timeout=30)


@in_both_looks
class ServingTest(PageTest):
    def assert_works(self, page, server):
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        send(server, shipped())
        page.locator(".row").first.click()
        image = page.frame_locator(".stage iframe").get_by_alt_text("Acme")
        expect(image).to_have_js_property("naturalWidth", 120)
        expect(page.locator(".row[data-unread]")).to_have_count(0)

    def test_works_under_a_path(self):
        server = self.start("-ui-web-path", "/hog")
        self.assert_works(self.open(server, "/hog/"), server)

    def test_works_behind_a_password(self):
        with tempfile.NamedTemporaryFile("w", suffix=".users") as file:
            hashed = run_to_end("bcrypt", "secret").stdout.strip()
            file.write(f"bea:{hashed}\n")
            file.flush()
            server = self.start("-auth-file", file.name)
            page = self.open(server, http_credentials={"username": "bea", "password": "secret"})
            self.assert_works(page, server)

    def test_works_on_a_port_of_its_own_with_the_api_elsewhere(self):
        page_origin = lambda server: f"http://127.0.0.1:{server.ui_port}"
        server = self.start("-api-host", lambda server: server.url, "-cors-origin", page_origin, split=True)
        self.assert_works(self.open(server), server)

    @unittest.skipIf(ASSETS, "the files come from a folder")
    def test_is_kept_by_the_browser(self):
        server = self.start()
        page = self.open(server)
        page.get_by_role("heading", name="No mail yet").wait_for()
        page.reload()
        page.get_by_role("heading", name="No mail yet").wait_for()
        sizes = page.evaluate("performance.getEntriesByType('resource').filter(entry => entry.name.includes('/assets/')).map(entry => entry.transferSize)")
        self.assertGreater(len(sizes), 30)
        self.assertEqual(sum(sizes), 0)
