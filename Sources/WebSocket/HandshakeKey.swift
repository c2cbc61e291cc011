public import Bytes

/// What a client sends as `Sec-WebSocket-Key`, and what proves to it that a WebSocket server has read it (RFC 6455
/// section 4.2).
public struct HandshakeKey: Hashable, Sendable {
  private static let suffix: ByteString = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

  private let text: ByteString

  /// Reads a key: the Base64 of sixteen bytes; nil if it is something else.
  public init?(_ text: ByteString) {
    let decoded = Base64.decode(text.bytes.span)
    guard text.count == 24, decoded.isComplete, decoded.bytes.count == 16 else { return nil }
    self.text = text
  }

  /// The value of `Sec-WebSocket-Accept`.
  ///
  /// - Parameter sha1: Computes the SHA-1 of what it is given.
  /// - Returns: The Base64 of that of the key and the standard's own words.
  public func accept(sha1: (Span<UInt8>) -> [UInt8]) -> ByteString {
    let hash = sha1((text.bytes + Self.suffix.bytes).span)
    return ByteString(Base64.encode(hash.span))
  }
}
