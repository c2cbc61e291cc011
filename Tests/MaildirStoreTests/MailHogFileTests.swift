import Bytes
import MailStore
import MaildirStore
import Testing

@Suite struct `A file as MailHog writes it` {
  private static let envelope = Envelope(
    helo: "client.example",
    sender: .init("a@b.c"),
    recipients: [.init("d@e.f"), .init("@r:g@h.i")]
  )
  private static let head =
    "HELO:<client.example>\r\nFROM:<a@b.c>\r\nTO:<d@e.f>\r\nTO:<@r:g@h.i>\r\n\r\n"

  private func read(_ text: String) -> MailHogFile? {
    let bytes = Array(text.utf8)
    return MailHogFile(reading: bytes.span)
  }

  @Test func `begins with the envelope`() {
    #expect(String(decoding: MailHogFile.head(of: Self.envelope), as: UTF8.self) == Self.head)
  }

  @Test func `has the message behind the empty line`() throws {
    let file = try #require(read(Self.head + "TO:<x>\r\n\r\nbody"))
    #expect(file.envelope == Self.envelope)
    #expect(file.start == Self.head.utf8.count)
  }

  @Test func `is none as long as the head is not whole`() {
    let head = Array(Self.head.utf8)
    for length in head.indices {
      let file = MailHogFile(reading: head.span.extracting(..<length))
      #expect(file == nil)
    }
  }

  @Test(arguments: [
    Envelope(helo: "", sender: .init(""), recipients: []),
    Envelope(helo: ">", sender: .init("<a> b>\r"), recipients: [.init(""), .init(">\r")]),
    Envelope(helo: "\u{FFFD}\0", sender: .init("TO:<x>"), recipients: [.init("HELO:<")]),
  ])
  func `holds every envelope of single lines`(envelope: Envelope) {
    let head = MailHogFile.head(of: envelope)
    let file = MailHogFile(reading: head.span)
    #expect(file?.envelope == envelope)
  }

  @Test func `holds a line feed in a name as a space`() {
    let envelope = Envelope(helo: "a\nFROM:<x>", sender: .init("b\r\n\r\nc"), recipients: [.init("\n")])
    let head = MailHogFile.head(of: envelope)
    let file = MailHogFile(reading: head.span)
    #expect(
      file?.envelope
        == Envelope(helo: "a FROM:<x>", sender: .init("b\r \r c"), recipients: [.init(" ")])
    )
  }

  @Test func `may have lost its carriage returns`() {
    #expect(read("HELO:<h>\nFROM:<f>\nTO:<t>\n\nbody")?.envelope.recipients == [.init("t")])
  }

  @Test(arguments: [
    "", "\r\n", "Subject: hello\r\n\r\nbody", "From: <a@b>\r\n\r\n", "HELO:h\r\nFROM:<f>\r\n\r\n",
    "HELO:<\r\n\r\n",
    "HELO:<h>\r\nFROM:<f\r\n\r\n", "HELO:<h>\r\nX: y\r\n\r\n", "HELO:<h>\r\nFROM:<a>\r\nFROM:<b>\r\n\r\n",
    "FROM:<f>\r\nHELO:<h>\r\n\r\n", " HELO:<h>\r\n\r\n", "HELO:<h>\r\nHELO:<i>\r\n\r\n",
  ])
  func `is not any other file`(text: String) {
    #expect(read(text) == nil)
  }
}
