"""Mail as applications send it, for the tests of the page and for its pictures."""

import smtplib
import struct
import zlib
from email.message import EmailMessage
from email.policy import SMTP

RECIPIENT = "bea@example.org"


def picture(width=120, height=40, colour=(168, 67, 31)):
    """A PNG of one colour with a lighter band."""
    rows = b""
    for y in range(height):
        shade = tuple(min(255, value + (70 if y % 20 < 10 else 0)) for value in colour)
        rows += b"\0" + bytes(shade) * width

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def mail(subject, text=None, html=None, sender="Acme Shop <shop@acme.example>", to="Bea Fox <bea@example.org>", **fields):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        if text is None:
            message.set_content(html, subtype="html")
        else:
            message.add_alternative(html, subtype="html")
    return message


def shipped(number=7, remote=""):
    """HTML and text, with the shop's mark as an inline picture; perhaps with something from elsewhere."""
    html = f"""<!DOCTYPE html><html><head><meta name="color-scheme" content="light dark"><style>
      body {{ font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; margin: 0; padding: 32px; }}
      .card {{ max-width: 520px; border: 1px solid #e3ddd4; border-radius: 12px; padding: 28px; }}
      .go {{ display: inline-block; background: #a8431f; color: #fff; padding: 11px 20px; border-radius: 8px; text-decoration: none; }}
      td {{ padding: 6px 24px 6px 0; }}
      @media (prefers-color-scheme: dark) {{ body {{ background: #151515; color: #eee; }} .card {{ border-color: #444; }} }}
    </style></head><body><div class="card"><img src="cid:mark@acme.example" alt="Acme" width="120" height="40">{remote}
      <h1>Your order is on its way</h1><p>Hello Bea, we have handed order <b>#{number}</b> to the carrier.</p>
      <table><tr><td>Walnut desk organiser</td><td>1</td><td>€ 48.00</td></tr><tr><td>Linen notebook, A5</td><td>3</td><td>€ 27.00</td></tr></table>
      <p><a class="go" href="https://acme.example/track/{number}">Track the parcel</a></p>
      <p>Questions? See <a href="https://tracker.invalid/click?u=help">acme.example/help</a>.</p></div></body></html>"""
    message = mail(f"Your order #{number} is on its way", f"Hello Bea,\n\norder #{number} is on its way:\nhttps://acme.example/track/{number}\n", html)
    message.get_payload()[1].add_related(picture(), "image", "png", cid="<mark@acme.example>")
    return message


def invoice():
    message = mail(
        "Invoice 2026-1127", "Dear Bea,\n\nplease find the invoice and the list of items attached.\n\nAcme\n",
        sender="Acme Billing <billing@acme.example>", Cc="Accounts <accounts@example.org>", Reply_To="help@acme.example",
    )
    message.add_attachment(b"%PDF-1.4\n%%EOF\n", maintype="application", subtype="pdf", filename="invoice-2026-1127.pdf")
    message.add_attachment(b"item,count,price\ndesk organiser,1,48.00\nnotebook,3,27.00\n", maintype="text", subtype="csv", filename="items.csv")
    message.add_attachment(picture(320, 180), maintype="image", subtype="png", filename="receipt.png")
    return message


def reset():
    return mail(
        "Reset your password", "Somebody, hopefully you, asked for a new password.\n\nYour code is 481 902. It is good for ten minutes.\n\nhttps://accounts.example/reset?code=481902\n",
        "<p>Somebody, hopefully you, asked for a new password.</p><p>Your code is <b style='font-size:28px'>481 902</b>. It is good for ten minutes.</p>",
        sender="Accounts <no-reply@accounts.example>",
    )


def arabic():
    return mail("تأكيد الحجز رقم 42", "مرحبا بيا،\n\nتم تأكيد حجزك ليوم الجمعة.\n\nEnglish line.\n", sender="فندق النخيل <hotel@palm.example>")


def report():
    lines = "\n".join(f"{name:<34}{time:>8} ms  ok" for name, time in [("An SMTP session", 41), ("A list of messages", 18), ("The page", 120)])
    return mail("[ci] main: 2,214 tests passed", f"Build 4711 of main\n\n{lines}\n\n> Ship it.\n", sender="CI <ci@build.example>", X_Build="4711")


def send(server, *messages, sender="app@acme.example", recipients=(RECIPIENT,)):
    """Sends messages and returns the ids that the server gave them."""
    ids = []
    with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=60) as client:
        client.ehlo("app.acme.example")
        for message in messages:
            octets = message if isinstance(message, bytes) else message.as_bytes(policy=SMTP)
            client.mail(sender)
            for recipient in recipients:
                client.rcpt(recipient)
            ids.append(client.data(octets)[1].decode().split()[-1])
    return ids


def send_many(server, count, start=1):
    """Short messages with numbers, the last the newest."""
    return send(server, *[f"From: A{n} <a@b.c>\r\nTo: d@e.f\r\nSubject: Number {n}\r\n\r\nText {n}\r\n".encode() for n in range(start, start + count)])
