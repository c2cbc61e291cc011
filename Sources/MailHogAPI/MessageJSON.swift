public import Bytes
public import HTTP
internal import MailHogView
public import MailStore

/// Writes a message as MailHog's API shows it, bit by bit and with little ahead of the reader.
///
/// Each call goes on where the one before stopped. The state between them is small, whatever the size of the message.
public struct MessageJSON: Sendable {
  private enum Phase: Sendable {
    /// Nothing is written.
    case unwritten
    /// In the recipients, taken apart.
    case recipients(RecipientsJSON)
    /// In headers and body.
    case content(ContentJSON)
    /// In the parts.
    case parts(PartsJSON)
    /// In the recipients as they were sent.
    case rawRecipients(RecipientsJSON)
    /// In the data as received.
    case data(TextJSON)
    /// Behind the closing brace.
    case written
  }

  /// What it shows.
  public let message: StoredMessage
  private let content: Content
  private var phase = Phase.unwritten

  /// The JSON of `message`, which is taken apart now.
  public init(_ message: StoredMessage) {
    self.message = message
    content = Content(of: message)
  }

  /// Writes until the buffer holds `target` bytes or a few more.
  public mutating func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let data = message.data
    while buffer.count < target {
      switch phase {
      case .unwritten:
        phase = begin(into: &buffer)
      case .recipients(var recipients):
        let progress = recipients.write(into: &buffer, target: target)
        phase = .recipients(recipients)
        guard progress == .done else { return .more }
        phase = beginContent(into: &buffer)
      case .content(var content):
        let progress = content.write(from: data.span, into: &buffer, target: target)
        phase = .content(content)
        guard progress == .done else { return .more }
        phase = beginParts(into: &buffer)
      case .parts(var parts):
        let progress = parts.write(from: data.span, into: &buffer, target: target)
        phase = .parts(parts)
        guard progress == .done else { return .more }
        phase = beginRawRecipients(into: &buffer)
      case .rawRecipients(var recipients):
        let progress = recipients.write(into: &buffer, target: target)
        phase = .rawRecipients(recipients)
        guard progress == .done else { return .more }
        phase = beginData(into: &buffer)
      case .data(var text):
        let progress = text.write(from: data.span, into: &buffer, target: target)
        phase = .data(text)
        guard progress == .done else { return .more }
        phase = end(into: &buffer)
      case .written:
        return .done
      }
    }
    return .more
  }
}

/// What stands in front of each thing that may be long.
extension MessageJSON {
  private func begin(into buffer: inout ByteBuffer) -> Phase {
    buffer.append("{\"ID\":")
    buffer.append(jsonString: message.id.text)
    buffer.append(",\"From\":")
    buffer.append(json: MailPath(message.envelope.sender.address))
    buffer.append(",\"To\":")
    return .recipients(RecipientsJSON(message.envelope.recipients, form: .takenApart))
  }

  private func beginContent(into buffer: inout ByteBuffer) -> Phase {
    buffer.append(",\"Content\":")
    return .content(ContentJSON(content))
  }

  private func beginParts(into buffer: inout ByteBuffer) -> Phase {
    buffer.append(",\"MIME\":null},\"Created\":\"")
    buffer.append(rfc3339: message.created)
    buffer.append("\",\"MIME\":")
    return .parts(PartsJSON(of: content))
  }

  private func beginRawRecipients(into buffer: inout ByteBuffer) -> Phase {
    buffer.append(",\"Raw\":{\"From\":")
    buffer.append(jsonString: message.envelope.sender.address)
    buffer.append(",\"To\":")
    return .rawRecipients(RecipientsJSON(message.envelope.recipients, form: .asSent))
  }

  private func beginData(into buffer: inout ByteBuffer) -> Phase {
    buffer.append(",\"Data\":\"")
    return .data(TextJSON(message.data.indices))
  }

  private func end(into buffer: inout ByteBuffer) -> Phase {
    buffer.append("\",\"Helo\":")
    buffer.append(jsonString: message.envelope.helo)
    buffer.append("}}")
    return .written
  }
}
