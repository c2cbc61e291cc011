import Bytes

/// Takes a message apart, from its first line to its last.
///
/// Every line is looked at once; a line that begins with `--` is compared with the boundaries that are open, of which
/// there are as many as parts may lie in each other. What is open is kept on a stack of its own, so that nesting costs no
/// stack of the program.
struct TreeBuilder {
  /// A part whose end is not known yet.
  private struct Open {
    let part: Int
    /// What separates its parts; nil if it is no multipart or has been closed.
    var boundary: [UInt8]?
    var hasParts = false
  }

  let limits: TreeLimits
  let end: Int
  private(set) var parts: [Part] = []
  private(set) var defects: [Defect] = []
  private var open: [Open] = []
  private var boundaries = 0
  private var sawBareLineFeed = false
  /// Where the part ends that was closed last.
  private var lastEnd = 0

  init(count: Int, limits: TreeLimits) {
    (end, self.limits) = (count, limits)
  }

  /// Does all of it.
  mutating func build(_ bytes: Span<UInt8>) {
    var position = read(at: 0, in: bytes)
    while boundaries > 0 || isInMessage {
      if isInMessage {
        position = read(at: position, in: bytes)
        continue
      }
      guard let delimiter = nextDelimiter(from: position, in: bytes) else { break }
      position = delimiter.line.next
      close(before: delimiter, in: bytes)
      guard !delimiter.isLast else { continue }
      guard parts.count < limits.parts else {
        note(.tooManyParts, at: delimiter.line.text.lowerBound)
        break
      }
      position = read(at: position, in: bytes)
    }
    while !open.isEmpty { closeLast(at: end) }
  }

  /// Whether the part that was read last is a message, whose own header comes next.
  private var isInMessage: Bool {
    guard let last = parts.last, last.kind == .message else { return false }
    return open.last?.part == parts.count - 1
  }

  mutating func note(_ kind: Defect.Kind, at offset: Int) {
    if defects.count < limits.defects { defects.append(Defect(kind, at: offset)) }
  }

  /// Notes a line that ends with LF alone; the first is enough.
  private mutating func check(_ line: Line, in bytes: Span<UInt8>) {
    guard !sawBareLineFeed, line.isBare(in: bytes) else { return }
    sawBareLineFeed = true
    note(.bareLineFeed, at: line.text.upperBound)
  }
}

extension TreeBuilder {
  /// Reads the header of a part and opens the part; returns where its body begins.
  private mutating func read(at start: Int, in bytes: Span<UInt8>) -> Int {
    var facts = HeaderFacts()
    let (header, body) = readHeader(at: start, into: &facts, in: bytes)
    let parent = open.last?.part
    let depth = parent.map { parts[$0].depth + 1 } ?? 0
    var maker = PartMaker(
      facts: facts,
      isInDigest: parent.map { parts[$0].kind == .multipart(.digest) } ?? false
    )
    let part = maker.make(
      header: header,
      body: body..<end,
      parent: parent,
      depth: depth,
      mayNest: depth < limits.depth && parts.count < limits.parts - 1,
      in: bytes
    )
    for kind in maker.defects { note(kind, at: kind == .tooDeep ? body : start) }
    parts.append(part)
    open.append(Open(part: parts.count - 1, boundary: maker.boundary))
    if maker.boundary != nil { boundaries += 1 }
    return body
  }

  /// Finds the end of a header section and of the line behind it.
  private mutating func readHeader(
    at start: Int,
    into facts: inout HeaderFacts,
    in bytes: Span<UInt8>
  ) -> (header: Range<Int>, body: Int) {
    var lines = LineReader(start..<end)
    var (first, last) = (start, start)
    while let line = lines.peek(in: bytes) {
      check(line, in: bytes)
      switch FieldLine(line.text, in: bytes) {
      case .empty:
        return (first..<last, line.next)
      case .foreign
      where line.text.lowerBound == start && Scan.hasPrefix(bytes.extracting(line.text), "From "):
        // The line that separates messages in a file of many.
        (first, last) = (line.next, line.next)
        lines.skip(to: line.next)
      case .foreign:
        if delimiter(line, in: bytes) == nil { note(.missingBlankLine, at: line.text.lowerBound) }
        return (first..<last, line.text.lowerBound)
      case .folded:
        if last == first { note(.strayFold, at: line.text.lowerBound) }
        lines.skip(to: line.next)
        last = line.text.upperBound
      case .field(let colon):
        if boundaries > 0, delimiter(line, in: bytes) != nil { return (first..<last, line.text.lowerBound) }
        last = readField(line, colon: colon, of: &lines, into: &facts, in: bytes)
      }
    }
    return (first..<last, end)
  }

