import Bytes
import SMTP
import Testing

@Suite struct `A hostile client` {
  static let tight = SMTPLimits(commandLine: 40, authenticationLine: 30, recipients: 2, messageSize: 60)

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `gets the same answers in whatever pieces it sends`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let wire = RandomDialogue.make(&random)
    let result = actions(of: wire, limits: seed.isMultiple(of: 2) ? Self.tight : SMTPLimits())
    for reply in result.compactMap(\.reply) {
      #expect(reply.wire.suffix(2) == [ASCII.carriageReturn, ASCII.lineFeed])
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `never makes a session hold more than its limits`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    var conversation = Conversation(limits: Self.tight)
    // Three paths of a line each, the message, and a line that has not ended.
    let most = 3 * 40 + 60 + 40
    for byte in RandomDialogue.make(&random) {
      conversation.send(CollectionOfOne(byte))
      #expect(conversation.session.heldByteCount <= most)
    }
    for message in conversation.actions.messages {
      #expect(message.data.count <= 60)
      #expect(message.recipients.count <= 2)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `has its text unstuffed line by line`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let text = RandomDialogue.makeText(&random)
    var conversation = Conversation()
    conversation.send(Array("EHLO x\r\nMAIL FROM:<>\r\nDATA\r\n".utf8))
    var rest = text[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...100, using: &random))
      conversation.send(piece)
      rest = rest.dropFirst(piece.count)
    }
    let message = conversation.actions.messages.first
    let expected = unstuffed(text)
    #expect(message?.data == expected.data)
    #expect(message?.lacksFinalLineBreak == expected.lacksFinalLineBreak)
  }

  /// The rule of RFC 5321 section 4.5.2 in its plainest form.
  private func unstuffed(_ text: [UInt8]) -> (data: [UInt8], lacksFinalLineBreak: Bool) {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    for byte in text {
      line.append(byte)
      guard line.suffix(2) == [ASCII.carriageReturn, ASCII.lineFeed] else { continue }
      if line == Array(".\r\n".utf8) { break }
      lines.append(line.first == UInt8(ascii: ".") ? Array(line.dropFirst()) : line)
      line = []
    }
    return (Array(lines.joined().dropLast(2)), !lines.isEmpty)
  }

  /// The last octets of a line decide, so its length must not matter to the time that it takes.
  @Test(.timeLimit(.minutes(10)))
  func `gains nothing by sending a message byte by byte`() {
    var session = SMTPSession(configuration: SMTPConfiguration(hostname: "h"), challenge: 0)
    var position = 0
    let start = Array("RSET\r\nMAIL FROM:<>\r\nDATA\r\n".utf8)
    while session.receive(start.span, from: &position) != .wait {}
    let dot = [UInt8(ascii: ".")]
    for _ in 0..<500_000 {
      position = 0
      _ = session.receive(dot.span, from: &position)
    }
    #expect(session.heldByteCount == 500_000 - 1)
  }

  @Test(arguments: ["TO:", "TO:<>", "TO:<", "TO: ", " "])
  func `gains nothing by a strange argument`(piece: String) {
    let limits = SMTPLimits(commandLine: 1_000_000)
    var conversation = Conversation(limits: limits)
    conversation.send("EHLO x")
    conversation.send("MAIL FROM:<>")
    conversation.send("RCPT " + String(repeating: piece, count: 900_000 / piece.utf8.count))
    #expect(conversation.lastReply?.prefix(3) == "550")
  }
}
