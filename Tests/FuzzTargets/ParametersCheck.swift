import Bytes
import Charsets
import MIME

/// Reads the input as a value with parameters, and writes it as one that must read as what was written.
enum ParametersCheck {
  private static let charsets = IconvCharsets()
  private static let pieceSize = 7

  static func run(_ input: [UInt8]) throws(Finding) {
    let value = ParameterizedValue(input.span, charsets: charsets)
    for parameter in value.parameters {
      let text = parameter.value.bytes
      try require(Scan.lengthOfUTF8(in: text.span) == text.count, "a parameter is UTF-8")
    }
    let names = value.parameters.map(\.name)
    try require(Set(names).count == names.count, "a parameter has its name for itself")
    let text = UTF8Reference.lossy(input)
    guard !text.starts(with: Array("\u{FEFF}".utf8)) else { return }
    try require(read(inPieces(text)) == text, "a value in pieces reads as what was cut")
    // What is in quotation marks may be encoded all the same, and has no white space around it.
    let plain = text.filter { !$0.isASCIIControl && $0 != ASCII.space && $0 != UInt8(ascii: "?") }
    guard !plain.starts(with: Array("\u{FEFF}".utf8)) else { return }
    try require(read(quoted(plain)) == plain, "a quoted value reads as what was quoted")
  }

  private static func read(_ parameters: [UInt8]) -> [UInt8]? {
    let field = Array("attachment".utf8) + parameters
    return ParameterizedValue(field.span, charsets: charsets)["filename"]?.bytes
  }

  /// As RFC 2231 has long values; the last piece comes first, and a character may lie in two.
  private static func inPieces(_ text: [UInt8]) -> [UInt8] {
    let starts = stride(from: 0, to: max(text.count, 1), by: pieceSize)
    return Array(starts.enumerated()).reversed().flatMap { number, start in
      let piece = Array(text[start..<min(start + pieceSize, text.count)])
      let label = "; filename*\(number)*=\(number == 0 ? "utf-8''" : "")"
      return Array(label.utf8) + Hexadecimals.escaped(piece, with: UInt8(ascii: "%"))
    }
  }

  private static func quoted(_ text: [UInt8]) -> [UInt8] {
    let escaped = text.flatMap { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
    }
    return Array("; filename=\"".utf8) + escaped + Array("\"".utf8)
  }
}
