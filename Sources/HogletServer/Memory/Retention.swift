internal import Bytes
internal import Logging
internal import MailStore

/// Keeps a store within its limits of age, and tells of what went.
///
/// Lives on the HTTP loop.
final class Retention {
  private let store: any RetainingStore
  private let logger: Logger
  private var evicted = 0

  init(store: any RetainingStore, logger: Logger) {
    self.store = store
    self.logger = logger
  }

  /// The limits that `settings` ask for; bytes of memory are limited in any case where it is known.
  static func limits(for settings: Settings, memory: MemoryLimit? = .current()) -> RetentionLimits {
    RetentionLimits(
      count: settings.maximumMessages,
      age: settings.maximumAge?.wholeSeconds,
      bytes: settings.maximumBytes ?? memory?.storeBytes
    )
  }

  /// Removes what is too old, and logs once how much has gone since the last call.
  func apply() {
    store.removeExpired(now: WallClock.now())
    let retained = store.retained
    guard retained.evicted > evicted else { return }
    // Not at info: what a limit removes is in order, and MailHog's start lines stand alone there.
    logger.debug(
      "removed the oldest messages",
      metadata: [
        "mail.removed": "\(retained.evicted - evicted)",
        "mail.kept": "\(retained.count)",
        "mail.bytes": "\(retained.bytes)",
      ]
    )
    evicted = retained.evicted
  }
}
