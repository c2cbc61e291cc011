public import Bytes
public import MailStore

/// Keeps messages in a folder, each in a file as MailHog writes it; reads a real Maildir that is in the folder too.
///
/// A message that was taken is on the disk: it survives the process and the machine. Memory holds the place of each
/// message and the bytes of a few. The order is that of the files' times, which every message moves on. Files that others
/// bring and take are followed.
public final class MaildirStore: MailStore {
  /// How a store keeps mail.
  public struct Options: Sendable {
    /// How much it keeps; bytes are those of files.
    public var limits: RetentionLimits
    /// The largest file that is taken for a message, in bytes.
    public var maximumFileSize: Int
    /// How much memory the newest messages may take, in bytes.
    public var recentBytes: Int
    /// How much memory messages may take that were read for someone and are still held, in bytes; one page takes half of
    /// it at the most, or one message.
    public var answerBytes: Int
    /// Whether the system is asked to tell of changes; without it, the folder is read anew when its time has changed.
    package var isTold = true

    /// Options of these; without limits by default.
    public init(
      limits: RetentionLimits = RetentionLimits(),
      maximumFileSize: Int = 1 << 30,
      recentBytes: Int = 16 << 20,
      answerBytes: Int = 256 << 20
    ) {
      self.limits = limits
      self.maximumFileSize = maximumFileSize
      self.recentBytes = recentBytes
      self.answerBytes = answerBytes
    }
  }

  /// What a store holds now, and what it has given up.
  public struct Statistics: Hashable, Sendable {
    /// The number of messages.
    public let count: Int
    /// The length of their files in bytes.
    public let bytes: Int
    /// How many messages went because of a limit since the store was opened.
    public let evicted: Int
  }

  /// So many messages are changed at once.
  private static let batch = 256

  /// Where the messages are.
  public let path: String
  private let postbox: Postbox
  private let reader: MailReader
  /// Apart from other reading, because it may take long.
  private let searcher: MailReader
  private let answered = LingeringMail()
  private let answerBytes: Int
  private let onExcess: @Sendable (MaildirStore) -> Void

  /// What happens to the messages; what a limit removes is told as deleted, and what others do with files as well.
  public var events: MailEvents { postbox.mailbox.events }

  /// The numbers of this moment.
  public var statistics: Statistics { postbox.mailbox.statistics }

  /// Whether messages that were read for someone, and are still held, take more memory than they should.
  public var hasExcess: Bool { answered.bytes > answerBytes }

  /// Opens the folder at `path`, which is made if it is missing, and finds out what is in it.
  ///
  /// - Parameters:
  ///   - path: Where the messages are; empty for a folder of its own among the temporary files.
  ///   - options: How they are kept.
  ///   - report: Called with what the system refuses to do, for the log.
  ///   - onExcess: Called by whoever reads as long as `hasExcess` is true. It should see to it that those who hold
  ///     messages let go of them.
  /// - Throws: Why the folder cannot be used.
  public init(
    _ path: String,
    options: Options = Options(),
    report: @escaping @Sendable (MaildirError) -> Void = { _ in },
    onExcess: @escaping @Sendable (MaildirStore) -> Void = { _ in }
  ) throws(MaildirError) {
    self.path = path.isEmpty ? try Self.makeTemporaryFolder() : path
    try Self.makeFolder(self.path)
    postbox = try Postbox(self.path, options: options, report: report)
    reader = MailReader(postbox, countingIn: answered, label: "maildir-reader")
    searcher = MailReader(postbox, countingIn: answered, label: "maildir-search")
    (answerBytes, self.onExcess) = (options.answerBytes, onExcess)
  }

  /// Returns if the folder can be written.
  public func checkReadiness() async throws(MailStoreError) {
    try await postbox.checkWritable()
  }

