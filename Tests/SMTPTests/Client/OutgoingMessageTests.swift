import Bytes
import SMTP
import Testing

@Suite struct `A message on its way` {
  /// What is sent for `text`, shown to be the same in pieces of every size.
  func wire(_ text: String, lacksFinalLineBreak: Bool = false) throws -> String {
    let delivery = SMTPDelivery.example(text, lacksFinalLineBreak: lacksFinalLineBreak)
    let replies = ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n", "250 a\r\n", "221 a\r\n"]
    var wires: Set<[UInt8]> = []
    for piece in [-1, 0, 1, 2, 3, 5, 8, 64, 1_000, .max] {
      var conversation = try ClientConversation(
        SMTPClientConfiguration(hostname: "h", eightBit: .pass),
        delivery,
        replies: replies,
        messagePiece: piece
      )
      conversation.run()
      #expect(conversation.transcript.receipt != nil)
      wires.insert(conversation.transcript.message)
    }
    #expect(wires.count == 1)
    return String(decoding: wires.first ?? [], as: UTF8.self)
  }

  @Test(arguments: [
    ("", ".\r\n"), ("a\r\n", "a\r\n.\r\n"), ("a", "a\r\n.\r\n"), ("\r\n", "\r\n.\r\n"),
    (".", "..\r\n.\r\n"), (".\r\n", "..\r\n.\r\n"), ("..\r\n", "...\r\n.\r\n"),
    ("a.\r\n.b", "a.\r\n..b\r\n.\r\n"),
    ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"), ("a\r\n\r\n..\r\n.", "a\r\n\r\n...\r\n..\r\n.\r\n"),
  ])
  func `has its dots doubled and an end`(text: String, expected: String) throws {
    #expect(try wire(text) == expected)
  }

  @Test(arguments: [
    ("a\nb\n", "a\r\nb\r\n.\r\n"), ("a\rb", "a\r\nb\r\n.\r\n"), ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"),
    ("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"), ("a\n\r.b", "a\r\n\r\n..b\r\n.\r\n"),
    ("\n.\r\n", "\r\n..\r\n.\r\n"),
    ("a\r\r\nb", "a\r\n\r\nb\r\n.\r\n"), ("a\r", "a\r\n.\r\n"), ("\n", "\r\n.\r\n"),
  ])
  func `has no line ends but CRLF, so that no second message hides in it`(
    text: String,
    expected: String
  ) throws {
    #expect(try wire(text) == expected)
  }

  @Test(arguments: [("a", "a\r\n.\r\n"), ("a\r\n", "a\r\n\r\n.\r\n"), ("a\n", "a\r\n\r\n.\r\n")])
  func `gets back the line end that is stored without`(text: String, expected: String) throws {
    #expect(try wire(text, lacksFinalLineBreak: true) == expected)
  }

  @Test(arguments: ["", "a", "a\r\n", ".\r\n..\r\n", "a\nb\rc\r\nd", "\r\r\n\n", "ü\r\n."], [false, true])
  func `has the size of its lines without stuffed dots`(text: String, lacksFinalLineBreak: Bool) throws {
    let message = OutgoingMessage(Array(text.utf8), lacksFinalLineBreak: lacksFinalLineBreak)
    // Neither the doubled dots nor the final line count.
    let sent = try wire(text, lacksFinalLineBreak: lacksFinalLineBreak).utf8.dropLast(3)
    let lines = String(decoding: sent, as: UTF8.self).split(
      separator: "\r\n",
      omittingEmptySubsequences: false
    )
    let stuffed = lines.count { $0.hasPrefix(".") }
    #expect(message.size == sent.count - stuffed)
    #expect(message.isEightBit == text.contains("ü"))
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `arrives at our own server as it was`(seed: UInt64) throws {
    var random = RepeatableRandom(seed: seed)
    // The end of such a text is a final dot already, which belongs to the message here.
    let text = RandomDialogue.makeText(&random)
    var conversation = try ClientConversation(
      SMTPClientConfiguration(hostname: "h"),
      SMTPDelivery(sender: "", recipients: ["b@x"], message: OutgoingMessage(text)),
      replies: ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n"],
      messagePiece: Int.random(in: 1...100, using: &random)
    )
    conversation.run()
    var server = Conversation()
    server.send(Array("RSET\r\nMAIL FROM:<>\r\nDATA\r\n".utf8) + conversation.transcript.message)
    #expect(server.actions.messages.map(\.data) == [normalised(text)])
    let goesOn = server.session.hasMessageInFlight
    #expect(!goesOn)
  }

  /// Every line end as CRLF, without the last one: as a server keeps it.
  private func normalised(_ text: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text {
      if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
        if !(byte == ASCII.lineFeed && previous == ASCII.carriageReturn) { bytes += [0x0D, 0x0A] }
      } else {
        bytes.append(byte)
      }
      previous = byte
    }
    return bytes.dropLast(2)
  }

  @Test func `is given in pieces of about the size asked for`() throws {
    var session = try SMTPClientSession(
      SMTPClientConfiguration(hostname: "h"),
      delivering: .example(String(repeating: ".\n", count: 10_000))
    )
    var buffer = ByteBuffer()
    #expect(session.writeMessage(into: &buffer, limit: 10), "nobody has asked for it yet")
    #expect(buffer.isEmpty)
    for reply in ["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 a\r\n"] {
      let wire = Array(reply.utf8)
      var position = 0
      _ = session.receive(wire.span, from: &position)
    }
    var count = 0
    while !session.writeMessage(into: &buffer, limit: 100) {
      #expect((100...108).contains(buffer.count))
      count += buffer.count
      buffer.removeAll()
    }
    #expect(count + buffer.count == 10_000 * 4 + 3)
    #expect(session.timeout == .seconds(600))
  }
}
