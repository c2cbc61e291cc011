import WebSocket

/// Holds the same conversation whole and in pieces, under a limit that is soon reached and under a large one.
///
/// A byte 0xFF may end an input and the lengths of its pieces follow, as for the other sessions; frames are full of such
/// bytes, but a cut in the wrong place is as good as any.
enum WebSocketCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    let pieces = Pieces(input)
    for limit in [1, 20, 1_000_000] {
      var whole = WebSocketConversation(limit: limit)
      try whole.take(pieces.whole)
      var split = WebSocketConversation(limit: limit)
      for piece in pieces.pieces { try split.take(piece) }
      try require(split.actions == whole.actions, "pieces make no difference")
      var closing = WebSocketConversation(limit: limit)
      closing.close()
      try closing.take(pieces.whole)
    }
  }
}

/// A session with a client that may send anything.
private struct WebSocketConversation: ~Copyable {
  private(set) var actions: [WebSocketAction] = []
  private var session: WebSocketSession
  private let limit: Int
  private var isOver = false
  private var isClosing = false

  init(limit: Int) {
    self.limit = limit
    session = WebSocketSession(messageLimit: limit)
  }

  mutating func close() {
    session.close()
    isClosing = true
  }

  mutating func take(_ piece: ArraySlice<UInt8>) throws(Finding) {
    let input = Array(piece)
    var position = 0
    while true {
      let start = position
      let action = session.receive(input.span, from: &position)
      try require(start <= position && position <= input.count, "the place moves forward within the input")
      if action == .wait {
        try require(position == input.count, "all is taken before more is wanted")
        return
      }
      try require(!isOver, "nothing comes behind the end")
      try require(position > start, "every action has its cause in the input")
      actions.append(action)
      try check(action)
    }
  }

  private mutating func check(_ action: WebSocketAction) throws(Finding) {
    switch action {
    case .wait, .pong: break
    case .message(let message):
      try require(!isClosing, "no message comes behind our close frame")
      try require(message.bytes.count <= limit, "no message is larger than the limit")
      if case .text(let text) = message {
        try require(String(validating: text, as: UTF8.self) != nil, "text is UTF-8")
      }
    case .answerPing(let payload):
      try require(!isClosing, "no ping is answered behind our close frame")
      try require(payload.count <= 125, "control frames are short")
    case .answerClose(let code):
      try require(!isClosing, "our close frame is not sent twice")
      try require(code.map { $0.rawValue >= 1000 && $0.rawValue < 5000 } ?? true, "codes are in range")
      isOver = true
    case .fail(let code):
      try require([1002, 1007, 1009].contains(code.rawValue), "a fault has a name")
      isOver = true
    case .end:
      try require(isClosing, "an end answers our close frame")
      isOver = true
    }
  }
}
