import Bytes

/// Says whether a text stands where one of MailHog's searches looks.
///
/// It has the meaning that MailHog's memory storage gave to a search, widened: a field counts without a space behind its
/// colon, every field of a repeated name counts, a recipient may also stand in `Cc` or `Bcc`, and what MIME has encoded is
/// found as a reader sees it. The bytes as they are come first; decoding can only add to what they have.
struct KindMatcher: Sendable {
  private let kind: MailSearch.Kind
  private let pattern: CaseInsensitivePattern
  private let trace: TraceSearch

  init(_ kind: MailSearch.Kind, _ text: ByteString) {
    self.kind = kind
    pattern = CaseInsensitivePattern(text)
    trace = TraceSearch(pattern, text: text)
  }

  /// Whether it does in `message`.
  func matches(_ message: StoredMessage) -> Bool {
    switch kind {
    case .from:
      occurs(in: message.envelope.sender) || headerHolds(message, fieldsNamed: "From")
        || headerReads(message, Self.isSender)
    case .to:
      message.envelope.recipients.contains { occurs(in: $0) } || headerHolds(message, fieldsNamed: "To")
        || headerReads(message, Self.isRecipient)
    case .containing: isContained(in: message) || DecodedSearch(pattern).occurs(in: message)
    }
  }

  /// Looks at the address as `mailbox@domain`: the source route goes, and an `@` stays where there is no domain.
  private func occurs(in path: Envelope.Path) -> Bool {
    let address = path.address.bytes.span
    let start = Scan.firstIndex(of: UInt8(ascii: ":"), in: address).map { $0 + 1 } ?? 0
    let mailbox = address.extracting(start..<address.count)
    if Scan.firstIndex(of: UInt8(ascii: "@"), in: mailbox) != nil { return pattern.occurs(in: mailbox) }
    var whole = ByteBuffer(capacity: mailbox.count + 1)
    whole.append(contentsOf: mailbox)
    whole.append("@")
    return pattern.occurs(in: whole.bytes.span)
  }

  private func isContained(in message: StoredMessage) -> Bool {
    let data = message.data
    let sections = MessageSections(of: data.indices, in: data.span)
    if pattern.occurs(in: data.span.extracting(sections.body)) { return true }
    // Nearly always these two looks spare taking the header apart.
    let mayHold =
      pattern.occurs(in: data.span.extracting(sections.header)) || sections.hasFolds(in: data.span)
    if mayHold, holds(sections.header, of: data.span, fieldsNamed: nil) { return true }
    return trace.occurs(in: message)
  }

  /// Whether the pattern stands in a decoded field whose name `isWanted`.
  private func headerReads(_ message: StoredMessage, _ isWanted: (Span<UInt8>) -> Bool) -> Bool {
    let data = message.data
    let header = MessageSections(of: data.indices, in: data.span).header
    return DecodedSearch(pattern).occurs(inHeader: header, of: data.span, named: isWanted)
  }

  /// MailHog takes the name as it is usually spelt.
  private static func isSender(_ name: Span<UInt8>) -> Bool {
    name.count == 4 && Scan.hasPrefix(name, "From")
  }

  /// As for the sender; the names that MailHog did not look at may be spelt in any case.
  private static func isRecipient(_ name: Span<UInt8>) -> Bool {
    name.count == 2 && Scan.hasPrefix(name, "To") || Scan.matches(name, lowercased: "cc")
      || Scan.matches(name, lowercased: "bcc")
  }

  private func headerHolds(_ message: StoredMessage, fieldsNamed name: StaticString) -> Bool {
    let data = message.data
    return holds(MessageSections(of: data.indices, in: data.span).header, of: data.span, fieldsNamed: name)
  }

  /// Whether the pattern stands in a value of the fields of that name, or of any field.
  ///
  /// What MailHog finds is never missed: where a colon without a space makes a difference, both readings are tried.
  private func holds(_ header: Range<Int>, of bytes: Span<UInt8>, fieldsNamed name: StaticString?) -> Bool {
    var reader = HeaderReader(header, separator: .colon)
    if holds(&reader, of: bytes, fieldsNamed: name) { return true }
    guard reader.sawBareColon else { return false }
    var strictReader = HeaderReader(header, separator: .colonAndSpace)
    return holds(&strictReader, of: bytes, fieldsNamed: name)
  }

  private func holds(
    _ reader: inout HeaderReader,
    of bytes: Span<UInt8>,
    fieldsNamed name: StaticString?
  ) -> Bool {
    var unfolded = ByteBuffer()
    while let field = reader.next(in: bytes) {
      if let name, !field.isNamed(name, in: bytes) { continue }
      if field.value.isFolded {
        unfolded.removeAll()
        unfolded.append(unfolded: field.value, in: bytes)
        if pattern.occurs(in: unfolded.bytes.span) { return true }
      } else if pattern.occurs(in: bytes.extracting(field.value.range)) {
        return true
      }
    }
    return false
  }
}
