public import Bytes
internal import Dispatch
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
  /// For how long the database is taken to be ready after it answered.
  private static let freshness = Duration.seconds(3)
  /// How long to wait before a deed that was begun is tried again, and how often.
  private static let retry = (pause: DispatchTimeInterval.milliseconds(300), limit: 200)

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
  private let retrying = DispatchQueue(label: "mongo-retry")
  private let questions: Questions
  private let deadlines: Deadlines
  private let quickDeadlines = Deadlines(limit: .seconds(1))
  private let lookup: MessageLookup
  private let (smallLane, largeLane): (Lane, Lane)
  private let deletion: Deletion
  private let herald: Herald
  private let follower: Follower
  private let watcher: Watcher
  private let upkeep: Upkeep
  private let foreignMail: ForeignMail

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
    let lease = LeaseHolder(name: ledger.origin)
    foreignMail = ForeignMail(
      connection: connection,
      ledger: ledger,
      herald: herald,
      lease: lease,
      events: events,
      now: now
    )
    let upkeep = Upkeep(
      connection: connection,
      revocations: revocations,
      lease: lease,
      retention: Retention(options.limits, deletion: deletion, now: now)
    )
    let follower = Follower(
      connection: connection,
      ledger: ledger,
      herald: herald,
      jim: jim,
      events: events,
      onReconnect: { upkeep.databaseIsBack() },
      onShared: { upkeep.note($0, silent: $1) }
    )
    (self.connection, self.ledger, self.herald, self.deletion) = (connection, ledger, herald, deletion)
    (self.upkeep, self.follower) = (upkeep, follower)
    (self.workers, self.deadlines, self.questions, self.jim) = (workers, deadlines, questions, jim)
    outgoing = SharedTexts(questions: questions)
    (lending, self.onExcess) = (Lending(limit: options.answerBytes), onExcess)
    lookup = MessageLookup(connection: connection, workers: workers, recent: recent, lending: lending)
    smallLane = Lane(label: "mongo-store", connection: connection, ledger: ledger, outcome: outcome)
    largeLane = Lane(label: "mongo-store-large", connection: connection, ledger: ledger, outcome: outcome)
    watcher = Watcher(connection: connection, follower: follower)
    upkeep.start()
    herald.start()
    follower.start()
    watcher.start()
    foreignMail.start()
  }

  deinit {
    foreignMail.stop()
    watcher.stop()
    follower.stop()
    herald.stop()
    upkeep.stop()
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

  /// The messages from place `start` on (0 is the newest), `limit` at the most, or fewer if they are very large.
  public func page(start: Int, limit: Int) async throws(MailStoreError) -> MessagePage {
    let reader = MessageReader(configuration: connection.configuration, lending: lending)
    defer { reportExcess() }
    return try await questions.ask { client throws(MongoFailure) in
      try reader.page(start: start, limit: limit, through: client)
    }
  }

  /// As `page(start:limit:)`, of the messages that `search` finds.
  public func page(
    of search: MailSearch,
    start: Int,
    limit: Int
  ) async throws(MailStoreError) -> MessagePage {
    let scan = MailScan(search: search, start: start, limit: limit)
    let reader = MessageReader(configuration: connection.configuration, lending: lending)
    defer { reportExcess() }
    return try await deadlines.wait { answer in
      workers.run { [connection, deadlines] in
        guard answer.isOpen else { return }
        do {
          let page = try connection.use { client throws(MongoFailure) in
            try scan.page(reader, through: client, milliseconds: deadlines.limit.milliseconds) {
              answer.isOpen
            }
          }
          if let page { answer.end(.success(page)) }
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
    let reader = MessageReader(configuration: connection.configuration, lending: lending)
    let found = try await questions.ask { client throws(MongoFailure) in
      try reader.stamps(of: [id], through: client)
    }
    guard !found.isEmpty else { return false }
    return try await carryOut { [deletion] stamp, isRepeated, client throws(MongoFailure) in
      try deletion.delete(found, as: stamp, isRepeated: isRepeated, through: client) > 0
    }
  }

  /// Removes every message, those of MailHog and of other replicas too.
  public func deleteAll() async throws(MailStoreError) {
    recent.removeAll()
    try await carryOut { [deletion] stamp, _, client throws(MongoFailure) in
      try deletion.deleteAll(as: stamp, through: client)
    }
  }
}

// MARK: - Deeds

extension MongoStore {
  private typealias Deed<Value> =
    @Sendable (Stamp, _ isRepeated: Bool, borrowing MongoClient) throws(MongoFailure) -> Value

  /// Does something that has a number, and does not stop half-way when the caller has ceased to wait: other replicas wait
  /// for that number.
  private func carryOut<Value: Sendable>(_ deed: @escaping Deed<Value>) async throws(MailStoreError) -> Value
  {
    try await deadlines.wait { answer in attempt(deed, as: ledger.begin(), attempts: 0, answer) }
  }

  private func attempt<Value: Sendable>(
    _ deed: @escaping Deed<Value>,
    as stamp: Stamp,
    attempts: Int,
    _ answer: Answer<Value>
  ) {
    workers.run { [self] in
      do {
        let value = try connection.use { client throws(MongoFailure) in
          try deed(stamp, attempts > 0, client)
        }
        answer.end(.success(value))
      } catch {
        guard attempts < Self.retry.limit else {
          ledger.settle(stamp)
          return answer.end(.failure(.unavailable))
        }
        retrying.asyncAfter(deadline: .now() + Self.retry.pause) { [self] in
          attempt(deed, as: stamp, attempts: attempts + 1, answer)
        }
      }
    }
  }
}
