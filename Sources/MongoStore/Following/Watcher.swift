internal import Guarding
internal import Logging

/// Wakes the follower through a change stream, where the server has one.
final class Watcher: Sendable {
  /// How long to do without where the server has none; another may come in its place.
  private static let longPause = Duration.seconds(60)
  private static let shortPause = Duration.seconds(1)

  private let connection: Connection
  private let follower: Follower
  private let queue = Guarded<WakefulQueue?>(nil)
  private let isStopped = Guarded(false)

  init(connection: Connection, follower: Follower) {
    (self.connection, self.follower) = (connection, follower)
  }

  func start() {
    let queue = WakefulQueue(label: "mongo-watcher") { [weak self] in self?.watch() }
    self.queue.withLock { $0 = queue }
    queue.wake()
  }

  func stop() {
    isStopped.withLock { $0 = true }
    queue.withLock { $0?.stop() }
  }

  private func watch() -> Duration {
    defer { follower.setWoken(false) }
    do {
      try connection.use { client throws(MongoFailure) in try watch(through: client) }
    } catch {
      connection.logger.debug("no change stream", metadata: ["error": "\(error)"])
      return error.isAnswer ? Self.longPause : Self.shortPause
    }
    return Self.shortPause
  }

  private func watch(through client: borrowing MongoClient) throws(MongoFailure) {
    let configuration = connection.configuration
    let options = BSONWriter.document { $0.int64("maxAwaitTimeMS", 1_000) }
    guard
      let stream = client.watch(
        configuration.sharedCollection,
        of: configuration.database,
        options: options
      )
    else { return }
    while !isStopped.withLock({ $0 }) {
      let hasChanged = try stream.next()
      // The first answer shows that the server has streams at all; what came before it, a look finds.
      follower.setWoken(true)
      if hasChanged { follower.wake() }
    }
  }
}
