import Bytes

/// A line, and where the one behind it begins.
struct Line: Equatable {
  /// Without the line break.
  let text: Range<Int>
  /// Behind the line break.
  let next: Int

  /// Whether the line ended with LF and no CR before it.
  func isBare(in bytes: Span<UInt8>) -> Bool {
    next > text.upperBound && bytes[text.upperBound] == ASCII.lineFeed
  }
}

/// The lines of a range: mail that went through files has lost the CR of its line ends, so LF alone ends one too.
struct LineReader: Sendable {
  private(set) var position: Int
  let end: Int

  init(_ range: Range<Int>) {
    (position, end) = (range.lowerBound, range.upperBound)
  }

  /// The line that `next` gives next; nil behind the last.
  func peek(in bytes: Span<UInt8>) -> Line? {
    guard position < end else { return nil }
    guard let lineFeed = Scan.firstIndex(of: ASCII.lineFeed, in: bytes.extracting(..<end), from: position)
    else {
      return Line(text: position..<end, next: end)
    }
    let hasReturn = lineFeed > position && bytes[lineFeed - 1] == ASCII.carriageReturn
    return Line(text: position..<(hasReturn ? lineFeed - 1 : lineFeed), next: lineFeed + 1)
  }

  /// The next line; nil behind the last.
  mutating func next(in bytes: Span<UInt8>) -> Line? {
    let line = peek(in: bytes)
    if let line { position = line.next }
    return line
  }

  /// Goes on at `position`.
  mutating func skip(to position: Int) {
    self.position = position
  }
}
