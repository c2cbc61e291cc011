"""Measures the page: run by Benchmarks/page, with the number of messages of the large list (100,000)."""

import glob
import gzip
import os
import socket
import statistics
import sys

from browser import Browser, expect
from hoglet import Hoglet, ROOT
from mails import send_many

ASSETS = os.path.join(ROOT, "Sources", "CWebAssets", "assets", "*")
# In the page: notes every task longer than 50 ms.
WATCH = "window.tasks = []; new PerformanceObserver(list => list.getEntries().forEach(entry => tasks.push(Math.round(entry.duration)))).observe({type: 'longtask', buffered: true});"
# In the page: scrolls from top to bottom in 240 frames, then waits for a quiet frame.
SCROLL = """async () => {
  const rows = document.getElementById('rows');
  for (let frame = 0; frame <= 240; frame += 1) {
    rows.scrollTop = (rows.scrollHeight - rows.clientHeight) * frame / 240;
    await new Promise(requestAnimationFrame);
  }
}"""
# In the page: when the first row of a subject is there, in milliseconds since 1970.
ARRIVAL = """subject => new Promise(done => {
  const look = () => [...document.querySelectorAll('.row .what')].some(row => row.textContent === subject) ? done(performance.timeOrigin + performance.now()) : requestAnimationFrame(look);
  look();
})"""


def fill(server, count):
    """Sends short messages without waiting for each reply."""
    mail = b"MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n"
    with socket.create_connection((server.peer, server.smtp_port)) as connection:
        replies = connection.makefile("rb")
        replies.readline()
        connection.sendall(b"HELO bench\r\n")
        replies.readline()
        for start in range(0, count, 500):
            numbers = range(start, min(start + 500, count))
            # What follows DATA waits for 354.
            for number in numbers:
                connection.sendall(mail)
                for _ in range(3):
                    replies.readline()
                connection.sendall(b"From: A <a@b.c>\r\nSubject: Number %d\r\n\r\nText %d\r\n.\r\n" % (number, number))
                replies.readline()


def first_list(server):
    """Milliseconds from navigation to the first row, of five loads without a cache: the median."""
    times = []
    for _ in range(5):
        context = Browser.get().new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(server.url + "/")
        page.locator(".row .what", has_text="Number").first.wait_for()
        times.append(page.evaluate("performance.getEntriesByName('first-list')[0].startTime"))
        context.close()
    return statistics.median(times)


def arrival(server):
    """Milliseconds from SMTP's 250 to the row on the screen: the median and the most of 20."""
    import time

    page = Browser.get().new_page(viewport={"width": 1440, "height": 900})
    page.goto(server.url + "/")
    expect(page.locator(".live")).to_have_attribute("data-state", "live")
    times = []
    for number in range(1_000_000, 1_000_020):
        page.evaluate(f"window.arrival = ({ARRIVAL})('Number {number}'); 0")
        send_many(server, 1, start=number)
        stored = time.time() * 1000
        times.append(page.evaluate("arrival") - stored)
    page.close()
    return statistics.median(times), max(times)


def scrolling(server):
    """The tasks over 50 ms while the whole list is scrolled."""
    page = Browser.get().new_page(viewport={"width": 1440, "height": 900})
    page.goto(server.url + "/")
    page.locator(".row .what", has_text="Number").first.wait_for()
    page.evaluate(WATCH)
    before = page.evaluate("tasks.length")
    page.evaluate(SCROLL)
    tasks = page.evaluate("tasks")[before:]
    page.close()
    return tasks


def main():
    files = [open(path, "rb").read() for path in glob.glob(ASSETS)]
    weight, packed = sum(map(len, files)), sum(len(gzip.compress(file, 9)) for file in files)
    print(f"weight: {weight} bytes in {len(files)} files, {packed} compressed")
    large = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for count in [100, large]:
        server = Hoglet()
        try:
            fill(server, count)
            print(f"{count} messages: first list after {first_list(server):.0f} ms")
            median, most = arrival(server)
            print(f"{count} messages: from 250 to the row {median:.0f} ms, at most {most:.0f}")
            tasks = scrolling(server)
            print(f"{count} messages: tasks over 50 ms while scrolling: {tasks or 'none'}")
        finally:
            server.stop()
    Browser.end()


if __name__ == "__main__":
    main()
