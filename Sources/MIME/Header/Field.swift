import Bytes

/// A header field as it stands in a message (RFC 5322 section 2.2).
public struct Field: Equatable, Sendable {
  /// Where the name stands, in the sender's spelling and without white space before the colon.
  public let name: Range<Int>
  /// All behind the colon, folds included, without the line break that ends the field.
  public let value: Range<Int>

  /// Whether the name is `name`, which is in lower case, in whatever case.
  public func isNamed(_ name: StaticString, in bytes: Span<UInt8>) -> Bool {
    self.name.count == name.utf8CodeUnitCount
      && Scan.matches(bytes.extracting(self.name), lowercased: name)
  }
}
