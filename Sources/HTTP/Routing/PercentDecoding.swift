public import Bytes

/// Replaces the escapes of RFC 3986 section 2.1 by the bytes they stand for.
public enum PercentDecoding {
  /// What a `+` stands for.
  public enum Plus: Equatable, Sendable {
    /// Itself, as in a path.
    case literal
    /// A space, as in a form (`application/x-www-form-urlencoded`).
    case space
  }

  /// The bytes that `text` stands for, or nil if a `%` has no two hexadecimal digits behind it.
  public static func decode(_ text: Span<UInt8>, plus: Plus) -> ByteString? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard let byte = byte(in: text, at: &index) else { return nil }
      decoded.append(byte)
      if plus == .space, byte == UInt8(ascii: "+"), text[index - 1] == byte {
        decoded[decoded.count - 1] = ASCII.space
      }
    }
    return ByteString(decoded)
  }

  /// Whether `text` stands for exactly the bytes of `plain`; told without memory of its own.
  static func decodes(_ text: Span<UInt8>, to plain: Span<UInt8>) -> Bool {
    guard text.count >= plain.count else { return false }
    var index = 0
    for plainIndex in plain.indices {
      guard index < text.count, byte(in: text, at: &index) == plain[plainIndex] else { return false }
    }
    return index == text.count
  }

  /// The byte that a character or an escape stands for; moves `index` behind it.
  private static func byte(in text: Span<UInt8>, at index: inout Int) -> UInt8? {
    guard text[index] == UInt8(ascii: "%") else {
      index += 1
      return text[index - 1]
    }
    guard text.count - index > 2, let high = text[index + 1].hexDigitValue,
      let low = text[index + 2].hexDigitValue
    else { return nil }
    index += 3
    return high << 4 | low
  }
}
