import Bytes
import Charsets
import MIME

/// Looks for a pattern in what a reader sees of a message, where that is not what its bytes say.
///
/// Decodes a piece at a time into one buffer, so that nothing decoded is kept, however large the mail.
struct DecodedSearch {
  let pattern: CaseInsensitivePattern
  private let charsets = IconvCharsets()

  init(_ pattern: CaseInsensitivePattern) {
    self.pattern = pattern
  }

  /// Whether the pattern stands in the decoded value of a field.
  ///
  /// - Parameters:
  ///   - header: The fields.
  ///   - bytes: What `header` lies in.
  ///   - isWanted: Says by its name whether a field is looked at.
  /// - Returns: Whether it does.
  func occurs(
    inHeader header: Range<Int>,
    of bytes: Span<UInt8>,
    named isWanted: (Span<UInt8>) -> Bool
  ) -> Bool {
    var reader = FieldReader(header)
    while let field = reader.next(in: bytes) {
      // White space before the colon counts: to MailHog, `To : x` is no recipient.
      guard isWanted(bytes.extracting(field.name.lowerBound..<field.value.lowerBound - 1)) else { continue }
      let value = HeaderText.decode(bytes.extracting(field.value), charsets: charsets)
      if pattern.occurs(in: value.bytes.span) { return true }
    }
    return false
  }

  /// Whether the pattern stands in any decoded field, text or attachment's name of a message.
  func occurs(in message: StoredMessage) -> Bool {
    guard message.readsDifferently != false else { return false }
    let bytes = message.data
    let tree = MIMETree(bytes.span)
    if message.readsDifferently == nil {
      message.note(readsDifferently: tree.readsDifferently(in: bytes.span, charsets: charsets))
      if message.readsDifferently == false { return false }
    }
    for (index, part) in tree.parts.enumerated() {
      if tree.readsDifferently(headerOf: index, in: bytes.span) {
        if occurs(inHeader: part.header, of: bytes.span, named: { _ in true }) { return true }
        if occurs(inNameOf: index, of: tree, in: bytes.span) { return true }
      }
      guard part.kind == .leaf else { continue }
      if part.media != .other, occurs(inTextOf: index, of: tree, in: bytes.span) { return true }
    }
    return false
  }

  private func occurs(inNameOf index: Int, of tree: MIMETree, in bytes: Span<UInt8>) -> Bool {
    guard let name = tree.sentName(of: index, in: bytes, charsets: charsets) else { return false }
    return pattern.occurs(in: name.bytes.span)
  }

  /// What is ASCII in a text can be told before its charset is asked, and most texts are done with that.
  private func occurs(inTextOf index: Int, of tree: MIMETree, in bytes: Span<UInt8>) -> Bool {
    if pattern.isAnchored {
      let mayOccur = holds(index, of: tree, in: bytes, onlyASCII: true) { pattern.mayOccur(inASCIIOf: $0) }
      if !mayOccur || pattern.isASCII { return mayOccur }
    }
    return holds(index, of: tree, in: bytes, onlyASCII: false) { pattern.occurs(in: $0) }
  }

  /// Each piece is looked at together with the end of the one before it.
  private func holds(
    _ index: Int,
    of tree: MIMETree,
    in bytes: Span<UInt8>,
    onlyASCII: Bool,
    _ isThere: (Span<UInt8>) -> Bool
  ) -> Bool {
    var reader = VisibleText(tree, part: index, in: bytes, charsets: charsets, onlyASCII: onlyASCII)
    var window: [UInt8] = []
    while !reader.isAtEnd {
      reader.read(from: bytes, into: &window)
      if isThere(window.span) { return true }
      if window.count > pattern.longestMatch { window.removeFirst(window.count - pattern.longestMatch) }
    }
    return false
  }
}
