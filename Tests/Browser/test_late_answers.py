"""Answers that come when something newer has happened: the tests hold them back until it has."""

import json
import re
import time
from contextlib import contextmanager

from browser import PATIENCE, PageTest, expect
from looks import in_both_looks, only_on_a_desktop
from mails import send_many

LIST = re.compile(r"/api/v3/messages(\?.*)?$")
ONE = re.compile(r"/api/v3/messages/[^/?]+$")


class Held:
    """Requests of a page that wait, with what the server answered when they were made, or without having asked it."""

    def __init__(self, page, address, method="GET", asks=True, total=None):
        """total: only lists that speak of so many messages are held."""
        self.page, self.address, self.method, self.asks, self.total = page, address, method, asks, total
        self.routes, self.is_over = [], False
        page.route(address, self._hold)

    def _hold(self, route):
        if self.is_over or route.request.method != self.method:
            return route.fallback()
        answer = route.fetch() if self.asks else None
        if self.is_over or (self.total is not None and answer.json()["total"] != self.total):
            return route.fulfill(response=answer)
        self.routes.append((route, answer))

    @contextmanager
    def expect_one(self):
        """Waits until one more is held."""
        before, deadline = len(self.routes), time.monotonic() + PATIENCE / 1000
        yield
        while len(self.routes) == before:
            if time.monotonic() > deadline:
                raise AssertionError(f"nothing has been asked for at {self.address.pattern}")
            # Lets the routes be handled.
            self.page.evaluate("0")

    def let_go(self):
        """Answers all, and holds no more."""
        self.is_over = True
        for route, answer in self.routes:
            route.fulfill(response=answer) if answer else route.continue_()


