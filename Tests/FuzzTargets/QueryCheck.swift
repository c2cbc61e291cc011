import Bytes
import MailStore

/// Takes the input for a query, writes what was understood and reads it again.
enum QueryCheck {
  private static let message = StoredMessage(
    id: MessageID("abc@mail.example"),
    envelope: Envelope(
      helo: "h",
      sender: Envelope.Path("me@a.example"),
      recipients: [Envelope.Path("you@b.example")]
    ),
    data: Array("Subject: Order 7\r\nFrom: A <me@a.example>\r\nTo: you@b.example\r\n\r\nHello".utf8),
    lacksFinalLineBreak: true,
    created: Timestamp(nanoseconds: 1_764_228_000_000_000_000)
  )

  static func run(_ input: [UInt8]) throws(Finding) {
    let search: MailSearch
    do {
      search = try MailSearch(query: ByteString(input))
    } catch {
      try require((0...input.count).contains(error.offset), "a fault is within the query")
      let sentence = error.description.utf8
      try require(sentence.count < 120 && !sentence.contains { $0 < 0x20 }, "a fault is one line of text")
      return
    }
    try require(search.terms.count <= 100, "no query has more terms than the limit")
    try checkPrinted(search)
    let matches = MessageMatcher(search).matches(message)
    let each = search.terms.map { MessageMatcher(MailSearch([$0])).matches(message) }
    try require(matches == each.allSatisfy(\.self), "a message is found if every term finds it")
    for (term, found) in zip(search.terms, each) {
      let other = MailSearch([MailSearch.Term(term.condition, isNegated: !term.isNegated)])
      try require(MessageMatcher(other).matches(message) != found, "a minus turns a term round")
    }
  }

  private static func checkPrinted(_ search: MailSearch) throws(Finding) {
    let text = search.terms.map(printed).joined(separator: [ASCII.space])
    let again: MailSearch
    do {
      again = try MailSearch(query: ByteString(Array(text)))
    } catch {
      throw Finding("a query that was written can be read: \(error)")
    }
    try require(again == search, "a query that was written reads the same")
  }

  /// A term as somebody would type it who puts everything in quotation marks.
  private static func printed(_ term: MailSearch.Term) -> [UInt8] {
    let (key, value): (String, [UInt8]) =
      switch term.condition {
      case .text(.containing, let text): ("", text.bytes)
      case .text(.from, let text): ("from:", text.bytes)
      case .text(.to, let text): ("TO:", text.bytes)
      case .field(let name, let text): ("header:", name.bytes + Array("=".utf8) + text.bytes)
      case .hiddenRecipient(let text): ("bcc:", text.bytes)
      case .id(let text): ("id:", text.bytes)
      case .attachment: ("has:", Array("attachment".utf8))
      case .read(let isRead): ("is:", Array((isRead ? "read" : "unread").utf8))
      case .before(let time): ("before:", printed(time))
      case .since(let time): ("after:", printed(time))
      case .larger(let size): ("larger:", Array(String(size).utf8))
      case .smaller(let size): ("smaller:", Array(String(size).utf8))
      }
    let escaped = value.flatMap { byte in
      "\"\\".utf8.contains(byte) ? [UInt8(ascii: "\\"), byte] : [byte]
    }
    let mark = [UInt8(ascii: "\"")]
    return Array((term.isNegated ? "-" + key : key).utf8) + mark + escaped + mark
  }

  private static func printed(_ time: Timestamp) -> [UInt8] {
    var buffer = ByteBuffer()
    buffer.append(rfc3339: time)
    return buffer.take()
  }
}
