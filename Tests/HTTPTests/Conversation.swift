import Bytes
import HTTP
import HTTPTypes
import Testing

/// What a session makes of the bytes of a client, whatever pieces they arrive in.
enum Conversation {
  /// The actions for `wire`, each request being answered at once; waiting is not among them.
  ///
  /// Runs whole, byte by byte and split in two at every point, and records an issue if the pieces make a difference.
  static func actions(
    for wire: String,
    limits: HTTPLimits = HTTPLimits(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> [HTTPAction] {
    actions(for: Array(wire.utf8), limits: limits, sourceLocation: sourceLocation)
  }

  /// As above, for bytes that are no text.
  static func actions(
    for wire: [UInt8],
    limits: HTTPLimits = HTTPLimits(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> [HTTPAction] {
    let whole = actions(forPieces: [wire[...]], limits: limits)
    let single = actions(forPieces: wire.indices.map { wire[$0...$0] }, limits: limits)
    #expect(single == whole, "byte by byte", sourceLocation: sourceLocation)
    for split in wire.indices {
      let halves = actions(forPieces: [wire[..<split], wire[split...]], limits: limits)
      #expect(halves == whole, "split at \(split)", sourceLocation: sourceLocation)
    }
    return whole
  }

  /// The one request that `wire` is, or nil if it is anything else.
  static func request(
    for wire: String,
    limits: HTTPLimits = HTTPLimits(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Request? {
    let actions = actions(for: wire, limits: limits, sourceLocation: sourceLocation)
    guard actions.count == 1, case .request(let request) = actions[0] else {
      Issue.record("not one request: \(actions)", sourceLocation: sourceLocation)
      return nil
    }
    return request
  }

  /// The actions for bytes that arrive in these pieces.
  private static func actions(forPieces pieces: [ArraySlice<UInt8>], limits: HTTPLimits) -> [HTTPAction] {
    var session = HTTPSession(limits: limits)
    var unread: [UInt8] = []
    var actions: [HTTPAction] = []
    for piece in pieces {
      unread += piece
      var position = 0
      var waits = false
      while !waits {
        let action = session.receive(unread.span, from: &position)
        switch action {
        case .wait:
          waits = true
        case .sendContinue:
          actions.append(action)
        case .request, .refuse:
          actions.append(action)
          guard session.answer() == .receiveNext else { return actions + [.close] }
        case .close:
          return actions + [.close]
        }
      }
      unread.removeFirst(position)
    }
    return actions
  }
}

extension HTTPSession {
  /// Answers with an empty 200.
  mutating func answer() -> HTTPResponseSentAction {
    var head = ByteBuffer()
    _ = respond(with: Response(.ok), contentLength: 0, date: nil, into: &head)
    return responseSent()
  }

  /// Gives the session all of `wire` and returns the first action, with what was not taken.
  mutating func receive(_ wire: String) -> (action: HTTPAction, rest: String) {
    let bytes = Array(wire.utf8)
    var position = 0
    let action = receive(bytes.span, from: &position)
    return (action, String(decoding: bytes[position...], as: UTF8.self))
  }

  /// The head of an answer, as text, and its framing.
  mutating func head(
    of response: Response,
    contentLength: Int?,
    date: ByteString? = nil,
    closing: Bool = false
  ) -> (text: String, framing: ResponseFraming) {
    var buffer = ByteBuffer()
    let framing = respond(
      with: response,
      contentLength: contentLength,
      date: date,
      closing: closing,
      into: &buffer
    )
    return (String(decoding: buffer.bytes, as: UTF8.self), framing)
  }
}

extension HTTPField.Name {
  /// A name that the tests know to be a token.
  static func named(_ text: String) throws -> HTTPField.Name { try #require(HTTPField.Name(text)) }
}
