public import Bytes

/// Where the value of a header field stands in a message: on the line of its name, and on the folded ones behind.
///
/// Only lines that begin with white space are part of it. Others may lie between, because MailHog passes over a line
/// that is no field and goes on unfolding.
public struct FoldedValue: Equatable, Sendable {
  /// From the first byte behind the separator to the end of the last folded line.
  public private(set) var range: Range<Int>
  /// Whether there is more than one line; else the value is all of `range`.
  public private(set) var isFolded = false

  /// A value that stands on the line of its name.
  init(_ range: Range<Int>) {
    self.range = range
  }

  /// Folds `line` onto the value.
  mutating func extend(through line: Range<Int>) {
    range = range.lowerBound..<line.upperBound
    isFolded = true
  }

  /// A cursor in front of the first line.
  public var lines: Lines { Lines(range) }

  /// The lines of a value, one after the other.
  ///
  /// Not a `Sequence`, because it takes the bytes of the message with every step and so never keeps them.
  public struct Lines: Equatable, Sendable {
    private let start: Int
    private var lines: HeaderLines

    init(_ range: Range<Int>) {
      start = range.lowerBound
      lines = HeaderLines(range)
    }

    /// Where the next line stands, with the white space it begins with and without its CRLF; nil behind the last.
    public mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
      while let line = lines.next(in: bytes) {
        if line.lowerBound == start || HeaderLines.isFolded(line, in: bytes) { return line }
      }
      return nil
    }
  }

  /// Copies the value, its lines joined as they are.
  public func unfolded(in bytes: Span<UInt8>) -> ByteString {
    var value = ByteBuffer()
    value.append(unfolded: self, in: bytes)
    return ByteString(value.take())
  }
}

extension ByteBuffer {
  /// Adds a value, its lines joined as they are.
  mutating func append(unfolded value: FoldedValue, in bytes: Span<UInt8>) {
    var lines = value.lines
    while let line = lines.next(in: bytes) { append(contentsOf: bytes.extracting(line)) }
  }
}
