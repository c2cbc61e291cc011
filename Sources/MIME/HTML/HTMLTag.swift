import Bytes

/// A start tag or an end tag.
struct HTMLTag {
  let name: HTMLName
  let isEnd: Bool
  /// From `<` to behind `>`, or to the end if it has none.
  let range: Range<Int>
  /// Whether it has its `>`.
  let isClosed: Bool
  /// What stands behind the name.
  private let attributes: Range<Int>

  /// Reads the tag that begins with the `<` at `start`; nil if there is none.
  init?(at start: Int, in html: Span<UInt8>) {
    isEnd = start + 1 < html.count && html[start + 1] == UInt8(ascii: "/")
    let nameStart = isEnd ? start + 2 : start + 1
    guard let name = HTMLName(at: nameStart, in: html) else { return nil }
    self.name = name
    var position = nameStart + name.length
    let attributesStart = position
    while position < html.count, html[position] != UInt8(ascii: ">") {
      let byte = html[position]
      position += 1
      // Quotation marks count only where a value begins.
      guard byte == UInt8(ascii: "=") else { continue }
      while position < html.count, html[position] <= ASCII.space { position += 1 }
      guard position < html.count else { break }
      let quote = html[position]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
      position = Scan.firstIndex(of: quote, in: html, from: position + 1).map { $0 + 1 } ?? html.count
    }
    attributes = attributesStart..<position
    isClosed = position < html.count
    range = start..<min(position + 1, html.count)
  }

  /// The value of an attribute, as it stands; empty for one without a value, nil for none.
  func attribute(_ wanted: StaticString, in html: Span<UInt8>) -> Range<Int>? {
    var position = attributes.lowerBound
    let end = attributes.upperBound
    while position < end {
      while position < end, html[position] <= ASCII.space || html[position] == UInt8(ascii: "/") {
        position += 1
      }
      let start = position
      while position < end, html[position] > ASCII.space, html[position] != UInt8(ascii: "=") {
        position += 1
      }
      if position == start { position += 1 }
      let name = start..<min(position, end)
      while position < end, html[position] <= ASCII.space { position += 1 }
      var value = position..<position
      if position < end, html[position] == UInt8(ascii: "=") {
        value = Self.value(after: position, end, in: html, &position)
      }
      if Scan.matches(html.extracting(name), lowercased: wanted) { return value }
    }
    return nil
  }

  private static func value(
    after equals: Int,
    _ end: Int,
    in html: Span<UInt8>,
    _ position: inout Int
  ) -> Range<Int> {
    position = equals + 1
    while position < end, html[position] <= ASCII.space { position += 1 }
    guard position < end else { return end..<end }
    let quote = html[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = position + 1
      let close = Scan.firstIndex(of: quote, in: html.extracting(..<end), from: start) ?? end
      position = min(close + 1, end)
      return start..<close
    }
    let start = position
    while position < end, html[position] > ASCII.space { position += 1 }
    return start..<position
  }
}

/// A comment, a declaration or an instruction: nothing that is shown.
enum HTMLComment {
  /// Behind the comment that begins at `start`; nil if none does.
  static func end(from start: Int, in html: Span<UInt8>) -> Int? {
    guard start + 1 < html.count else { return nil }
    let next = html[start + 1]
    guard next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == UInt8(ascii: "/") else {
      return nil
    }
    guard Scan.hasPrefix(html.extracting(start...), "<!--") else {
      return Scan.firstIndex(of: UInt8(ascii: ">"), in: html, from: start).map { $0 + 1 } ?? html.count
    }
    let mark: InlineArray<3, UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "-"), UInt8(ascii: ">")]
    // `<!-->` is a whole comment.
    return Scan.firstRange(of: mark.span, in: html, from: start + 2)?.upperBound ?? html.count
  }
}
