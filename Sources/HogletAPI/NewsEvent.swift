public import Bytes
public import MailStore

/// Something that the stream of events tells, as the HTML standard's section on server-sent events has it.
public enum NewsEvent: Sendable {
  /// The stream stands.
  case hello(version: String)
  /// A message came.
  case stored(StoredMessage)
  /// What is known of a message has changed.
  case updated(MessageID, isRead: Bool)
  /// A message went.
  case deleted(MessageID)
  /// All messages went.
  case cleared
  /// Some events are missing: everything is to be loaded again.
  case reset

  /// What is sent when there is nothing to tell, so that those in between do not close the connection.
  public static let keepAlive: StaticString = ":\n\n"

  /// Writes the event; `id` is the place behind it.
  public func write(id: ByteString, into buffer: inout ByteBuffer) {
    buffer.append("event: ")
    buffer.append(name)
    buffer.append("\nid: ")
    buffer.append(contentsOf: id)
    buffer.append("\ndata: ")
    switch self {
    case .hello(let version):
      buffer.append("{\"version\":")
      buffer.append(jsonString: ByteString(version))
      buffer.append("}")
    case .stored(let message): buffer.append(summaryOf: message)
    case .updated(let message, let isRead): buffer.append(stateOf: message, isRead: isRead)
    case .deleted(let message):
      buffer.append("{\"id\":")
      buffer.append(jsonString: message.text)
      buffer.append("}")
    case .cleared, .reset: buffer.append("{}")
    }
    buffer.append("\n\n")
  }

  private var name: StaticString {
    switch self {
    case .hello: "hello"
    case .stored: "stored"
    case .updated: "updated"
    case .deleted: "deleted"
    case .cleared: "cleared"
    case .reset: "reset"
    }
  }
}
