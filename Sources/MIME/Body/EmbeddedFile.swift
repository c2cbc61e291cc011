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

  /// Its name as it was sent.
  public let name: ByteString
  /// How it is encoded.
  public let encoding: Encoding
  /// All its lines in the text, the first and the last included.
  public let range: Range<Int>
  private let lines: Range<Int>

  /// Finds the files in a text; one without an end is none.
  ///
  /// - Parameter text: The content of a part, its transfer encoding undone and its charset as sent.
  /// - Returns: The files in order.
  public static func all(in text: Span<UInt8>) -> [EmbeddedFile] {
    var files: [EmbeddedFile] = []
    var lines = LineReader(text.indices)
    var start: (encoding: Encoding, line: Line, name: ByteString)?
    while let line = lines.next(in: text) {
      let content = text.extracting(line.text)
      guard !content.isEmpty, "be=BE".utf8.contains(content[0]) else { continue }
      if let open = start, isEnd(content, of: open.encoding) {
        let body = open.line.next..<line.text.lowerBound
        let range = open.line.text.lowerBound..<line.next
        files.append(EmbeddedFile(name: open.name, encoding: open.encoding, range: range, lines: body))
        start = nil
      } else if let header = UUHeader(content) {
        start = (.uuencode, line, ByteString(copying: content.extracting(header.name)))
      } else if let header = YEncHeader(content) {
        start = (.yEnc, line, ByteString(copying: content.extracting(header.name)))
      }
    }
    return files
  }

  /// Its bytes.
  public func content(in text: Span<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    var reader = LineReader(lines)
    while let line = reader.next(in: text) {
      let bytes = text.extracting(line.text)
      switch encoding {
      case .uuencode: UUDecoder.append(bytes, to: &content)
      case .yEnc: if !Scan.hasPrefix(bytes, "=y") { YEncDecoder.append(bytes, to: &content) }
      }
    }
    return content
  }

  private static func isEnd(_ line: Span<UInt8>, of encoding: Encoding) -> Bool {
    switch encoding {
    case .uuencode: Scan.matches(line, lowercased: "end")
    case .yEnc: Scan.hasPrefix(line, "=yend")
    }
  }
}
