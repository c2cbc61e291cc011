import Bytes
import SMTP

/// Lets a client hear the same replies whole and in pieces, with little to do and with much.
enum SMTPClientCheck {
  private static let configurations = [
    SMTPClientConfiguration(hostname: "client.example", eightBit: .pass, replySize: 96),
    SMTPClientConfiguration(
      hostname: "client.example",
      security: .opportunistic,
      credentials: SMTPCredentials(username: "user", password: "secret"),
      refusals: .skipRecipient
    ),
    SMTPClientConfiguration(
      hostname: "client.example",
      security: .required,
      credentials: SMTPCredentials(username: "user", password: "secret", mechanism: .cramMD5)
    ),
  ]

  static func run(_ input: [UInt8]) throws(Finding) {
    let pieces = Pieces(input)
    for configuration in configurations {
      var whole = try SMTPClientDialogue(configuration)
      try whole.hear(pieces.whole)
      var split = try SMTPClientDialogue(configuration)
      for piece in pieces.pieces { try split.hear(piece) }
      if !whole.hasEncrypted {
        try require(split.actions == whole.actions, "pieces make no difference")
      }
      try whole.end()
      try split.end()
    }
    try checkEnvelope(ByteString(Array(pieces.whole)))
  }

  /// Whatever is given for an address is refused, or stays between its brackets.
  private static func checkEnvelope(_ address: ByteString) throws(Finding) {
    let delivery = SMTPDelivery(sender: address, recipients: [address], message: OutgoingMessage([]))
    guard
      var session = try? SMTPClientSession(SMTPClientConfiguration(hostname: "h"), delivering: delivery)
    else { return }
    let replies = Array("220 a\r\n250-a\r\n250 SMTPUTF8\r\n250 a\r\n".utf8)
    var position = 0
    while case .send(let bytes) = session.receive(replies.span, from: &position) {
      let line = try WireLines.split(bytes)
      try require(line.count == 1, "a command is one line")
      let words = line[0].count { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
      try require(words <= 2, "an address does not leave its brackets")
    }
  }
}

/// A session, and what its owner does for it.
private struct SMTPClientDialogue: ~Copyable {
  private(set) var actions: [SMTPClientAction] = []
  private(set) var hasEncrypted = false
  private var session: SMTPClientSession
  private var isOver = false
  private static let message = Array(".a\n..\r\nb\rc\r\n.".utf8)

  init(_ configuration: SMTPClientConfiguration) throws(Finding) {
    let delivery = SMTPDelivery(
      sender: "a@example.org",
      recipients: ["b@example.org", "c@example.org"],
      message: OutgoingMessage(Self.message)
    )
    do {
      session = try SMTPClientSession(configuration, delivering: delivery) { key, text in
        Array((key + text + Array(repeating: 0, count: 16)).prefix(16))
      }
    } catch {
      throw Finding("an envelope in order is taken")
    }
  }

  mutating func hear(_ piece: ArraySlice<UInt8>) throws(Finding) {
    let input = Array(piece)
    var position = 0
    while true {
      let start = position
      let action = session.receive(input.span, from: &position)
      try require(start <= position && position <= input.count, "the place moves forward within the input")
      guard action != .wait else { break }
      try require(position > start, "every action has its cause in the input")
      try perform(action)
    }
    try require(position == input.count, "all is taken before more is wanted")
    try perform(session.tlsEstablished())
  }

  /// The server goes away.
  mutating func end() throws(Finding) {
    try perform(session.inputEnded())
    try require(isOver, "a delivery has an end")
    let late = session.timedOut()
    try require(late == .wait && session.timeout == nil, "a delivery has one end")
  }

  private mutating func perform(_ action: SMTPClientAction) throws(Finding) {
    guard action != .wait else { return }
    try require(!isOver, "nothing happens behind the end")
    actions.append(action)
    switch action {
    case .wait: break
    case .send(let bytes): try require(WireLines.split(bytes).count == 1, "a command is one line")
    case .startTLS: hasEncrypted = true
    case .sendMessage: try sendMessage()
    case .finished(let receipt):
      isOver = true
      try require(!receipt.accepted.isEmpty, "what is delivered has somebody who gets it")
      try require(receipt.accepted.count + receipt.refused.count == 2, "every recipient has an answer")
    case .failed(let error):
      isOver = true
      try require(!error.description.utf8.contains { $0.isASCIIControl }, "an error is one line of text")
    }
  }

  private mutating func sendMessage() throws(Finding) {
    var buffer = ByteBuffer()
    while !session.writeMessage(into: &buffer, limit: 3) {}
    let lines = try WireLines.split(buffer.bytes)
    try require(lines.last == [UInt8(ascii: ".")], "a message ends with a dot")
    try require(
      !lines.dropLast().contains([UInt8(ascii: ".")]),
      "a message ends once"
    )
  }
}
