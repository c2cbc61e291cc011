import Bytes

/// Finds lines in what a client sends, whatever pieces it comes in; only CRLF ends a line (RFC 5321 section 2.3.8).
struct LineReader {
  /// What the bytes so far amount to.
  enum Outcome: Equatable {
    /// All bytes are taken and the line goes on.
    case incomplete
    /// A line lies here in the input, without its CRLF.
    case line(Range<Int>)
    /// A line that came in several pieces, without its CRLF.
    case collected([UInt8])
    /// A line ended that had more octets than the limit; none of it was kept.
    case tooLong
  }

  /// The start of the line, when the input before ended within it.
  private var start: [UInt8] = []
  /// Whether the line has passed the limit, so that only its end is looked for.
  private var isOverlong = false
  /// Whether the last byte taken was a CR of this line.
  private var endsWithCarriageReturn = false

  /// The number of octets held for a line that is not complete.
  var count: Int { start.count }

  /// Takes bytes up to the end of the line that begins or goes on at `position`; `limit` counts the CRLF too.
  mutating func read(_ input: Span<UInt8>, from position: inout Int, limit: Int) -> Outcome {
    let first = position
    guard let end = lineEnd(in: input, from: first) else {
      position = input.count
      keep(input.extracting(first...), limit: limit)
      return .incomplete
    }
    position = end
    let ending = endsWithCarriageReturn && input[first] == ASCII.lineFeed ? 1 : 2
    defer {
      start = []
      isOverlong = false
      endsWithCarriageReturn = false
    }
    guard !isOverlong, start.count + (end - first) <= limit else { return .tooLong }
    guard !start.isEmpty else { return .line(first..<end - ending) }
    // The CR may be the last byte kept, and then it has to go as well.
    if ending == 1 {
      start.removeLast()
    } else {
      start.append(copying: input.extracting(first..<end - ending))
    }
    return .collected(start)
  }

  /// Where the input goes on behind the CRLF, of which the CR may have come before.
  private func lineEnd(in input: Span<UInt8>, from first: Int) -> Int? {
    if endsWithCarriageReturn, first < input.count, input[first] == ASCII.lineFeed { return first + 1 }
    return Scan.firstLineEnd(in: input, from: first).map { $0 + 2 }
  }

  private mutating func keep(_ piece: Span<UInt8>, limit: Int) {
    guard !piece.isEmpty else { return }
    endsWithCarriageReturn = piece[piece.count - 1] == ASCII.carriageReturn
    if isOverlong || start.count + piece.count >= limit {
      isOverlong = true
      start = []
    } else {
      start.append(copying: piece)
    }
  }
}
