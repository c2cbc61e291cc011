internal import Bytes
internal import MailStore
internal import MaildirStore

/// A store that keeps within limits by giving up its oldest messages.
protocol RetainingStore: LendingStore {
  /// How many messages there are, what they take in bytes, and how many have gone because of a limit.
  var retained: (count: Int, bytes: Int, evicted: Int) { get }

  /// Sees to it that what is too old goes; never waits.
  func removeExpired(now: Timestamp)
}

extension MemoryStore: RetainingStore {
  var retained: (count: Int, bytes: Int, evicted: Int) {
    let statistics = statistics
    return (statistics.count, statistics.bytes, statistics.evicted)
  }

  func removeExpired(now: Timestamp) { expire(now: now) }
}

extension MaildirStore: RetainingStore {
  var retained: (count: Int, bytes: Int, evicted: Int) {
    let statistics = statistics
    return (statistics.count, statistics.bytes, statistics.evicted)
  }

  func removeExpired(now: Timestamp) { tick(now: now) }
}
