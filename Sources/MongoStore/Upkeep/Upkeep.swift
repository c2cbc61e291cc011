internal import Guarding
internal import Logging
internal import MailStore

/// What has to be done now and then: deleting what came too late, and what only one replica does.
final class Upkeep: Sendable {
  private static let interval = Duration.milliseconds(500)

  private let connection: Connection
  private let revocations: Revocations
  private let lease: LeaseHolder
  private let retention: Retention
  private let housekeeping = Housekeeping()
  private let chunkSweep = ChunkSweep()
  /// What was read last and not attended to yet.
  private let news = Guarded<(shared: SharedState, silent: [String])?>(nil)
  private let queue = Guarded<WakefulQueue?>(nil)
  private let indexing = Guarded<WakefulQueue?>(nil)

  init(connection: Connection, revocations: Revocations, lease: LeaseHolder, retention: Retention) {
    (self.connection, self.revocations) = (connection, revocations)
    (self.lease, self.retention) = (lease, retention)
  }

  func start() {
    let queue = WakefulQueue(label: "mongo-upkeep") { [weak self] in
      self?.work()
      return Self.interval
    }
    let indexing = WakefulQueue(label: "mongo-indexes") { [weak self] in self?.ensureIndexes() }
    self.queue.withLock { $0 = queue }
    self.indexing.withLock { $0 = indexing }
    queue.wake()
  }

  func stop() {
    queue.withLock { $0?.stop() }
    indexing.withLock { $0?.stop() }
  }

  /// Takes note of what all replicas share, and of those who have long been silent.
  func note(_ shared: SharedState, silent: [String]) {
    news.withLock { $0 = (shared, silent) }
  }

  /// Sees to it that a database which has come, or come back, has its indexes.
  func databaseIsBack() {
    indexing.withLock { $0 }?.wake()
  }

  private func work() {
    revocations.apply()
    guard let news = news.withLock({ $0.take() }) else { return }
    do {
      let count = try connection.use { client throws(MongoFailure) in
        let configuration = connection.configuration
        try lease.attend(to: news.shared.lease, through: client, in: configuration)
        guard lease.holds else { return try retention.finish(through: client) }
        try housekeeping.apply(news.shared, silent: news.silent, through: client, in: configuration)
        let orphans = try chunkSweep.apply(news.shared, through: client, in: configuration)
        if orphans > 0 {
          connection.logger.debug(
            "removed pieces of messages that were never stored",
            metadata: ["mongo.pieces": "\(orphans)"]
          )
        }
        return try retention.apply(through: client)
      }
      guard count > 0 else { return }
      connection.logger.debug("removed the oldest messages", metadata: ["mail.removed": "\(count)"])
    } catch {
      connection.logger.debug("could not keep to the limits", metadata: ["error": "\(error)"])
    }
  }

  /// Builds what is missing and says when to try again; nil when all is there.
  private func ensureIndexes() -> Duration? {
    do {
      try connection.use { client throws(MongoFailure) in
        try Indexes.ensure(in: connection.configuration, through: client)
      }
      return nil
    } catch {
      // Where there is no answer at all, the connection has told so.
      connection.logger.log(
        level: error.isAnswer ? .warning : .debug,
        "no indexes yet",
        metadata: ["error": "\(error)"]
      )
      return .seconds(5)
    }
  }
}
