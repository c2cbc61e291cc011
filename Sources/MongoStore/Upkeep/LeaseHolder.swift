internal import Guarding

/// Sees to it that one replica at a time looks after what all share.
///
/// No clock is compared with another's: who has the lease renews a count, and who sees it stand still for long by his own
/// clock takes it, if it is still the same. He who had it has stopped believing in it well before.
final class LeaseHolder: Sendable {
  /// How often it is renewed.
  private static let renewal = Duration.seconds(2)
  /// For how long after its last renewal a replica relies on it.
  private static let trust = Duration.seconds(6)
  /// For how long it has to stand still before another takes it.
  private static let patience = Duration.seconds(10)

  private struct State {
    var seen: SharedState.Lease?
    var seenSince = ContinuousClock.now
    var renewed: ContinuousClock.Instant?
  }

  private let name: String
  private let state = Guarded(State())

  /// A holder that goes by `name`.
  init(name: String) {
    self.name = name
  }

  /// Whether this replica is the one, for as long as a deletion takes.
  var holds: Bool {
    state.withLock { $0.renewed.map { .now - $0 < Self.trust } ?? false }
  }

  /// Takes or renews the lease if it is time to; `lease` is what the database says.
  func attend(
    to lease: SharedState.Lease?,
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) {
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      if lease != state.seen { (state.seen, state.seenSince) = (lease, now) }
      guard let lease else { return true }
      if lease.owner == name { return state.renewed.map { now - $0 >= Self.renewal } ?? true }
      state.renewed = nil
      return now - state.seenSince >= Self.patience
    }
    guard isDue else { return }
    let command = UpdateCommand.document(
      in: configuration.sharedCollection,
      named: SharedState.leaseName,
      onlyIf: { query in
        guard let lease else { return }
        query.string("owner", lease.owner)
        query.int64("beat", lease.beat)
      },
      upsert: lease == nil
    ) { update in
      if lease == nil {
        update.document("$setOnInsert") { writer in
          writer.string("owner", name)
          writer.int64("beat", 1)
        }
      } else {
        update.document("$set") { $0.string("owner", name) }
        update.document("$inc") { $0.int64("beat", 1) }
      }
    }
    let reply = try client.write(command, to: configuration.database)
    // An upsert that found a lease has changed nothing; the next look shows whose it is.
    let isOurs = reply.matchedCount > 0 && (lease != nil || reply["upserted"] != nil)
    state.withLock { $0.renewed = isOurs ? now : nil }
  }
}
