/// Base64 (RFC 4648): the standard alphabet and the one for URLs and file names.
public enum Base64 {
  /// Which two characters stand for 62 and 63.
  public enum Alphabet: Sendable {
    /// `+` and `/` (RFC 4648 section 4).
    case standard
    /// `-` and `_` (RFC 4648 section 5).
    case urlSafe

    var digits: StaticString {
      switch self {
      case .standard: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
      case .urlSafe: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
      }
    }
  }

  /// Encodes `bytes`, padded with `=`.
  public static func encode(_ bytes: Span<UInt8>, alphabet: Alphabet = .standard) -> [UInt8] {
    let digits = alphabet.digits
    func digit(_ value: UInt32) -> UInt8 { unsafe digits.utf8Start[Int(value & 63)] }
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let rest = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16
        | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
      encoded.append(digit(group >> 18))
      encoded.append(digit(group >> 12))
      encoded.append(rest > 1 ? digit(group >> 6) : UInt8(ascii: "="))
      encoded.append(rest > 2 ? digit(group) : UInt8(ascii: "="))
      index += 3
    }
    return encoded
  }

  /// What came out of a decoding.
  public struct Decoded: Equatable, Sendable {
    /// The bytes of all whole groups before the first fault; padding makes a group whole, and whatever follows is a fault.
    public var bytes: [UInt8]
    /// Whether all of the input was well formed, padding included.
    public var isComplete: Bool
  }

  /// Decodes padded standard Base64; CR and LF are skipped, anything else foreign ends the decoding.
  public static func decode(_ text: Span<UInt8>) -> Decoded {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count / 4 * 3 + 3)
    var group: UInt32 = 0
    var digits = 0
    for index in text.indices {
      let character = text[index]
      if character == ASCII.carriageReturn || character == ASCII.lineFeed { continue }
      guard let value = value(of: character) else {
        guard let end = endOfPadding(in: text, from: index, digits: digits) else {
          return Decoded(bytes: decoded, isComplete: false)
        }
        group <<= 6 * UInt32(4 - digits)
        decoded.append(UInt8(truncatingIfNeeded: group >> 16))
        if digits == 3 { decoded.append(UInt8(truncatingIfNeeded: group >> 8)) }
        return Decoded(bytes: decoded, isComplete: end == text.count)
      }
      group = group << 6 | value
      digits += 1
      if digits == 4 {
        decoded.append(UInt8(truncatingIfNeeded: group >> 16))
        decoded.append(UInt8(truncatingIfNeeded: group >> 8))
        decoded.append(UInt8(truncatingIfNeeded: group))
        (group, digits) = (0, 0)
      }
    }
    return Decoded(bytes: decoded, isComplete: digits == 0)
  }

  /// Where the padding of a group ends, and the line breaks behind it; nil if it is not what the group lacks.
  private static func endOfPadding(in text: Span<UInt8>, from start: Int, digits: Int) -> Int? {
    guard digits >= 2 else { return nil }
    var missing = 4 - digits
    var position = start
    while position < text.count {
      switch text[position] {
      case ASCII.carriageReturn, ASCII.lineFeed: break
      case UInt8(ascii: "=") where missing > 0: missing -= 1
      default: return missing == 0 ? position : nil
      }
      position += 1
    }
    return missing == 0 ? position : nil
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
