import Bytes
import SMTP

/// Holds the same conversation whole and in pieces, under limits that are soon reached and under the usual ones.
enum SMTPCheck {
  private static let limits = [
    SMTPLimits(commandLine: 64, authenticationLine: 48, recipients: 3, messageSize: 128),
    SMTPLimits(),
  ]

  static func run(_ input: [UInt8]) throws(Finding) {
    let pieces = Pieces(input)
    for limits in limits {
      var whole = SMTPConversation(limits)
      try whole.take(pieces.whole)
      var split = SMTPConversation(limits)
      for piece in pieces.pieces { try split.take(piece) }
      try require(split.actions == whole.actions, "pieces make no difference")
      try whole.end()
    }
  }
}

/// A session with a client that may send anything, and a store that takes every other message.
private struct SMTPConversation: ~Copyable {
  private(set) var actions: [SMTPAction] = []
  private var session: SMTPSession
  private let limits: SMTPLimits
  private let mostHeld: Int
  private var unread: [UInt8] = []
  private var isClosed = false
  private var messageCount = 0

  init(_ limits: SMTPLimits) {
    self.limits = limits
    session = SMTPSession(
      configuration: SMTPConfiguration(hostname: "mail.example", limits: limits),
      challenge: 42
    )
    let longestLine = max(limits.commandLine, limits.authenticationLine)
    // The sender and the recipients, the message, and a line that has not ended.
    mostHeld = (limits.recipients + 2) * longestLine + limits.messageSize
  }

  mutating func take(_ piece: ArraySlice<UInt8>) throws(Finding) {
    unread += piece
    let input = unread
    var position = 0
    while !isClosed {
      let start = position
      let action = session.receive(input.span, from: &position)
      try require(start <= position && position <= input.count, "the place moves forward within the input")
      try require(session.heldByteCount <= mostHeld, "no more is held than the limits say")
      guard action != .wait else {
        try require(position == input.count, "all is taken before more is wanted")
        break
      }
      try require(position > start, "every action has its cause in the input")
      try perform(action, behind: position)
    }
    unread.removeFirst(isClosed ? unread.count : position)
  }

  /// The client stays away.
  mutating func end() throws(Finding) {
    try check(session.idleTimedOut())
    var position = 0
    let more = Array("NOOP\r\n".utf8)
    let action = session.receive(more.span, from: &position)
    try require(action == .wait && position == more.count, "a closed session looks at nothing")
  }

  private mutating func perform(_ action: SMTPAction, behind position: Int) throws(Finding) {
    actions.append(action)
    switch action {
    case .wait: break
    case .reply(let reply): try check(reply)
    case .close(let reply):
      try check(reply)
      isClosed = true
    case .store(let message):
      try check(message)
      let input = unread
      var place = position
      let early = session.receive(input.span, from: &place)
      try require(early == .wait && place == position, "nothing is taken while the store is at work")
      messageCount += 1
      let reply = messageCount % 2 == 0 ? session.storeFailed() : session.stored(as: "id@mail.example")
      try check(reply)
      try require(!session.isStoring, "the store's answer ends the storing")
    }
  }

  private func check(_ message: Message) throws(Finding) {
    try require(session.isStoring, "a session that hands over a message waits for the store")
    try require(message.data.count <= limits.messageSize, "no message is larger than the limit")
    try require(
      message.recipients.count <= limits.recipients,
      "no message has more recipients than the limit"
    )
  }

  /// Lines of one code, the last one alone with a space behind it (RFC 5321 section 4.2.1).
  private func check(_ reply: Reply) throws(Finding) {
    var buffer = ByteBuffer()
    reply.write(into: &buffer)
    let lines = try WireLines.split(buffer.bytes)
    let code = lines.first?.prefix(3) ?? []
    try require(code.count == 3 && code.allSatisfy(\.isASCIIDigit), "a reply begins with a code")
    for (number, line) in lines.enumerated() {
      try require(line.prefix(3) == code, "all lines of a reply have one code")
      let separator = number == lines.count - 1 ? ASCII.space : UInt8(ascii: "-")
      try require(
        line.dropFirst(3).first == separator,
        "the last line of a reply, and no other, is marked so"
      )
    }
  }
}
