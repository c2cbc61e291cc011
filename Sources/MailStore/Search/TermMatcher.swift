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
      case .before(let time): .fact { $0.created.nanoseconds < time.nanoseconds }
      case .since(let time): .fact { $0.created.nanoseconds >= time.nanoseconds }
      case .larger(let size): .fact { $0.data.count > size }
      case .smaller(let size): .fact { $0.data.count < size }
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
    let header = MessageSections(of: data.indices, in: data.span).header
    return DecodedSearch(pattern).occurs(inHeader: header, of: data.span) { field in
      ByteString(copying: field).equalsIgnoringASCIICase(name)
    }
  }

  private static func isHidden(_ pattern: CaseInsensitivePattern, in message: StoredMessage) -> Bool {
    if occurs(pattern, inFieldsNamed: "Bcc", of: message) { return true }
    let candidates = message.envelope.recipients.map(\.address).filter { pattern.occurs(in: $0.bytes.span) }
    guard !candidates.isEmpty else { return false }
    let data = message.data
    var reader = FieldReader(MessageSections(of: data.indices, in: data.span).header)
    var named: Set<[UInt8]> = []
    while let field = reader.next(in: data.span) {
      guard field.isNamed("to", in: data.span) || field.isNamed("cc", in: data.span) else { continue }
      let list = Address.list(data.span.extracting(field.value), charsets: IconvCharsets())
      for mailbox in list.flatMap(\.mailboxes) { named.insert(mailbox.address.bytes.map(\.asciiLowercased)) }
    }
    return candidates.contains { !named.contains($0.bytes.map(\.asciiLowercased)) }
  }
}
