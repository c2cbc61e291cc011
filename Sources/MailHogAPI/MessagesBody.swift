internal import Bytes
internal import HTTP
internal import MailAPI
internal import MailStore

/// Makes the JSON of messages while the client reads: one of them, an array, or a page of version 2.
///
/// Lets go of each message when it is written.
final class MessagesBody: BodySource {
  private enum Phase {
    /// Nothing is written.
    case unwritten
    /// In front of a message or of the end; a comma comes first unless it is the first message.
    case betweenMessages(isFirst: Bool)
    /// In a message.
    case message(MessageJSON)
  }

  private let opening: [UInt8]
  /// The messages that are not begun, the next one last.
  private var rest: [StoredMessage]
  private let closing: [UInt8]
  private var phase = Phase.unwritten

  private init(opening: [UInt8], messages: [StoredMessage], closing: [UInt8]) {
    (self.opening, rest, self.closing) = (opening, messages.reversed(), closing)
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

  var burden: Int {
    var total = rest.reduce(0) { $0 + $1.burden }
    if case .message(let message) = phase { total += message.message.burden }
    return total
  }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while buffer.count < target {
      switch phase {
      case .unwritten:
        buffer.append(contentsOf: opening)
        phase = .betweenMessages(isFirst: true)
      case .betweenMessages(let isFirst):
        guard let next = rest.popLast() else {
          buffer.append(contentsOf: closing)
          return .done
        }
        if !isFirst { buffer.append(",") }
        phase = .message(MessageJSON(next))
      case .message(var message):
        let progress = message.write(into: &buffer, target: target)
        phase = progress == .done ? .betweenMessages(isFirst: false) : .message(message)
      }
    }
    return .more
  }
}
