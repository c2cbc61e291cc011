import Bytes
import SMTP
import Testing

/// How a client session went: what it said, and how it ended.
struct ClientTranscript: Equatable {
  /// The commands without their CRLF, `<TLS>` where the connection was encrypted, and `<message>` where that was sent.
  var said: [String] = []
  /// The message as it went over the wire.
  var message: [UInt8] = []
  /// The last action; nil if it still waits.
  var end: SMTPClientAction?

  var receipt: SMTPReceipt? { if case .finished(let receipt) = end { receipt } else { nil } }
  var error: SMTPClientError? { if case .failed(let error) = end { error } else { nil } }
}

/// A client session with a server that answers by a script, whatever it is told.
struct ClientConversation: ~Copyable {
  private(set) var transcript = ClientTranscript()
  var session: SMTPClientSession
  private var replies: [String]
  private let pieces: ([UInt8]) -> [ArraySlice<UInt8>]
  private let messagePiece: Int

  init(
    _ configuration: SMTPClientConfiguration,
    _ delivery: SMTPDelivery,
    replies: [String],
    messagePiece: Int = 64,
    pieces: @escaping ([UInt8]) -> [ArraySlice<UInt8>] = { [$0[...]] }
  ) throws {
    session = try SMTPClientSession(configuration, delivering: delivery, hmacMD5: markedDigest)
    self.replies = replies
    self.pieces = pieces
    self.messagePiece = messagePiece
  }

  /// Speaks the script to its end, and closes the connection then.
  mutating func run() {
    while transcript.end == nil {
      guard !replies.isEmpty else { return perform(session.inputEnded()) }
      hear(Array(replies.removeFirst().utf8))
    }
  }

  /// Receives bytes in the pieces of this conversation; if one of them begins encryption, the last one ends that.
  mutating func hear(_ bytes: [UInt8]) {
    for piece in pieces(bytes) {
      let input = Array(piece)
      var position = 0
      while true {
        let action = session.receive(input.span, from: &position)
        if action == .wait { break }
        perform(action)
      }
      #expect(position == input.count)
    }
    perform(session.tlsEstablished())
  }

  mutating func perform(_ action: SMTPClientAction) {
    switch action {
    case .wait: break
    case .send(let bytes): transcript.said += lines(bytes)
    case .startTLS: transcript.said.append("<TLS>")
    case .sendMessage: sendMessage()
    case .finished, .failed: transcript.end = action
    }
  }

  private mutating func sendMessage() {
    transcript.said.append("<message>")
    var buffer = ByteBuffer()
    while !session.writeMessage(into: &buffer, limit: messagePiece) {}
    transcript.message = buffer.take()
  }

  /// The lines of what was sent, which must be whole.
  private func lines(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasSuffix("\r\n"))
    return text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}

/// Not HMAC-MD5, but sixteen octets that show what was digested with which key.
let markedDigest: SMTPClientSession.HMACMD5 = { key, text in
  Array((key + [UInt8(ascii: "|")] + text + Array(repeating: 0, count: 16)).prefix(16))
}

/// What a client says to these replies, having shown that it does not matter in which pieces they come.
func transcript(
  _ configuration: SMTPClientConfiguration = SMTPClientConfiguration(hostname: "client.example"),
  _ delivery: SMTPDelivery = .example(),
  replies: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> ClientTranscript {
  func run(_ pieces: @escaping ([UInt8]) -> [ArraySlice<UInt8>], messagePiece: Int) throws -> ClientTranscript
  {
    var conversation = try ClientConversation(
      configuration,
      delivery,
      replies: replies,
      messagePiece: messagePiece,
      pieces: pieces
    )
    conversation.run()
    return conversation.transcript
  }
  let whole = try run({ [$0[...]] }, messagePiece: .max)
  let dripping = try run({ bytes in bytes.indices.map { bytes[$0...$0] } }, messagePiece: 1)
  #expect(dripping == whole, "byte by byte", sourceLocation: sourceLocation)
  let longest = replies.map(\.utf8.count).max() ?? 0
  // Long replies are cut at some places only.
  for cut in stride(from: 1, to: longest, by: longest < 1_000 ? 1 : longest / 31) {
    let halves = try run({ [$0.prefix(cut), $0.dropFirst(cut)] }, messagePiece: cut)
    #expect(halves == whole, "cut at \(cut)", sourceLocation: sourceLocation)
  }
  return whole
}

extension SMTPDelivery {
  /// A small message from one to one, or as said.
  static func example(
    from sender: ByteString = "a@example.org",
    to recipients: [ByteString] = ["b@example.org"],
    _ text: String = "Subject: x\r\n\r\ny\r\n",
    lacksFinalLineBreak: Bool = false,
    needsSMTPUTF8: Bool = false
  ) -> SMTPDelivery {
    SMTPDelivery(
      sender: sender,
      recipients: recipients,
      message: OutgoingMessage(
        Array(text.utf8),
        lacksFinalLineBreak: lacksFinalLineBreak,
        needsSMTPUTF8: needsSMTPUTF8
      )
    )
  }
}
