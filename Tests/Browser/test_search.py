"""Searching while somebody types."""

from browser import PageTest, expect
from looks import in_both_looks
from mails import invoice, mail, reset, send, send_many


@in_both_looks
class SearchTest(PageTest):
    def test_finds_by_the_query_language_while_somebody_types(self):
        server = self.start()
        send(server, invoice(), reset(), mail("Lunch", "noon?", sender="Al <al@example.org>"))
        page = self.open(server)
        box = page.get_by_label("Search mail")
        for query, subjects in [
            ("code", ["Reset your password"]), ("from:al@", ["Lunch"]), ("has:attachment", ["Invoice 2026-1127"]),
            ("-invoice -lunch", ["Reset your password"]), ("", ["Lunch", "Reset your password", "Invoice 2026-1127"]),
        ]:
            box.fill(query)
            expect(page.locator(".row .what")).to_have_text(subjects)

    def test_finds_by_the_three_kinds_of_mailhog(self):
        server = self.start()
        send(server, mail("One", "from:nobody", sender="a@x.example"), sender="a@x.example", recipients=("to@y.example",))
        send(server, mail("Two", "text", sender="b@x.example"), sender="b@x.example", recipients=("other@y.example",))
        page = self.open(server)
        kind = page.get_by_label("Kind of search")
        for name, text in [("from", "a@x"), ("to", "to@y"), ("containing", "from:nobody")]:
            kind.select_option(name)
            page.get_by_label("Search mail").fill(text)
            expect(page.locator(".row .what")).to_have_text(["One"])

    def test_says_what_is_wrong_and_where(self):
        self.expected_complaints = ("400",)
        server = self.start()
        send_many(server, 1)
        page = self.open(server)
        page.get_by_label("Search mail").fill("é before:yesterday")
        fault = page.get_by_role("alert")
        expect(fault).to_be_visible()
        expect(fault.locator("mark")).to_contain_text("yesterday")
        expect(page.get_by_label("Search mail")).to_have_attribute("aria-invalid", "true")
        page.get_by_role("button", name="Clear the search").click()
        expect(fault).to_be_hidden()
        expect(page.locator(".row")).to_have_count(1)

    def test_follows_what_is_found(self):
        server = self.start()
        page = self.open(server, "/#/?query=apple")
        expect(page.get_by_label("Search mail")).to_have_value("apple")
        expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        send(server, mail("Pear", "text"), mail("Apple", "text"))
        expect(page.locator(".row .what")).to_have_text(["Apple"])

    def test_is_kept_in_the_link_of_a_message(self):
        server = self.start()
        send(server, mail("Apple", "text"), mail("Pear", "text"))
        page = self.open(server)
        page.get_by_label("Search mail").fill("subject:apple")
        expect(page.locator(".row .what")).to_have_text(["Apple"])
        page.locator(".row").click()
        expect(page.get_by_role("heading", name="Apple")).to_be_visible()
        page.goto(page.url)
        page.reload()
        expect(page.get_by_label("Search mail")).to_have_value("subject:apple")
        expect(page.get_by_role("heading", name="Apple")).to_be_visible()
        expect(page.locator(".row")).to_have_count(1)

    def test_has_unread_and_files_one_click_away(self):
        server = self.start()
        send(server, invoice(), reset())
        page = self.open(server)
        page.get_by_role("button", name="Files").click()
        expect(page.locator(".row .what")).to_have_text(["Invoice 2026-1127"])
        page.get_by_role("button", name="Files").click()
        page.locator(".row", has_text="Reset").click()
        expect(page.locator(".count")).to_contain_text("1 unread")
        self.back_to_the_list(page)
        page.get_by_role("button", name="Unread", exact=True).click()
        expect(page.locator(".row .what")).to_have_text(["Invoice 2026-1127"])
        expect(page.get_by_label("Search mail")).to_have_value("is:unread")
