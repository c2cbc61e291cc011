internal import Bytes
internal import Charsets
internal import MIME
internal import MailStore

/// A message taken apart.
struct DecodedContent {
  let message: StoredMessage
  let tree: MIMETree
  let bodies: Bodies
  let charsets = IconvCharsets()

  init(_ message: StoredMessage) {
    self.message = message
    let data = message.data
    tree = MIMETree(data.span)
    bodies = tree.bodies(in: data.span, charsets: charsets)
  }

  /// Reads the text of a part as it was sent.
  func text(of part: Int) -> TextPieces {
    let data = message.data
    return TextPieces(TextReader(tree, part: part, in: data.span, charsets: charsets))
  }

  /// Reads the text of a part as it is read: HTML as its text, flowed lines joined.
  func visibleText(of part: Int) -> TextPieces {
    let data = message.data
    return TextPieces(VisibleText(tree, part: part, in: data.span, charsets: charsets))
  }

  /// What is not shown as text.
  var attachments: [Attachment] {
    let data = message.data
    return tree.attachments(in: data.span, charsets: charsets)
  }

  /// How much of a field is looked at: no letter has more, and a message may be nothing but one field.
  static let longestField = 256 * 1024

  /// The addresses in the fields of a name, which is in lower case, as far as they stand in so many bytes.
  func addresses(_ name: StaticString) -> [Mailbox] {
    let data = message.data
    var reader = FieldReader(tree.root.header)
    var mailboxes: [Mailbox] = []
    var rest = Self.longestField
    while rest > 0, let field = reader.next(in: data.span) {
      guard field.isNamed(name, in: data.span) else { continue }
      let value = Self.start(of: field.value, in: data.span, limit: rest)
      mailboxes += Address.list(data.span.extracting(value), charsets: charsets).flatMap(\.mailboxes)
      rest -= value.count
    }
    return mailboxes
  }

  /// A field's value, decoded.
  func text(_ value: Range<Int>) -> ByteString {
    let data = message.data
    let start = Self.start(of: value, in: data.span, limit: Self.longestField)
    return HeaderText.decode(data.span.extracting(start), charsets: charsets)
  }

  private static func start(of value: Range<Int>, in data: Span<UInt8>, limit: Int) -> Range<Int> {
    guard value.count > limit else { return value }
    let start = data.extracting(value.lowerBound..<value.lowerBound + limit)
    return value.lowerBound..<value.lowerBound + Scan.startOfCutCharacter(in: start)
  }

  /// The value of the first field of a name, decoded; empty if there is none.
  func value(_ name: StaticString) -> ByteString {
    let data = message.data
    return tree.value(name, in: data.span).map { text($0) } ?? ""
  }
}
