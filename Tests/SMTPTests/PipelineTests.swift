import Bytes
import SMTP
import Testing

/// Clients that do not wait for replies (RFC 2920), in the forms that they are known for.
@Suite struct `A pipelining client` {
  @Test(arguments: Self.dialogues)
  func `is answered in order`(dialogue: Dialogue) {
    #expect(actions(of: dialogue.wire).replies == dialogue.replies)
  }

  static let dialogues = [
    Dialogue(
      "the transcript of the walkthrough",
      Exchange("HELO pda", "250 Hello pda"),
      Exchange("MAIL FROM:<paul@example.com>", "250 Sender paul@example.com ok"),
      Exchange("RCPT TO:<melbourne@awsug.org.au>", "250 Recipient melbourne@awsug.org.au ok"),
      Exchange("DATA", startData),
      Exchange("Subject: Culture Amp is hiring!\r\n\r\nHello world!\r\n.", "250 Ok: queued as id1"),
      Exchange("QUIT", "221 Bye")
    ),
    Dialogue(
      "a text that looks like commands",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok"),
      Exchange("DATA", startData),
      Exchange("QUIT\r\nRSET\r\nMAIL FROM:<evil@b.c>\r\n.", "250 Ok: queued as id1"),
      Exchange("NOOP", "250 Ok")
    ),
    Dialogue(
      "a second message behind an end that is none",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok"),
      Exchange("DATA", startData),
      Exchange("text\n.\r\nMAIL FROM:<evil@b.c>\r\nDATA\r\nmore\r\n.", "250 Ok: queued as id1"),
      Exchange("QUIT", "221 Bye")
    ),
    Dialogue(
      "refused commands, and a text that was sent all the same",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("MAIL FROM:nobody", "550 Invalid syntax in MAIL command"),
      Exchange("RCPT TO:<d@e.f>", unrecognised),
      Exchange("DATA", unrecognised),
      Exchange("Subject: lost", unrecognised),
      Exchange(".", unrecognised),
      Exchange("QUIT", "221 Bye")
    ),
    Dialogue(
      "chunks and commands by turns",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("MAIL FROM:<a@b.c> BODY=BINARYMIME SIZE=8", "250 Sender a@b.c ok"),
      Exchange("RCPT TO:<d@e.f> NOTIFY=SUCCESS,FAILURE", "250 Recipient d@e.f ok"),
      Exchange("BDAT 2\r\n", "250 Ok: 2 octets received"),
      Exchange("NOOP", "250 Ok"),
      Exchange("BDAT 4\r\nab", "250 Ok: 4 octets received"),
      Exchange("BDAT 2 LAST\r\n", "250 Ok: queued as id1"),
      Exchange("QUIT", "221 Bye")
    ),
    Dialogue(
      "credentials first, then two messages in both forms",
      Exchange("EHLO x", extendedHello("x")),
      Exchange("AUTH PLAIN", "334 "),
      Exchange("AHUAcA==", "235 Authentication successful"),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok"),
      Exchange("BDAT 3 LAST\r\n1", "250 Ok: queued as id1"),
      Exchange("MAIL FROM:<a@b.c>", "250 Sender a@b.c ok"),
      Exchange("DATA", startData),
      Exchange("2\r\n.", "250 Ok: queued as id2")
    ),
  ]

  @Test func `is not heard after it has quit`() {
    let result = actions(of: "EHLO x", "QUIT", "NOOP", "MAIL FROM:<a@b.c>")
    #expect(result.last == .close(after: .fixed(.bye)))
    #expect(result.codes == [250, 221])
  }

  @Test func `has every message stored before the next one begins`() {
    let result = actions(
      of: "RSET",
      "MAIL FROM:<1>",
      "DATA",
      "one\r\n.",
      "MAIL FROM:<2>",
      "DATA",
      "two\r\n.",
      "QUIT"
    )
    let kinds = result.map { action in
      switch action {
      case .wait: "wait"
      case .reply(let reply): "\(reply.code)"
      case .store(let message): message.text
      case .close(let reply): "\(reply.code) and close"
      }
    }
    #expect(
      kinds == ["250", "250", "354", "one", "250", "250", "354", "two", "250", "221 and close"]
    )
  }
}
