internal import Bytes
internal import Logging
internal import MailStore

/// Keeps a memory store within its limits of age, and tells of what went.
///
/// Lives on the HTTP loop.
final class Retention {
  private let store: MemoryStore
  private let logger: Logger
  private var evicted = 0

  init(store: MemoryStore, logger: Logger) {
    self.store = store
    self.logger = logger
  }

  /// The limits that `settings` ask for; bytes are limited in any case where the memory is known.
  static func limits(for settings: Settings, memory: MemoryLimit? = .current()) -> RetentionLimits {
    RetentionLimits(
      count: settings.maximumMessages,
      age: settings.maximumAge?.wholeSeconds,
      bytes: settings.maximumBytes ?? memory?.storeBytes
    )
  }

  /// Removes what is too old, and logs once how much has gone since the last call.
  func apply() {
    store.expire(now: WallClock.now())
    let statistics = store.statistics
    guard statistics.evicted > evicted else { return }
    // Not at info: what a limit removes is in order, and MailHog's start lines stand alone there.
    logger.debug(
      "removed the oldest messages",
      metadata: [
        "mail.removed": "\(statistics.evicted - evicted)",
        "mail.kept": "\(statistics.count)",
        "mail.bytes": "\(statistics.bytes)",
      ]
    )
    evicted = statistics.evicted
  }
}
