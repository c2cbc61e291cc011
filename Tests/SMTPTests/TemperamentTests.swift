import Bytes
import SMTP
import Testing

/// Refuses what it is told to, and the first so many times only.
private struct Moody: Temperament {
  var senders = 0
  var recipients = 0
  var credentials = 0

  mutating func refusesSender() -> Bool { count(&senders) }
  mutating func refusesRecipient() -> Bool { count(&recipients) }
  mutating func refusesCredentials() -> Bool { count(&credentials) }

  private func count(_ left: inout Int) -> Bool {
    left -= 1
    return left >= 0
  }
}

@Suite struct `An SMTP session with a temperament` {
  private func replies(_ lines: [String], _ temperament: Moody) -> [String] {
    var conversation = Conversation(temperament: temperament)
    for line in lines { conversation.send(line) }
    return conversation.actions.compactMap { $0.reply?.text }.filter { !$0.hasPrefix("250-") }
  }

  @Test func `refuses a sender and takes another`() {
    let lines = ["HELO me", "MAIL FROM:<a@b.c>", "RCPT TO:<d@e.f>", "MAIL FROM:<g@h.i>", "RCPT TO:<d@e.f>"]
    #expect(
      replies(lines, Moody(senders: 1)) == [
        "250 Hello me", "550 Invalid sender a@b.c", "500 Unrecognised command", "250 Sender g@h.i ok",
        "250 Recipient d@e.f ok",
      ]
    )
  }

  @Test func `refuses a recipient and delivers to the others`() {
    var conversation = Conversation(temperament: Moody(recipients: 1))
    for line in [
      "HELO me", "MAIL FROM:<a@b.c>", "RCPT TO:<d@e.f>", "RCPT TO:<g@h.i>", "DATA", "text", ".",
    ] {
      conversation.send(line)
    }
    let texts = conversation.actions.compactMap { $0.reply?.text }
    #expect(texts[2] == "550 Invalid recipient d@e.f")
    #expect(texts[3] == "250 Recipient g@h.i ok")
    let messages = conversation.actions.compactMap {
      if case .store(let message) = $0 { message } else { nil }
    }
    #expect(messages.map { $0.recipients.map(\.address) } == [["g@h.i"]])
  }

  @Test(arguments: [
    ["AUTH PLAIN AHUAcA=="], ["AUTH PLAIN", "AHUAcA=="], ["AUTH LOGIN", "dQ==", "cA=="],
    ["AUTH CRAM-MD5", "dSAx"], ["AUTH EXTERNAL dQ=="],
  ])
  func `refuses credentials at the end of the exchange, and goes on`(exchange: [String]) {
    let lines = ["EHLO me"] + exchange + exchange + ["MAIL FROM:<a@b.c>"]
    let texts = replies(lines, Moody(credentials: 1))
    #expect(texts[exchange.count - 1] == "500 Unrecognised command")
    #expect(texts[2 * exchange.count - 1] == "235 Authentication successful")
    #expect(texts.last == "250 Sender a@b.c ok")
    #expect(texts.dropLast().filter { !$0.hasPrefix("334 ") }.count == 2)
  }

  @Test func `is asked about nothing that would be refused anyway`() {
    let lines = [
      "MAIL FROM:<a@b.c>", "HELO me", "MAIL FROM:nobody", "MAIL FROM:<a@b.c> SIZE=99999999999",
      "AUTH NONE", "AUTH PLAIN eA==", "AUTH LOGIN", "*", "RCPT TO:<d@e.f>",
      "MAIL FROM:<a@b.c>", "RSET", "AUTH PLAIN AHUAcA==", "MAIL FROM:<a@b.c>", "RCPT TO:nobody",
      "RCPT TO:<d@e.f>",
    ]
    let texts = replies(lines, Moody(senders: 1, recipients: 1, credentials: 1))
    #expect(texts[9] == "550 Invalid sender a@b.c")
    #expect(texts[11] == "500 Unrecognised command")
    #expect(texts.last == "550 Invalid recipient d@e.f")
  }

  @Test func `says what it refuses on one line`() {
    let texts = replies(["HELO me", "MAIL FROM:<a\r250 x@b.c>"], Moody(senders: 1))
    #expect(texts.last == "550 Invalid sender a 250 x@b.c")
  }
}
