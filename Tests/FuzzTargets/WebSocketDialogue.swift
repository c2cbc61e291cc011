import PropertyTesting
import WebSocket

/// Makes whole WebSocket connections whose messages are known beforehand, and holds them in pieces.
enum WebSocketDialogue {
  static func run(_ choices: inout Choices) throws(Finding) {
    var script = WebSocketScript()
    while !choices.isExhausted, script.actions.count < 12 { script.go(on: &choices) }
    script.close(&choices)
    let pieces = choices.pieces(of: script.bytes)
    for pieces in [[script.bytes[...]], pieces] {
      try require(hear(pieces) == script.actions, "the messages that were sent are those that come")
    }
  }

  private static func hear(_ pieces: [ArraySlice<UInt8>]) -> [WebSocketAction] {
    var session = WebSocketSession(messageLimit: 10_000)
    var actions: [WebSocketAction] = []
    for piece in pieces {
      let input = Array(piece)
      var position = 0
      while case let action = session.receive(input.span, from: &position), action != .wait {
        actions.append(action)
      }
    }
    return actions
  }
}

/// What a client sends, and what is to be done about it.
private struct WebSocketScript {
  private(set) var bytes: [UInt8] = []
  private(set) var actions: [WebSocketAction] = []

  mutating func go(on choices: inout Choices) {
    switch choices.number(upTo: 3) {
    case 0: ping(&choices)
    case 1: message(&choices, isText: true)
    default: message(&choices, isText: false)
    }
  }

  mutating func close(_ choices: inout Choices) {
    let code = choices.pick([nil, 1000, 1001, 3000, 4999] as [UInt16?])
    let payload = code.map { [UInt8($0 >> 8), UInt8($0 & 255)] } ?? []
    frame(0x88, payload, &choices)
    actions.append(.answerClose(code.map { CloseCode(rawValue: $0) }))
    // Nothing that follows matters.
    bytes += choices.bytes(upTo: 20)
  }

  private mutating func ping(_ choices: inout Choices) {
    let payload = choices.bytes(upTo: 125)
    if choices.bool() {
      frame(0x89, payload, &choices)
      actions.append(.answerPing(payload))
    } else {
      frame(0x8A, payload, &choices)
      actions.append(.pong)
    }
  }

  /// A message in fragments, with pings between them.
  private mutating func message(_ choices: inout Choices, isText: Bool) {
    var whole: [UInt8] = []
    let count = choices.number(upTo: 3)
    for number in 0...count {
      var payload = choices.bytes(upTo: 300)
      if isText { payload = payload.flatMap { Array(String(Unicode.Scalar(UInt32($0) * 37) ?? "?").utf8) } }
      whole += payload
      let opcode: UInt8 = number > 0 ? 0 : isText ? 1 : 2
      frame((number == count ? 0x80 : 0) | opcode, payload, &choices)
      if number < count, choices.bool() { ping(&choices) }
    }
    actions.append(.message(isText ? .text(whole) : .binary(whole)))
  }

  private mutating func frame(_ first: UInt8, _ payload: [UInt8], _ choices: inout Choices) {
    bytes.append(first)
    if payload.count < 126 {
      bytes.append(0x80 | UInt8(payload.count))
    } else {
      bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    }
    let key = (0..<4).map { _ in choices.byte() }
    bytes += key
    bytes += payload.enumerated().map { $1 ^ key[$0 % 4] }
  }
}
