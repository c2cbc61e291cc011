"""The page over two servers that share a database."""

import os
import sys

from browser import PageTest, expect
from mails import send, send_many, shipped
from mongo_test import MongoTest


class MongoPageTest(PageTest, MongoTest):
    def test_two_servers_show_the_same(self):
        database = self.database()
        one, other = self.replica(database.address), self.replica(database.address)
        send_many(one, 30)
        here, there = self.open(one), self.open(other)
        for page in [here, there]:
            expect(page.locator(".live")).to_have_attribute("data-state", "live")
            expect(page.locator(".count")).to_have_text("30 messages, 30 unread")
        # Arrival.
        send(one, shipped())
        expect(there.locator("#row-0")).to_contain_text("Your order #7")
        # Read state.
        here.locator("#row-0").click()
        expect(here.locator(".head h1")).to_contain_text("Your order #7")
        expect(there.locator(".count")).to_have_text("31 messages, 30 unread")
        expect(there.locator("#row-0")).not_to_have_attribute("data-unread", "")
        image = here.frame_locator(".stage iframe").get_by_alt_text("Acme")
        expect(image).to_have_js_property("naturalWidth", 120)
        # Search.
        there.get_by_label("Search mail").fill("subject:order")
        expect(there.locator(".row")).to_have_count(1)
        there.get_by_role("button", name="Clear the search").click()
        # Delete.
        there.locator("#row-1 .box-cell").click()
        there.get_by_role("button", name="Delete", exact=True).click()
        expect(here.locator(".count")).to_contain_text("30 messages")
        there.get_by_role("button", name="Delete all").click()
        there.get_by_role("dialog").get_by_role("button", name="Delete all").click()
        for page in [here, there]:
            expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
