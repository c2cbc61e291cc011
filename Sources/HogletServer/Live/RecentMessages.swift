internal import DequeModule
internal import MailStore

/// The messages that subscribers have come to lately, so that each is got and made ready once for those who are in step.
struct RecentMessages {
  private struct Held {
    let id: MessageID
    /// Weak, as only those who read it keep it.
    weak var message: LargeLiveMessage?
  }

  /// What the small ones may take, in bytes.
  private static let smallBytes = 1024 * 1024

  private var small: [MessageID: SmallLiveMessage] = [:]
  /// The names of the small ones, oldest first.
  private var order: Deque<MessageID> = []
  private var bytes = 0
  /// Oldest first.
  private var large: [Held] = []

  func find(_ id: MessageID) -> LiveMessage? {
    if let message = small[id] { return .small(message) }
    return large.last { $0.id == id }?.message.map { .large($0) }
  }

  mutating func keep(_ message: LiveMessage, named id: MessageID) {
    switch message {
    case .small(let message):
      guard small.updateValue(message, forKey: id) == nil else { return }
      order.append(id)
      bytes += message.footprint
      while bytes > Self.smallBytes, let oldest = order.popFirst() {
        bytes -= small.removeValue(forKey: oldest)?.footprint ?? 0
      }
    case .large(let message):
      large.removeAll { $0.message == nil }
      large.append(Held(id: id, message: message))
    }
  }

  /// Takes out the oldest of the large ones if they are more than one and take more than `limit` bytes.
  mutating func oldestBeyond(_ limit: Int) -> LargeLiveMessage? {
    large.removeAll { $0.message == nil }
    let bytes = large.reduce(0) { $0 + ($1.message?.footprint ?? 0) }
    guard large.count > 1, bytes > limit else { return nil }
    return large.removeFirst().message
  }
}
