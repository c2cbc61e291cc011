/// Bytes from outside that are usually, but not certainly, text: addresses, names, identifiers.
///
/// Equality is byte for byte. Nothing is validated, so that what a peer sent comes back unchanged.
public struct ByteString: Hashable, Sendable {
  /// The bytes, in the order received.
  public var bytes: [UInt8]

  /// Wraps `bytes` as they are.
  @inlinable
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Copies the bytes of `span`.
  @inlinable
  public init(copying span: Span<UInt8>) {
    bytes = Array(copying: span)
  }

  /// The UTF-8 form of `text`.
  @inlinable
  public init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  /// Feeds all bytes at once: an array feeds them one by one, which takes ten times as long.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    // Two strings one after the other must not look like another two.
    hasher.combine(bytes.count)
  }

  /// Whether there is no byte at all.
  @inlinable
  public var isEmpty: Bool { bytes.isEmpty }

  /// The number of bytes.
  @inlinable
  public var count: Int { bytes.count }
}

extension ByteString: ExpressibleByStringLiteral {
  /// The UTF-8 form of a literal.
  public init(stringLiteral value: StaticString) {
    bytes = value.withUTF8Buffer { unsafe Array($0) }
  }
}

extension ByteString: CustomStringConvertible {
  /// The bytes as text; what is not UTF-8 shows as U+FFFD.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension ByteString: Comparable {
  /// Orders by byte value, as Go orders the keys of a map.
  public static func < (left: ByteString, right: ByteString) -> Bool {
    Scan.precedes(left.bytes.span, right.bytes.span)
  }
}
