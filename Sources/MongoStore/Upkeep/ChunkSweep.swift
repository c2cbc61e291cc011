internal import Guarding

/// Deletes pieces of messages that came to nothing, because their writer died before it wrote the message itself.
///
/// A piece says who wrote it, and for which of his deeds. It is of no use if there is no message of that deed and none
/// comes any more: because its writer has said that he is done with it, or has been unknown for so long that he is not
/// coming back. A writer who was stopped for long begins again (`Batch`).
final class ChunkSweep: Sendable {
  /// The most pieces that are looked at in one round.
  private static let batch = 500

  private struct State {
    var lastRound: ContinuousClock.Instant?
    /// The name of the last piece that was looked at; nil for a walk that begins.
    var position: String?
    /// Since when writers have been unknown.
    var unknown: [String: ContinuousClock.Instant] = [:]
  }

  private let state = Guarded(State())

  /// Looks at some pieces, if it is time to, and returns how many went; blocks.
  func apply(
    _ shared: SharedState,
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> Int {
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      guard state.lastRound.map({ now - $0 >= configuration.sweepInterval }) ?? true else { return false }
      state.lastRound = now
      return true
    }
    guard isDue else { return 0 }
    let names = try names(behind: state.withLock { $0.position }, through: client, in: configuration)
    let pieces = Dictionary(grouping: names) { MessageChunks.stamp(ofPiece: $0) }
    let over = pieces.keys.compactMap(\.self).filter { stamp in
      isOver(stamp, shared.origins[stamp.origin], now: now, age: configuration.orphanAge)
    }
    // Asked last: whoever is done now was done before.
    let kept = try messages(of: over, through: client, in: configuration)
    let orphans = over.filter { !kept.contains($0) }.flatMap { pieces[$0] ?? [] }
    try client.deleteChunks(orphans, of: configuration)
    state.withLock { state in
      state.position = names.count < Self.batch ? nil : names.last
      state.unknown = state.unknown.filter { shared.origins[$0.key] == nil }
    }
    return orphans.count
  }

  private func names(
    behind position: String?,
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> [String] {
    let options = BSONWriter.document { writer in
      writer.document("projection") { $0.int32("_id", 1) }
      writer.document("sort") { $0.int32("_id", 1) }
      writer.int64("limit", Int64(Self.batch))
    }
    let filter = BSONWriter.document { writer in
      writer.document("_id") { $0.string("$gt", position ?? "") }
    }
    return try client.all(
      in: configuration.chunkCollection,
      of: configuration.database,
      filter,
      options: options
    ).compactMap { $0["_id"]?.text }
  }

  /// Whether a deed has come to its end, for good or ill.
  private func isOver(
    _ stamp: Stamp,
    _ origin: SharedState.Origin?,
    now: ContinuousClock.Instant,
    age: Duration
  ) -> Bool {
    if let origin { return stamp.number <= origin.settled }
    return state.withLock { state in
      let since = state.unknown[stamp.origin] ?? now
      state.unknown[stamp.origin] = since
      return now - since >= age
    }
  }

  /// Those of the deeds of which there is a message.
  private func messages(
    of stamps: [Stamp],
    through client: borrowing MongoClient,
    in configuration: MongoConfiguration
  ) throws(MongoFailure) -> Set<Stamp> {
    var found: Set<Stamp> = []
    for (origin, stamps) in Dictionary(grouping: stamps, by: \.origin) {
      let filter = BSONWriter.document { writer in
        writer.string("hoglet.origin", origin)
        writer.document("hoglet.n") { writer in
          writer.array("$in") { writer in
            for (index, stamp) in stamps.enumerated() { writer.int64(.index(index), stamp.number) }
          }
        }
      }
      try client.find(
        in: configuration.collection,
        of: configuration.database,
        filter,
        options: StampedDocument.options
      ) {
        if let stamp = MessageDocument($0).stamp { found.insert(stamp) }
        return true
      }
    }
    return found
  }
}
