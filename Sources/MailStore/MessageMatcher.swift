import Bytes

/// Says whether a search finds a message: one meaning for every store.
///
/// It is the meaning that MailHog's memory storage gave to a search, widened: a field counts without a space behind its
/// colon, and every field of a repeated name counts. MIME encodings are not undone.
public struct MessageMatcher: Sendable {
  private let kind: MailSearch.Kind
  private let pattern: CaseInsensitivePattern

  /// A matcher for `search`.
  public init(_ search: MailSearch) {
    kind = search.kind
    pattern = CaseInsensitivePattern(search.text)
  }

  /// Whether the search finds `message`.
  public func matches(_ message: StoredMessage) -> Bool {
    switch kind {
    case .from: occurs(in: message.envelope.sender) || headerHolds(message, fieldsNamed: "From")
    case .to:
      message.envelope.recipients.contains { occurs(in: $0) } || headerHolds(message, fieldsNamed: "To")
    case .containing: isContained(in: message)
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
    let sections = MessageSections(data.span)
    if pattern.occurs(in: data.span.extracting(sections.body)) { return true }
    let header = data.span.extracting(sections.header)
    // Nearly always this one look spares taking the header apart.
    let mayHold = sections.hasFolds || pattern.occurs(in: header)
    if mayHold, holds(header, fieldsNamed: nil) { return true }
    // The name that `Message-ID` gets stands in `Received` as well.
    let added = TraceFields(message)
    return pattern.occurs(in: added.received.bytes.span) || pattern.occurs(in: added.returnPath.bytes.span)
  }

  private func headerHolds(_ message: StoredMessage, fieldsNamed name: StaticString) -> Bool {
    let data = message.data
    return holds(data.span.extracting(MessageSections(data.span).header), fieldsNamed: name)
  }

  /// Whether the pattern stands in a value of the fields of that name, or of any field.
  ///
  /// What MailHog finds is never missed: where a colon without a space makes a difference, both readings are tried.
  private func holds(_ header: Span<UInt8>, fieldsNamed name: StaticString?) -> Bool {
    var reader = HeaderReader(header, separator: .colon)
    if holds(&reader, fieldsNamed: name) { return true }
    guard reader.sawBareColon else { return false }
    var strictReader = HeaderReader(header, separator: .colonAndSpace)
    return holds(&strictReader, fieldsNamed: name)
  }

  private func holds(_ reader: inout HeaderReader, fieldsNamed name: StaticString?) -> Bool {
    while reader.next() {
      if let name, !reader.isNamed(name) { continue }
      if reader.valueHolds(pattern) { return true }
    }
    return false
  }
}
