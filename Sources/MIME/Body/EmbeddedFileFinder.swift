import Bytes

/// Finds the files in a text that comes in pieces; holds no more of it than a line.
package struct EmbeddedFileFinder {
  /// A file whose end has not come.
  private struct Draft {
    let name: ByteString
    let encoding: EmbeddedFile.Encoding
    let start: Int
    let firstLine: Int
    var size = 0
    var bytes: [UInt8] = []
  }

  /// No line that matters is longer: yEnc's have at most 997 bytes, and uuencoded ones 61.
  private static let longestLine = 4_096

  /// Those whose end has come.
  package private(set) var files: [EmbeddedFile] = []
  private var draft: Draft?
  /// What came of the line that goes on in the next piece.
  private var rest: [UInt8] = []
  /// Where in the text `rest` begins, or the next piece if the beginning of its line is not kept.
  private var offset = 0
  private var isWithinLine = false
  private var line: [UInt8] = []

  /// Begins with the start of a text.
  package init() {}

  /// Reads the next piece.
  package mutating func read(_ piece: Span<UInt8>, isLast: Bool) {
    if rest.isEmpty { return look(through: piece, isLast: isLast) }
    rest.append(copying: piece)
    let joined = rest
    look(through: joined.span, isLast: isLast)
  }

  private mutating func look(through text: Span<UInt8>, isLast: Bool) {
    var lines = LineReader(text.indices)
    if isWithinLine { skipLine(&lines, in: text) }
    while files.count < EmbeddedFile.limit {
      if draft == nil {
        guard let start = nextStart(from: lines.position, in: text) else { break }
        lines.skip(to: start)
      }
      guard let next = lines.peek(in: text), next.next > next.text.upperBound || isLast else { break }
      lines.skip(to: next.next)
      take(next, of: text)
    }
    keep(from: lines.position, of: text)
  }

  /// Goes behind the line of which only the end is here.
  private mutating func skipLine(_ lines: inout LineReader, in text: Span<UInt8>) {
    guard let end = Scan.firstIndex(of: ASCII.lineFeed, in: text) else { return lines.skip(to: text.count) }
    lines.skip(to: end + 1)
    isWithinLine = false
  }

  /// Where the next line begins that may begin a file: `begin ` or `=ybegin `.
  private func nextStart(from start: Int, in text: Span<UInt8>) -> Int? {
    let label: StaticString = "begin "
    var position = start
    while true {
      let found = label.withUTF8Buffer { label in
        unsafe Scan.firstRange(of: Span(_unsafeElements: label), in: text, from: position)
      }
      guard let found else { return nil }
      for begin in [found.lowerBound, found.lowerBound - 2] where begin >= start {
        let isFirst = begin == start || text[begin - 1] == ASCII.lineFeed
        if isFirst, begin == found.lowerBound || Scan.hasPrefix(text.extracting(begin...), "=y") {
          return begin
        }
      }
      position = found.upperBound
    }
  }

  /// Takes a line that may begin a file, or is of the one that is open.
  private mutating func take(_ next: Line, of text: Span<UInt8>) {
    let content = text.extracting(next.text)
    guard content.count <= Self.longestLine else { return draft = nil }
    if let open = draft, open.encoding.isEnd(content) {
      files.append(
        EmbeddedFile(
          name: open.name,
          encoding: open.encoding,
          range: open.start..<offset + next.next,
          size: open.size,
          start: open.bytes,
          lines: open.firstLine..<offset + next.text.lowerBound
        )
      )
      draft = nil
    } else if let header = UUHeader(content) {
      open(content.extracting(header.name), .uuencode, next)
    } else if let header = YEncHeader(content) {
      open(content.extracting(header.name), .yEnc, next)
    } else if let encoding = draft?.encoding {
      line.removeAll(keepingCapacity: true)
      encoding.decode(content, into: &line)
      draft?.size += line.count
      if let missing = draft.map({ 4 - $0.bytes.count }), missing > 0 { draft?.bytes += line.prefix(missing) }
    }
  }

  private mutating func open(_ name: Span<UInt8>, _ encoding: EmbeddedFile.Encoding, _ first: Line) {
    draft = Draft(
      name: ByteString(copying: name),
      encoding: encoding,
      start: offset + first.text.lowerBound,
      firstLine: offset + first.next
    )
  }

  /// Keeps the line that goes on in the next piece, unless it is too long already.
  private mutating func keep(from position: Int, of text: Span<UInt8>) {
    var start = position
    if draft == nil, let last = lastLineStart(from: position, in: text) { start = last }
    // The line break may have come by half.
    if text.count - start > Self.longestLine + 1 || isWithinLine {
      isWithinLine = true
      draft = nil
      start = text.count
    }
    rest = Array(copying: text.extracting(start...))
    offset += start
  }

  private func lastLineStart(from start: Int, in text: Span<UInt8>) -> Int? {
    var position = text.count
    while position > start, text[position - 1] != ASCII.lineFeed { position -= 1 }
    return position > start ? position : nil
  }
}
