public import Bytes
public import Logging
public import MailStore

/// Keeps messages in MongoDB, where any number of replicas may share them, and MailHog too.
///
/// Every call waits for the database on a queue of the store's own, never on the caller's thread, and ends when the time
/// of the configuration is over, whatever the driver does. Nothing is kept in memory instead while the database is away.
public final class MongoStore: MailStore {
  /// Messages of more bytes than this take a way of their own, so that small ones do not wait for them.
  private static let largeMessage = 1024 * 1024
  /// How many questions are asked at once.
  private static let workerCount = 4
  /// The most messages that are changed by one deed.
  private static let batch = 500
  /// For how long the database is taken to be ready after it answered.
  private static let freshness = Duration.seconds(3)

  /// What happens to the messages, whichever replica does it.
  public let events = MailEvents()

  /// How Jim is, in the words of whoever shares him here.
  public let jim: SharedText
  /// The servers that messages can be released to, by their names.
  public let outgoing: SharedTexts

  private let connection: Connection
  private let ledger: Ledger
  private let recent = RecentMail()
  private let lending: Lending
  private let onExcess: @Sendable (MongoStore) -> Void
  private let workers: Workers
  private let deeds: Deeds
  private let questions: Questions
  private let deadlines: Deadlines
  private let quickDeadlines = Deadlines(limit: .seconds(1))
  private let lookup: MessageLookup
  private let (smallLane, largeLane): (Lane, Lane)
  private let deletion: Deletion
  private let marking: Marking
  private let duties: Duties

  /// A store that begins to look for its database at once; there need not be one.
  ///
  /// - Parameters:
  ///   - configuration: Where the database is.
  ///   - options: How it is kept.
  ///   - logger: Is told when the database comes and goes. No password is ever logged.
  ///   - onExcess: Called by whoever reads as long as `hasExcess` is true. It should see to it that those who hold
  ///     messages let go of them.
  ///   - now: The time of day, for the limit of age.
  public init(
    _ configuration: MongoConfiguration,
    options: Options = Options(),
    logger: Logger,
    onExcess: @escaping @Sendable (MongoStore) -> Void = { _ in },
    now: @escaping @Sendable () -> Timestamp
  ) {
    let connection = Connection(configuration, seeds: options.seeds, logger: logger)
    let workers = Workers(label: "mongo-worker", count: Self.workerCount)
    let deadlines = Deadlines(limit: configuration.timeout)
    let questions = Questions(connection: connection, workers: workers, deadlines: deadlines)
    let jim = SharedText(SharedSeeds.jimName, questions: questions)
    let ledger = Ledger(origin: RandomName.make())
    let herald = Herald(connection: connection, ledger: ledger)
    let revocations = Revocations(connection: connection, ledger: ledger)
    let outcome = StoreOutcome(
      events: events,
      ledger: ledger,
      recent: recent,
      revocations: revocations,
      herald: herald,
      logger: logger
    )
    let deletion = Deletion(connection: connection, ledger: ledger, events: events, herald: herald)
    duties = Duties(
      connection: connection,
      ledger: ledger,
      herald: herald,
      revocations: revocations,
      jim: jim,
      events: events,
      deletion: deletion,
      limits: options.limits,
      now: now
    )
    (self.connection, self.ledger, self.deletion) = (connection, ledger, deletion)
    marking = Marking(connection: connection, ledger: ledger, events: events, herald: herald)
    deeds = Deeds(connection: connection, ledger: ledger, workers: workers, deadlines: deadlines)
    (self.workers, self.deadlines, self.questions, self.jim) = (workers, deadlines, questions, jim)
    outgoing = SharedTexts(questions: questions)
    (lending, self.onExcess) = (Lending(limit: options.answerBytes), onExcess)
    lookup = MessageLookup(connection: connection, workers: workers, recent: recent, lending: lending)
    smallLane = Lane(label: "mongo-store", connection: connection, ledger: ledger, outcome: outcome)
    largeLane = Lane(label: "mongo-store-large", connection: connection, ledger: ledger, outcome: outcome)
    duties.start()
  }

  deinit {
    duties.stop()
  }

  /// Returns if the database has answered a moment ago, or answers within a second.
  public func checkReadiness() async throws(MailStoreError) {
    if let silence = connection.silence, silence < Self.freshness { return }
    let configuration = connection.configuration
    try await questions.ask(within: quickDeadlines) { client throws(MongoFailure) in
      let ping = BSONWriter.document { $0.int32("ping", 1) }
      _ = try client.read(ping, from: configuration.database)
    }
  }

  /// Keeps `message`; when this returns it is journaled, by most members of a replica set.
  public func insert(_ message: StoredMessage) async throws(MailStoreError) {
    let lane = message.data.count > Self.largeMessage ? largeLane : smallLane
    try await deadlines.wait { lane.add(Arrival(message, $0)) }
  }

