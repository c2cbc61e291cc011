internal import Dispatch
internal import Guarding
internal import Logging
internal import MailStore

/// Puts messages into the database, all that have come meanwhile in one batch.
///
/// While a batch is on its way the next one gathers: so the more mail comes, the fewer acknowledgements are waited for
/// per message, and none waits for a batch to fill.
final class Lane: Sendable {
  /// How long to wait after the database did not answer.
  private static let pause = DispatchTimeInterval.milliseconds(200)

  private struct State {
    var line = ArrivalLine()
    var isWorking = false
  }

  private let queue: DispatchQueue
  private let connection: Connection
  private let ledger: Ledger
  private let outcome: StoreOutcome
  private let state = Guarded(State())

  init(label: String, connection: Connection, ledger: Ledger, outcome: StoreOutcome) {
    queue = DispatchQueue(label: label)
    (self.connection, self.ledger, self.outcome) = (connection, ledger, outcome)
  }

  /// Stores `arrival` with the next batch.
  func add(_ arrival: Arrival) {
    let wasWorking = state.withLock { state in
      state.line.add(arrival)
      defer { state.isWorking = true }
      return state.isWorking
    }
    if !wasWorking { queue.async { [self] in work() } }
  }

  private func work() {
    while true {
      let (batch, given) = nextBatch()
      outcome.giveUp(given)
      if batch.isEmpty && given.isEmpty { return }
      let rest = store(batch)
      guard rest.isEmpty else {
        putBack(rest)
        return queue.asyncAfter(deadline: .now() + Self.pause) { [self] in work() }
      }
    }
  }

  /// Takes what is to be stored next, and apart from it those of whom nobody waits any more; ends the work if there is
  /// neither.
  private func nextBatch() -> (batch: [Arrival], given: [Arrival]) {
    state.withLock { state in
      let next = state.line.next()
      if next.batch.isEmpty && next.given.isEmpty { state.isWorking = false }
      return next
    }
  }

  private func putBack(_ rest: [Arrival]) {
    state.withLock { $0.line.putBack(rest) }
  }

  /// Stores a batch and returns what has to be tried again, in its order.
  private func store(_ arrivals: [Arrival]) -> [Arrival] {
    guard !arrivals.isEmpty else { return [] }
    var batch = Batch(
      arrivals.map { arrival in
        var arrival = arrival
        if arrival.stamp == nil { arrival.stamp = ledger.begin() }
        return arrival
      }
    )
    var isSent = false
    do {
      let rest = try connection.use { client throws(MongoFailure) in
        isSent = true
        return try batch.write(through: client, to: connection.configuration)
      }
      outcome.tell(of: batch)
      return rest
    } catch {
      connection.logger.debug(
        "could not store a batch",
        metadata: ["mongo.batch": "\(arrivals.count)", "error": "\(error)"]
      )
      // While the database is away most get no further than this, and need not be revoked when they are given up.
      return isSent ? batch.doubtful : batch.arrivals
    }
  }
}
