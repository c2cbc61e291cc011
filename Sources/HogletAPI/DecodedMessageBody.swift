internal import Bytes
internal import HTTP
internal import MailAPI
internal import MIME
internal import MailStore

/// Makes the JSON of a message, decoded, while the client reads.
///
/// What may be as long as the message is written piece by piece: header fields, texts, parts, attachments.
final class DecodedMessageBody: BodySource {
  private enum Phase {
    /// Nothing is written.
    case unwritten
    /// In front of a field or of the end of the header.
    case fields(FieldReader, isFirst: Bool)
    /// In the plain text.
    case text(TextPieces)
    /// In the HTML.
    case html(TextPieces)
    /// In front of the part of that place.
    case parts(Int)
    /// In front of the attachment of that place.
    case attachments(Int)
    /// Behind the closing brace.
    case written
  }

  /// Members that are the text of a field, and those that are the addresses in one.
  private static let texts: [(key: StaticString, field: StaticString)] = [
    ("subject", "subject"), ("date", "date"), ("messageId", "message-id"),
  ]
  private static let addresses: [(key: StaticString, field: StaticString)] = [
    ("from", "from"), ("replyTo", "reply-to"), ("to", "to"), ("cc", "cc"), ("bcc", "bcc"),
  ]

  private let content: DecodedContent
  private let attachments: [Attachment]
  private var phase = Phase.unwritten
  /// The size and the digest of each attachment, and what is wrong with the parts: known from the start, as whoever makes this
  /// is not on a loop if it takes long.
  private let facts: [AttachmentFacts?]
  private let defects: [Defect]

  init(_ message: StoredMessage) {
    content = DecodedContent(message)
    attachments = content.attachments
    facts = AttachmentFacts.all(of: attachments, in: content)
    let data = message.data
    defects = content.tree.defects + content.tree.contentDefects(in: data.span)
  }

  var burden: Int { content.message.burden }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let data = content.message.data
    while buffer.count < target {
      switch phase {
      case .unwritten: phase = begin(&buffer)
      case .fields(let reader, let isFirst): phase = writeField(reader, isFirst, data.span, &buffer)
      case .text(var text):
        // Its own, so that it reads in place.
        phase = .written
        let progress = text.writeJSON(from: data.span, into: &buffer, target: target)
        phase = progress == .done ? endText(&buffer) : .text(text)
      case .html(var text):
        phase = .written
        let progress = text.writeJSON(from: data.span, into: &buffer, target: target)
        phase = progress == .done ? endHTML(&buffer) : .html(text)
      case .parts(let index): phase = writePart(index, data.span, &buffer)
      case .attachments(let index): phase = writeAttachment(index, data.span, &buffer)
      case .written: return .done
      }
    }
    return .more
  }

  private func begin(_ buffer: inout ByteBuffer) -> Phase {
    buffer.append(arrivalOf: content.message)
    for (key, name) in Self.texts {
      buffer.append(key: key)
      buffer.append(jsonString: content.value(name))
    }
    for (key, name) in Self.addresses {
      buffer.append(key: key)
      buffer.append(arrayOf: content.addresses(name)) { $0.append(json: $1) }
    }
    buffer.append(key: "headers")
    buffer.append("[")
    return .fields(FieldReader(content.tree.root.header), isFirst: true)
  }

  private func writeField(
    _ reader: FieldReader,
    _ isFirst: Bool,
    _ data: Span<UInt8>,
    _ buffer: inout ByteBuffer
  ) -> Phase {
    var reader = reader
    guard let field = reader.next(in: data) else {
      buffer.append("]")
      buffer.append(key: "text")
      guard let part = content.bodies.text ?? content.bodies.html else { return beginHTML(&buffer, "null") }
      buffer.append("\"")
      return .text(content.visibleText(of: part))
    }
    buffer.append(isFirst ? "{\"name\":" : ",{\"name\":")
    buffer.append(jsonString: data.extracting(field.name.prefix(DecodedContent.longestField)))
    buffer.append(key: "value")
    buffer.append(jsonString: content.text(field.value))
    buffer.append("}")
    return .fields(reader, isFirst: false)
  }

  private func endText(_ buffer: inout ByteBuffer) -> Phase { beginHTML(&buffer, "\"") }

  /// Ends the text by `end`.
  private func beginHTML(_ buffer: inout ByteBuffer, _ end: StaticString) -> Phase {
    buffer.append(end)
    buffer.append(key: "html")
    guard let part = content.bodies.html else { return beginParts(&buffer, "null") }
    buffer.append("\"")
    return .html(content.text(of: part))
  }

  private func endHTML(_ buffer: inout ByteBuffer) -> Phase { beginParts(&buffer, "\"") }

  private func beginParts(_ buffer: inout ByteBuffer, _ end: StaticString) -> Phase {
    buffer.append(end)
    buffer.append(key: "parts")
    buffer.append("[")
    return .parts(0)
  }
}

extension DecodedMessageBody {
  private func writePart(_ index: Int, _ data: Span<UInt8>, _ buffer: inout ByteBuffer) -> Phase {
    guard index < content.tree.parts.count else {
      buffer.append("]")
      buffer.append(key: "attachments")
      buffer.append("[")
      return .attachments(0)
    }
    let part = content.tree.parts[index]
    let type = content.tree.contentType(of: index, in: data, charsets: content.charsets)?.value ?? ""
    buffer.append(index == 0 ? "{\"part\":" : ",{\"part\":")
    buffer.append(decimal: index)
    buffer.append(key: "parent")
    if let parent = part.parent { buffer.append(decimal: parent) } else { buffer.append("null") }
    buffer.append(key: "type")
    buffer.append(jsonString: type.isEmpty ? "text/plain" : type)
    // As it was sent.
    buffer.append(key: "size")
    buffer.append(decimal: part.body.count)
    buffer.append("}")
    return .parts(index + 1)
  }

  private func writeAttachment(_ index: Int, _ data: Span<UInt8>, _ buffer: inout ByteBuffer) -> Phase {
    guard index < attachments.count else {
      buffer.append("]")
      buffer.append(key: "defects")
      buffer.append(arrayOf: defects) { buffer, defect in
        buffer.append("{\"kind\":")
        buffer.append(jsonString: ByteString(defect.kind.rawValue))
        buffer.append(key: "offset")
        buffer.append(decimal: defect.offset)
        buffer.append("}")
      }
      buffer.append("}")
      return .written
    }
    let facts = facts[index]
    if index > 0 { buffer.append(",") }
    let file = attachments[index].file.map { _ in
      attachments[..<index].count { $0.isFile(of: attachments[index].part) }
    }
    buffer.append(json: attachments[index], file: file, size: facts?.size, sha256: facts?.sha256)
    return .attachments(index + 1)
  }
}
