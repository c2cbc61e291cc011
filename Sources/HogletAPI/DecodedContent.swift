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

  /// The addresses in all fields of a name, which is in lower case.
  func addresses(_ name: StaticString) -> [Mailbox] {
    let data = message.data
    return tree.fields(of: 0, in: data.span).filter { $0.isNamed(name, in: data.span) }.flatMap { field in
      Address.list(data.span.extracting(field.value), charsets: charsets).flatMap(\.mailboxes)
    }
  }

  /// The value of the first field of a name, decoded; empty if there is none.
  func value(_ name: StaticString) -> ByteString {
    let data = message.data
    guard let value = tree.value(name, in: data.span) else { return "" }
    return HeaderText.decode(data.span.extracting(value), charsets: charsets)
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
      fields.attach(fileNamed: Self.fileName(sent) ?? ByteString("part-\(index)"), "")
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

  /// A type that may stand in a field: one that breaks the grammar (RFC 9110 section 8.3.1) is none.
  private static func contentType(_ type: ByteString, _ charset: ByteString?) -> String {
    let halves = type.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy(isToken) else { return "application/octet-stream" }
    guard let charset, isToken(charset.bytes[...]) else { return type.description }
    return "\(type); charset=\(charset)"
  }

  private static func isToken(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty
      && text.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  /// The last component of a name that was sent; nil if nothing is left.
  private static func fileName(_ name: ByteString?) -> ByteString? {
    guard let name else { return nil }
    let last = name.bytes.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last ?? []
    let isDots = last.allSatisfy { $0 == UInt8(ascii: ".") || $0 == ASCII.space }
    return isDots ? nil : ByteString(Array(last))
  }
}
