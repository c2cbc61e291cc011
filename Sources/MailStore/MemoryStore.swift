public import Bytes
import CLinux
import Guarding

/// Keeps messages in memory: what a process caught is gone with it.
///
/// Reading and writing one message or one page never waits for anything and completes without suspending. Searches of
/// much mail run beside the caller, over the messages that were there when they began.
public final class MemoryStore: MailStore {
  /// What a store holds now, and what it has given up.
  public struct Statistics: Hashable, Sendable {
    /// The number of messages.
    public let count: Int
    /// What they cost in bytes of memory, as `StoredMessage.footprint` counts.
    public let bytes: Int
    /// How many messages went because of a limit since the store was made.
    public let evicted: Int
    /// What messages cost that were removed, for whatever reason, and that someone still holds.
    public let lingeringBytes: Int

    /// Numbers as given.
    public init(count: Int, bytes: Int, evicted: Int, lingeringBytes: Int = 0) {
      self.count = count
      self.bytes = bytes
      self.evicted = evicted
      self.lingeringBytes = lingeringBytes
    }
  }

  /// Up to this much mail is searched, and freed, at once: it takes well under a millisecond.
  private static let smallBytes = 256 * 1024

  /// Up to so many messages are changed at once.
  private static let few = 256

  /// What happens to the messages; what a limit removes is told as deleted.
  public let events = MailEvents()

  /// Those who read a message hold the one that is kept.
  public var sharesMessages: Bool { true }

  private let limits: RetentionLimits
  private let contents = Guarded(MemoryStoreContents())
  private let lingering = LingeringMail()
  private let onExcess: @Sendable (MemoryStore) -> Void

  /// An empty store that keeps within `limits`.
  ///
  /// - Parameters:
  ///   - limits: How much it keeps.
  ///   - onExcess: Called by whoever inserts or removes as long as `hasExcess` is true. It should see to it that those
  ///     who hold removed messages let go of them.
  public init(
    limits: RetentionLimits = RetentionLimits(),
    onExcess: @escaping @Sendable (MemoryStore) -> Void = { _ in }
  ) {
    self.limits = limits
    self.onExcess = onExcess
  }

  /// Whether removed messages that someone still holds take more memory than they should: a sixth of the limit of bytes.
  public var hasExcess: Bool { lingering.bytes > limits.lingeringBytes ?? .max }

  /// The numbers of this moment.
  public var statistics: Statistics {
    contents.withLock {
      Statistics(
        count: $0.list.count,
        bytes: $0.bytes,
        evicted: $0.evicted,
        lingeringBytes: lingering.bytes
      )
    }
  }

  /// Keeps `message`; one whose name is taken is a repetition and changes nothing.
  public func insert(_ message: StoredMessage) {
    let gone = contents.withLock { contents in
      guard let gone = contents.insert(message, limits: limits) else { return [] as [StoredMessage] }
      events.publish(.stored(message.id))
      tell(of: gone)
      return gone
    }
    letGo(gone)
    reportExcess()
  }

  /// Removes the messages that are older than the limit of age.
  ///
  /// Messages go in the order of their arrival: one that a clock set back has dated too early waits for those before it.
  public func expire(now: Timestamp) {
    guard let age = limits.age else { return }
    let (span, isTooLong) = Int64(age).multipliedReportingOverflow(by: 1_000_000_000)
    let (time, isTooEarly) = now.nanoseconds.subtractingReportingOverflow(span)
    guard !isTooLong, !isTooEarly else { return }
    let gone = contents.withLock { contents in
      let gone = contents.evict(through: time)
      tell(of: gone)
      return gone
    }
    letGo(gone)
    reportExcess()
  }

  /// The messages from place `start` on (0 is the newest), `limit` at the most.
  public func page(start: Int, limit: Int) -> MessagePage {
    let (list, unread) = contents.withLock { ($0.list, $0.unread) }
    return page(of: list, unread: unread, from: max(start, 0), limit: limit)
  }

  /// A page of all messages, or of those that a search finds.
  ///
  /// - Throws: `MailStoreError.unavailable` if the task was cancelled, so that nobody takes half a result for all, and
  ///   `unknownCursor` if no memory store has made the cursor.
  public func page(_ listing: MailListing) async throws(MailStoreError) -> MessagePage {
    let (list, bytes, unread) = contents.withLock { ($0.list, $0.bytes, $0.unread) }
    let start: MessageScan.Start
    switch listing.start {
    case .place(let place): start = .place(place)
    case .behind(let cursor):
      guard let sequence = MessageList.Entry.sequence(cursor) else { throw .unknownCursor }
      start = .behind(sequence)
    }
    if let search = listing.search {
      return try await beside(bytes > Self.smallBytes) { () throws(MailStoreError) in
        try MessageScan(matcher: MessageMatcher(search)).page(of: list, from: start, limit: listing.limit)
      }
    }
    return switch start {
    case .place(let place): page(of: list, unread: unread, from: place, limit: listing.limit)
    case .behind(let sequence):
      page(of: list, unread: unread, from: list.place(behind: sequence), limit: listing.limit)
    }
  }

