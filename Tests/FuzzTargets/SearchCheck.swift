import Bytes
import MailStore

/// Looks for the first line of the input in the rest of it, and compares with a search that is slow and plain.
enum SearchCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    let end = input.firstIndex(of: ASCII.lineFeed) ?? input.endIndex
    let needle = Array(input[..<end])
    let text = Array(input[end...].dropFirst())
    try checkPattern(needle, text)
    // Much text is folded in pieces. Not every time, as it takes long.
    if input.count.isMultiple(of: 4) { try checkPattern(needle, acrossPieces(text)) }
    try checkMatcher(needle, text)
  }

  private static func checkPattern(_ needle: [UInt8], _ text: [UInt8]) throws(Finding) {
    let isFound = CaseInsensitivePattern(ByteString(needle)).occurs(in: text.span)
    try require(isFound == occurs(needle, in: text), "the search finds what a plain one finds")
  }

  /// The text with so much in front of it that its middle is where a piece ends.
  private static func acrossPieces(_ text: [UInt8]) -> [UInt8] {
    let start = Array("é".utf8)
    let filler = [UInt8](repeating: UInt8(ascii: "x"), count: max(16_384 - start.count - text.count / 2, 0))
    return start + filler + text
  }

  private static func occurs(_ needle: [UInt8], in text: [UInt8]) -> Bool {
    contains(UTF8Reference.folded(needle), in: UTF8Reference.folded(text))
  }

  private static func contains(_ needle: [UInt8], in text: [UInt8]) -> Bool {
    guard needle.count <= text.count else { return false }
    return (0...text.count - needle.count).contains { text[$0...].starts(with: needle) }
  }

  /// A message is found by what stands in its body or its envelope.
  private static func checkMatcher(_ needle: [UInt8], _ text: [UInt8]) throws(Finding) {
    let sender = Array(text.prefix(20).filter { $0 != UInt8(ascii: ":") })
    let path = Envelope.Path(ByteString(sender))
    let message = StoredMessage(
      id: MessageID("id@mail.example"),
      envelope: Envelope(helo: "client", sender: path, recipients: [path]),
      data: text,
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
    let blankLine = Array("\r\n\r\n".utf8)
    let body =
      text.indices.first { text[$0...].starts(with: blankLine) }.map { Array(text[($0 + 4)...]) } ?? text
    for kind in MailSearch.Kind.allCases {
      let found = MessageMatcher(MailSearch(kind: kind, text: ByteString(needle))).matches(message)
      let isThere = occurs(needle, in: kind == .containing ? body : sender)
      try require(found || !isThere, "a message is found by what is in its \(kind.rawValue)")
    }
  }
}
