internal import Bytes
internal import MailStore

/// What a store does by itself for as long as it lives: it tells other replicas of itself, follows what they and MailHog do,
/// and keeps the collection in order.
struct Duties: Sendable {
  private let herald: Herald
  private let follower: Follower
  private let watcher: Watcher
  private let upkeep: Upkeep
  private let foreignMail: ForeignMail

  /// Duties that nobody attends to until `start`.
  ///
  /// - Parameters:
  ///   - connection: Where the database is.
  ///   - ledger: What this replica does itself.
  ///   - herald: Whom the other replicas listen to.
  ///   - revocations: What has to be deleted when it lands.
  ///   - jim: What to keep up to date with what others write.
  ///   - events: Where to tell what others do.
  ///   - deletion: What removes the oldest messages.
  ///   - limits: How many messages are kept.
  ///   - now: The time of day, for the limit of age.
  init(
    connection: Connection,
    ledger: Ledger,
    herald: Herald,
    revocations: Revocations,
    jim: SharedText,
    events: MailEvents,
    deletion: Deletion,
    limits: RetentionLimits,
    now: @escaping @Sendable () -> Timestamp
  ) {
    let lease = LeaseHolder(name: ledger.origin)
    let upkeep = Upkeep(
      connection: connection,
      revocations: revocations,
      lease: lease,
      retention: Retention(limits, deletion: deletion, now: now)
    )
    let follower = Follower(
      connection: connection,
      ledger: ledger,
      herald: herald,
      jim: jim,
      events: events,
      onReconnect: { upkeep.databaseIsBack() },
      onShared: { upkeep.note($0, silent: $1) }
    )
    (self.herald, self.upkeep, self.follower) = (herald, upkeep, follower)
    watcher = Watcher(connection: connection, follower: follower)
    foreignMail = ForeignMail(
      connection: connection,
      ledger: ledger,
      herald: herald,
      lease: lease,
      events: events,
      now: now
    )
  }

  func start() {
    upkeep.start()
    herald.start()
    follower.start()
    watcher.start()
    foreignMail.start()
  }

  /// Ends them all after what is being done.
  func stop() {
    foreignMail.stop()
    watcher.stop()
    follower.stop()
    herald.stop()
    upkeep.stop()
  }
}
