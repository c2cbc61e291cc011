"""One message: each of its views, and what surrounds them."""

import re

from browser import PageTest, expect
from listener import Listener
from looks import in_both_looks
from mails import invoice, mail, reset, send, shipped

CLIPBOARD = ["clipboard-read", "clipboard-write"]


@in_both_looks
class MessageTest(PageTest):
    def show(self, *messages, permissions=None, **options):
        server = self.start()
        ids = send(server, *messages, **options)
        page = self.open(server, f"/#/message/{ids[-1]}", permissions=permissions)
        expect(page.locator(".head h1")).to_be_visible()
        return server, page, ids[-1]

    def frame(self, page):
        return page.frame_locator(".stage iframe")

    def test_shows_header_and_envelope_with_the_blind_copies(self):
        _, page, _ = self.show(invoice(), recipients=("bea@example.org", "accounts@example.org", "boss@example.org"))
        if self.is_phone:
            page.locator(".brief").click()
        header = page.get_by_label("Header", exact=True)
        for text in ["Acme Billing", "<billing@acme.example>", "help@acme.example", "Accounts"]:
            expect(header).to_contain_text(text)
        expect(header.locator("time")).to_have_text(re.compile(r"\d{4}.*\("))
        envelope = page.get_by_label("Envelope", exact=True)
        expect(envelope).to_contain_text("app@acme.example")
        expect(envelope).to_contain_text("boss@example.org Bcc")
        expect(envelope.locator(".tag")).to_have_count(1)

    def test_shows_html_with_its_own_pictures_in_a_frame_that_can_do_nothing(self):
        _, page, identifier = self.show(shipped())
        frame = page.locator(".stage iframe")
        expect(frame).to_have_attribute("sandbox", "allow-popups allow-popups-to-escape-sandbox")
        expect(self.frame(page).get_by_role("heading", name="Your order is on its way")).to_be_visible()
        image = self.frame(page).get_by_alt_text("Acme")
        expect(image).to_have_js_property("naturalWidth", 120)

    def test_shows_where_links_lead_and_opens_them_elsewhere(self):
        with Listener() as listener:
            _, page, _ = self.show(mail("Links", html=f'<a href="{listener.url}/there">go</a> <a href="#x">stay</a>'))
            link = self.frame(page).get_by_role("link", name="go")
            expect(link).to_have_attribute("title", f"{listener.url}/there")
            with page.context.expect_page() as opened:
                link.click()
            opened.value.wait_for_url("**/there")
            self.assertIsNone(opened.value.evaluate("window.opener"))
            self.assertEqual([request.fields.get("referer") for request in listener.requests if request.path == "/there"], [None])
            self.assertIn("/#/message/", page.url)

    def test_lists_links_and_marks_those_that_deceive(self):
        _, page, _ = self.show(shipped())
        page.get_by_role("tab", name="Links").click()
        rows = page.locator(".links tbody tr")
        expect(rows).to_have_count(2)
        expect(rows.nth(0)).to_contain_text("https://acme.example/track/7")
        expect(rows.nth(1)).to_contain_text("leads elsewhere")

    def test_has_widths_of_a_phone_a_tablet_and_a_desktop(self):
        _, page, _ = self.show(shipped())
        inside = lambda: self.frame(page).locator("html").evaluate("html => html.clientWidth")
        full = inside()
        for name, width in [("Phone", 390), ("Tablet", 768), ("Desktop", 1280)]:
            button = page.get_by_role("button", name=name)
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
            expect(self.frame(page).locator("html")).to_have_js_property("clientWidth", width)
        page.get_by_role("button", name="Full width").click()
        expect(self.frame(page).locator("html")).to_have_js_property("clientWidth", full)

    def test_previews_the_dark_colours_of_a_mail_and_turned_ones(self):
        _, page, _ = self.show(shipped())
        body = self.frame(page).locator("body")
        expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
        shade = page.get_by_role("button", name="Light", exact=True)
        shade.click()
        expect(body).to_have_css("background-color", "rgb(21, 21, 21)")
        page.get_by_role("button", name="Dark", exact=True).click()
        expect(page.locator(".stage iframe")).to_have_css("filter", re.compile("invert"))
        page.get_by_role("button", name="Inverted", exact=True).click()
        expect(body).to_have_css("background-color", "rgb(255, 255, 255)")

    def test_loads_what_is_elsewhere_only_when_it_may_and_for_that_message_alone(self):
        self.expected_complaints = ("Content Security Policy",)
        with Listener() as listener:
            remote = f'<img src="{listener.url}/spy.png" alt="spy" width="9" height="9">'
            server, page, _ = self.show(shipped(1, remote), shipped(2, remote))
            expect(self.frame(page).get_by_role("heading")).to_be_visible()
            self.assertEqual(listener.requests, [])
            button = page.get_by_role("button", name="Load remote content")
            button.click()
            expect(page.get_by_text("Remote content is loaded")).to_be_visible()
            self.assertEqual(listener.wait().path, "/spy.png")
            expect(button).to_be_hidden()
            count = len(listener.requests)
            page.get_by_role("button", name="Next message").click()
            expect(page.get_by_role("heading", name="Your order #1 is on its way")).to_be_visible()
            expect(button).to_be_visible()
            self.assertEqual(len(listener.requests), count)

    def test_shows_its_text_with_links(self):
        _, page, _ = self.show(reset())
        page.get_by_role("tab", name="Text").click()
        letter = page.locator(".letter")
        expect(letter).to_contain_text("Your code is 481 902.")
        expect(letter.get_by_role("link")).to_have_attribute("href", "https://accounts.example/reset?code=481902")
        expect(letter.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
        page.get_by_role("button", name="Fixed width").click()
        expect(letter).to_have_css("font-family", re.compile("mono"))

    def test_lists_its_header_in_order_filtered_and_to_be_copied(self):
        _, page, _ = self.show(invoice(), permissions=CLIPBOARD)
        page.get_by_role("tab", name="Headers").click()
        names = page.locator(".fields th")
        expect(names.first).to_have_text("From")
        self.assertEqual(names.all_text_contents()[:3], ["From", "To", "Subject"])
        page.get_by_label("Filter the header").fill("reply")
        expect(page.locator(".fields tr:visible")).to_have_count(1)
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.get_by_text("Header copied")).to_be_visible()
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"), "Reply-To: help@acme.example")

    def test_shows_its_source_with_colours(self):
        _, page, _ = self.show(invoice())
        page.get_by_role("tab", name="Source").click()
        source = page.locator(".source")
        expect(source.locator(".name").first).to_have_text("From:")
        expect(source.locator(".edge").first).to_have_text(re.compile("^--=="))
        expect(source.locator(".coded").first).to_be_visible()

    def test_shows_a_large_source_bit_by_bit(self):
        lines = "".join(f"line {number} {'x' * 60}\r\n" for number in range(40_000))
        _, page, _ = self.show(f"Subject: large\r\n\r\n{lines}".encode())
        page.get_by_role("tab", name="Source").click()
        expect(page.locator(".source .line").first).to_have_text("Subject: large")
        more = page.get_by_role("button", name="Show more")
        expect(more).to_be_visible()
        before = page.locator(".source .line").count()
        self.assertLess(before, 30_000)
        more.click()
        expect(page.locator(".source .line", has_text=re.compile("^line 20000 "))).to_have_count(1)

    def test_shows_its_parts_as_a_tree(self):
        _, page, _ = self.show(shipped())
        page.get_by_role("tab", name="Parts").click()
        inner = page.locator(".tree > ul > li > ul > li > ul > li")
        expect(inner).to_have_count(2)
        expect(inner.nth(0)).to_contain_text("text/html")
        expect(inner.nth(1)).to_contain_text("image/png")
        expect(inner.nth(1)).to_contain_text(re.compile(r"\d+ B"))

    def test_previews_attachments_and_saves_them(self):
        _, page, _ = self.show(invoice())
        page.get_by_role("tab", name="Attachments").click()
        cards = page.locator(".card")
        expect(cards).to_have_count(3)
        expect(cards.nth(0)).to_contain_text("invoice-2026-1127.pdf")
        expect(cards.nth(1).locator("pre")).to_contain_text("desk organiser,1,48.00")
        expect(cards.nth(2).locator("img")).to_have_js_property("naturalWidth", 320)
        expect(cards.nth(2)).to_contain_text("SHA-256")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download items.csv").click()
        self.assertEqual(download.value.suggested_filename, "items.csv")
        with open(download.value.path(), "rb") as file:
            self.assertTrue(file.read().startswith(b"item,count,price"))
        page.get_by_role("button", name="Enlarge receipt.png").click()
        expect(page.get_by_role("dialog").get_by_role("img")).to_have_js_property("naturalWidth", 320)

    def test_tells_what_breaks_the_rules(self):
        _, page, _ = self.show(b"Subject: broken\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nno end")
        page.get_by_text(re.compile("defects? in this mail")).click()
        expect(page.locator(".defects li").first).to_have_text(re.compile("at byte"))

    def test_is_saved_as_it_was_received(self):
        octets = b"Subject: saved\r\nX-Odd:  two  blanks\r\n\r\ntext\r\n"
        _, page, identifier = self.show(octets)
        with page.expect_download() as download:
            page.get_by_role("link", name="Download as .eml").click()
        self.assertEqual(download.value.suggested_filename, f"{identifier}.eml")
        with open(download.value.path(), "rb") as file:
            self.assertEqual(file.read(), octets)

    def test_gives_its_link_and_a_command(self):
        _, page, identifier = self.show(mail("One", "text"), permissions=CLIPBOARD)
        page.get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name="Copy link").click()
        expect(page.get_by_text("Link copied")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        page.goto("about:blank")
        page.goto(link)
        expect(page.get_by_role("heading", name="One")).to_be_visible()
        page.keyboard.press("c")
        expect(page.get_by_text("Command copied")).to_be_visible()
        self.assertRegex(page.evaluate("navigator.clipboard.readText()"), r"^curl .*'http://127\.0\.0\.1:\d+/api/v3/messages/[^']+/raw'$")

    def test_says_when_it_is_not_there(self):
        self.expected_complaints = ("404",)
        server = self.start()
        page = self.open(server, "/#/message/nobody%40nowhere")
        expect(page.get_by_role("heading", name="There is no such message")).to_be_visible()

    def test_says_when_somebody_else_has_deleted_it(self):
        server, page, identifier = self.show(mail("One", "text"))
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        page.request.delete(f"{server.url}/api/v3/messages/{identifier}")
        expect(page.get_by_role("heading", name="This message is gone")).to_be_visible()
