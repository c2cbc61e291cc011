internal import Bytes
internal import HTTP
internal import MailHogView
internal import MailStore

/// Writes a message as MailHog's API shows it, bit by bit and with little ahead of the reader.
///
/// Each call goes on where the one before stopped. The state between them is small, whatever the size of the message.
struct MessageJSON: Sendable {
  private enum Phase: Sendable {
    /// Nothing is written.
    case unwritten
    /// In front of the recipient of that place, taken apart.
    case recipient(Int)
    /// In headers and body.
    case content(ContentJSON)
    /// In the parts.
    case parts(PartsJSON)
    /// In front of the recipient of that place, as it was sent.
    case rawRecipient(Int)
    /// In the data as received.
    case data(TextJSON)
    /// Behind the closing brace.
    case written
  }

  let message: StoredMessage
  private let content: Content
  private var phase = Phase.unwritten

  init(_ message: StoredMessage) {
    self.message = message
    content = Content(of: message)
  }

  /// Writes until the buffer holds `target` bytes or a few more.
  mutating func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let data = message.data
    while buffer.count < target {
      switch phase {
      case .unwritten, .recipient, .rawRecipient:
        phase = writeEnvelope(into: &buffer)
      case .content(var content):
        let progress = content.write(from: data.span, into: &buffer, target: target)
        phase = .content(content)
        guard progress == .done else { return .more }
        buffer.append(",\"MIME\":null},\"Created\":\"")
        buffer.append(rfc3339: message.created)
        buffer.append("\",\"MIME\":")
        phase = .parts(PartsJSON(of: self.content))
      case .parts(var parts):
        let progress = parts.write(from: data.span, into: &buffer, target: target)
        phase = .parts(parts)
        guard progress == .done else { return .more }
        buffer.append(",\"Raw\":{\"From\":")
        buffer.append(jsonString: message.envelope.sender.address)
        buffer.append(",\"To\":")
        phase = .rawRecipient(0)
      case .data(var text):
        let progress = text.write(from: data.span, into: &buffer, target: target)
        phase = .data(text)
        guard progress == .done else { return .more }
        buffer.append("\",\"Helo\":")
        buffer.append(jsonString: message.envelope.helo)
        buffer.append("}}")
        phase = .written
      case .written:
        return .done
      }
    }
    return .more
  }

  /// Writes what stands in front of the content or of the raw data: names and addresses, one at a time.
  private func writeEnvelope(into buffer: inout ByteBuffer) -> Phase {
    let recipients = message.envelope.recipients
    switch phase {
    case .unwritten:
      buffer.append("{\"ID\":")
      buffer.append(jsonString: message.id.text)
      buffer.append(",\"From\":")
      buffer.append(json: MailPath(message.envelope.sender.address))
      buffer.append(",\"To\":")
      return .recipient(0)
    case .recipient(let index) where index < recipients.count:
      buffer.append(index == 0 ? "[" : ",")
      buffer.append(json: MailPath(recipients[index].address))
      return .recipient(index + 1)
    case .recipient:
      buffer.append(recipients.isEmpty ? "null" : "]")
      buffer.append(",\"Content\":")
      return .content(ContentJSON(content))
    case .rawRecipient(let index) where index < recipients.count:
      buffer.append(index == 0 ? "[" : ",")
      buffer.append(jsonString: recipients[index].address)
      return .rawRecipient(index + 1)
    case .rawRecipient:
      buffer.append(recipients.isEmpty ? "null" : "]")
      buffer.append(",\"Data\":\"")
      return .data(TextJSON(message.data.indices))
    case .content, .parts, .data, .written:
      return phase
    }
  }
}
