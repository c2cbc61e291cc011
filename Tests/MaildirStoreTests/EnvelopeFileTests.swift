import Bytes
import MailStore
import MaildirStore
import PropertyTesting
import Testing

/// What a file says of the envelope, tried with everything that somebody might send.
@Suite struct `An envelope in a file` {
  private struct Broken: Error {
    let rule: String
  }

  private static func text(_ choices: inout Choices) -> ByteString {
    ByteString(choices.text(of: Array("a@<>:, \r\n\0".utf8) + [0xFF], upTo: 12))
  }

  private static func envelope(_ choices: inout Choices) -> Envelope {
    Envelope(
      helo: text(&choices),
      sender: .init(text(&choices)),
      recipients: choices.list(upTo: 4) { .init(text(&$0)) }
    )
  }

  private static func withSpaces(_ text: ByteString) -> ByteString {
    ByteString(text.bytes.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 })
  }

  @Test func `is read as it was written, but for line feeds`() throws {
    try Property.check(runs: 1_000, size: 80) { choices in
      let envelope = Self.envelope(&choices)
      let head = MailHogFile.head(of: envelope)
      let body = choices.bytes(upTo: 20)
      let file = head + body
      guard let read = MailHogFile(reading: file.span), read.start == head.count else {
        throw Broken(rule: "the head ends where the message begins")
      }
      let expected = Envelope(
        helo: Self.withSpaces(envelope.helo),
        sender: .init(Self.withSpaces(envelope.sender.address)),
        recipients: envelope.recipients.map { .init(Self.withSpaces($0.address)) }
      )
      guard read.envelope == expected else { throw Broken(rule: "the envelope comes back") }
      guard MailHogFile.holds(envelope) == (read.envelope == envelope) else {
        throw Broken(rule: "it is known whether the file says all")
      }
    }
  }

  @Test func `is not all in the file if there are parameters`() {
    let plain = Envelope.Path("a@b")
    let asked = Envelope.Path("a@b", parameters: "RET=FULL")
    #expect(MailHogFile.holds(Envelope(helo: "h", sender: plain, recipients: [plain])))
    #expect(!MailHogFile.holds(Envelope(helo: "h", sender: asked, recipients: [plain])))
    #expect(!MailHogFile.holds(Envelope(helo: "h", sender: plain, recipients: [plain, asked])))
  }

  @Test func `is none of a message's own lines, however a file was delivered`() throws {
    try Property.check(runs: 1_000, size: 80) { choices in
      let file = ByteString(choices.text(of: Array("To:a@b,<>\r\n ".utf8), upTo: 60))
      let read = DeliveredFile(reading: file.bytes.span)
      // What is read back has no line feed alone, and reading it again changes nothing.
      for (index, byte) in read.data.enumerated() where byte == UInt8(ascii: "\n") {
        guard index > 0, read.data[index - 1] == UInt8(ascii: "\r") else {
          throw Broken(rule: "CRLF ends lines")
        }
      }
      let ended = read.data + Array("\r\n".utf8)
      let again = DeliveredFile(reading: ended.span)
      guard again.data == read.data, again.envelope == read.envelope else {
        throw Broken(rule: "once is enough")
      }
    }
  }
}
