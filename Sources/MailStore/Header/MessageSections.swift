import Bytes

/// Where the header section of a message or a part ends and its body begins: at the first empty line.
///
/// Without an empty line all is body, as MailHog has it.
public struct MessageSections: Equatable, Sendable {
  /// The header section, without the line break that ends its last line.
  public let header: Range<Int>
  /// All behind the empty line.
  public let body: Range<Int>

  /// Splits what stands at `text`.
  public init(of text: Range<Int>, in bytes: Span<UInt8>) {
    let emptyLine: InlineArray<4, UInt8> = [0x0D, 0x0A, 0x0D, 0x0A]
    guard let split = Scan.firstRange(of: emptyLine.span, in: bytes.extracting(text)) else {
      (header, body) = (text.lowerBound..<text.lowerBound, text)
      return
    }
    header = text.lowerBound..<text.lowerBound + split.lowerBound
    body = text.lowerBound + split.upperBound..<text.upperBound
  }

  /// Whether a line of the header section, the first aside, begins with white space.
  func hasFolds(in bytes: Span<UInt8>) -> Bool {
    var lines = HeaderLines(header)
    _ = lines.next(in: bytes)
    while let line = lines.next(in: bytes) {
      if HeaderLines.isFolded(line, in: bytes) { return true }
    }
    return false
  }
}
