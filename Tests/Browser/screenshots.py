"""Takes the pictures of the README: the main views, with mail as applications send it."""

import os
import sys

from browser import Browser, expect
from hoglet import Hoglet
from mails import arabic, invoice, mail, report, reset, send, shipped

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1}


def fill(server):
    send(server, *[mail(f"[ci] build {number} of main passed", "All 2,214 tests passed.", sender="CI <ci@build.example>") for number in range(4700, 4708)])
    send(server, mail("Weekly digest: 14 new posts", "Fourteen posts since Monday.", sender="Forum <digest@forum.example>"), mail("Your table for Friday, 19:30", "A table for four is yours.", sender="Trattoria Verde <book@verde.example>"))
    send(server, arabic(), report(), reset(), mail("Welcome aboard, Bea", "Three things to do first.", sender="Harbour <hello@harbour.example>"))
    send(server, invoice(), recipients=("bea@example.org", "accounts@example.org", "audit@example.org"))
    send(server, shipped(1042, '<img src="https://tracker.invalid/open.gif" alt="" width="1" height="1">'))


def take(server, name, look, scheme, steps):
    context = Browser.get().new_context(**look, color_scheme=scheme, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.url}/")
    expect(page.locator(".live")).to_have_attribute("data-state", "live")
    steps(page)
    page.mouse.move(0, 0)
    page.screenshot(path=os.path.join(sys.argv[1], f"{name}.png"))
    context.close()


def open_mail(page, subject, tab=None):
    page.locator(".row", has_text=subject).first.click()
    expect(page.locator(".head h1")).to_contain_text(subject)
    if tab:
        page.get_by_role("tab", name=tab).click()
    elif page.locator(".stage iframe").count():
        expect(page.frame_locator(".stage iframe").locator("body")).to_contain_text("Bea")


def main():
    server = Hoglet()
    try:
        fill(server)
        take(server, "html", DESKTOP, "light", lambda page: open_mail(page, "Your order #1042"))
        take(server, "attachments-dark", DESKTOP, "dark", lambda page: open_mail(page, "Invoice 2026-1127", "Attachments"))
        take(server, "source", {"viewport": {"width": 1024, "height": 768}}, "light", lambda page: open_mail(page, "Invoice 2026-1127", "Source"))
        take(server, "phone-list", PHONE, "light", lambda page: None)
        take(server, "phone-message-dark", PHONE, "dark", lambda page: open_mail(page, "Your order #1042"))
    finally:
        Browser.end()
        server.stop()


if __name__ == "__main__":
    main()
