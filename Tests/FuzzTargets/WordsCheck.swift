import Bytes
import Charsets
import MIME

/// Decodes the input as the value of a field, and encodes its text into words that must say the same.
enum WordsCheck {
  private static let charsets = IconvCharsets()
  /// How many bytes a word carries; a character may lie in two.
  private static let wordSize = 7

  static func run(_ input: [UInt8]) throws(Finding) {
    let text = HeaderText.decode(input.span, charsets: charsets).bytes
    try require(Scan.lengthOfUTF8(in: text.span) == text.count, "a decoded field is UTF-8")
    try require(!text.contains(ASCII.lineFeed), "a decoded field is one line")
    try require(text.count <= 12 * input.count, "a decoded field is not much longer than the field")
    let plain = UTF8Reference.lossy(input).filter { !$0.isASCIIControl }
    // A byte order mark in front is no text.
    guard !plain.starts(with: Array("\u{FEFF}".utf8)) else { return }
    for isBase64 in [false, true] {
      let again = HeaderText.decode(words(plain, isBase64: isBase64).span, charsets: charsets)
      try require(again.bytes == plain, "encoded words read as what was encoded")
    }
  }

  private static func words(_ text: [UInt8], isBase64: Bool) -> [UInt8] {
    stride(from: 0, to: text.count, by: wordSize).flatMap { start in
      let piece = Array(text[start..<min(start + wordSize, text.count)])
      let word = isBase64 ? Base64.encode(piece.span) : Hexadecimals.escaped(piece, with: UInt8(ascii: "="))
      return Array("=?utf-8?\(isBase64 ? "b" : "q")?".utf8) + word + Array("?=\r\n ".utf8)
    }
  }
}
