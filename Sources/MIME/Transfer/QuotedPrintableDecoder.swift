import Bytes

/// Decodes quoted-printable (RFC 2045 section 6.7).
///
/// An `=` that stands for nothing stays as it is. White space at the end of a line stays, as other parsers have it.
enum QuotedPrintableDecoder {
  /// Adds about `limit` decoded bytes of `text`, and returns where the rest begins.
  static func decode(_ text: Span<UInt8>, from start: Int, limit: Int, into decoded: inout [UInt8]) -> Int {
    let end = start + min(text.count - start, limit)
    var position = start
    while position < end {
      let equals = Scan.firstIndex(of: UInt8(ascii: "="), in: text.extracting(..<end), from: position)
      decoded.append(copying: text.extracting(position..<(equals ?? end)))
      guard let equals else { return end }
      position = equals + 1
      if let octet = Hexadecimal.octet(at: position, in: text) {
        decoded.append(octet)
        position += 2
      } else if let next = softBreak(at: position, in: text) {
        position = next
      } else {
        decoded.append(UInt8(ascii: "="))
      }
    }
    return position
  }

  /// Behind the line break at `start`, with white space before it, or the end of the text; nil if there is neither.
  static func softBreak(at start: Int, in text: Span<UInt8>) -> Int? {
    var position = start
    while position < text.count, text[position].isASCIIBlank { position += 1 }
    guard position < text.count else { return position }
    if text[position] == ASCII.lineFeed { return position + 1 }
    guard text[position] == ASCII.carriageReturn else { return nil }
    guard position + 1 < text.count else { return position + 1 }
    return text[position + 1] == ASCII.lineFeed ? position + 2 : nil
  }
}
