import Bytes

/// A header field as it stands in a message.
public struct SentField: Equatable, Sendable {
  /// Where the name stands, in the sender's spelling.
  public let name: Range<Int>
  /// Where the value stands.
  public internal(set) var value: FoldedValue

  /// Whether the name is `name`, byte for byte.
  public func isNamed(_ name: StaticString, in bytes: Span<UInt8>) -> Bool {
    self.name.count == name.utf8CodeUnitCount && Scan.hasPrefix(bytes.extracting(self.name), name)
  }
}