  private func page(of list: MessageList, unread: Int, from start: Int, limit: Int) -> MessagePage {
    let entries = list.entries(from: start, limit: limit)
    let end = start + entries.count
    return MessagePage(
      total: list.count,
      unread: unread,
      start: start,
      messages: entries.map(\.message),
      next: end < list.count ? entries.last?.cursor : nil
    )
  }

  /// The names of all messages that `search` finds, newest first.
  public func names(of search: MailSearch) async throws(MailStoreError) -> [MessageID] {
    let (list, bytes) = contents.withLock { ($0.list, $0.bytes) }
    return try await beside(bytes > Self.smallBytes) { () throws(MailStoreError) in
      try MessageScan(matcher: MessageMatcher(search)).names(in: list)
    }
  }

  /// The message of that name, or nil.
  public func message(_ id: MessageID) -> StoredMessage? {
    contents.withLock { $0.message(id) }
  }

  /// Removes a message and says whether it was there.
  @discardableResult
  public func delete(_ id: MessageID) -> Bool {
    let removed = contents.withLock { contents in
      let removed = contents.remove(id)
      if removed != nil { events.publish(.deleted(id)) }
      return removed
    }
    guard let removed else { return false }
    letGo([removed])
    reportExcess()
    return true
  }

  /// Removes messages and says how many were there.
  public func delete(_ ids: [MessageID]) async throws(MailStoreError) -> Int {
    try await beside(ids.count > Self.few) { ids.reduce(0) { $0 + (self.delete($1) ? 1 : 0) } }
  }

  /// Notes whether messages have been read, and says of how many that is news; those that are not there are left out.
  public func mark(_ ids: [MessageID], read: Bool) async throws(MailStoreError) -> Int {
    try await beside(ids.count > Self.few) { ids.reduce(0) { $0 + (self.mark($1, read: read) ? 1 : 0) } }
  }

  /// As `mark(_:read:)`, of every message.
  public func markAll(read: Bool) async throws(MailStoreError) -> Int {
    let (list, unread) = contents.withLock { ($0.list, $0.unread) }
    guard unread != (read ? 0 : list.count) else { return 0 }
    return try await beside(list.count > Self.few) {
      list.all.reduce(0) { $0 + (self.mark($1.id, read: read) ? 1 : 0) }
    }
  }

  private func mark(_ id: MessageID, read: Bool) -> Bool {
    contents.withLock { contents in
      guard contents.mark(id, read: read) else { return false }
      events.publish(.updated(id))
      return true
    }
  }

  /// Removes every message, and gives the memory back to the system.
  public func deleteAll() async {
    let removed = contents.withLock { contents in
      events.publish(.cleared)
      return contents.removeAll()
    }
    if removed.bytes > Self.smallBytes { await free(removed) } else { letGo(removed.list.all) }
    reportExcess()
  }

  /// Memory can be read and written at any time.
  public func checkReadiness() {}

  /// Tells that messages went; under the lock.
  private func tell(of gone: [StoredMessage]) {
    for message in gone { events.publish(.deleted(message.id)) }
  }

  /// Frees messages, or counts what they cost as long as someone holds them; after the lock, as it may take long.
  private func letGo(_ messages: consuming [StoredMessage]) {
    for message in messages { message.remove(countingIn: lingering) }
  }

  private func reportExcess() {
    if hasExcess { onExcess(self) }
  }

  /// Frees what was removed beside the caller: half a gigabyte takes long, and so does telling the system.
  @concurrent
  private func free(_ removed: consuming MemoryStoreContents) async {
    letGo(removed.list.all)
    _ = consume removed
    malloc_trim(0)
  }

  /// Does something here, or on the pool for computing if it is much.
  private func beside<Value: Sendable>(
    _ isMuch: Bool,
    _ work: @escaping @Sendable () throws(MailStoreError) -> Value
  ) async throws(MailStoreError) -> Value {
    isMuch ? try await Self.onPool(work) : try work()
  }

  @concurrent
  private static func onPool<Value: Sendable>(
    _ work: @escaping @Sendable () throws(MailStoreError) -> Value
  ) async throws(MailStoreError) -> Value {
    try work()
  }
}
