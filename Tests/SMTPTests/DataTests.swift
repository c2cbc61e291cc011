import Bytes
import SMTP
import Testing

@Suite struct `The text behind DATA` {
  /// The wire form of a message, and what is stored of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let wire: String
    let data: String
    let lacksFinalLineBreak: Bool

    init(_ wire: String, _ data: String, lacksFinalLineBreak: Bool = true) {
      self.wire = wire
      self.data = data
      self.lacksFinalLineBreak = lacksFinalLineBreak
    }

    var testDescription: String { "\(wire.debugDescription) as \(data.debugDescription)" }
  }

  static let prelude = "EHLO x\r\nMAIL FROM:<a@b.c>\r\nDATA\r\n"

  @Test(arguments: [
    Case("Subject: x\r\n\r\nHello\r\n.\r\n", "Subject: x\r\n\r\nHello"),
    Case(".\r\n", "", lacksFinalLineBreak: false),
    Case("\r\n.\r\n", ""),
    Case("\r\n\r\n.\r\n", "\r\n"),
    // RFC 5321 section 4.5.2: the first dot of a line goes, on the first line too, stuffed or not.
    Case(
      "..\r\n...\r\n..leading\r\nmid.dle\r\n.. x\r\nlast.\r\n.\r\n",
      ".\r\n..\r\n.leading\r\nmid.dle\r\n. x\r\nlast."
    ),
    Case(".first\r\n.second\r\n.\r\n", "first\r\nsecond"),
    Case("a\r\n..\r\n.\r\n", "a\r\n."),
    // Only CRLF ends a line, so none of these ends the message or loses a dot.
    Case("a\n.\n.b\r\n.\r\n", "a\n.\n.b"),
    Case("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb"),
    Case("a\r\n.\nb\r\n.\r\n", "a\r\n\nb"),
    Case("a\r.\rb\r\n.\r\n", "a\r.\rb"),
    Case("a\r\n.\rb\r\n.\r\n", "a\r\n\rb"),
    Case("a\r\n.\r\r\nb\r\n.\r\n", "a\r\n\r\r\nb"),
    Case("a\r\n.\r\r\n.\r\n", "a\r\n\r"),
    Case("a\r\r\n.\r\n", "a\r"),
    Case("\n.\r\n\r\n.\r\n", "\n.\r\n"),
    Case("\r.\r\n\r\n.\r\n", "\r.\r\n"),
    Case("\u{0}é\u{7F}\r\n.\r\n", "\u{0}é\u{7F}"),
  ])
  func `is stored without its dots`(example: Case) {
    let result = actions(of: Array((Self.prelude + example.wire + "NOOP\r\n").utf8))
    #expect(result.messages.map(\.text) == [example.data])
    #expect(result.messages.map(\.lacksFinalLineBreak) == [example.lacksFinalLineBreak])
    #expect(result.replies.suffix(2) == ["250 Ok: queued as id1", "250 Ok"])
  }

  @Test func `keeps every octet`() {
    let octets = (UInt8.min...UInt8.max).filter { $0 != UInt8(ascii: ".") }
    let wire = Array(Self.prelude.utf8) + octets + Array("\r\n.\r\n".utf8)
    #expect(actions(of: wire).messages.map(\.data) == [octets])
  }

  /// The search for dots goes in strides of 64 octets: a dot has to be found wherever it falls.
  @Test(arguments: 0..<150)
  func `loses its dots wherever they stand`(offset: Int) {
    let filler = String(repeating: ".x", count: offset / 2) + String(repeating: "y", count: offset % 2)
    let tail = String(repeating: "z", count: 150 - offset)
    var conversation = Conversation()
    conversation.send(Array((Self.prelude + "x\(filler)\r\n..\n.\(tail)\r\n\(filler)\r\n.\r\nNOOP\r\n").utf8))
    let data = conversation.actions.messages.first?.text
    let first = filler.first == "." ? String(filler.dropFirst()) : filler
    #expect(data == "x\(filler)\r\n.\n.\(tail)\r\n\(first)")
    #expect(conversation.lastReply == "250 Ok")
  }

  @Test(arguments: [0, 1, 2, 3, 65, 1_000])
  func `is held in memory of about its size`(lineLength: Int) {
    let line = ".." + String(repeating: "x", count: lineLength) + "\r\n"
    let wire = Array((Self.prelude + String(repeating: line, count: 300) + ".\r\n").utf8)
    for pieceSize in [wire.count, 100] {
      var conversation = Conversation()
      for start in stride(from: 0, to: wire.count, by: pieceSize) {
        conversation.send(wire[start..<min(start + pieceSize, wire.count)])
      }
      let data = conversation.actions.messages.first?.data ?? []
      #expect(data.count == 300 * (lineLength + 3) - 2)
      #expect(data.capacity <= data.count + max(data.count / 8, 64))
    }
  }

  @Test func `takes no more memory for a claim about its size`() {
    var conversation = Conversation()
    conversation.send("EHLO x")
    conversation.send("MAIL FROM:<a@b.c> SIZE=52428800")
    conversation.send("DATA")
    conversation.send("short\r\n.")
    let message = conversation.actions.messages.first
    #expect(message?.text == "short")
    #expect((message?.data.capacity ?? .max) < 100)
  }

  @Test func `ends although the store takes its time`() {
    var session = SMTPSession(configuration: SMTPConfiguration(hostname: "h"), challenge: 0)
    let wire = Array((Self.prelude + "x\r\n.\r\nNOOP\r\n").utf8)
    var position = 0
    for _ in 0..<3 { _ = session.receive(wire.span, from: &position) }
    #expect(session.receive(wire.span, from: &position).message?.text == "x")
    #expect(session.isStoring == true)
    let next = position
    #expect(session.receive(wire.span, from: &position) == .wait)
    #expect(position == next && next == wire.count - 6)
    #expect(session.stored(as: "abc@h").text == "250 Ok: queued as abc@h")
    #expect(session.isStoring == false)
    #expect(session.receive(wire.span, from: &position) == .reply(.fixed(.ok)))
  }
}
