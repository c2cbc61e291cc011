"""Everything by the keyboard."""

import re

from browser import PageTest, expect
from inbox import Inbox
from looks import in_both_looks, only_on_a_desktop, only_on_a_phone
from mails import send_many, send, shipped


@in_both_looks
class KeysTest(PageTest):
    def many(self, count=5):
        server = self.start()
        send_many(server, count)
        page = self.open(server)
        expect(page.locator(".row").first).to_be_visible()
        return server, page

    def heading(self, page, number):
        expect(page.locator(".head h1")).to_have_text(f"Number {number}")

    @only_on_a_desktop("the list of a phone opens what it is told to")
    def test_moves_through_the_list(self):
        _, page = self.many()
        for key, number in [("j", 5), ("j", 4), ("ArrowDown", 3), ("k", 4), ("End", 1), ("Home", 5), ("ArrowUp", 5)]:
            page.keyboard.press(key)
            self.heading(page, number)
        page.locator("#rows").focus()
        expect(page.locator("#rows")).to_have_attribute("aria-activedescendant", "row-0")
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", name="No message is open")).to_be_visible()

    @only_on_a_phone("where both are there, what is moved to is open")
    def test_moves_through_the_list_of_a_phone_and_opens_what_is_chosen(self):
        _, page = self.many()
        for key, place in [("j", 0), ("ArrowDown", 1), ("k", 0), ("End", 4)]:
            page.keyboard.press(key)
            expect(page.locator("#rows")).to_have_attribute("aria-activedescendant", f"row-{place}")
        page.keyboard.press("Enter")
        self.heading(page, 1)
        page.keyboard.press("k")
        self.heading(page, 2)
        page.keyboard.press("Escape")
        expect(page.locator("#row-3")).to_be_visible()

    def test_chooses_marks_and_deletes(self):
        server, page = self.many()
        page.keyboard.press("j")
        page.keyboard.press("x")
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Shift+ArrowDown")
        expect(page.locator(".count")).to_have_text("3 selected")
        page.keyboard.press("r")
        expect(page.locator(".row[data-unread]")).to_have_count(2)
        page.keyboard.press("u")
        expect(page.locator(".row[data-unread]")).to_have_count(5)
        page.keyboard.press("Delete")
        expect(page.locator(".row")).to_have_count(2)
        page.keyboard.press("Control+a")
        expect(page.locator(".count")).to_have_text("2 selected")
        page.keyboard.press("Escape")
        expect(page.locator(".count")).to_contain_text("2 messages")
        page.keyboard.press("Shift+Delete")
        page.get_by_role("dialog").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
        self.assertEqual(Inbox(server).total(), 0)

    def test_keeps_what_is_chosen_before_a_deletion_is_answered(self):
        _, page = self.many()
        held = []
        page.route("**/api/v3/messages", lambda route: held.append((route, route.fetch())))
        page.locator(".row .box-cell").first.click()
        page.keyboard.press("Delete")
        expect(page.locator(".row")).to_have_count(4)
        page.keyboard.press("Control+a")
        expect(page.locator(".count")).to_have_text("4 selected")
        for route, answer in held:
            route.fulfill(response=answer)
        expect(page.get_by_text("1 message deleted")).to_be_visible()
        expect(page.locator(".count")).to_have_text("4 selected")

    def test_searches_and_changes_views(self):
        server = self.start()
        send(server, shipped())
        page = self.open(server)
        expect(page.locator(".row")).to_be_visible()
        page.keyboard.press("/")
        expect(page.get_by_label("Search mail")).to_be_focused()
        page.keyboard.type("order")
        page.keyboard.press("Escape")
        expect(page.get_by_label("Search mail")).to_have_value("order")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.locator(".head h1").wait_for()
        for key, name in [("2", "Text"), ("4", "Source"), ("3", "Headers"), ("1", "HTML")]:
            page.keyboard.press(key)
            expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        page.get_by_role("tab", name="HTML").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="Text")).to_be_focused()
        page.keyboard.press("1")
        page.keyboard.press("w")
        expect(page.get_by_role("button", name="Phone")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("b")
        expect(page.get_by_role("button", name="Dark", exact=True)).to_be_visible()
        with page.expect_download():
            page.keyboard.press("d")
        page.keyboard.press("e")
        expect(page.get_by_role("dialog", name="Release this message")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press(",")
        expect(page.get_by_role("dialog", name="Settings")).to_be_visible()

    def test_lists_its_keys_and_lets_go_of_single_ones(self):
        _, page = self.many()
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog", name="Keys")
        for text in ["Next message", "Select all", "Dark preview", "Copy as curl"]:
            expect(dialog).to_contain_text(text)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Settings").click()
        page.get_by_role("switch", name=re.compile("^Keys without")).uncheck()
        page.keyboard.press("Escape")
        page.locator("#rows").focus()
        page.keyboard.press("j")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        self.heading(page, 5)
