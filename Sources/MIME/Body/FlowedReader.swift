import Bytes

/// Joins flowed lines that come in pieces; of what has come it keeps only the line that goes on in the next piece.
package struct FlowedReader {
  /// A line that goes on for longer than this is taken as it comes.
  private static let longestLine = 8 << 20

  private let deletesSpace: Bool
  /// How often the paragraph is quoted that goes on; nil if none does.
  private var openQuote: Int?
  private var rest: [UInt8] = []

  /// Begins with the start of a text.
  package init(deletesSpace: Bool) {
    self.deletesSpace = deletesSpace
  }

  /// How much is kept: a next piece of as many bytes keeps the time linear.
  var pending: Int { rest.count }

  /// Reads the next piece, and adds to `joined` what comes of it.
  package mutating func read(_ piece: Span<UInt8>, isLast: Bool, into joined: inout [UInt8]) {
    guard !rest.isEmpty else {
      rest = Array(copying: piece.extracting(join(piece, isLast: isLast, into: &joined)...))
      return
    }
    rest.append(copying: piece)
    let whole = rest
    rest = Array(whole[join(whole.span, isLast: isLast, into: &joined)...])
  }

  /// Joins the lines that are here, and returns where the one begins that goes on.
  private mutating func join(_ text: Span<UInt8>, isLast: Bool, into joined: inout [UInt8]) -> Int {
    var lines = LineReader(text.indices)
    while let line = lines.peek(in: text) {
      let isWhole = line.next > line.text.upperBound || isLast || line.text.count > Self.longestLine
      guard isWhole else { break }
      add(line, of: text, to: &joined)
      lines.skip(to: line.next)
    }
    return lines.position
  }

  private mutating func add(_ line: Line, of text: Span<UInt8>, to joined: inout [UInt8]) {
    var start = line.text.lowerBound
    while start < line.text.upperBound, text[start] == UInt8(ascii: ">") { start += 1 }
    let quote = start - line.text.lowerBound
    if start < line.text.upperBound, text[start] == ASCII.space { start += 1 }
    let content = text.extracting(start..<line.text.upperBound)
    if openQuote != quote {
      if openQuote != nil { joined += "\r\n".utf8 }
      joined.append(contentsOf: repeatElement(UInt8(ascii: ">"), count: quote))
      if quote > 0 { joined.append(ASCII.space) }
    }
    let isSignature = content.count == 3 && Scan.hasPrefix(content, "-- ")
    let isSoft = !isSignature && content.count > 0 && content[content.count - 1] == ASCII.space
    joined.append(copying: content.extracting(..<(content.count - (isSoft && deletesSpace ? 1 : 0))))
    openQuote = isSoft ? quote : nil
    if !isSoft, line.next > line.text.upperBound { joined += "\r\n".utf8 }
  }
}
