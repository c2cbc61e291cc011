import Bytes
import MailHogView
import MailStore

/// A message whose text is all that matters, and what MailHog's view makes of it.
struct Sample {
  let message: StoredMessage

  /// A message of `text`, from `<a@b.c>` at the start of 1970, named `id@host.example`.
  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  init(_ data: [UInt8]) {
    message = StoredMessage(
      id: MessageID("id@host.example"),
      envelope: Envelope(helo: "client", sender: .init("a@b.c"), recipients: []),
      data: data,
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }

  var data: [UInt8] { message.data }

  var content: Content { Content(of: message) }

  /// The headers in their order, without those that the server adds whatever comes.
  var headers: [String] {
    headers(of: content).filter { header in
      !["Message-ID: id@", "Received: from client", "Return-Path: <a@b.c>"].contains { header.hasPrefix($0) }
    }
  }

  var body: String { text(at: content.body) }

  /// The parts of the outermost multipart, or nil if there is none.
  var parts: [Content]? {
    guard let multipart = content.multipart else { return nil }
    var (cursor, parts) = (multipart.parts, [Content]())
    while let part = cursor.next(in: data.span) { parts.append(part) }
    return parts
  }

  /// The texts of these parts, headers included.
  var partTexts: [String]? { parts?.map { text(at: $0.text) } }

  /// `Name: value`, and ` | ` between values.
  func headers(of content: Content) -> [String] {
    let data = data
    return content.headers.map { header in
      let values = header.values(in: data.span).map(\.description)
      return "\(header.name(in: data.span)): \(values.joined(separator: " | "))"
    }
  }

  func text(at range: Range<Int>) -> String {
    String(decoding: data[range], as: UTF8.self)
  }
}
