import Bytes
import Charsets
import MIME

/// Says whether a message meets one term of a search.
struct TermMatcher: Sendable {
  private enum Test: Sendable {
    case text(KindMatcher)
    case field(name: ByteString, CaseInsensitivePattern)
    case hiddenRecipient(CaseInsensitivePattern)
    case fact(@Sendable (StoredMessage) -> Bool)
    case attachment
  }

  private let test: Test
  private let isNegated: Bool

  /// How much looking the test takes, for an order of several: 0 for a glance, 1 for the header, 2 for all of the message.
  var cost: Int {
    switch test {
    case .fact: 0
    case .field, .hiddenRecipient: 1
    case .text, .attachment: 2
    }
  }

  init(_ term: MailSearch.Term) {
    isNegated = term.isNegated
    test =
      switch term.condition {
      case .text(let kind, let text): .text(KindMatcher(kind, text))
      case .field(let name, let text): .field(name: name, CaseInsensitivePattern(text))
      case .hiddenRecipient(let text): .hiddenRecipient(CaseInsensitivePattern(text))
      case .id(let start): .fact { $0.id.text.bytes.starts(with: start.bytes) }
      case .attachment: .attachment
      case .read(let isRead): .fact { $0.isRead == isRead }
      case .before(let time): .fact { $0.created.nanoseconds < time.nanoseconds }
      case .since(let time): .fact { $0.created.nanoseconds >= time.nanoseconds }
      case .larger(let size): .fact { $0.size > size }
      case .smaller(let size): .fact { $0.size < size }
      }
  }

  func matches(_ message: StoredMessage) -> Bool { holds(of: message) != isNegated }

  private func holds(of message: StoredMessage) -> Bool {
    switch test {
    case .text(let matcher): matcher.matches(message)
    case .field(let name, let pattern): Self.occurs(pattern, inFieldsNamed: name, of: message)
    case .hiddenRecipient(let pattern): Self.isHidden(pattern, in: message)
    case .fact(let holds): holds(message)
    case .attachment: message.index.attachmentCount > 0
    }
  }

  private static func occurs(
    _ pattern: CaseInsensitivePattern,
    inFieldsNamed name: ByteString,
    of message: StoredMessage
  ) -> Bool {
    let data = message.data
    return DecodedSearch(pattern).occurs(inHeader: MIMETree(data.span).root.header, of: data.span) { field in
      var end = field.count
      while end > 0, field[end - 1].isASCIIBlank { end -= 1 }
      return ByteString(copying: field.extracting(..<end)).equalsIgnoringASCIICase(name)
    }
  }

  private static func isHidden(_ pattern: CaseInsensitivePattern, in message: StoredMessage) -> Bool {
    if occurs(pattern, inFieldsNamed: "Bcc", of: message) { return true }
    var hidden = Set(message.envelope.recipients.map { mailbox(of: $0) })
    hidden = hidden.filter { pattern.occurs(in: $0.span) }
    guard !hidden.isEmpty else { return false }
    let data = message.data
    var reader = FieldReader(MIMETree(data.span).root.header)
    while !hidden.isEmpty, let field = reader.next(in: data.span) {
      guard field.isNamed("to", in: data.span) || field.isNamed("cc", in: data.span) else { continue }
      let value = data.span.extracting(field.value.prefix(longestList))
      for mailbox in Address.list(value, charsets: IconvCharsets()).flatMap(\.mailboxes) {
        hidden.remove(mailbox.address.bytes.map(\.asciiLowercased))
      }
    }
    return !hidden.isEmpty
  }

  /// How much of a list of addresses is looked at.
  private static let longestList = 256 * 1024

  /// The address in lower case, without the hosts that it should have gone by.
  private static func mailbox(of path: Envelope.Path) -> [UInt8] {
    let address = path.address.bytes.map(\.asciiLowercased)
    guard address.first == UInt8(ascii: "@"), let end = address.firstIndex(of: UInt8(ascii: ":")) else {
      return address
    }
    return Array(address[(end + 1)...])
  }
}
