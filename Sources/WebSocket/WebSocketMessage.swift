/// A message that has come whole.
public enum WebSocketMessage: Equatable, Sendable {
  /// Text, which is known to be UTF-8.
  case text([UInt8])
  /// Other data.
  case binary([UInt8])

  /// The bytes, whatever they are.
  public var bytes: [UInt8] {
    switch self {
    case .text(let bytes), .binary(let bytes): bytes
    }
  }
}
