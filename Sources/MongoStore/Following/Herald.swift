internal import Guarding

/// Tells the other replicas up to which number this one is done, and that it lives.
final class Herald: Sendable {
  private let connection: Connection
  private let ledger: Ledger
  private let said = Guarded<Int64>(0)
  private let queue = Guarded<WakefulQueue?>(nil)

  init(connection: Connection, ledger: Ledger) {
    (self.connection, self.ledger) = (connection, ledger)
  }

  /// The last number that the database has heard of.
  var lastSaid: Int64 { said.withLock { $0 } }

  /// Speaks once a second from now on.
  func start() {
    let queue = WakefulQueue(label: "mongo-herald") { [weak self] in
      self?.speak()
      return .seconds(1)
    }
    self.queue.withLock { $0 = queue }
    queue.wake()
  }

  func stop() {
    queue.withLock { $0?.stop() }
  }

  /// Speaks soon; what is said meanwhile is said at once.
  func announce() {
    queue.withLock { $0 }?.wake()
  }

  private func speak() {
    let number = ledger.settled
    let configuration = connection.configuration
    let command = UpdateCommand.document(
      in: configuration.sharedCollection,
      named: SharedState.name(ofOrigin: ledger.origin)
    ) { update in
      update.document("$set") { $0.int64("settled", number) }
      update.document("$inc") { $0.int64("beat", 1) }
    }
    do {
      // Should it get lost, the next one says it again.
      try connection.use { client throws(MongoFailure) in
        _ = try client.write(command, to: configuration.database, isDurable: false)
      }
      said.withLock { $0 = number }
    } catch {
      // Said again in a second; the connection has taken note.
    }
  }
}
