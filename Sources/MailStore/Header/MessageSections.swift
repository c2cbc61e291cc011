import Bytes

/// Where the header section of a message ends and its body begins: at the first empty line.
///
/// Without an empty line all is body, as MailHog has it.
struct MessageSections {
  /// The header section, without the line break that ends its last line.
  let header: Range<Int>
  /// All behind the empty line.
  let body: Range<Int>
  /// Whether a line of the header section begins with white space.
  let hasFolds: Bool

  init(_ data: Span<UInt8>) {
    var hasFolds = false
    var position = 0
    while let end = Scan.firstLineEnd(in: data, from: position) {
      let next = end + 2
      if next + 1 < data.count, data[next] == ASCII.carriageReturn, data[next + 1] == ASCII.lineFeed {
        (header, body, self.hasFolds) = (0..<end, next + 2..<data.count, hasFolds)
        return
      }
      if next < data.count, data[next].isASCIIBlank { hasFolds = true }
      position = next
    }
    (header, body, self.hasFolds) = (0..<0, 0..<data.count, false)
  }
}
