internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MIME
internal import MailAPI
internal import MailStore

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
