"""The list: what is in it, how it is moved through, and what arrives while somebody looks."""

import re
import unittest
from unittest import mock

from browser import PageTest, expect
from looks import in_both_looks, only_on_a_desktop, only_on_a_phone
from mails import arabic, invoice, mail, send, send_many


@in_both_looks
class ListTest(PageTest):
    def test_shows_who_wrote_what_about_and_how_it_begins(self):
        server = self.start()
        send(server, invoice())
        page = self.open(server)
        row = page.locator(".row")
        expect(row).to_have_count(1)
        for text in ["Acme Billing", "Invoice 2026-1127", "please find the invoice"]:
            expect(row).to_contain_text(text)
        expect(row).to_have_accessible_name(re.compile("^Unread. From Acme Billing.*Invoice 2026-1127.*3 attachments"))
        expect(row.locator("time")).to_have_attribute("title", re.compile(r"\d{4}.*:\d\d:\d\d"))
        expect(page.locator(".count")).to_have_text("1 message, 1 unread")

    def test_says_what_to_do_when_there_is_nothing(self):
        server = self.start()
        page = self.open(server)
        expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
        expect(page.locator(".shell code")).to_contain_text(f"smtp://127.0.0.1:{server.smtp_port}")
        send(server, mail("First", "text"))
        expect(page.locator(".row")).to_contain_text("First")
        expect(page.get_by_role("heading", name="No mail yet")).to_be_hidden()

    def test_takes_in_what_arrives_without_losing_its_place(self):
        server = self.start()
        send_many(server, 60)
        page = self.open(server)
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        expect(page.locator(".row").first).to_contain_text("Number 60")
        page.locator("#rows").evaluate("rows => { rows.scrollTop = 1000; }")
        place = page.locator(".row", has_text="Number 46")
        expect(place).to_be_visible()
        before = place.bounding_box()["y"]
        send_many(server, 2, start=61)
        newer = page.get_by_role("button", name="2 new messages")
        expect(newer).to_be_visible()
        self.assertEqual(place.bounding_box()["y"], before)
        newer.click()
        expect(page.locator("#row-0")).to_contain_text("Number 62")
        expect(newer).to_be_hidden()

    def test_has_only_the_rows_that_can_be_seen_and_fetches_the_others(self):
        server = self.start()
        # The database of the tests is slow with many.
        count = 300 if self.is_phone else 700
        send_many(server, count)
        page = self.open(server)
        expect(page.locator(".count")).to_contain_text(f"{count} messages")
        rows = page.locator("#rows")
        expect(page.locator("#row-0")).to_contain_text(f"Number {count}")
        self.assertLess(page.locator(".row").count(), 40)
        rows.evaluate("rows => { rows.scrollTop = rows.scrollHeight / 2; }")
        expect(page.locator(f"#row-{count // 2}")).to_contain_text(f"Number {count // 2}")
        rows.focus()
        page.keyboard.press("End")
        last = page.locator(f"#row-{count - 1}")
        expect(last).to_contain_text("Number 1")
        expect(last).to_have_attribute("aria-posinset", str(count))
        self.assertLess(page.locator(".row").count(), 40)

    @only_on_a_desktop("on a phone the message takes the place of the list")
    def test_stands_beside_the_message_and_can_be_made_wider(self):
        server = self.start()
        send_many(server, 1)
        page = self.open(server)
        page.locator(".row").click()
        expect(page.get_by_role("heading", name="Number 1")).to_be_visible()
        expect(page.locator(".row")).to_be_visible()
        width = page.locator("#list").bounding_box()["width"]
        page.locator("#splitter").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        self.assertEqual(page.locator("#list").bounding_box()["width"], width + 40)
        page.locator("#splitter").hover()
        page.mouse.down()
        page.mouse.move(500, 300)
        page.mouse.up()
        page.reload()
        expect(page.locator(".row")).to_be_visible()
        self.assertAlmostEqual(page.locator("#list").bounding_box()["width"], 500, delta=1)

    @only_on_a_phone("on a desktop both are there")
    def test_gives_way_to_the_message_on_a_phone_and_comes_back(self):
        server = self.start()
        send_many(server, 3)
        page = self.open(server)
        page.locator(".row", has_text="Number 2").click()
        expect(page.get_by_role("heading", name="Number 2")).to_be_visible()
        expect(page.locator(".row").first).to_be_hidden()
        page.get_by_role("button", name="Next message").click()
        expect(page.get_by_role("heading", name="Number 1")).to_be_visible()
        page.go_back()
        expect(page.locator(".row").first).to_be_visible()
        page.locator(".row", has_text="Number 3").click()
        page.get_by_role("button", name="Back to the list").click()
        expect(page.locator(".row").first).to_be_visible()

    def test_shows_mail_from_right_to_left_so(self):
        server = self.start()
        send(server, arabic())
        page = self.open(server)
        subject = page.locator(".row .what")
        expect(subject).to_have_css("direction", "rtl")
        page.locator(".row").click()
        expect(page.locator(".head h1")).to_have_css("direction", "rtl")
        letter = page.locator(".letter")
        expect(letter).to_have_css("direction", "rtl")
        expect(letter).to_have_css("unicode-bidi", "plaintext")

    def test_tells_in_title_and_icon_how_much_is_unread(self):
        server = self.start()
        send_many(server, 3)
        page = self.open(server)
        expect(page).to_have_title("(3) Hoglet")
        expect(page.locator("#favicon")).to_have_attribute("href", re.compile("^data:image/png"))
        page.locator(".row").first.click()
        expect(page).to_have_title("(2) Number 3 · Hoglet")
        self.back_to_the_list(page)
        page.get_by_role("button", name="Mark all read").click()
        expect(page).to_have_title("Hoglet" if self.is_phone else "Number 3 · Hoglet")
        expect(page.locator("#favicon")).to_have_attribute("href", re.compile(r"icon\.svg$"))

    def test_tells_that_the_connection_is_lost_and_catches_up(self):
        server = self.start()
        self.expected_complaints = ("ERR_", "Failed to load resource")
        send_many(server, 1)
        page = self.open(server)
        live = page.locator(".live")
        expect(live).to_have_attribute("data-state", "live")
        page.context.set_offline(True)
        # A stream that is open stays so in this browser; a server that is away ends it.
        server.signal(19)
        self.addCleanup(server.signal, 18)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(live).to_have_attribute("data-state", "offline")
        server.signal(18)
        page.context.set_offline(False)
        send_many(server, 1, start=2)
        live.click()
        expect(live).to_have_attribute("data-state", "live")
        expect(page.locator("#row-0")).to_contain_text("Number 2")

    def test_asks_again_and_again_where_only_live_events_are_missing(self):
        self.expected_complaints = ("ERR_FAILED",)
        server = self.start()
        page = self.open(server, "/api/v3/settings")
        page.route("**/api/v3/events*", lambda route: route.abort())
        page.goto(self.address_of_page(server) + "/")
        live = page.locator(".live")
        expect(live).to_have_attribute("data-state", "polling")
        send_many(server, 1)
        expect(page.locator(".row .what")).to_have_text(["Number 1"])
        expect(live).to_have_attribute("data-state", "polling")
        page.unroute("**/api/v3/events*")
        live.click()
        expect(live).to_have_attribute("data-state", "live")

    def test_connects_again_when_the_server_has_started_anew(self):
        self.expected_complaints = ("ERR_", "Failed to load resource")
        server = self.start()
        send_many(server, 2)
        page = self.open(server)
        live = page.locator(".live")
        expect(live).to_have_attribute("data-state", "live")
        server.signal()
        self.assertEqual(server.wait(60), 0)
        expect(live).to_have_attribute("data-state", "offline")
        with mock.patch("hoglet.free_port", side_effect=[server.smtp_port, server.http_port]):
            other = self.start()
        expect(live).to_have_attribute("data-state", "live")
        # Its mail was in memory; a database of its own is empty too.
        expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
        send_many(other, 1, start=7)
        expect(page.locator(".row .what")).to_have_text(["Number 7"])

    def test_times_are_relative_or_exact(self):
        server = self.start()
        send_many(server, 1)
        page = self.open(server)
        expect(page.locator(".row time")).to_have_text(re.compile("now|ago"))
        page.get_by_role("button", name="Settings").click()
        page.get_by_label("Times").select_option("exact")
        page.keyboard.press("Escape")
        expect(page.locator(".row time")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))


if __name__ == "__main__":
    unittest.main()
