internal import Bytes
public import MailStore

/// A message or one of its parts, split into headers and body the way MailHog splits them.
public struct Content: Equatable, Sendable {
  /// Where the text stands that was split, header section included.
  public let text: Range<Int>
  /// The headers, each name once, in the order of the names' bytes.
  public private(set) var headers: [HeaderField]
  /// Where the body stands, still transfer-encoded.
  public let body: Range<Int>
  /// How the body falls into parts; nil if MailHog sees no multipart in it.
  public let multipart: Multipart?

  /// The number of bytes that were split, which fields of the server's own are not among.
  public var size: Int { text.count }

  /// Splits the part of a message that stands at `text`.
  init(of text: Range<Int>, in bytes: Span<UInt8>) {
    self.text = text
    let sections = MessageSections(of: text, in: bytes)
    let fields = ShownFields.read(from: sections.header, in: bytes)
    headers = fields.map { .sent($0) }
    body = sections.body
    multipart = Multipart(body: body, fields: fields, in: bytes)
  }

  /// Splits a whole message and adds the fields that MailHog adds.
  ///
  /// These are `Message-ID`, unless there is one already, and `Received` and `Return-Path`, behind what the message has
  /// for them. Whether it has any is a question of the name in any case.
  public init(of message: StoredMessage) {
    let data = message.data
    let bytes = data.span
    self.init(of: bytes.indices, in: bytes)
    let trace = TraceFields(message)
    if index(ofName: "message-id", in: bytes) == nil {
      insert("Message-ID", trace.messageID, in: bytes)
    }
    addTrace("Received", lowercased: "received", trace.received, in: bytes)
    addTrace("Return-Path", lowercased: "return-path", trace.returnPath, in: bytes)
  }

  private mutating func addTrace(
    _ name: ByteString,
    lowercased: StaticString,
    _ value: ByteString,
    in bytes: Span<UInt8>
  ) {
    if let index = index(ofName: lowercased, in: bytes), case .sent(let field) = headers[index] {
      headers[index] = .extended(field, with: value)
    } else {
      insert(name, value, in: bytes)
    }
  }

  private func index(ofName lowercased: StaticString, in bytes: Span<UInt8>) -> Int? {
    headers.firstIndex { header in
      switch header {
      case .sent(let field), .extended(let field, with: _):
        Scan.matches(bytes.extracting(field.name), lowercased: lowercased)
      case .added: false
      }
    }
  }

  /// Adds a field that the message does not have, at its place in the order.
  private mutating func insert(_ name: ByteString, _ value: ByteString, in bytes: Span<UInt8>) {
    let place = headers.firstIndex { header in
      switch header {
      case .sent(let field), .extended(let field, with: _):
        Scan.precedes(name.bytes.span, bytes.extracting(field.name))
      case .added(let other, value: _): name < other
      }
    }
    headers.insert(.added(name: name, value: value), at: place ?? headers.count)
  }
}
