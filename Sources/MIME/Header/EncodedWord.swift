import Bytes

/// A word of a header in another charset (RFC 2047 section 2): `=?charset?encoding?text?=`.
struct EncodedWord {
  /// Where it stands.
  let range: Range<Int>
  /// The charset as it is spelt.
  let charset: ByteString
  /// The bytes that its text stands for.
  let bytes: [UInt8]

  /// Reads the word that begins with the `=?` at `start`.
  ///
  /// - Parameters:
  ///   - start: Where `=?` stands.
  ///   - ends: Finds `?=`.
  ///   - bytes: The value of a field.
  init?(at start: Int, ends: inout WordEnds, in bytes: Span<UInt8>) {
    let question = UInt8(ascii: "?")
    let limit = min(bytes.count, start + 2 + Self.longestCharset)
    guard let charsetEnd = Scan.firstIndex(of: question, in: bytes.extracting(..<limit), from: start + 2),
      charsetEnd > start + 2, charsetEnd + 2 < bytes.count, bytes[charsetEnd + 2] == question,
      let end = ends.next(from: charsetEnd + 3, in: bytes)
    else { return nil }
    let text = bytes.extracting(charsetEnd + 3..<end)
    charset = ByteString(copying: bytes.extracting(start + 2..<charsetEnd))
    guard !charset.bytes.contains(where: { $0 <= ASCII.space }) else { return nil }
    switch bytes[charsetEnd + 1].asciiLowercased {
    case UInt8(ascii: "q"): self.bytes = Self.decodeQ(text)
    case UInt8(ascii: "b"): self.bytes = Base64Decoder.decode(text)
    default: return nil
    }
    range = start..<end + 2
  }

  /// As quoted-printable, with `_` for a space (RFC 2047 section 4.2).
  private static func decodeQ(_ text: Span<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var position = 0
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "_") {
        decoded.append(ASCII.space)
      } else if byte == UInt8(ascii: "="), let octet = Hexadecimal.octet(at: position, in: text) {
        decoded.append(octet)
        position += 2
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }

  /// Longer than any charset's name with a language.
  private static let longestCharset = 80
}

/// Finds the ends of encoded words, and looks at every byte once, however many words have no end.
struct WordEnds {
  private var known: Int?
  private var isExhausted = false

  /// Where the first `?=` at or behind `start` is.
  mutating func next(from start: Int, in bytes: Span<UInt8>) -> Int? {
    if let known, known >= start { return known }
    guard !isExhausted else { return nil }
    let end: InlineArray<2, UInt8> = [UInt8(ascii: "?"), UInt8(ascii: "=")]
    known = Scan.firstRange(of: end.span, in: bytes, from: start)?.lowerBound
    isExhausted = known == nil
    return known
  }
}
