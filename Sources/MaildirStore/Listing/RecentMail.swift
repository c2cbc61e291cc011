internal import DequeModule
internal import MailStore

/// The messages that were stored last, whole, so that who asks for them at once needs no file.
struct RecentMail: Sendable {
  private let limit: Int
  private var messages: [MessageID: StoredMessage] = [:]
  private var order: Deque<StoredMessage> = []
  private var bytes = 0

  /// Keeps at most `limit` bytes.
  init(limit: Int) {
    self.limit = limit
  }

  subscript(id: MessageID) -> StoredMessage? { messages[id] }

  mutating func add(_ message: StoredMessage) {
    // One that would push all others out is read from its file.
    guard message.footprint <= limit / 4 else { return }
    messages[message.id] = message
    order.append(message)
    bytes += message.footprint
    while bytes > limit, let oldest = order.popFirst() { forget(oldest) }
  }

  mutating func remove(_ id: MessageID) {
    guard let message = messages[id] else { return }
    order.removeAll { $0 === message }
    forget(message)
  }

  mutating func removeAll() {
    self = RecentMail(limit: limit)
  }

  private mutating func forget(_ message: StoredMessage) {
    bytes -= message.footprint
    if messages[message.id] === message { messages[message.id] = nil }
  }
}
