internal import Bytes
internal import HTTP
internal import MailStore

/// Makes the JSON of messages while the client reads: one of them, an array, or a page of version 2.
final class MessagesBody: BodySource {
  private enum Phase {
    /// Nothing is written.
    case unwritten
    /// In front of the message of that place.
    case betweenMessages(Int)
    /// In the message of that place.
    case message(Int, MessageJSON)
  }

  private let opening: [UInt8]
  private let messages: [StoredMessage]
  private let closing: [UInt8]
  private var phase = Phase.unwritten

  private init(opening: [UInt8], messages: [StoredMessage], closing: [UInt8]) {
    (self.opening, self.messages, self.closing) = (opening, messages, closing)
  }

  /// One message, not in an array.
  convenience init(_ message: StoredMessage) {
    self.init(opening: [], messages: [message], closing: [])
  }

  /// An array, which is all that version 1 knows.
  convenience init(array messages: [StoredMessage]) {
    self.init(opening: Array("[".utf8), messages: messages, closing: Array("]".utf8))
  }

  /// A page of all messages that there are or that a search found; `start` is what the client asked for.
  convenience init(page: MessagePage, start: Int) {
    var opening = ByteBuffer()
    opening.append("{\"total\":")
    opening.append(decimal: page.total)
    opening.append(",\"count\":")
    opening.append(decimal: page.messages.count)
    opening.append(",\"start\":")
    opening.append(decimal: start)
    opening.append(",\"items\":[")
    self.init(opening: opening.take(), messages: page.messages, closing: Array("]}".utf8))
  }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while buffer.count < target {
      switch phase {
      case .unwritten:
        buffer.append(contentsOf: opening)
        phase = .betweenMessages(0)
      case .betweenMessages(let index) where index < messages.count:
        if index > 0 { buffer.append(",") }
        phase = .message(index, MessageJSON(messages[index]))
      case .betweenMessages:
        buffer.append(contentsOf: closing)
        return .done
      case .message(let index, var message):
        let progress = message.write(into: &buffer, target: target)
        phase = progress == .done ? .betweenMessages(index + 1) : .message(index, message)
      }
    }
    return .more
  }
}
