"""A list that is higher than browsers have elements: the page is made to believe in a million messages."""

import re
from urllib.parse import parse_qs, urlsplit

from browser import PageTest, expect
from looks import in_both_looks, only_on_a_desktop
from mails import send_many

COUNT = 1_000_000
LIST = re.compile(r"/api/v3/messages(\?.*)?$")


@in_both_looks
class LongListTest(PageTest):
    # What is opened is not there.
    expected_complaints = ("404",)

    def million(self):
        """A page that lists messages from 1,000,000 down to 1, none of which the server has."""
        server = self.start()
        page = self.open(server, "/api/v3/settings")
        self.arrived = 0
        page.route(LIST, self._answer)
        page.goto(self.address_of_page(server) + "/")
        expect(page.locator(".live")).to_have_attribute("data-state", "live")
        expect(page.locator(".count")).to_contain_text("1,000,000 messages")
        self.row(page, 0)
        return server, page

    def _answer(self, route):
        asked = parse_qs(urlsplit(route.request.url).query)
        start, limit = (int(asked.get(name, [preset])[0]) for name, preset in [("start", 0), ("limit", 50)])
        places = range(start, min(start + limit, COUNT))
        route.fulfill(json={"messages": [self._summary(COUNT - place) for place in places], "total": COUNT, "unread": 0, "start": start})

    def _summary(self, number):
        return {
            "id": f"{number}@h", "created": "2026-11-27T07:30:00Z", "size": 100, "read": True, "attachments": 0,
            "envelope": {"from": "a@b.c", "to": ["d@e.f"], "helo": "h"}, "from": f"A{number}", "subject": f"Number {number}", "snippet": "Text",
        }

    def row(self, page, place):
        """The row at a place, when it is there and shows its message."""
        row = page.locator(f"#row-{place}")
        expect(row.locator(".what")).to_have_text(f"Number {COUNT - place}")
        return row

    def assert_seen(self, page, place):
        """Checks that all of a row is within the list."""
        row, rows = self.row(page, place).bounding_box(), page.locator("#rows").bounding_box()
        self.assertGreaterEqual(row["y"], rows["y"] - 1)
        self.assertLessEqual(row["y"] + row["height"], rows["y"] + rows["height"] + 1)

    def scroll(self, page, script):
        """Has the browser scroll, as dragging the bar does."""
        page.locator("#rows").evaluate(f"rows => {{ rows.scrollTop = {script}; }}")

    def test_is_scrolled_to_its_end_and_back(self):
        _, page = self.million()
        self.scroll(page, "rows.scrollHeight")
        self.assert_seen(page, COUNT - 1)
        self.assertLess(page.locator(".row").count(), 40)
        self.scroll(page, "(rows.scrollHeight - rows.clientHeight) / 2")
        row, rows = self.row(page, COUNT // 2).bounding_box(), page.locator("#rows").bounding_box()
        self.assertAlmostEqual(row["y"], rows["y"] + rows["height"] / 2, delta=2)
        self.scroll(page, "0")
        self.assert_seen(page, 0)

    def test_is_gone_through_by_keys_from_both_ends(self):
        _, page = self.million()
        page.locator("#rows").focus()
        for key, place in [("End", COUNT - 1), ("ArrowUp", COUNT - 2), ("Home", 0), ("ArrowDown", 1), ("End", COUNT - 1)]:
            page.locator("body").press(key)
            self.assert_seen(page, place)
            if not self.is_phone:
                expect(page.get_by_role("heading", name="There is no such message")).to_be_visible()
        expect(page.locator(f"#row-{COUNT - 1}")).to_have_attribute("aria-posinset", str(COUNT))

    @only_on_a_desktop("a phone has no wheel")
    def test_skips_no_row_when_it_is_scrolled_a_little(self):
        _, page = self.million()
        self.scroll(page, "(rows.scrollHeight - rows.clientHeight) / 2")
        before = self.row(page, COUNT // 2).bounding_box()["y"]
        page.locator("#rows").hover()
        for steps in [1, 2, 3]:
            page.mouse.wheel(0, 40)
            self.eventually(lambda: round(page.locator(f"#row-{COUNT // 2}").bounding_box()["y"]), round(before) - 40 * steps, timeout=30)

    @only_on_a_desktop("a phone has no wheel")
    def test_comes_to_its_end_by_small_steps_too(self):
        _, page = self.million()
        self.scroll(page, "rows.scrollHeight - rows.clientHeight - 300")
        rows = page.locator("#rows")
        rows.hover()
        # So near its end the canvas is as it is, not stretched.
        seen, last = self.first_seen(page), COUNT - rows.evaluate("rows => Math.floor(rows.clientHeight / 82)") - 1
        while seen < last:
            page.mouse.wheel(0, 200)
            # A step that comes before the one before it is over joins it.
            self.eventually(lambda: self.first_seen(page) > seen, True, timeout=30)
            self.assertLess(self.first_seen(page) - seen, 8)
            seen = self.first_seen(page)
        self.assert_seen(page, COUNT - 1)

    def first_seen(self, page):
        """The place of the first row of which something can be seen."""
        return page.evaluate("""() => {
          const top = document.getElementById('rows').getBoundingClientRect().top;
          return Math.min(...[...document.querySelectorAll('.row')].filter(row => row.getBoundingClientRect().bottom > top + 1).map(row => Number(row.dataset.index)));
        }""")

    def test_keeps_its_place_when_messages_come_and_go(self):
        server, page = self.million()
        self.scroll(page, "(rows.scrollHeight - rows.clientHeight) / 2")
        row = page.locator(".row", has_text=f"Number {COUNT // 2}Text")
        expect(row).to_be_visible()
        before = row.bounding_box()["y"]
        ids = send_many(server, 2)
        expect(page.get_by_role("button", name="2 new messages")).to_be_visible()
        expect(row).to_have_attribute("aria-posinset", str(COUNT // 2 + 3))
        self.assertAlmostEqual(row.bounding_box()["y"], before, delta=1)
        self.assertTrue(page.request.delete(f"{server.url}/api/v3/messages/{ids[0]}").ok)
        expect(row).to_have_attribute("aria-posinset", str(COUNT // 2 + 2))
        self.assertAlmostEqual(row.bounding_box()["y"], before, delta=1)
        page.get_by_role("button", name="new message").click()
        expect(page.locator("#row-0 .what")).to_have_text("Number 2")
