import WebSocket

/// What a client sends, written down frame by frame.
struct ClientFrames: Sendable {
  /// The key that RFC 6455 section 5.7 shows.
  static let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

  var bytes: [UInt8] = []

  /// A frame with a valid header, unless the arguments say otherwise.
  static func frame(
    _ opcode: UInt8,
    _ payload: [UInt8] = [],
    isFinal: Bool = true,
    reserved: UInt8 = 0,
    isMasked: Bool = true,
    key: [UInt8] = key
  ) -> [UInt8] {
    var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
    let mask: UInt8 = isMasked ? 0x80 : 0
    switch payload.count {
    case ...125: bytes.append(mask | UInt8(payload.count))
    case ...0xFFFF: bytes += [mask | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default: bytes += [mask | 127] + (0..<8).reversed().map { UInt8(payload.count >> ($0 * 8) & 0xFF) }
    }
    guard isMasked else { return bytes + payload }
    return bytes + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
  }

  static func text(_ text: String, isFinal: Bool = true) -> [UInt8] {
    frame(1, Array(text.utf8), isFinal: isFinal)
  }

  static func close(_ code: Int, _ reason: [UInt8] = []) -> [UInt8] {
    frame(8, [UInt8(code >> 8), UInt8(code & 0xFF)] + reason)
  }
}

extension WebSocketSession {
  /// Takes all of `bytes`, and says everything that came of them but `.wait`.
  mutating func receiveAll(_ bytes: some Sequence<UInt8>) -> [WebSocketAction] {
    let bytes = Array(bytes)
    var (actions, position) = ([WebSocketAction](), 0)
    while true {
      let action = receive(bytes.span, from: &position)
      if action == .wait { return actions }
      actions.append(action)
      // What ends a session leaves the rest untaken until it is asked again.
      if case .fail = action { return actions }
    }
  }
}

/// What a session makes of `bytes`, whole, byte by byte and cut at every place; nil if that is not the same.
func actions(_ bytes: [UInt8], limit: Int = 1_000_000, cuts: Bool = true) -> [WebSocketAction]? {
  var whole = WebSocketSession(messageLimit: limit)
  let expected = whole.receiveAll(bytes)
  var single = WebSocketSession(messageLimit: limit)
  guard bytes.flatMap({ single.receiveAll([$0]) }) == expected else { return nil }
  guard cuts else { return expected }
  for cut in bytes.indices {
    var halves = WebSocketSession(messageLimit: limit)
    guard halves.receiveAll(bytes[..<cut]) + halves.receiveAll(bytes[cut...]) == expected else { return nil }
  }
  return expected
}