  /// Whether messages that were read for someone, and are still held, take more memory than they should.
  public var hasExcess: Bool { lending.hasExcess }

  /// A page of all messages, or of those that a search finds; of fewer than asked for if they are very large.
  public func page(_ listing: MailListing) async throws(MailStoreError) -> MessagePage {
    let start = try ListPlace(listing.start)
    let reader = reader
    defer { reportExcess() }
    guard let search = listing.search else {
      return try await questions.ask { client throws(MongoFailure) in
        try reader.page(
          from: start,
          limit: listing.limit,
          countsUnread: listing.countsUnread,
          through: client
        )
      }
    }
    let scan = scan(search)
    return try await searching { client, isWanted throws(MongoFailure) in
      try scan.page(from: start, limit: listing.limit, reader, through: client, isWanted: isWanted)
    }
  }

  /// The names of all messages that `search` finds, newest first.
  public func names(of search: MailSearch) async throws(MailStoreError) -> [MessageID] {
    let (scan, reader) = (scan(search), reader)
    defer { reportExcess() }
    return try await searching { client, isWanted throws(MongoFailure) in
      try scan.names(reader, through: client, isWanted: isWanted)
    }
  }

  private var reader: MessageReader {
    MessageReader(configuration: connection.configuration, lending: lending)
  }

  private func scan(_ search: MailSearch) -> MailScan {
    MailScan(search: search, milliseconds: deadlines.limit.milliseconds)
  }

  /// Asks something that may take long, and gives it up when nobody waits any more.
  private func searching<Value: Sendable>(
    _ question: @escaping @Sendable (borrowing MongoClient, () -> Bool) throws(MongoFailure) -> Value?
  ) async throws(MailStoreError) -> Value {
    try await deadlines.waitWhileWanted { answer in
      workers.run { [connection] in
        guard answer.isOpen else { return }
        do {
          let value = try connection.use { client throws(MongoFailure) in
            try question(client) { answer.isOpen }
          }
          if let value { answer.end(.success(value)) }
        } catch {
          answer.end(.failure(.unavailable))
        }
      }
    }
  }

  /// The message of that name, or nil.
  public func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage? {
    defer { reportExcess() }
    return try await deadlines.wait { lookup.find(id, $0) }
  }

  private func reportExcess() {
    if hasExcess { onExcess(self) }
  }

  /// Removes a message, or all that share its name in an old collection, and says whether it was there.
  @discardableResult
  public func delete(_ id: MessageID) async throws(MailStoreError) -> Bool {
    try await delete([id]) > 0
  }

  /// Removes messages and says how many were there.
  public func delete(_ ids: [MessageID]) async throws(MailStoreError) -> Int {
    try await inTurns(found: ids) { found throws(MailStoreError) in
      try await deeds.carryOut { [deletion] stamp, isRepeated, client throws(MongoFailure) in
        try deletion.delete(found, as: stamp, isRepeated: isRepeated, through: client)
      }
    }
  }

  /// Notes whether messages have been read, and says of how many that is news; those that are not there are left out.
  public func mark(_ ids: [MessageID], read: Bool) async throws(MailStoreError) -> Int {
    try await inTurns(found: ids) { found throws(MailStoreError) in
      try await mark(found.filter { $0.isRead != read }, read: read)
    }
  }

  /// As `mark(_:read:)`, of every message.
  public func markAll(read: Bool) async throws(MailStoreError) -> Int {
    let reader = reader
    let found = try await questions.ask { client throws(MongoFailure) in
      try reader.stamps(read: !read, through: client)
    }
    return try await found.inTurns(of: Self.batch) { found throws(MailStoreError) in
      try await mark(found, read: read)
    }
  }

  private func mark(_ found: [StampedDocument], read: Bool) async throws(MailStoreError) -> Int {
    guard !found.isEmpty else { return 0 }
    return try await deeds.carryOut { [marking] stamp, isRepeated, client throws(MongoFailure) in
      try marking.mark(found, read: read, as: stamp, isRepeated: isRepeated, through: client)
    }
  }

  /// Removes every message, those of MailHog and of other replicas too.
  public func deleteAll() async throws(MailStoreError) {
    recent.removeAll()
    try await deeds.carryOut { [deletion] stamp, _, client throws(MongoFailure) in
      try deletion.deleteAll(as: stamp, through: client)
    }
  }
}

// MARK: - Many messages

extension MongoStore {
  /// Does something with what there is under these names, a few at a time, each of which is one deed.
  private func inTurns(
    found ids: [MessageID],
    _ work: ([StampedDocument]) async throws(MailStoreError) -> Int
  ) async throws(MailStoreError) -> Int {
    let reader = reader
    return try await ids.inTurns(of: Self.batch) { ids throws(MailStoreError) in
      let found = try await questions.ask { client throws(MongoFailure) in
        try reader.stamps(of: ids, through: client)
      }
      return found.isEmpty ? 0 : try await work(found)
    }
  }
}
