internal import Bytes

/// Reads the words of a media type, its white space and quotation marks (RFC 2045 section 5.1).
///
/// Each step stands still where its word is not there.
struct MediaTypeReader {
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  var isAtEnd: Bool { position == text.count }

  mutating func skipSpace() {
    while position < text.count && Self.isSpace(text[position]) { position += 1 }
  }

  /// Moves behind `character` and says whether it was there.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// The characters up to the next special one, or nil if there are none.
  mutating func token() -> ArraySlice<UInt8>? {
    let start = position
    while position < text.count && Self.isTokenCharacter(text[position]) { position += 1 }
    return position > start ? text[start..<position] : nil
  }

  /// A token, or what a quoted string stands for.
  ///
  /// A backslash in front of a letter or a digit stands for itself, as in the paths that some Windows programs quote.
  mutating func tokenOrQuotedString() -> [UInt8]? {
    let start = position
    guard skip("\"") else { return token().map { Array($0) } }
    var value: [UInt8] = []
    while position < text.count {
      let byte = text[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        return value
      case UInt8(ascii: "\\") where position < text.count && Self.isSpecial(text[position]):
        value.append(text[position])
        position += 1
      case ASCII.carriageReturn, ASCII.lineFeed:
        position = start
        return nil
      default:
        value.append(byte)
      }
    }
    position = start
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == ASCII.space || (0x09...0x0D).contains(byte) }

  private static func isTokenCharacter(_ byte: UInt8) -> Bool {
    ASCII.space < byte && byte < 0x7F && !isSpecial(byte)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "(", ")", "<", ">", "@", ",", ";", ":", "\\", "\"", "/", "[", "]", "?", "=": true
    default: false
    }
  }
}
