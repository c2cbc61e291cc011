import Bytes
import SMTP
import Testing

/// A session with a client at one end and a store at the other that takes everything at once.
struct Conversation: ~Copyable {
  var session: SMTPSession
  /// What the session said to do, without `.wait`; the replies that the store brought about are among them.
  private(set) var actions: [SMTPAction] = []
  private(set) var isClosed = false
  private let storeWorks: Bool
  private var pending: [UInt8] = []
  private var storedCount = 0

  init(
    limits: SMTPLimits = SMTPLimits(),
    storeWorks: Bool = true,
    temperament: (any Temperament)? = nil
  ) {
    session = SMTPSession(
      configuration: SMTPConfiguration(hostname: "mail.example", limits: limits),
      challenge: 42,
      temperament: temperament
    )
    self.storeWorks = storeWorks
  }

  /// Sends what a client would, and keeps what the session leaves for later.
  mutating func send(_ bytes: some Sequence<UInt8>) {
    let input = pending + Array(bytes)
    var position = 0
    while !isClosed {
      let action = session.receive(input.span, from: &position)
      if action == .wait { break }
      actions.append(action)
      switch action {
      case .wait, .reply: break
      case .store: actions.append(.reply(answerOfStore()))
      case .close: isClosed = true
      }
    }
    pending = Array(input[position...])
  }

  /// Sends a line.
  mutating func send(_ line: String) { send(Array((line + "\r\n").utf8)) }

  /// The text of the last reply, its lines parted by LF.
  var lastReply: String? { actions.last?.reply?.text }

  private mutating func answerOfStore() -> Reply {
    storedCount += 1
    return storeWorks ? session.stored(as: ByteString("id\(storedCount)")) : session.storeFailed()
  }
}

/// What a session does with these bytes, having shown that it does not matter in which pieces they come.
func actions(
  of wire: [UInt8],
  limits: SMTPLimits = SMTPLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> [SMTPAction] {
  var whole = Conversation(limits: limits)
  whole.send(wire)
  var dripping = Conversation(limits: limits)
  for byte in wire { dripping.send(CollectionOfOne(byte)) }
  #expect(dripping.actions == whole.actions, "byte by byte", sourceLocation: sourceLocation)
  // Long dialogues are cut at some places only, or they would take quadratic time.
  for cut in stride(from: 0, through: wire.count, by: wire.count < 1_000 ? 1 : wire.count / 31) {
    var halves = Conversation(limits: limits)
    halves.send(wire[..<cut])
    halves.send(wire[cut...])
    #expect(halves.actions == whole.actions, "cut at \(cut)", sourceLocation: sourceLocation)
  }
  return whole.actions
}

/// What a session does with these lines, each of which gets its CRLF.
func actions(
  of lines: String...,
  limits: SMTPLimits = SMTPLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> [SMTPAction] {
  actions(of: lines.flatMap { Array(($0 + "\r\n").utf8) }, limits: limits, sourceLocation: sourceLocation)
}

extension SMTPAction {
  /// The reply that this sends.
  var reply: Reply? {
    switch self {
    case .wait, .store: nil
    case .reply(let reply), .close(let reply): reply
    }
  }

  /// The message that this stores.
  var message: Message? {
    switch self {
    case .wait, .reply, .close: nil
    case .store(let message): message
    }
  }
}

extension [SMTPAction] {
  /// The texts of all replies.
  var replies: [String] { compactMap { $0.reply?.text } }
  /// The codes of all replies.
  var codes: [Int] { compactMap { $0.reply?.code } }
  /// All messages stored.
  var messages: [Message] { compactMap(\.message) }
}

extension Reply {
  /// The bytes on the wire.
  var wire: [UInt8] {
    var buffer = ByteBuffer()
    write(into: &buffer)
    return buffer.bytes
  }

  /// The lines as text, parted by LF.
  var text: String {
    String(decoding: wire, as: UTF8.self).split(separator: "\r\n").joined(separator: "\n")
  }
}

extension Message {
  /// The data as text.
  var text: String { String(decoding: data, as: UTF8.self) }
}
