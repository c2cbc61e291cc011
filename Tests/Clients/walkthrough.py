"""What is typed in the walkthrough of MailHog on ECS, and what must be read before the next line is typed."""

# A line to type or None, and the reply to it or None. A reply is a text, or a pattern for all of it.
TRANSCRIPT = [
    (None, "220 mailhog.example ESMTP MailHog"),
    ("HELO pda", "250 Hello pda"),
    ("MAIL FROM:<paul@example.com>", "250 Sender paul@example.com ok"),
    ("RCPT TO:<melbourne@awsug.org.au>", "250 Recipient melbourne@awsug.org.au ok"),
    ("DATA", "354 End data with <CR><LF>.<CR><LF>"),
    ('From: "Paul Annesley" <paul@example.com>', None),
    ("To: <melbourne@awsug.org.au>", None),
    ("Date: Tue, 24 July 2018 23:10:00 +1000", None),
    ("Subject: Culture Amp is hiring!", None),
    ("", None),
    ("Hello world!", None),
    (".", r"250 Ok: queued as [A-Za-z0-9_-]{43}=@mailhog\.example"),
    ("QUIT", "221 Bye"),
]

# The two questions that are asked of the API, before and after.
ASK_FOR_ALL = "curl -s http://smtp.mail.acme:8025/api/v2/messages | jq ."
NOTHING = '{\n  "total": 0,\n  "count": 0,\n  "start": 0,\n  "items": []\n}\n'
ASK_FOR_SUBJECT = (
    "curl -s http://smtp.mail.acme:8025/api/v2/messages \\\n  | jq '.items[0].Content.Headers.Subject[0]'"
)
SUBJECT = '"Culture Amp is hiring!"\n'
