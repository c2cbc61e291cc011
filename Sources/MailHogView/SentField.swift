internal import Bytes

/// A header field as it stands in a message.
public struct SentField: Equatable, Sendable {
  /// Where the name stands, in the sender's spelling.
  public let name: Range<Int>
  /// Where the value stands.
  public let value: FoldedValue

  /// Whether the name is `name`, byte for byte.
  func isNamed(_ name: StaticString, in bytes: Span<UInt8>) -> Bool {
    self.name.count == name.utf8CodeUnitCount && Scan.hasPrefix(bytes.extracting(self.name), name)
  }

  /// The same field with a value that goes on to `end`.
  func extended(to end: Int) -> SentField {
    SentField(name: name, value: FoldedValue(range: value.range.lowerBound..<end))
  }
}
