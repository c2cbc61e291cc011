package import Bytes

/// The name of a value that is being written.
package enum BSONKey: ExpressibleByStringLiteral, Sendable {
  /// One of our own names.
  case literal(StaticString)
  /// A name from outside: valid UTF-8 without a zero byte.
  case text(ByteString)
  /// A place in an array.
  case index(Int)

  package init(stringLiteral value: StaticString) {
    self = .literal(value)
  }
}
