internal import Guarding
internal import Logging
internal import MailStore
internal import Synchronization

/// Reads what other replicas did, and tells it as events here.
final class Follower: Sendable {
  /// How often to look where nothing wakes us; a quarter of the second within which everyone is to know.
  private static let pollInterval = Duration.milliseconds(250)
  /// How often to look where a change stream does.
  private static let idleInterval = Duration.seconds(1)

  private struct State {
    var epoch: String?
    var readers: [String: OriginReader] = [:]
    var hasLooked = false
    var wasUp = false
  }

  private let connection: Connection
  private let ledger: Ledger
  private let herald: Herald
  private let jim: SharedText
  private let events: MailEvents
  private let onReconnect: @Sendable () -> Void
  private let onShared: @Sendable (SharedState, _ silent: [String]) -> Void
  private let state = Guarded(State())
  private let queue = Guarded<WakefulQueue?>(nil)
  private let isWoken = Atomic(false)

  /// A follower that stands still until `start`.
  ///
  /// - Parameters:
  ///   - connection: Where to look.
  ///   - ledger: What this replica does itself.
  ///   - herald: Whom the other replicas listen to.
  ///   - jim: What to keep up to date with what others write.
  ///   - events: Where to tell what they did.
  ///   - onReconnect: Called when the database answers again, or is another one.
  ///   - onShared: Called with what all share, each time that it is read, and with those who have long been silent.
  init(
    connection: Connection,
    ledger: Ledger,
    herald: Herald,
    jim: SharedText,
    events: MailEvents,
    onReconnect: @escaping @Sendable () -> Void,
    onShared: @escaping @Sendable (SharedState, _ silent: [String]) -> Void
  ) {
    (self.connection, self.ledger, self.herald, self.events) = (connection, ledger, herald, events)
    self.jim = jim
    (self.onReconnect, self.onShared) = (onReconnect, onShared)
  }

  func start() {
    let queue = WakefulQueue(label: "mongo-follower") { [weak self] in self?.look() }
    self.queue.withLock { $0 = queue }
    queue.wake()
  }

  func stop() {
    queue.withLock { $0?.stop() }
  }

  /// Looks at once.
  func wake() {
    queue.withLock { $0 }?.wake()
  }

  /// Says whether somebody calls `wake` whenever there is something to see.
  func setWoken(_ isWoken: Bool) {
    self.isWoken.store(isWoken, ordering: .relaxed)
  }

  /// Which replicas have given no sign for so long.
  private func silentOrigins(for period: Duration) -> [String] {
    let now = ContinuousClock.now
    return state.withLock { state in
      state.readers.filter { $0.value.silence(now: now) >= period }.map(\.key)
    }
  }

  private func look() -> Duration {
    do {
      // Whoever is far behind goes on at once.
      let isDone = try connection.use { client throws(MongoFailure) in try look(through: client) }
      if !isDone { return .zero }
    } catch {
      state.withLock { $0.wasUp = false }
      return Self.pollInterval
    }
    return isWoken.load(ordering: .relaxed) ? Self.idleInterval : Self.pollInterval
  }

  /// Looks once, and says whether it has seen all that there was.
  private func look(through client: borrowing MongoClient) throws(MongoFailure) -> Bool {
    let configuration = connection.configuration
    let mark = jim.mark
    let shared = SharedState(
      try client.all(in: configuration.sharedCollection, of: configuration.database)
    )
    jim.take(shared.settings[SharedSeeds.jimName] ?? .none, readAfter: mark)
    try settle(into: shared, through: client)
    onShared(shared, silentOrigins(for: Housekeeping.silence))
    var spans = plan(shared)
    guard !spans.isEmpty else { return true }
    // Of replicas that are far ahead some is read at a time, and nothing of the others meanwhile: what one has cleared would
    // be told behind what another stored after it.
    let ahead = spans.filter { name, span in
      span.through.map { $0 < shared.origins[name]?.settled ?? 0 } ?? false
    }
    if !ahead.isEmpty { spans = ahead }
    let news = try News.read(spans, through: client, in: configuration)
    tell(news, spans, shared)
    return ahead.isEmpty
  }
}

// MARK: - The content of the database

extension Follower {
  /// Sees to it that this replica is known there, and notices when the content is another than before.
  private func settle(into shared: SharedState, through client: borrowing MongoClient) throws(MongoFailure) {
    let registration = Registration(connection.configuration, origin: ledger.origin)
    let epoch: String
    if let known = shared.epoch { epoch = known } else { epoch = try registration.makeEpoch(through: client) }
    let (isReplaced, isBack) = state.withLock { state in
      defer { (state.epoch, state.wasUp) = (epoch, true) }
      return (state.epoch != nil && state.epoch != epoch, !state.wasUp)
    }
    if isReplaced {
      connection.logger.warning("the database has another content than before; all messages are gone")
      events.publish(.cleared)
      connection.prepareAnew()
    }
    if shared.origins[ledger.origin] == nil || isReplaced {
      try registration.register(base: herald.lastSaid, through: client)
      herald.announce()
    }
    if isReplaced || isBack { onReconnect() }
  }
}

// MARK: - What others did

extension Follower {
  /// What to look for, by replica.
  private func plan(_ shared: SharedState) -> [String: OriginReader.Span] {
    let now = ContinuousClock.now
    let patience = connection.configuration.patience
    return state.withLock { state in
      state.readers = state.readers.filter { shared.origins[$0.key] != nil }
      var spans: [String: OriginReader.Span] = [:]
      for (name, origin) in shared.origins where name != ledger.origin {
        // Who was there before us has told its earlier deeds to others; who comes later, all to us.
        let position = state.hasLooked ? origin.base : origin.settled
        var reader = state.readers[name] ?? OriginReader(behind: position, beat: origin.beat, now: now)
        spans[name] = reader.next(origin, now: now, patience: patience)
        state.readers[name] = reader
      }
      state.hasLooked = true
      return spans
    }
  }

  private func tell(_ news: News, _ spans: [String: OriginReader.Span], _ shared: SharedState) {
    let now = ContinuousClock.now
    let events = state.withLock { state in
      let events = news.events { state.readers[$0.origin]?.hasRead($0.number) ?? true }
      for (name, span) in spans {
        let settled = shared.origins[name]?.settled ?? 0
        state.readers[name]?.finish(span, found: news.numbers(of: name), settled: settled, now: now)
      }
      return events
    }
    for event in events { self.events.publish(event) }
  }
}
