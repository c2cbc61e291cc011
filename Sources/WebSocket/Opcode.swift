/// What a frame is (RFC 6455 section 5.2).
public enum Opcode: UInt8, Sendable {
  /// A further fragment of a message.
  case continuation = 0x0
  /// The first fragment of a text, or all of it.
  case text = 0x1
  /// The first fragment of other data, or all of it.
  case binary = 0x2
  /// The wish to close, or the answer to it.
  case close = 0x8
  /// The question whether the peer is there.
  case ping = 0x9
  /// The answer to a ping, or a sign of life.
  case pong = 0xA

  /// Whether the frame is about the connection.
  ///
  /// Such a frame is never fragmented, and may stand between the fragments of a message.
  var isControl: Bool {
    switch self {
    case .continuation, .text, .binary: false
    case .close, .ping, .pong: true
    }
  }
}