  /// Goes behind a field and its folds, and returns where its value ends.
  private mutating func readField(
    _ line: Line,
    colon: Int,
    of lines: inout LineReader,
    into facts: inout HeaderFacts,
    in bytes: Span<UInt8>
  ) -> Int {
    lines.skip(to: line.next)
    var end = line.text.upperBound
    while let more = lines.peek(in: bytes), let byte = more.text.first.map({ bytes[$0] }), byte.isASCIIBlank {
      check(more, in: bytes)
      end = more.text.upperBound
      lines.skip(to: more.next)
    }
    var nameEnd = colon
    while nameEnd > line.text.lowerBound, bytes[nameEnd - 1].isASCIIBlank { nameEnd -= 1 }
    let field = Field(name: line.text.lowerBound..<nameEnd, value: colon + 1..<end)
    if facts.note(field, in: bytes) { note(.duplicateField, at: line.text.lowerBound) }
    return end
  }
}

extension TreeBuilder {
  /// A line that separates the parts of an open multipart.
  private struct Delimiter {
    let line: Line
    /// The place of the multipart on the stack.
    let level: Int
    /// Whether it ends the multipart.
    let isLast: Bool
  }

  /// The first line at or behind `position`, which is the start of one, that separates parts.
  private mutating func nextDelimiter(from position: Int, in bytes: Span<UInt8>) -> Delimiter? {
    guard boundaries > 0 else { return nil }
    var lines = LineReader(position..<end)
    while let line = lines.next(in: bytes) {
      if !sawBareLineFeed { check(line, in: bytes) }
      if let delimiter = delimiter(line, in: bytes) { return delimiter }
    }
    return nil
  }

  /// What `line` separates; white space behind the boundary does not count (RFC 2046 section 5.1.1).
  @inline(__always)
  private func delimiter(_ line: Line, in bytes: Span<UInt8>) -> Delimiter? {
    let start = line.text.lowerBound
    guard line.text.count > 2, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: "-") else {
      return nil
    }
    return openDelimiter(line, in: bytes)
  }

  private func openDelimiter(_ line: Line, in bytes: Span<UInt8>) -> Delimiter? {
    let start = line.text.lowerBound + 2
    var lineEnd = line.text.upperBound
    while lineEnd > start, bytes[lineEnd - 1] <= ASCII.space { lineEnd -= 1 }
    let text = bytes.extracting(start..<lineEnd)
    for level in open.indices.reversed() {
      guard let boundary = open[level].boundary, text.count >= boundary.count,
        text.count <= boundary.count + 2, Self.begins(text, with: boundary)
      else { continue }
      if text.count == boundary.count { return Delimiter(line: line, level: level, isLast: false) }
      guard text.count == boundary.count + 2, text[text.count - 1] == UInt8(ascii: "-"),
        text[text.count - 2] == UInt8(ascii: "-")
      else { continue }
      return Delimiter(line: line, level: level, isLast: true)
    }
    return nil
  }

  /// Whether `text` begins with `boundary`; boundaries differ at their ends more often than at their starts.
  private static func begins(_ text: Span<UInt8>, with boundary: [UInt8]) -> Bool {
    for index in boundary.indices.reversed() where text[index] != boundary[index] { return false }
    return true
  }

  /// Closes all that ends in front of a delimiter: what lies in its multipart, and with the last one that as well.
  private mutating func close(before delimiter: Delimiter, in bytes: Span<UInt8>) {
    var contentEnd = delimiter.line.text.lowerBound
    if contentEnd > 0, bytes[contentEnd - 1] == ASCII.lineFeed { contentEnd -= 1 }
    if contentEnd > 0, bytes[contentEnd - 1] == ASCII.carriageReturn { contentEnd -= 1 }
    while open.count > delimiter.level + 1 { closeLast(at: contentEnd) }
    open[delimiter.level].hasParts = true
    if delimiter.isLast {
      open[delimiter.level].boundary = nil
      boundaries -= 1
    }
  }

  /// Closes the innermost part that is open.
  ///
  /// It ends at `offset`, or where what is in it ends: an empty part begins behind the line break before a boundary.
  private mutating func closeLast(at offset: Int) {
    guard let last = open.popLast() else { return }
    let isEmpty = last.part == parts.count - 1
    let start = parts[last.part].body.lowerBound
    lastEnd = max(start, offset, isEmpty ? 0 : lastEnd)
    parts[last.part].body = start..<lastEnd
    parts[last.part].end = parts.count
    guard last.boundary != nil else { return }
    boundaries -= 1
    note(last.hasParts ? .missingEndBoundary : .absentBoundary, at: lastEnd)
  }
}
