public import Bytes

/// Where the value of a header field stands in a message: on the line of its name, and on the folded ones behind.
///
/// Only lines that begin with white space are part of it. Others may lie between, because MailHog passes over a line
/// that is no field and goes on unfolding.
public struct FoldedValue: Equatable, Sendable {
  /// From the first byte behind `: ` to the end of the last folded line.
  public let range: Range<Int>

  /// A cursor in front of the first line.
  public var lines: Lines { Lines(position: range.lowerBound, range: range) }

  /// The lines of a value, one after the other.
  ///
  /// Not a `Sequence`, because it takes the bytes of the message with every step and so never keeps them.
  public struct Lines: Equatable, Sendable {
    private var position: Int
    private let range: Range<Int>

    init(position: Int, range: Range<Int>) {
      self.position = position
      self.range = range
    }

    /// Where the next line stands, with the white space it begins with and without its CRLF; nil behind the last.
    public mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
      while position <= range.upperBound {
        let start = position
        let end = HeaderLines.end(of: start, in: bytes, section: range.upperBound)
        position = end + 2
        if start == range.lowerBound || HeaderLines.isFolded(start..<end, in: bytes) { return start..<end }
      }
      return nil
    }
  }

  /// Copies the value, its lines joined as they are.
  public func unfolded(in bytes: Span<UInt8>) -> ByteString {
    var value = ByteBuffer()
    var lines = lines
    while let line = lines.next(in: bytes) { value.append(contentsOf: bytes.extracting(line)) }
    return ByteString(value.take())
  }
}
