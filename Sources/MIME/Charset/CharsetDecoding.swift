public import Bytes

/// What knows charsets besides UTF-8, ASCII and Latin-1, which need no table to speak of and are known here.
public protocol CharsetDecoding: Sendable {
  /// Begins a conversion to UTF-8, or returns nil if there is no such charset.
  ///
  /// - Parameter label: The charset's name as mail spells it, in lower case and without white space around it.
  /// - Returns: A converter in its initial state.
  func converter(from label: ByteString) -> (any CharsetConverter)?
}

/// A conversion to UTF-8 that is under way.
public protocol CharsetConverter {
  /// Adds the UTF-8 form of `bytes`, with U+FFFD for what the charset does not have.
  ///
  /// - Parameters:
  ///   - bytes: The next piece, perhaps cut within a character.
  ///   - isLast: Whether nothing follows.
  ///   - text: What the text is added to.
  mutating func convert(_ bytes: Span<UInt8>, isLast: Bool, into text: inout [UInt8])
}

/// No charsets but those that need no table.
public struct BuiltInCharsets: CharsetDecoding {
  /// The charsets that `TextDecoder` knows by itself.
  public init() {}

  /// Knows none.
  public func converter(from label: ByteString) -> (any CharsetConverter)? { nil }
}
