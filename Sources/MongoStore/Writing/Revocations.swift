internal import Guarding
internal import MailStore

/// Deletes messages again whose senders heard that they were not stored.
///
/// More than once: a server that hung has writes of ours in its buffers, and does them when it goes on.
final class Revocations: Sendable {
  /// The most that are deleted at once: after a long outage there may be more than one command can name.
  private static let batch = 1_000
  /// How long after a deletion to look once more.
  private static let pauses: [Duration] = [.seconds(1), .seconds(5), .seconds(30), .seconds(120)]

  struct Revocation: Sendable {
    let id: MessageID
    let stamp: Stamp
    let chunkNames: [String]
    /// How often it has been deleted.
    var round = 0
    var due = ContinuousClock.now
  }

  private let connection: Connection
  private let ledger: Ledger
  private let pending = Guarded<[Revocation]>([])

  init(connection: Connection, ledger: Ledger) {
    (self.connection, self.ledger) = (connection, ledger)
  }

  /// Deletes `message` soon, if it is there or comes to be.
  func add(_ message: StoredMessage, _ stamp: Stamp) {
    let needsChunks = message.data.count > MessageEncoder.sizeLimit / 3
    let chunkCount = needsChunks ? MessageChunks.count(of: message) : 0
    let names = MessageChunks.names(of: stamp, count: chunkCount)
    let revocation = Revocation(id: message.id, stamp: stamp, chunkNames: names)
    pending.withLock { $0.append(revocation) }
  }

  /// Deletes what is due; blocks.
  func apply() {
    while applyBatch() {}
  }

  /// Deletes as much as is deleted at once, and says whether there may be more.
  private func applyBatch() -> Bool {
    let now = ContinuousClock.now
    let due = pending.withLock { pending in
      let due = Array(pending.lazy.filter { $0.due <= now }.prefix(Self.batch))
      var rest = due.count
      pending.removeAll { revocation in
        guard rest > 0, revocation.due <= now else { return false }
        rest -= 1
        return true
      }
      return due
    }
    guard !due.isEmpty else { return false }
    do {
      try connection.use { client throws(MongoFailure) in try delete(due, through: client) }
      let rest = due.compactMap { next(after: $0, now: now) }
      pending.withLock { $0 += rest }
      return due.count == Self.batch
    } catch {
      pending.withLock { $0 += due }
      return false
    }
  }

  private func next(after revocation: Revocation, now: ContinuousClock.Instant) -> Revocation? {
    if revocation.round == 0 { ledger.settle(revocation.stamp) }
    guard revocation.round < Self.pauses.count else { return nil }
    var next = revocation
    next.due = now + Self.pauses[revocation.round]
    next.round += 1
    return next
  }

  private func delete(_ due: [Revocation], through client: borrowing MongoClient) throws(MongoFailure) {
    let configuration = connection.configuration
    let messages = DeleteCommand.document(from: configuration.collection) { query in
      query.string("hoglet.origin", ledger.origin)
      query.document("hoglet.n") { writer in
        writer.array("$in") { writer in
          for (index, revocation) in due.enumerated() {
            writer.int64(.index(index), revocation.stamp.number)
          }
        }
      }
    }
    try client.write(messages, to: configuration.database)
    try client.deleteChunks(due.flatMap(\.chunkNames), of: configuration)
  }
}
