import Bytes

/// All that a memory store holds and counts, to be guarded as a whole.
struct MemoryStoreContents: Sendable {
  /// The messages.
  private(set) var list = MessageList()
  /// What all messages together cost, as `StoredMessage.footprint` counts.
  private(set) var bytes = 0
  /// How many messages nobody has read.
  private(set) var unread = 0
  /// How many messages went because of a limit.
  private(set) var evicted = 0
  private var sequences: [MessageID: UInt64] = [:]
  private var nextSequence: UInt64 = 0

  /// Adds a message and returns what had to go for it; nil if one of its name is there.
  mutating func insert(_ message: StoredMessage, limits: RetentionLimits) -> [StoredMessage]? {
    guard sequences[message.id] == nil else { return nil }
    sequences[message.id] = nextSequence
    list.append(MessageList.Entry(sequence: nextSequence, message: message))
    nextSequence += 1
    bytes += message.footprint
    if !message.isRead { unread += 1 }
    var gone: [StoredMessage] = []
    while list.count > 1, list.count > limits.count ?? .max || bytes > limits.bytes ?? .max {
      if let message = evictOldest() { gone.append(message) }
    }
    return gone
  }

  /// Removes the oldest messages as long as they were created at or before `time`, and returns them.
  mutating func evict(through time: Int64) -> [StoredMessage] {
    var gone: [StoredMessage] = []
    while let oldest = list.oldest, oldest.created.nanoseconds <= time {
      if let message = evictOldest() { gone.append(message) }
    }
    return gone
  }

  /// Removes a message and returns it.
  mutating func remove(_ id: MessageID) -> StoredMessage? {
    guard let sequence = sequences.removeValue(forKey: id), let message = list.remove(sequence) else {
      return nil
    }
    discount(message)
    return message
  }

  /// Notes whether a message has been read, and says whether that is news.
  mutating func mark(_ id: MessageID, read: Bool) -> Bool {
    guard let message = message(id), message.note(isRead: read) else { return false }
    unread += read ? -1 : 1
    return true
  }

  /// The message of that name.
  func message(_ id: MessageID) -> StoredMessage? {
    sequences[id].flatMap(list.message)
  }

  /// Removes all messages, and returns them for the caller to free.
  mutating func removeAll() -> MemoryStoreContents {
    let removed = self
    self = MemoryStoreContents()
    // Numbers are not used again: a reader's copy and the new list never mean different messages by one.
    nextSequence = removed.nextSequence
    evicted = removed.evicted
    return removed
  }

  private mutating func evictOldest() -> StoredMessage? {
    guard let message = list.removeOldest() else { return nil }
    sequences[message.id] = nil
    discount(message)
    evicted += 1
    return message
  }

  private mutating func discount(_ message: StoredMessage) {
    bytes -= message.footprint
    if !message.isRead { unread -= 1 }
  }
}
