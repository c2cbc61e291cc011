"""What the README says of the page, sentence by sentence, in every look: phone and desktop, light and dark, memory and MongoDB."""

import itertools
import os
import re
import sys
import uuid

from browser import DESKTOP, PHONE, PageTest, expect
from listener import Listener
from mails import invoice, mail, send, send_many, shipped
from smtp_sink import Sink

MONGO = os.environ.get("HOGLET_TEST_MONGO_URI")
VIEWS = ["HTML", "Text", "Headers", "Source", "Parts", "Attachments", "Links"]


class EveryLook:
    """One walk over the page; the classes below have a look each."""

    storage = "memory"
    # What is kept from happening.
    expected_complaints = ("Content Security Policy", "Blocked script execution")

    def serve(self):
        if self.storage == "memory":
            return self.start()
        if MONGO is None:
            self.skipTest("Scripts/with-mongo has the database")
        return self.start("-storage", "mongodb", "-mongo-uri", MONGO, "-mongo-db", f"look-{uuid.uuid4().hex}")

    def test_is_as_the_readme_says(self):
        server = self.serve()
        page = self.open(server, permissions=["clipboard-read", "clipboard-write"])
        self.shows_up_as_it_arrives(server, page)
        self.is_shown_in_every_view(server, page)
        self.has_widths_and_dark_colours(page)
        self.is_released(page)
        self.is_searched(server, page)
        self.is_used_by_keys(page)
        self.runs_and_loads_nothing(server, page)

    def shows_up_as_it_arrives(self, server, page):
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        background = page.locator("#list").evaluate("list => getComputedStyle(list).backgroundColor")
        self.assertEqual(background, "rgb(28, 25, 23)" if self.look["color_scheme"] == "dark" else "rgb(255, 253, 250)")
        send_many(server, 3)
        expect(page.locator(".row .what")).to_have_text([f"Number {n}" for n in [3, 2, 1]])

    def open_first(self, page, subject):
        self.back(page)
        page.locator(".row").first.click()
        expect(page.locator(".head h1")).to_have_text(subject)

    def back(self, page):
        """To the list, where the message has taken its place."""
        back = page.get_by_role("button", name="Back to the list")
        if back.is_visible():
            back.click()
        expect(page.locator(".row").first).to_be_visible()

    def is_shown_in_every_view(self, server, page):
        """As HTML, text, header, source, parts, attachments and links, with its envelope, so that blind copies are seen."""
        message = shipped()
        message.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="items.csv")
        send(server, message, recipients=("bea@example.org", "boss@example.org"))
        expect(page.locator(".row .what").first).to_have_text("Your order #7 is on its way")
        self.open_first(page, "Your order #7 is on its way")
        if self.is_phone:
            page.locator(".brief").click()
        expect(page.get_by_label("Envelope", exact=True)).to_contain_text("boss@example.org Bcc")
        if self.is_phone:
            page.locator(".brief").click()
        found = {
            "HTML": lambda: page.frame_locator(".stage iframe").get_by_role("heading", name="Your order is on its way"),
            "Text": lambda: page.locator(".letter", has_text="Hello Bea"),
            "Headers": lambda: page.locator(".fields th", has_text="Subject"),
            "Source": lambda: page.locator(".source .name", has_text="MIME-Version"),
            "Parts": lambda: page.locator(".tree .name", has_text="multipart/mixed"),
            "Attachments": lambda: page.locator(".card .name", has_text="items.csv"),
            "Links": lambda: page.locator(".links", has_text="https://acme.example/track/7"),
        }
        self.assertEqual([re.sub(r"\W*\d*$", "", tab.text_content()) for tab in page.get_by_role("tab").all()], VIEWS)
        for place, view in enumerate(VIEWS):
            page.locator("body").press(str(place + 1))
            expect(page.get_by_role("tab", name=view)).to_have_attribute("aria-selected", "true")
            expect(found[view]().first).to_be_visible()
        page.get_by_role("tab", name="HTML").click()

    def has_widths_and_dark_colours(self, page):
        inside = page.frame_locator(".stage iframe").locator("html")
        for name, width in [("Phone", 390), ("Tablet", 768), ("Desktop", 1280)]:
            page.get_by_role("button", name=name).click()
            expect(inside).to_have_js_property("clientWidth", width)
        page.get_by_role("button", name="Full width").click()
        body = page.frame_locator(".stage iframe").locator("body")
        expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
        page.get_by_role("button", name="Light", exact=True).click()
        expect(body).to_have_css("background-color", "rgb(21, 21, 21)")
        page.get_by_role("button", name="Dark", exact=True).click()
        page.get_by_role("button", name="Inverted", exact=True).click()

    def runs_and_loads_nothing(self, server, page):
        """Nothing is loaded from elsewhere until it is allowed, for that message; links open in a tab that is told nothing."""
        with Listener() as listener:
            html = f'<script>top.pwned = 1</script><img src="{listener.url}/spy.png" alt="spy" width="9" height="9" onerror="top.pwned = 1"><a href="{listener.url}/there">go</a>'
            send(server, mail("Spy", html=html))
            expect(page.locator(".row .what").first).to_have_text("Spy")
            self.open_first(page, "Spy")
            link = page.frame_locator(".stage iframe").get_by_role("link", name="go")
            expect(link).to_have_attribute("title", f"{listener.url}/there")
            self.assertEqual(listener.requests, [])
            page.locator("body").press("i")
            self.assertEqual(listener.wait().path, "/spy.png")
            with page.context.expect_page() as opened:
                link.click()
            opened.value.wait_for_url("**/there")
            told = [request.fields.get("referer") for request in listener.requests if request.path == "/there"]
            self.assertEqual((told, opened.value.evaluate("window.opener")), ([None], None))
            opened.value.close()
            self.assertFalse(page.evaluate("'pwned' in window"))

    def is_searched(self, server, page):
        """By the language or by MailHog's three kinds."""
        send(server, invoice())
        self.back(page)
        box, kind, subjects = page.get_by_label("Search mail"), page.get_by_label("Kind of search"), page.locator(".row .what")
        for choice, text in [("", "has:attachment -order"), ("from", "app@"), ("containing", "find the invoice")]:
            kind.select_option(choice)
            box.fill(text)
            expect(subjects.first).to_have_text("Invoice 2026-1127")
        page.get_by_role("button", name="Clear the search").click()
        expect(subjects).to_have_count(5)

    def is_used_by_keys(self, page):
        press = page.locator("body").press
        page.locator(".row").first.click()
        expect(page.locator(".head h1")).to_have_text("Invoice 2026-1127")
        press("j")
        expect(page.locator(".head h1")).to_have_text("Your order #7 is on its way")
        press("k")
        expect(page.locator(".head h1")).to_have_text("Invoice 2026-1127")
        for key, said in [("l", "Link copied"), ("c", "Command copied")]:
            press(key)
            expect(page.get_by_text(said)).to_be_visible()
        with page.expect_download():
            press("d")
        press("u")
        expect(page.get_by_role("button", name="Mark read")).to_be_visible()
        press("r")
        expect(page.get_by_role("button", name="Mark unread")).to_be_visible()
        press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.keyboard.press("Escape")
        self.back(page)
        press("x")
        press("Shift+ArrowDown")
        expect(page.locator(".count")).to_have_text("2 selected")
        press("Delete")
        expect(page.locator(".row")).to_have_count(3)
        press("/")
        expect(page.get_by_label("Search mail")).to_be_focused()
        page.keyboard.press("Escape")

    def is_released(self, page):
        sink = Sink()
        self.addCleanup(sink.stop)
        self.open_first(page, "Your order #7 is on its way")
        page.locator("body").press("e")
        dialog = page.get_by_role("dialog", name="Release this message")
        dialog.get_by_label("To,").fill("real@example.com")
        dialog.get_by_label("Host").fill("127.0.0.1")
        dialog.get_by_label("Port").fill(str(sink.port))
        dialog.get_by_role("button", name="Release").click()
        expect(page.get_by_text("Released to real@example.com")).to_be_visible()
        self.assertEqual(sink.message()["to"], ["real@example.com"])


for size, scheme, storage in itertools.product([DESKTOP, PHONE], ["light", "dark"], ["memory", "mongodb"]):
    name = f"{'Phone' if size is PHONE else 'Desktop'}{scheme.title()}{storage.title()}"
    members = {"look": {**size, "color_scheme": scheme}, "is_phone": size is PHONE, "storage": storage, "__module__": __name__, "__qualname__": name}
    setattr(sys.modules[__name__], name, type(name, (EveryLook, PageTest), members))
