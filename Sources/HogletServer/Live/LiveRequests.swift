internal import MailStore

/// The messages that subscribers wait for.
///
/// Got one after the other, and the one that was wanted last first: those who are up to date do not wait for those who are
/// behind.
struct LiveRequests {
  private var wanted: [MessageID] = []
  private var feeds: [MessageID: [ObjectIdentifier: LiveFeed]] = [:]
  private var current: MessageID?

  mutating func add(_ id: MessageID, for feed: LiveFeed) {
    if feeds[id] == nil { wanted.append(id) }
    feeds[id, default: [:]][ObjectIdentifier(feed)] = feed
  }

  /// Forgets a subscriber that has left.
  mutating func remove(_ feed: LiveFeed) {
    guard let id = feed.expected else { return }
    feeds[id]?[ObjectIdentifier(feed)] = nil
    guard feeds[id]?.isEmpty == true, id != current else { return }
    feeds[id] = nil
    wanted.removeAll { $0 == id }
  }

  /// The message to get now; nil while one is being got, or if none is wanted.
  mutating func begin() -> MessageID? {
    guard current == nil, let id = wanted.popLast() else { return nil }
    current = id
    return id
  }

  /// Says who waited for the message that was got.
  mutating func end() -> [LiveFeed] {
    guard let id = current.take(), let feeds = feeds.removeValue(forKey: id) else { return [] }
    return Array(feeds.values)
  }
}
