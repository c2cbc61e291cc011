import Bytes

/// A line of a text that may end its lines in any way, or as much of it as was asked for.
struct TextPiece: Equatable {
  /// What stands behind the text.
  enum Ending: Equatable {
    /// Nothing yet: the line goes on, or the whole text ends here.
    case none
    /// CRLF.
    case proper
    /// A CR or an LF that stands alone.
    case bare
  }

  /// Where the octets lie, without the line end.
  let text: Range<Int>
  /// How the line ends.
  let ending: Ending

  /// Takes the next piece, of at most `limit` octets, and moves `position` past it and its line end; nil at the end.
  init?(of bytes: Span<UInt8>, from position: inout Int, limit: Int) {
    guard position < bytes.count else { return nil }
    let start = position
    let window = bytes.extracting(start..<start + min(limit, bytes.count - start))
    let lineFeed = Scan.firstIndex(of: ASCII.lineFeed, in: window)
    // Not beyond the LF, or a text without CR would be searched to its end for every line.
    let line = window.extracting(..<(lineFeed ?? window.count))
    if let carriageReturn = Scan.firstIndex(of: ASCII.carriageReturn, in: line) {
      let end = start + carriageReturn
      text = start..<end
      let isProper = end + 1 < bytes.count && bytes[end + 1] == ASCII.lineFeed
      ending = isProper ? .proper : .bare
      position = end + (isProper ? 2 : 1)
    } else {
      text = start..<start + line.count
      ending = lineFeed == nil ? .none : .bare
      position = text.upperBound + (lineFeed == nil ? 0 : 1)
    }
  }
}
