internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailHogView
internal import MailAPI
internal import MailStore

/// A part of a message as a file, in the way MailHog counts parts.
struct PartDownload {
  /// What is taken over from the header of the part, and nothing else: a mail is not to set cookies here.
  private static let copied: [(lowercased: StaticString, name: HTTPField.Name?)] = [
    ("content-type", .contentType),
    ("content-disposition", .contentDisposition),
    ("content-transfer-encoding", HTTPField.Name("Content-Transfer-Encoding")),
    ("content-id", HTTPField.Name("Content-ID")),
    ("content-description", HTTPField.Name("Content-Description")),
  ]

  private let message: StoredMessage
  private let part: Content
  /// What the client calls its place, for the name of the file.
  private let place: ByteString

  /// The part at `index`, counted from 0, which the client calls `place`; nil if the message has not so many, or is no
  /// multipart.
  init?(of message: StoredMessage, at index: Int, _ place: ByteString) {
    let data = message.data
    guard let part = Content(of: message).multipart?.part(at: index, in: data.span) else { return nil }
    (self.message, self.part, self.place) = (message, part, place)
  }

  /// The part, decoded if it is Base64 and as it is otherwise.
  ///
  /// A browser is told neither to guess what it is nor to run what is in it: it comes from whoever sent the mail.
  var response: Response {
    var fields: HTTPFields = [.xContentTypeOptions: "nosniff", .contentSecurityPolicy: "sandbox"]
    for (lowercased, name) in Self.copied {
      if let name, let value = value(of: lowercased) { fields.append(HTTPField(name: name, value: value)) }
    }
    if !fields.contains(.contentDisposition) {
      fields.attach(fileNamed: ByteString(message.id.text.bytes + "-part-".utf8 + place.bytes), "")
    }
    if !fields.contains(.contentType) {
      fields[.contentType] = sniffedType
    }
    var response = Response(.ok, fields: fields, body: .stream(body))
    response.isCompressible = false
    return response
  }

  private var body: PartBody {
    let encoding = value(of: "content-transfer-encoding") ?? []
    return PartBody(message, part.body, isBase64: Scan.matches(encoding.span, lowercased: "base64"))
  }

  /// What the content begins as, like Go's `http.DetectContentType`; never HTML or any other text with a meaning.
  private var sniffedType: String {
    var start = ByteBuffer()
    _ = body.write(into: &start, target: 512)
    return ContentSniffing.type(ofStart: start.bytes.prefix(512))
  }

  /// The value of a field, with spaces in place of control bytes and none around it; nil if nothing is left.
  private func value(of lowercased: StaticString) -> [UInt8]? {
    let data = message.data
    for case .sent(let field) in part.headers
    where Scan.matches(data.span.extracting(field.name), lowercased: lowercased) {
      let printable = field.value.unfolded(in: data.span).bytes.map { $0.isASCIIControl ? ASCII.space : $0 }
      let value = printable.drop { $0 == ASCII.space }
      guard let last = value.lastIndex(where: { $0 != ASCII.space }) else { return nil }
      return Array(value[...last])
    }
    return nil
  }
}
