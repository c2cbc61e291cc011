extension ByteString {
  /// Whether the two differ in the case of ASCII letters alone, or not at all.
  public func equalsIgnoringASCIICase(_ other: ByteString) -> Bool {
    count == other.count && zip(bytes, other.bytes).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
  }
}
