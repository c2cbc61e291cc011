public import Bytes

/// A file within plain text, as it was sent before there was MIME: uuencoded or in yEnc.
public struct EmbeddedFile: Equatable, Sendable {
  /// How the bytes became text.
  public enum Encoding: Sendable, Equatable {
    /// Lines that begin with their length.
    case uuencode
    /// Bytes moved by 42.
    case yEnc
  }

  /// More than this are not looked for in a text.
  public static let limit = 1_000

  /// Its name as it was sent.
  public let name: ByteString
  /// How it is encoded.
  public let encoding: Encoding
  /// All its lines in the text, the first and the last included.
  public let range: Range<Int>
  /// How many bytes it has.
  public let size: Int
  /// Its first bytes: four, if it has as many.
  let start: [UInt8]
  /// The lines between the first and the last.
  let lines: Range<Int>

  /// Finds the files in a text; one without an end is none.
  ///
  /// - Parameter text: The content of a part, its transfer encoding undone and its charset as sent.
  /// - Returns: The files in order.
  public static func all(in text: Span<UInt8>) -> [EmbeddedFile] {
    var finder = EmbeddedFileFinder()
    finder.read(text, isLast: true)
    return finder.files
  }

  /// Its bytes.
  public func content(in text: Span<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(size)
    var reader = LineReader(lines)
    while let line = reader.next(in: text) { encoding.decode(text.extracting(line.text), into: &content) }
    return content
  }
}

extension EmbeddedFile.Encoding {
  /// Adds the bytes of a line between the first and the last.
  func decode(_ line: Span<UInt8>, into content: inout [UInt8]) {
    switch self {
    case .uuencode: UUDecoder.append(line, to: &content)
    case .yEnc: if !Scan.hasPrefix(line, "=y") { YEncDecoder.append(line, to: &content) }
    }
  }

  /// Whether a line is the last.
  func isEnd(_ line: Span<UInt8>) -> Bool {
    switch self {
    case .uuencode: Scan.matches(line, lowercased: "end")
    case .yEnc: Scan.hasPrefix(line, "=yend")
    }
  }
}
