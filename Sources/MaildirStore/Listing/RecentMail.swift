internal import DequeModule
package import MailStore

/// The messages that were stored last, whole, so that who asks for them at once needs no file.
package struct RecentMail: Sendable {
  private let limit: Int
  private var messages: [MessageID: StoredMessage] = [:]
  private var order: Deque<StoredMessage> = []
  private var bytes = 0

  /// Keeps at most `limit` bytes.
  package init(limit: Int) {
    self.limit = limit
  }

  package subscript(id: MessageID) -> StoredMessage? { messages[id] }

  package mutating func add(_ message: StoredMessage) {
    // One that would push all others out is read from its file.
    guard message.footprint <= limit / 4 else { return }
    messages[message.id] = message
    order.append(message)
    bytes += message.footprint
    while bytes > limit, let oldest = order.popFirst() { forget(oldest) }
  }

  package mutating func remove(_ id: MessageID) {
    guard let message = messages[id] else { return }
    // What goes is nearly always one of the oldest.
    if let place = order.firstIndex(where: { $0 === message }) { order.remove(at: place) }
    forget(message)
  }

  package mutating func removeAll() {
    self = RecentMail(limit: limit)
  }

  private mutating func forget(_ message: StoredMessage) {
    bytes -= message.footprint
    if messages[message.id] === message { messages[message.id] = nil }
  }
}