  /// Keeps a message: when this returns, the disk has it.
  ///
  /// One whose name is taken is a repetition and changes nothing.
  /// Messages that come at one time are made safe together.
  public func insert(_ message: StoredMessage) async throws(MailStoreError) {
    let delivery = Delivery(message)
    postbox.add(delivery)
    while delivery.isKept == nil { await postbox.keepWaiting() }
    guard delivery.isKept == true else { throw .unavailable }
  }

  /// A page of all messages, or of those that a search finds; of fewer than asked for if they are very large.
  public func page(_ listing: MailListing) async throws(MailStoreError) -> MessagePage {
    defer { reportExcess() }
    guard let search = listing.search else {
      return try await page(from: listing.start, limit: listing.limit)
    }
    let snapshot = try await postbox.snapshot(from: .place(0), limit: .max)
    return try await searcher.search(
      snapshot,
      with: MessageMatcher(search),
      from: listing.start,
      limit: listing.limit
    )
  }

  private func page(from start: MailListing.Start, limit: Int) async throws(MailStoreError) -> MessagePage {
    while true {
      let snapshot = try await postbox.snapshot(from: start, limit: limit)
      let (messages, gone) = try await reader.read(snapshot)
      guard gone.isEmpty else {
        await postbox.drop(gone)
        continue
      }
      let last = messages.isEmpty ? nil : snapshot.entries[messages.count - 1]
      let isMore = snapshot.start + messages.count < snapshot.total
      return MessagePage(
        total: snapshot.total,
        unread: snapshot.unread,
        start: snapshot.start,
        messages: messages,
        next: isMore ? last?.cursor : nil
      )
    }
  }

  /// The names of all messages that `search` finds, newest first.
  public func names(of search: MailSearch) async throws(MailStoreError) -> [MessageID] {
    let snapshot = try await postbox.snapshot(from: .place(0), limit: .max)
    defer { reportExcess() }
    return try await searcher.names(in: snapshot, with: MessageMatcher(search))
  }

  /// The message of that name, or nil.
  public func message(_ id: MessageID) async throws(MailStoreError) -> StoredMessage? {
    if let message = postbox.mailbox.recent(id) { return message }
    let snapshot = await postbox.snapshot(of: id)
    let (messages, gone) = try await reader.read(snapshot)
    reportExcess()
    if !gone.isEmpty { await postbox.drop(gone) }
    return messages.first
  }

  /// Removes a message and its file, and says whether it was there.
  @discardableResult
  public func delete(_ id: MessageID) async throws(MailStoreError) -> Bool {
    try await postbox.delete([id]) > 0
  }

  /// Removes messages and their files, and says how many were there.
  public func delete(_ ids: [MessageID]) async throws(MailStoreError) -> Int {
    try await ids.inTurns(of: Self.batch) { ids throws(MailStoreError) in try await postbox.delete(ids) }
  }

  /// Notes whether messages have been read, in the names of their files, and says of how many that is news.
  public func mark(_ ids: [MessageID], read: Bool) async throws(MailStoreError) -> Int {
    try await ids.inTurns(of: Self.batch) { ids throws(MailStoreError) in
      try await postbox.mark(ids, read: read)
    }
  }

  /// As `mark(_:read:)`, of every message.
  public func markAll(read: Bool) async throws(MailStoreError) -> Int {
    let snapshot = try await postbox.snapshot(from: .place(0), limit: .max)
    return try await mark(snapshot.entries.filter { $0.isRead != read }.map(\.id), read: read)
  }

  /// Removes every message, and no other file.
  public func deleteAll() async throws(MailStoreError) {
    try await postbox.deleteAll()
  }

  private func reportExcess() {
    if hasExcess { onExcess(self) }
  }

  /// Does what is to be done from time to time: finds what others did, and removes what is too old.
  ///
  /// Never waits; while it is still under way, another call does nothing.
  public func tick(now: Timestamp) {
    postbox.tick(now)
  }

  /// Whether the system tells of what others do.
  package var isTold: Bool {
    get async { await postbox.isTold }
  }

  /// Returns when all that was under way is done.
  public func close() async {
    await postbox.keepWaiting()
  }
}
