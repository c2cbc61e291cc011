package import Bytes

/// A message as a program writes it for sendmail: a header section, an empty line, a body; lines end with LF or CRLF.
package struct MailText {
  /// One field of the header section.
  private struct Field {
    /// All of its lines with their ends.
    let whole: Range<Int>
    let name: Range<Int>
    let value: Range<Int>
  }

  /// The message as it was given.
  package let bytes: [UInt8]
  private var fields: [Field] = []

  /// Takes a message apart; nil if it has no header section, not even an empty one.
  ///
  /// As with Go's library, which MailHog used, a message may end with its header section.
  package init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
    let text = bytes.span
    var position = 0
    while position < text.count, !Self.isEmptyLine(text, at: position) {
      guard let field = Self.field(in: text, at: position) else { return nil }
      fields.append(field)
      position = field.whole.upperBound
    }
  }

  /// The addresses in all fields of these names, each of them in lower case.
  package func addresses(in names: StaticString...) -> [ByteString] {
    let text = bytes.span
    var addresses: [ByteString] = []
    for field in fields {
      let isWanted = names.contains { Scan.matches(text.extracting(field.name), lowercased: $0) }
      if isWanted { addresses += AddressList.read(text.extracting(field.value)) }
    }
    return addresses
  }

  /// The message without the fields of this name, which is in lower case.
  package func bytes(without name: StaticString) -> [UInt8] {
    let text = bytes.span
    let removed = fields.filter { Scan.matches(text.extracting($0.name), lowercased: name) }.map(\.whole)
    guard !removed.isEmpty else { return bytes }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var start = 0
    for range in removed {
      kept += bytes[start..<range.lowerBound]
      start = range.upperBound
    }
    return kept + bytes[start...]
  }

  private static func isEmptyLine(_ text: Span<UInt8>, at position: Int) -> Bool {
    text[position] == ASCII.lineFeed
      || text[position] == ASCII.carriageReturn && position + 1 < text.count
        && text[position + 1] == ASCII.lineFeed
  }

  /// A name, a colon and a value, with the lines that a blank at their start makes part of it (RFC 5322 section 2.2.3).
  private static func field(in text: Span<UInt8>, at start: Int) -> Field? {
    var nameEnd = start
    while nameEnd < text.count, text[nameEnd] > ASCII.space, text[nameEnd] < 0x7F,
      text[nameEnd] != UInt8(ascii: ":")
    {
      nameEnd += 1
    }
    var colon = nameEnd
    while colon < text.count, text[colon].isASCIIBlank { colon += 1 }
    guard nameEnd > start, colon < text.count, text[colon] == UInt8(ascii: ":") else { return nil }
    var end = colon
    repeat {
      end = Scan.firstIndex(of: ASCII.lineFeed, in: text, from: end).map { $0 + 1 } ?? text.count
    } while end < text.count && text[end].isASCIIBlank
    return Field(whole: start..<end, name: start..<nameEnd, value: colon + 1..<end)
  }
}
