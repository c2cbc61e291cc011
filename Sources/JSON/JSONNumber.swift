public import Bytes

/// A number as it is written, so that none of it is lost before somebody says what it shall be.
public struct JSONNumber: Equatable, Sendable {
  /// The digits, sign, point and exponent (RFC 8259 section 6).
  public let text: ByteString

  init(_ text: ByteString) {
    self.text = text
  }

  /// The exact value; nil if it is written with a point or an exponent, or does not fit.
  ///
  /// Go takes `1.0` and `1e2` for no integer either.
  public var int: Int? { Int(String(decoding: text.bytes, as: UTF8.self)) }

  /// The nearest finite value; nil if there is none, as for `1e999`.
  public var double: Double? {
    guard let value = Double(String(decoding: text.bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
