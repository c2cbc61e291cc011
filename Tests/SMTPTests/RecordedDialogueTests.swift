import Bytes
import SMTP
import Testing

/// What MailHog 1.0.1 was heard to say, with the defects that are mended.
@Suite struct `A dialogue with a client of MailHog` {
  @Test(arguments: Self.dialogues)
  func `goes as it did`(dialogue: Dialogue) {
    #expect(actions(of: dialogue.wire).replies == dialogue.replies)
  }

  static let dialogues: [Dialogue] = greetings + envelopes + messages

  static let greetings = [
    Dialogue("quit at once", Exchange("QUIT", "221 Bye")),
    Dialogue(
      "commands before hello",
      Exchange("MAIL FROM:<a@b.c>", unrecognised),
      Exchange("RCPT TO:<a@b.c>", unrecognised),
      Exchange("DATA", unrecognised),
      Exchange("AUTH PLAIN AHUAcA==", unrecognised),
      Exchange("STARTTLS", unrecognised),
      Exchange("NOOP", "250 Ok"),
      Exchange("RSET", "250 Ok"),
      Exchange("QUIT", "221 Bye")
    ),
    Dialogue(
      "reset instead of hello",
      Exchange("RSET", "250 Ok"),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok")
    ),
    Dialogue(
      "hello again",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("EHLO y", extendedHello("y")),
      Exchange("HELO z", "250 Hello z"),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok")
    ),
    Dialogue(
      "hello with odd names",
      Exchange("HELO", "250 Hello "),
      Exchange("HELO ", "250 Hello "),
      Exchange("EHLO  x", extendedHello(" x")),
      Exchange("HELO a b ", "250 Hello a b ")
    ),
    Dialogue(
      "unknown commands",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("FOO", unrecognised),
      Exchange("", unrecognised),
      Exchange("TURN", unrecognised),
      Exchange("STARTTLS", unrecognised),
      Exchange("XYZ a b c", unrecognised),
      Exchange(" NOOP", unrecognised),
      Exchange("NOOP\t", unrecognised),
      Exchange("NOOPS", unrecognised),
      Exchange("NOOP foo bar", "250 Ok")
    ),
    Dialogue(
      "commands that are always there",
      Exchange("VRFY root", "252 Cannot verify, any address is accepted"),
      Exchange("HELP", "214 Commands: HELO EHLO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP AUTH QUIT"),
      Exchange("EXPN list", "502 Command not implemented"),
      Exchange("quit", "221 Bye")
    ),
  ]

  static let envelopes = [
    Dialogue(
      "order of commands",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("RCPT TO:<a@b.c>", unrecognised),
      Exchange("DATA", unrecognised),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok"),
      Exchange("MAIL FROM:<b@b.c>", unrecognised),
      Exchange("AUTH PLAIN AHUAcA==", unrecognised),
      Exchange("VRFY a", "252 Cannot verify, any address is accepted"),
      Exchange("RCPT TO:<x@y.z>", "250 Recipient x@y.z ok"),
      Exchange("EHLO y", extendedHello("y")),
      Exchange("RCPT TO:<x@y.z>", unrecognised)
    ),
    Dialogue(
      "forms of addresses",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("MAIL", "550 Invalid syntax in MAIL command"),
      Exchange("MAIL foo", "550 Invalid syntax in MAIL command"),
      Exchange("MAIL FROM:a@b.c", "550 Invalid syntax in MAIL command"),
      Exchange("MAIL FROM:<a@b.c", "550 Invalid syntax in MAIL command"),
      Exchange("MAIL FROM: <spaced@b.c>", "250 Sender spaced@b.c ok"),
      Exchange("RCPT TO:<>", "550 Invalid syntax in RCPT command"),
      Exchange("RCPT TO:nobracket", "550 Invalid syntax in RCPT command"),
      Exchange("RCPT FROM:<a@b.c>", "550 Invalid syntax in RCPT command"),
      Exchange("RCPT TO:<ok@y.z> NOTIFY=NEVER", "250 Recipient ok@y.z ok"),
      Exchange("RCPT TO:<@relay1,@relay2:u@d.e>", "250 Recipient @relay1,@relay2:u@d.e ok"),
      Exchange("RCPT TO:<postmaster>", "250 Recipient postmaster ok")
    ),
  ]

  static let messages = [
    Dialogue(
      "verbs in any case",
      Exchange("ehlo x", extendedHello("x")),
      Exchange("mail from:<a@b.c>", "250 Sender a@b.c ok"),
      Exchange("rcpt to:<d@e.f>", "250 Recipient d@e.f ok"),
      Exchange("data", startData),
      Exchange("x: y\r\n\r\nz\r\n.", "250 Ok: queued as id1"),
      Exchange("noop", "250 Ok"),
      Exchange("rset", "250 Ok"),
      Exchange("quit", "221 Bye")
    ),
    Dialogue(
      "several messages, the last of them empty",
      Exchange("EHLO one", extendedHello("one")),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok"),
      Exchange("RCPT TO:<d@e.f>", "250 Recipient d@e.f ok"),
      Exchange("DATA", startData),
      Exchange("Subject: 1\r\n\r\none\r\n.", "250 Ok: queued as id1"),
      Exchange("MAIL FROM:<>", "250 Sender  ok"),
      Exchange("RCPT TO:<d2@e.f>", "250 Recipient d2@e.f ok"),
      Exchange("DATA", startData),
      Exchange(".", "250 Ok: queued as id2"),
      Exchange("QUIT", "221 Bye")
    ),
  ]
}
