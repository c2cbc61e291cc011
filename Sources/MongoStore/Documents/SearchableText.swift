internal import Bytes
internal import MailStore

/// What a search may find in a message though it stands nowhere in its data: header lines that were folded, joined, and
/// the fields that MailHog adds.
enum SearchableText {
  static func of(_ message: StoredMessage) -> [UInt8] {
    let trace = TraceFields(message)
    var text = ByteBuffer(capacity: 512)
    text.append(contentsOf: trace.received)
    text.append("\n")
    text.append(contentsOf: trace.returnPath)
    let data = message.data
    let header = MessageSections(of: data.indices, in: data.span).header
    var reader = HeaderReader(header, separator: .colon)
    append(&reader, of: data.span, to: &text)
    if reader.sawBareColon {
      // MailHog folds the lines of such a section otherwise.
      var strict = HeaderReader(header, separator: .colonAndSpace)
      append(&strict, of: data.span, to: &text)
    }
    return text.take()
  }

  private static func append(_ reader: inout HeaderReader, of bytes: Span<UInt8>, to text: inout ByteBuffer) {
    while let field = reader.next(in: bytes) {
      guard field.value.isFolded else { continue }
      text.append("\n")
      text.append(contentsOf: field.value.unfolded(in: bytes))
    }
  }
}
