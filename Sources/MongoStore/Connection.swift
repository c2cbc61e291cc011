internal import Guarding
internal import Logging

/// The way to the database, for all who need it: made when first used and again if that failed.
final class Connection: Sendable {
  let configuration: MongoConfiguration
  let logger: Logger
  private let seeds: SharedSeeds

  private struct State {
    var pool: MongoPool?
    /// When the database last answered.
    var lastContact: ContinuousClock.Instant?
    /// Whether it did when it was last asked.
    var isUp = false
    /// What has been told since.
    var complaints = Complaints()
  }

  private let state = Guarded(State())
  private let preparation = Preparation()

  init(_ configuration: MongoConfiguration, seeds: SharedSeeds, logger: Logger) {
    (self.configuration, self.seeds, self.logger) = (configuration, seeds, logger)
  }

  /// Calls `body` with a client and takes note of whether the database answers; blocks.
  func use<Result>(
    _ body: (borrowing MongoClient) throws(MongoFailure) -> Result
  ) throws(MongoFailure) -> Result {
    let client = try pool().client()
    do {
      try preparation.ensure { () throws(MongoFailure) in
        try Collections.ensure(in: configuration, through: client)
        try seeds.sow(in: configuration, through: client, logger: logger)
      }
      let result = try body(client)
      noteContact()
      return result
    } catch {
      // A server without change streams is asked for them again and again, and nothing is wrong with it.
      if error.meansNoChangeStreams { noteContact() } else { noteFailure(error) }
      throw error
    }
  }

  /// Has what a new database needs made again, before anything else is done.
  func prepareAnew() {
    preparation.reset()
  }

  /// How long ago the database last answered; nil if it has not, or did not when last asked.
  var silence: Duration? {
    state.withLock { state in
      guard state.isUp, let last = state.lastContact else { return nil }
      return .now - last
    }
  }

  private func pool() throws(MongoFailure) -> MongoPool {
    if let pool = state.withLock({ $0.pool }) { return pool }
    let pool: MongoPool
    do {
      try MongoDriver.start(logger: logger)
      pool = try MongoPool(
        configuration.address,
        timeout: Int32(clamping: configuration.timeout.milliseconds)
      )
    } catch {
      noteFailure(error)
      throw error
    }
    return state.withLock { state in
      // Another thread may have been faster.
      let kept = state.pool ?? pool
      state.pool = kept
      return kept
    }
  }

  private func noteContact() {
    let isNews = state.withLock { state in
      state.lastContact = .now
      state.complaints.forget()
      defer { state.isUp = true }
      return !state.isUp
    }
    if isNews { logger.info("Connected to MongoDB") }
  }

  private func noteFailure(_ failure: MongoFailure) {
    // What answers next may be another database behind the same name.
    if !failure.isAnswer { preparation.reset() }
    let isNews = state.withLock { state in
      state.isUp = false
      return state.complaints.isNews("\(failure)", now: .now)
    }
    logger.log(
      level: isNews ? .error : .debug,
      "MongoDB does not answer",
      metadata: ["error": "\(failure)"]
    )
  }
}

extension Duration {
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
  }
}
