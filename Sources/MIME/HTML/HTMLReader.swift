import Bytes

/// Turns HTML that comes in pieces into text; of what has come it keeps only the token that goes on in the next piece.
package struct HTMLReader {
  /// What goes on for longer than this, such as a comment, is taken for what it looks like so far.
  static let longestToken = 8 << 20

  private var writer: HTMLWriter
  private var rest: [UInt8] = []
  /// The element that is open and has no markup in it, such as `script`.
  private var raw: HTMLName?

  /// Addresses of links need the text as a whole: `take` is not for whoever wants them.
  package init(showsLinks: Bool) {
    writer = HTMLWriter(showsLinks: showsLinks)
  }

  /// How much is kept: a next piece of as many bytes keeps the time linear.
  var pending: Int { rest.count }

  /// Reads the next piece.
  package mutating func read(_ piece: Span<UInt8>, isLast: Bool) {
    guard !rest.isEmpty else {
      rest = Array(copying: piece.extracting(process(piece, isLast: isLast)...))
      return
    }
    rest.append(copying: piece)
    let joined = rest
    rest = Array(joined[process(joined.span, isLast: isLast)...])
  }

  /// Moves to `text` what has been laid out, but for the character by which the next is placed.
  package mutating func take(into text: inout [UInt8]) { writer.take(into: &text) }

  /// All that has been laid out.
  package consuming func finish() -> [UInt8] { writer.finish() }

  /// Goes on as far as it is sure, and returns to where.
  private mutating func process(_ html: Span<UInt8>, isLast: Bool) -> Int {
    var position = 0
    while position < html.count {
      let isSure = isLast || html.count - position > Self.longestToken
      let end =
        if let name = raw {
          endOfRawText(name, from: position, in: html, isSure: isSure)
        } else if html[position] == UInt8(ascii: "<") {
          endOfMarkup(from: position, in: html, isSure: isSure)
        } else {
          endOfText(from: position, in: html, isSure: isSure)
        }
      guard end > position else { break }
      position = end
    }
    return position
  }
}

extension HTMLReader {
  /// Adds text up to the next `<`, or up to a reference that may go on in the next piece.
  private mutating func endOfText(from start: Int, in html: Span<UInt8>, isSure: Bool) -> Int {
    var end = Scan.firstIndex(of: UInt8(ascii: "<"), in: html, from: start) ?? html.count
    if end == html.count, !isSure { end = startOfCutReference(from: start, in: html) }
    writer.add(html.extracting(start..<end))
    return end
  }

  /// Where the reference or the space begins that the end of `html` may cut through; the end if there is none.
  private func startOfCutReference(from start: Int, in html: Span<UInt8>) -> Int {
    var position = html.count - 1
    if html[position] == 0xC2 { return position }
    while position > start, Self.mayBeInReference(html[position]) { position -= 1 }
    return html[position] == UInt8(ascii: "&") ? position : html.count
  }

  private static func mayBeInReference(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte.asciiLowercased)
      || byte == UInt8(ascii: "#")
  }

  /// Takes the tag, the comment or the lone `<` at `start`; returns `start` if it may go on in the next piece.
  private mutating func endOfMarkup(from start: Int, in html: Span<UInt8>, isSure: Bool) -> Int {
    if let tag = HTMLTag(at: start, in: html) {
      guard isSure || tag.range.upperBound < html.count else { return start }
      raw = writer.add(tag, in: html)
      return tag.range.upperBound
    }
    if let end = HTMLComment.end(from: start, in: html) {
      return isSure || end < html.count ? end : start
    }
    guard isSure || start + 1 < html.count else { return start }
    writer.add(html.extracting(start..<start + 1))
    return start + 1
  }

  /// Goes behind the end tag of an element without markup, or to what may be the start of it.
  private mutating func endOfRawText(
    _ name: HTMLName,
    from start: Int,
    in html: Span<UInt8>,
    isSure: Bool
  ) -> Int {
    var position = start
    while let mark = Scan.firstIndex(of: UInt8(ascii: "<"), in: html, from: position) {
      // No such name has more than eight letters.
      if !isSure, html.count - mark <= 10 { return mark }
      if mark + 1 < html.count, html[mark + 1] == UInt8(ascii: "/"), HTMLName(at: mark + 2, in: html) == name
      {
        raw = nil
        return endOfMarkup(from: mark, in: html, isSure: isSure)
      }
      position = mark + 1
    }
    return html.count
  }
}
