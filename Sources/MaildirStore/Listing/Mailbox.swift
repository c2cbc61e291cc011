internal import Guarding
internal import MailStore

/// What is known of the messages without looking at the disk; the folder's actor alone changes it.
final class Mailbox: Sendable {
  struct Contents: Sendable {
    var list: MailList
    var recent: RecentMail
    /// How many messages went because of a limit.
    var evicted = 0
  }

  let events = MailEvents()
  private let contents: Guarded<Contents>

  init(list: MailList, recentBytes: Int) {
    contents = Guarded(Contents(list: list, recent: RecentMail(limit: recentBytes)))
  }

  /// All messages, oldest first.
  var entries: [Entry] { contents.withLock { $0.list.entries } }

  /// The time of the newest message, if there is any.
  var newestTime: Int64? { contents.withLock { $0.list.newest?.modified } }

  /// The message of that name.
  subscript(id: MessageID) -> Entry? { contents.withLock { $0.list[id] } }

  /// The messages of this moment.
  var list: MailList { contents.withLock { $0.list } }

  /// The numbers of this moment.
  var statistics: MaildirStore.Statistics {
    contents.withLock {
      MaildirStore.Statistics(count: $0.list.count, bytes: $0.list.bytes, evicted: $0.evicted)
    }
  }

  /// A message that is at hand.
  func recent(_ id: MessageID) -> StoredMessage? { contents.withLock { $0.recent[id] } }

  /// Adds messages, each with its entry, and tells of them; those of a name that is taken are left out.
  func add(_ messages: [(entry: Entry, message: StoredMessage?)]) {
    contents.withLock { contents in
      for (entry, message) in messages where contents.list.insert(entry) {
        if let message { contents.recent.add(message) }
        events.publish(.stored(entry.id))
      }
    }
  }

  /// Puts an entry in place of another of its name, and tells that something has changed.
  func replace(_ entry: Entry) {
    contents.withLock { contents in
      if let known = contents.list[entry.id], known == entry, known.size == entry.size {
        contents.list.replace(entry)
        contents.recent[entry.id]?.note(isRead: entry.isRead)
      } else {
        contents.list.remove(entry.id)
        contents.recent.remove(entry.id)
        contents.list.insert(entry)
      }
      events.publish(.updated(entry.id))
    }
  }

  /// Removes messages and tells of them; those that are not there are left out.
  func remove(_ ids: [MessageID]) {
    contents.withLock { contents in
      for id in ids where contents.list.remove(id) != nil {
        contents.recent.remove(id)
        events.publish(.deleted(id))
      }
    }
  }

  /// Removes all messages and tells of it.
  func removeAll() {
    contents.withLock { contents in
      contents.list = MailList()
      contents.recent.removeAll()
      events.publish(.cleared)
    }
  }

  /// Removes the oldest messages as long as a limit is passed, or they were written at or before `time`, tells of them
  /// and returns them.
  func evict(_ limits: RetentionLimits, through time: Int64? = nil) -> [Entry] {
    contents.withLock { contents in
      var gone: [Entry] = []
      while let oldest = contents.list.oldest {
        let isTooMuch =
          contents.list.count > 1
          && (contents.list.count > limits.count ?? .max || contents.list.bytes > limits.bytes ?? .max)
        let isTooOld = time.map { oldest.modified <= $0 } ?? false
        guard isTooMuch || isTooOld else { break }
        contents.list.remove(oldest.id)
        contents.recent.remove(oldest.id)
        contents.evicted += 1
        events.publish(.deleted(oldest.id))
        gone.append(oldest)
      }
      return gone
    }
  }
}