@in_both_looks
class LateAnswerTest(PageTest):
    def many(self, count):
        server = self.start()
        ids = send_many(server, count)
        page = self.open(server)
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        expect(page.locator(".count")).to_have_text(f"{count} messages, {count} unread")
        return server, page, ids

    def api(self, page, server, identifier, method="delete", **options):
        self.assertTrue(getattr(page.request, method)(f"{server.url}/api/v3/messages/{identifier}", **options).ok)

    def held_list(self, page, server, ids):
        """A list that the page asks for, since one is gone that it has not seen."""
        held = Held(page, LIST, total=len(ids) - 1)
        with held.expect_one():
            self.api(page, server, ids[0])
        return held

    def test_a_list_takes_away_no_message_that_came_since_it_was_made(self):
        server, page, ids = self.many(150)
        held = self.held_list(page, server, ids)
        send_many(server, 1, start=151)
        expect(page.locator("#row-0")).to_contain_text("Number 151")
        held.let_go()
        expect(page.locator(".count")).to_have_text("150 messages, 150 unread")
        expect(page.locator("#row-0")).to_contain_text("Number 151")
        expect(page.locator("#row-1")).to_contain_text("Number 150")

    def test_a_list_brings_back_no_message_that_has_been_deleted_since(self):
        server, page, ids = self.many(150)
        held = self.held_list(page, server, ids)
        self.api(page, server, ids[148])
        expect(page.locator(".row", has_text="Number 149")).to_have_count(0)
        held.let_go()
        expect(page.locator(".count")).to_have_text("148 messages, 148 unread")
        expect(page.locator("#row-0")).to_contain_text("Number 150")
        expect(page.locator("#row-1")).to_contain_text("Number 148")

    def test_a_list_brings_back_nothing_when_all_is_deleted_since(self):
        server, page, ids = self.many(150)
        held = self.held_list(page, server, ids)
        self.assertTrue(page.request.delete(f"{server.url}/api/v3/messages").ok)
        expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
        held.let_go()
        expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
        send_many(server, 1, start=151)
        expect(page.locator(".count")).to_have_text("1 message, 1 unread")
        expect(page.locator(".row .what")).to_have_text(["Number 151"])

    def test_what_comes_before_the_first_list_is_in_it(self):
        server = self.start()
        page = self.open(server, "/api/v3/settings")
        held = Held(page, LIST)
        with held.expect_one():
            page.goto(self.address_of_page(server) + "/")
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        send_many(server, 1)
        held.let_go()
        expect(page.locator(".row .what")).to_have_text(["Number 1"])

    def test_a_dialog_speaks_of_what_is_listed_while_something_else_is_looked_for(self):
        server, page, _ = self.many(3)
        held = Held(page, re.compile("messages.*query=subject"))
        with held.expect_one():
            page.get_by_label("Search mail").fill("subject:2")
        page.get_by_role("button", name="Delete all").click()
        expect(page.get_by_role("dialog", name="Delete all 3 messages?")).to_be_visible()
        page.keyboard.press("Escape")
        held.let_go()
        expect(page.locator(".row .what")).to_have_text(["Number 2"])
        page.get_by_role("button", name="Delete all").click()
        expect(page.get_by_role("dialog", name="Delete the 1 message found?")).to_be_visible()

    def test_what_comes_after_a_deletion_of_all_stays(self):
        server, page, _ = self.many(3)
        held = Held(page, LIST, "DELETE")
        page.get_by_role("button", name="Delete all").click()
        with held.expect_one():
            page.get_by_role("dialog").get_by_role("button", name="Delete all").click()
        expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
        send_many(server, 1, start=4)
        expect(page.locator(".row .what")).to_have_text(["Number 4"])
        held.let_go()
        expect(page.get_by_text("Deleted", exact=True)).to_be_visible()
        expect(page.locator(".row .what")).to_have_text(["Number 4"])

    def test_marks_are_made_in_the_order_in_which_they_are_asked_for(self):
        server, page, ids = self.many(2)
        held = Held(page, ONE, "PATCH", asks=False)
        with held.expect_one():
            page.locator(".row").first.click()
        page.get_by_role("button", name="Mark unread").click()
        expect(page).to_have_title("(2) Number 2 · Hoglet")
        self.assertEqual(len(held.routes), 1)
        held.let_go()
        self.eventually(lambda: page.request.get(f"{server.url}/api/v3/messages/{ids[1]}").json()["read"], False, timeout=30)
        expect(page).to_have_title("(2) Number 2 · Hoglet")

    def test_a_message_that_is_marked_while_it_comes_stays_so(self):
        server, page, ids = self.one_read()
        held = Held(page, ONE, asks=False)
        with held.expect_one():
            page.locator(".row").click()
        with page.expect_response(lambda response: response.request.method == "PATCH"):
            page.keyboard.press("u")
        held.let_go()
        expect(page.get_by_role("heading", name="Number 1")).to_be_visible()
        expect(page).to_have_title("(1) Number 1 · Hoglet")
        expect(page.get_by_role("button", name="Mark read")).to_be_visible()

    def one_read(self):
        server = self.start()
        ids = send_many(server, 1)
        page = self.open(server)
        self.api(page, server, ids[0], "patch", data=json.dumps({"read": True}), headers={"Content-Type": "application/json"})
        expect(page.locator(".count")).to_have_text("1 message")
        return server, page, ids

    def test_a_message_is_released_when_it_has_come(self):
        _, page, _ = self.one_read()
        held = Held(page, ONE)
        with held.expect_one():
            page.locator(".row").click()
        page.get_by_role("button", name="Release to a real server").click()
        held.let_go()
        expect(page.get_by_role("dialog", name="Release this message")).to_be_visible()

    def test_what_is_typed_is_looked_for_also_when_somebody_goes_on_at_once(self):
        _, page, _ = self.many(3)
        page.get_by_label("Search mail").fill("subject:2")
        page.get_by_label("Search mail").press("Escape")
        page.keyboard.press("j")
        expect(page.get_by_label("Search mail")).to_have_value("subject:2")
        expect(page.locator(".row .what")).to_have_text(["Number 2"])

    @only_on_a_desktop("on a phone what is open stands alone")
    def test_a_message_that_comes_late_leaves_the_keyboard_where_it_is(self):
        _, page, _ = self.many(5)
        held = Held(page, ONE)
        with held.expect_one():
            page.locator(".row").first.click()
        page.keyboard.press("Shift+ArrowDown")
        expect(page.locator(".count")).to_have_text("2 selected")
        held.let_go()
        expect(page.locator(".head h1")).to_have_text("Number 5")
        page.keyboard.press("Shift+ArrowDown")
        expect(page.locator(".count")).to_have_text("3 selected")

    @only_on_a_desktop("a phone has no key to choose several with")
    def test_a_choice_of_several_begins_where_it_began_when_others_have_come(self):
        server, page, _ = self.many(5)
        page.locator(".row", has_text="Number 5").click()
        expect(page.locator(".head h1")).to_have_text("Number 5")
        send_many(server, 1, start=6)
        expect(page.locator("#row-0")).to_contain_text("Number 6")
        page.locator(".row", has_text="Number 3").click(modifiers=["Shift"])
        expect(page.locator(".count")).to_have_text("3 selected")
