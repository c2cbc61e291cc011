"""What can be done with messages: chosen, marked, deleted, released."""

import json
import re

from browser import PageTest, expect
from inbox import Inbox
from looks import in_both_looks, only_on_a_desktop
from mails import mail, send, send_many
from smtp_sink import Sink


def is_noted_as_unread(response):
    return response.request.method == "PATCH" and response.request.post_data_json == {"read": False}


@in_both_looks
class ActionsTest(PageTest):
    def many(self, count=6):
        server = self.start()
        send_many(server, count)
        page = self.open(server)
        expect(page.locator(".row").first).to_be_visible()
        return server, page

    def sink(self):
        sink = Sink()
        self.addCleanup(sink.stop)
        return sink

    def row(self, page, number):
        return page.locator(".row", has_text=re.compile(f"Number {number}Text"))

    def test_chooses_some_and_deletes_them(self):
        server, page = self.many()
        for number in [2, 5]:
            self.row(page, number).locator(".box-cell").click()
        expect(page.locator(".count")).to_have_text("2 selected")
        expect(page.locator('.row[aria-selected="true"]')).to_have_count(2)
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(page.locator(".row .what")).to_have_text([f"Number {n}" for n in [6, 4, 3, 1]])
        self.assertEqual(Inbox(server).subjects(), [f"Number {n}" for n in [1, 3, 4, 6]])

    @only_on_a_desktop("a phone has neither a mouse nor these keys; the boxes choose there")
    def test_chooses_with_shift_and_with_ctrl(self):
        _, page = self.many()
        self.row(page, 6).click()
        self.row(page, 3).click(modifiers=["Shift"])
        expect(page.locator(".count")).to_have_text("4 selected")
        self.row(page, 4).click(modifiers=["Control"])
        self.row(page, 1).click(modifiers=["Control"])
        expect(page.locator(".count")).to_have_text("4 selected")
        expect(self.row(page, 4)).to_have_attribute("aria-selected", "false")

    def test_chooses_all_and_marks_them_read_and_unread(self):
        _, page = self.many()
        page.get_by_role("checkbox", name="Select all").click()
        expect(page.locator(".count")).to_have_text("6 selected")
        page.get_by_role("button", name="Mark read").click()
        expect(page.locator(".row[data-unread]")).to_have_count(0)
        page.get_by_role("button", name="Mark unread").click()
        expect(page.locator(".row[data-unread]")).to_have_count(6)
        page.get_by_role("button", name="Select none").click()
        expect(page.locator(".count")).to_have_text("6 messages, 6 unread")

    def test_deletes_all_only_when_somebody_is_sure(self):
        server, page = self.many()
        page.get_by_role("button", name="Delete all").click()
        dialog = page.get_by_role("dialog", name="Delete all 6 messages?")
        expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
        dialog.get_by_role("button", name="Cancel").click()
        expect(page.locator(".row")).to_have_count(6)
        page.get_by_role("button", name="Delete all").click()
        page.get_by_role("dialog").get_by_role("button", name="Delete all").click()
        expect(page.get_by_role("heading", name="No mail yet")).to_be_visible()
        self.assertEqual(Inbox(server).total(), 0)

    def test_deletes_what_was_found_and_nothing_else(self):
        server = self.start()
        send(server, mail("Apple", "x"), mail("Pear", "x"), mail("Apple pie", "x"))
        page = self.open(server, "/#/?query=apple")
        expect(page.locator(".row")).to_have_count(2)
        page.get_by_role("button", name="Delete all").click()
        page.get_by_role("dialog", name="Delete the 2 messages found?").get_by_role("button", name="Delete what was found").click()
        expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
        self.assertEqual(Inbox(server).subjects(), ["Pear"])

    def test_marks_a_message_read_when_it_is_opened_and_unread_again(self):
        _, page = self.many(2)
        self.row(page, 2).click()
        expect(page.get_by_role("heading", name="Number 2")).to_be_visible()
        expect(page).to_have_title("(1) Number 2 · Hoglet")
        with page.expect_response(is_noted_as_unread):
            page.get_by_role("button", name="Mark unread").click()
        expect(page).to_have_title("(2) Number 2 · Hoglet")
        page.reload()
        page.get_by_role("button", name="Mark unread").wait_for()

    def test_deletes_the_open_message_and_goes_on_to_the_next(self):
        _, page = self.many(3)
        self.row(page, 2).click()
        expect(page.get_by_role("heading", name="Number 2")).to_be_visible()
        page.get_by_role("toolbar").get_by_role("button", name="Delete").click()
        expect(page.get_by_role("heading", name="Number 1")).to_be_visible()

    def test_releases_a_message_to_a_server_or_says_why_not(self):
        self.expected_complaints = ("502",)
        sink = self.sink()
        _, page = self.many(1)
        self.row(page, 1).click()
        page.get_by_role("button", name="Release to a real server").click()
        dialog = page.get_by_role("dialog", name="Release this message")
        dialog.get_by_label("To,").fill("real@example.com")
        dialog.get_by_label("Host").fill("127.0.0.1")
        dialog.get_by_label("Port").fill("1")
        dialog.get_by_role("button", name="Release").click()
        expect(dialog.get_by_role("alert")).to_be_visible()
        dialog.get_by_label("Port").fill(str(sink.port))
        dialog.get_by_role("button", name="Release").click()
        expect(page.get_by_text("Released to real@example.com")).to_be_visible()
        expect(dialog).to_be_hidden()

    def test_releases_a_message_to_a_saved_server(self):
        server = self.start()
        send_many(server, 1)
        sink = self.sink()
        order = {"name": "relay", "save": True, "host": "127.0.0.1", "port": str(sink.port), "email": "first@example.com"}
        identifier = Inbox(server).messages()[0]["ID"]
        page = self.open(server)
        page.request.post(f"{server.url}/api/v1/messages/{identifier}/release", data=json.dumps(order))
        page.reload()
        page.locator(".row").click()
        page.get_by_role("button", name="Release to a real server").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator("select").first).to_have_value("relay")
        expect(dialog.get_by_label("Host")).to_be_hidden()
        dialog.get_by_role("button", name="Release").click()
        expect(page.get_by_text("Released to")).to_be_visible()
        self.assertEqual(sink.message()["to"], ["first@example.com"])

    def test_invites_jim_changes_him_and_sends_him_away(self):
        server, page = self.many(1)
        page.locator("body").press("m")
        dialog = page.get_by_role("dialog", name="Jim, the chaos monkey")
        dialog.get_by_role("switch", name="Jim is here").check()
        chance = dialog.get_by_role("slider", name="Reject a recipient")
        chance.fill("0.25")
        dialog.get_by_role("button", name="Save").click()
        expect(dialog).to_be_hidden()
        self.assertEqual(page.request.get(f"{server.url}/api/v2/jim").json()["RejectRecipientChance"], 0.25)
        page.locator("body").press("m")
        expect(chance).to_have_value("0.25")
        dialog.get_by_role("switch", name="Jim is here").uncheck()
        expect(chance).to_be_hidden()
        self.assertFalse(page.request.get(f"{server.url}/api/v2/jim").ok)
