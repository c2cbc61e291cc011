internal import Guarding

/// Clears away what replicas left for each other and nobody will ask for any more.
final class Housekeeping: Sendable {
  /// After how long without a sign a replica is forgotten; should it come back, it makes itself known again.
  static let silence = Duration.seconds(600)

  private let milestones = Guarded(Milestones())

  /// Clears away, at most once a minute.
  ///
  /// - Parameters:
  ///   - shared: What the replicas say of themselves.
  ///   - silent: Those who have said nothing for `silence`.
  ///   - client: Through which to do it.
  ///   - configuration: Where.
  /// - Throws: What the server says; it is tried again in a minute.
  func apply(
    _ shared: SharedState,
    silent: [String],
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) {
    let settled = shared.origins.mapValues(\.settled)
    guard let old = milestones.withLock({ $0.pass(settled, now: .now) }) else { return }
    for (origin, number) in old {
      try client.write(
        DeleteCommand.document(from: configuration.journalCollection) { query in
          query.string("origin", origin)
          query.document("n") { $0.int64("$lte", number) }
        },
        to: configuration.database
      )
    }
    for origin in silent {
      try client.write(
        DeleteCommand.document(from: configuration.journalCollection) { $0.string("origin", origin) },
        to: configuration.database
      )
      try client.write(
        DeleteCommand.document(from: configuration.sharedCollection) {
          $0.string("_id", SharedState.name(ofOrigin: origin))
        },
        to: configuration.database
      )
    }
  }
}
