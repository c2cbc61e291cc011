extension Array where Element == UInt8 {
  /// Copies the bytes of `span` into an array of exactly its size.
  @inlinable
  public init(copying span: Span<UInt8>) {
    self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Adds the bytes of `span`.
  @inlinable
  public mutating func append(copying span: Span<UInt8>) {
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
