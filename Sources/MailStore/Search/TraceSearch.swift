import Bytes

/// Looks for a pattern in the fields that MailHog adds to a message when it shows it (`TraceFields`).
///
/// To write them costs as much as to search a small message, and most patterns are words, which need not be written to be
/// found: a word stands within something that the message brings, or within what is the same for every message.
struct TraceSearch: Sendable {
  /// The words of `Received` that no message brings.
  private static let constants: ByteString =
    "from by MailHog id Sun Mon Tue Wed Thu Fri Sat Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"

  private let pattern: CaseInsensitivePattern
  /// Whether it can stand in nothing but a greeting, a name or a sender.
  private let isWord: Bool

  init(_ pattern: CaseInsensitivePattern, text: ByteString) {
    self.pattern = pattern
    isWord = text.bytes.allSatisfy(Self.isWord) && !Self.occurs(pattern, in: Self.constants)
  }

  /// Whether the pattern stands in a value of the added fields; `Message-ID` needs no look, as its value stands in `Received`.
  func occurs(in message: StoredMessage) -> Bool {
    if isWord {
      return Self.occurs(pattern, in: message.id.text) || Self.occurs(pattern, in: message.envelope.helo)
        || Self.occurs(pattern, in: message.envelope.sender.address)
    }
    let trace = TraceFields(message)
    var value = ByteBuffer(capacity: trace.receivedCapacity)
    trace.append(receivedTo: &value)
    if pattern.occurs(in: value.bytes.span) { return true }
    value.removeAll()
    trace.append(returnPathTo: &value)
    return pattern.occurs(in: value.bytes.span)
  }

  private static func occurs(_ pattern: CaseInsensitivePattern, in text: ByteString) -> Bool {
    pattern.occurs(in: text.bytes.span)
  }

  /// Whether a byte is neither a digit nor any of the signs between the words of the fields.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF: true
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "="): true
    default: false
    }
  }
}
