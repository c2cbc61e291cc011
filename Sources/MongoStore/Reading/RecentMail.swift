internal import DequeModule
internal import Guarding
package import MailStore

/// Messages that came lately, so that thousands who hear of one do not fetch it thousands of times.
///
/// It never says that a message is there, only what its bytes are: whether it is there is asked of the database each time.
package final class RecentMail: Sendable {
  /// Bytes of all messages together.
  private static let byteLimit = 8 * 1024 * 1024
  /// Bytes of one message; larger ones would push everything else out.
  private static let messageLimit = 1024 * 1024

  private struct Entry {
    let stamp: Stamp
    let message: StoredMessage
  }

  private struct State {
    var entries: [MessageID: Entry] = [:]
    /// In the order of their coming; a name may be there twice.
    var order: Deque<Entry> = []
    var bytes = 0
  }

  private let state = Guarded(State())

  /// Nothing.
  package init() {}

  /// Keeps `message` for a while.
  package func add(_ message: StoredMessage, _ stamp: Stamp) {
    guard message.footprint <= Self.messageLimit else { return }
    let gone = state.withLock { state in
      guard state.entries[message.id]?.stamp != stamp else { return [] as [StoredMessage] }
      let entry = Entry(stamp: stamp, message: message)
      state.entries[message.id] = entry
      state.order.append(entry)
      state.bytes += message.footprint
      var gone: [StoredMessage] = []
      while state.bytes > Self.byteLimit, let oldest = state.order.popFirst() {
        state.bytes -= oldest.message.footprint
        if state.entries[oldest.message.id]?.stamp == oldest.stamp { state.entries[oldest.message.id] = nil }
        gone.append(oldest.message)
      }
      return gone
    }
    // Freed here, after the lock.
    _ = consume gone
  }

  /// Which messages of these names are kept, and with which stamps they were stored.
  package func find(_ ids: some Sequence<MessageID>) -> [MessageID: (stamp: Stamp, message: StoredMessage)] {
    state.withLock { state in
      var found: [MessageID: (stamp: Stamp, message: StoredMessage)] = [:]
      for id in ids {
        if let entry = state.entries[id] { found[id] = (entry.stamp, entry.message) }
      }
      return found
    }
  }

  /// Forgets everything.
  package func removeAll() {
    let gone = state.withLock { state in
      defer { state = State() }
      return state
    }
    _ = consume gone
  }
}
