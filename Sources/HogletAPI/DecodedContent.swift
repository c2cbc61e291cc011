internal import Bytes
internal import Charsets
internal import HTTP
internal import HTTPTypes
internal import MIME
internal import MailAPI
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

extension DecodedContent {
  /// The types that a browser may show: it cannot be made to run anything by them.
  private static let harmless: Set<ByteString> = [
    "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain",
  ]

  /// A part as an answer.
  func download(of index: Int) -> Response {
    let data = message.data
    let type = tree.contentType(of: index, in: data.span, charsets: charsets)
    let part = tree.parts[index]
    let name: ByteString =
      switch part.kind {
      case .leaf: type?.value ?? "text/plain"
      case .message: "message/rfc822"
      case .multipart: "application/octet-stream"
      }
    var fields: HTTPFields = .untrusted(type: Self.contentType(name, type?["charset"]))
    if !Self.harmless.contains(name) {
      let sent = tree.sentName(of: index, in: data.span, charsets: charsets)
      let name = AttachmentName.safe(sent ?? "")
      fields.attach(fileNamed: name.isEmpty ? ByteString("part-\(index)") : name, "")
    }
    return Self.download(fields, ContentBody(message, part))
  }

  /// A file within a text as an answer.
  func download(of file: Attachment) -> Response {
    var fields: HTTPFields = .untrusted(type: file.type.description)
    fields.attach(fileNamed: file.name.isEmpty ? "file" : file.name, "")
    return Self.download(fields, ContentBody(message, AttachmentReader(tree, file)))
  }

  private static func download(_ fields: HTTPFields, _ body: ContentBody) -> Response {
    var response = Response(.ok, fields: fields, body: .stream(body))
    response.isCompressible = false
    return response
  }

  /// The longest type and the longest subtype that may be registered (RFC 6838 section 4.2).
  private static let longestToken = 127

  /// A type that may stand in a field: one that breaks the grammar (RFC 9110 section 8.3.1) is none.
  private static func contentType(_ type: ByteString, _ charset: ByteString?) -> String {
    let halves = type.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy(isToken) else { return "application/octet-stream" }
    guard let charset, isToken(charset.bytes[...]) else { return type.description }
    return "\(type); charset=\(charset)"
  }

  private static func isToken(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.count <= longestToken
      && text.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}
