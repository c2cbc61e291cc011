import Bytes

/// The lines of a header section, one after the other.
struct HeaderLines: Equatable, Sendable {
  private var position: Int
  private let end: Int

  /// A cursor in front of the first line of `section`, which lies between line ends.
  init(_ section: Range<Int>) {
    (position, end) = (section.lowerBound, section.upperBound)
  }

  /// Where the next line stands, without its CRLF; nil behind the last.
  mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
    guard position <= end else { return nil }
    let start = position
    let lineEnd = Scan.firstLineEnd(in: bytes.extracting(..<end), from: start) ?? end
    position = lineEnd + 2
    return start..<lineEnd
  }

  /// Whether `line` begins with white space, and so goes on with a line before it (RFC 5322 section 2.2.3).
  static func isFolded(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    !line.isEmpty && bytes[line.lowerBound].isASCIIBlank
  }
}
