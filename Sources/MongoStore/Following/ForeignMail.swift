internal import Bytes
internal import Guarding
internal import Logging
internal import MailStore

/// Tells of messages that another program put into the collection, as MailHog does while both run on it.
///
/// Such a message has no number of any replica. So the one that has the lease looks for new ones and gives each a number of
/// its own, with an entry in the journal. The entry is named after the message: whoever writes it first is the one who
/// tells, also where two replicas believe that they have the lease, or one takes it over.
final class ForeignMail: Sendable {
  private static let interval = Duration.milliseconds(400)
  /// How far back to look, by the seconds that drivers put into the names they give: so much clocks may differ.
  private static let window: Int64 = 300
  /// The most names of one look.
  private static let limit: Int64 = 20_000
  /// The most messages that are told at once.
  private static let batch = 500
  /// The share of its time that this may take a slow server: one part of so many.
  private static let rarity = 5

  private struct State {
    /// Names that were there when this replica came, or that have been told; nil before the first look.
    var known: Set<[UInt8]>?
    /// Entries that may have been written or not.
    var unfinished: [JournalEntry] = []
  }

  private let connection: Connection
  private let ledger: Ledger
  private let herald: Herald
  private let lease: LeaseHolder
  private let events: MailEvents
  private let now: @Sendable () -> Timestamp
  private let state = Guarded(State())
  private let queue = Guarded<WakefulQueue?>(nil)

  init(
    connection: Connection,
    ledger: Ledger,
    herald: Herald,
    lease: LeaseHolder,
    events: MailEvents,
    now: @escaping @Sendable () -> Timestamp
  ) {
    (self.connection, self.ledger, self.herald) = (connection, ledger, herald)
    (self.lease, self.events, self.now) = (lease, events, now)
  }

  func start() {
    let queue = WakefulQueue(label: "mongo-foreign") { [weak self] in self?.work() }
    self.queue.withLock { $0 = queue }
    queue.wake()
  }

  func stop() {
    queue.withLock { $0?.stop() }
  }

  private func work() -> Duration {
    let begin = ContinuousClock.now
    do {
      try connection.use { client throws(MongoFailure) in try look(through: client) }
    } catch {
      connection.logger.debug("could not look for other mail", metadata: ["error": "\(error)"])
    }
    return max(Self.interval, (ContinuousClock.now - begin) * (Self.rarity - 1))
  }

  private func look(through client: borrowing MongoClient) throws(MongoFailure) {
    try finish(through: client)
    guard let known = state.withLock({ $0.known }) else {
      let names = try names(through: client)
      return state.withLock { $0.known = Set(names) }
    }
    guard lease.holds else { return }
    let names = try names(through: client)
    let new = names.filter { !known.contains($0) }
    for start in stride(from: 0, to: new.count, by: Self.batch) {
      try tell(Array(new[start..<min(start + Self.batch, new.count)]), through: client)
    }
    // Those that are not there any more, or too old, are not found again.
    state.withLock { $0.known = Set(names) }
  }

  /// The names of what other programs stored lately, the newest first: ours are text or binary, theirs are ObjectIds.
  ///
  /// Asked of the index alone, which holds them apart.
  private func names(through client: borrowing MongoClient) throws(MongoFailure) -> [[UInt8]] {
    let configuration = connection.configuration
    let begin = ObjectName.first(ofSecond: now().milliseconds / 1_000 - Self.window)
    let options = BSONWriter.document { writer in
      writer.document("projection") { $0.int32("_id", 1) }
      writer.document("sort") { $0.int32("_id", -1) }
      writer.int64("limit", Self.limit)
    }
    return try client.all(
      in: configuration.collection,
      of: configuration.database,
      BSONWriter.document { writer in writer.document("_id") { $0.objectID("$gte", begin) } },
      options: options
    ).compactMap { document in
      if case .objectID(let name) = document["_id"] { name } else { nil }
    }
  }
}

// MARK: - Telling

extension ForeignMail {
  private func tell(_ names: [[UInt8]], through client: borrowing MongoClient) throws(MongoFailure) {
    let configuration = connection.configuration
    let filter = BSONWriter.document { writer in
      writer.document("_id") { writer in
        writer.array("$in") { writer in
          for (index, name) in names.enumerated() { writer.objectID(.index(index), name) }
        }
      }
    }
    let messages = try client.all(
      in: configuration.collection,
      of: configuration.database,
      filter,
      options: StampedDocument.options
    ).compactMap { StampedDocument($0) }.sorted { ($0.created, $0.id.text) < ($1.created, $1.id.text) }
    let entries = messages.compactMap { message -> JournalEntry? in
      guard case .objectID(let name) = message.name else { return nil }
      return JournalEntry(
        ledger.begin(),
        .stored,
        [JournalEntry.Subject(id: message.id, stamp: nil, created: message.created)],
        name: "message/" + String(decoding: ObjectName.text(of: name), as: UTF8.self)
      )
    }
    state.withLock { $0.unfinished = entries }
    try finish(through: client)
  }

  /// Writes what was begun, again if need be: other replicas wait for its numbers.
  private func finish(through client: borrowing MongoClient) throws(MongoFailure) {
    let entries = state.withLock { $0.unfinished }
    guard !entries.isEmpty else { return }
    let own = try write(entries, through: client)
    for entry in entries {
      if own.contains(entry.stamp) {
        for subject in entry.subjects { events.publish(.stored(subject.id)) }
      }
      ledger.settle(entry.stamp)
    }
    state.withLock { $0.unfinished = [] }
    herald.announce()
  }

  /// Writes entries, each unless there is one of its name, and returns which of those that are there are ours.
  private func write(
    _ entries: [JournalEntry],
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> Set<Stamp> {
    let configuration = connection.configuration
    let run = DocumentRun(entries.map(\.document))
    let reply = try client.insert(run, into: configuration.journalCollection, of: configuration.database)
    try reply.confirm("the journal")
    let taken = Set(reply.failures.map(\.index))
    let written = entries.indices.filter { !taken.contains($0) }.map { entries[$0].stamp }
    guard !taken.isEmpty else { return Set(written) }
    // By another replica, or by an attempt of ours that got no answer.
    let filter = BSONWriter.document { writer in
      writer.document("_id") { writer in
        writer.array("$in") { writer in
          for (place, index) in taken.enumerated() { writer.string(.index(place), entries[index].name) }
        }
      }
    }
    let found = try client.all(in: configuration.journalCollection, of: configuration.database, filter)
    return Set(written).union(found.compactMap { JournalEntry($0)?.stamp })
  }
}
