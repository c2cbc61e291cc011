internal import Bytes
internal import MailStore

/// Reads messages from their files, on a queue of its own.
actor MailReader {
  private nonisolated let executor: QueueExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  private let postbox: Postbox
  private let mailbox: Mailbox
  private let maximumFileSize: Int
  private let answered: LingeringMail
  /// So much one page takes at the most, in bytes.
  private let pageBytes: Int

  /// A reader whose messages are counted in `answered` as long as someone holds them.
  init(_ postbox: Postbox, countingIn answered: LingeringMail, label: String) {
    executor = QueueExecutor(label: label)
    self.postbox = postbox
    mailbox = postbox.mailbox
    maximumFileSize = postbox.options.maximumFileSize
    self.answered = answered
    pageBytes = postbox.options.answerBytes / 2
  }

  /// The messages of a snapshot, as many as a page takes, and those of its entries that have none any more.
  func read(_ snapshot: Snapshot) async throws(MailStoreError) -> (messages: [StoredMessage], gone: [Entry]) {
    var messages: [StoredMessage] = []
    var gone: [Entry] = []
    var bytes = 0
    for entry in snapshot.entries {
      bytes += entry.size
      guard messages.isEmpty || bytes <= pageBytes else { break }
      if let message = try await message(of: entry, in: snapshot) {
        messages.append(message)
      } else {
        gone.append(entry)
      }
    }
    return (messages, gone)
  }

  /// The page of those messages of a snapshot that a search finds.
  ///
  /// - Throws: `MailStoreError.unavailable` also when the task was cancelled, so that nobody takes half a result for all.
  func search(
    _ snapshot: Snapshot,
    with matcher: MessageMatcher,
    from start: MailListing.Start,
    limit: Int
  ) async throws(MailStoreError) -> MessagePage {
    let isWanted = try Self.condition(of: start)
    var (total, unread, bytes) = (0, 0, 0)
    var first: Int?
    var given: [(entry: Entry, message: StoredMessage)] = []
    var isFull = false
    for entry in snapshot.entries {
      guard let message = try await match(entry, in: snapshot, matcher) else { continue }
      if isWanted(total, entry), given.count < limit, !isFull {
        first = first ?? total
        bytes += entry.size
        // What comes after the first that does not fit is for the next page.
        isFull = !given.isEmpty && bytes > pageBytes
        if !isFull { given.append((entry, message)) }
      }
      total += 1
      if !message.isRead { unread += 1 }
    }
    let begin = first ?? start.index ?? total
    return MessagePage(
      total: total,
      unread: unread,
      start: begin,
      messages: given.map(\.message),
      next: begin + given.count < total ? given.last?.entry.cursor : nil
    )
  }

  /// Says whether a message is on a page that begins there, or would be if the page had no end.
  private static func condition(
    of start: MailListing.Start
  ) throws(MailStoreError) -> (_ place: Int, Entry) -> Bool {
    switch start {
    case .place(let start): return { place, _ in place >= start }
    case .behind(let cursor):
      guard let mark = Entry(cursor) else { throw .unknownCursor }
      return { _, entry in entry < mark }
    }
  }

  /// The names of those messages of a snapshot that a search finds.
  func names(in snapshot: Snapshot, with matcher: MessageMatcher) async throws(MailStoreError) -> [MessageID]
  {
    var names: [MessageID] = []
    for entry in snapshot.entries where try await match(entry, in: snapshot, matcher) != nil {
      names.append(entry.id)
    }
    return names
  }

  /// The message of an entry if a search finds it.
  private func match(
    _ entry: Entry,
    in snapshot: Snapshot,
    _ matcher: MessageMatcher
  ) async throws(MailStoreError) -> StoredMessage? {
    if Task.isCancelled { throw .unavailable }
    guard let message = try await message(of: entry, in: snapshot), matcher.matches(message) else {
      return nil
    }
    return message
  }

  private func message(of entry: Entry, in snapshot: Snapshot) async throws(MailStoreError) -> StoredMessage?
  {
    var current: Entry? = entry
    while let entry = current {
      if let message = try await file(of: entry, in: snapshot) { return message }
      // Somebody has marked it meanwhile, perhaps, and its file has another name; and so again and again.
      current = await postbox.renewed(entry)
    }
    return nil
  }

  private func file(of entry: Entry, in snapshot: Snapshot) async throws(MailStoreError) -> StoredMessage? {
    if let message = mailbox.recent(entry.id) { return message }
    let name = entry.place.base
    let facts = entry.place.box == .top && snapshot.facts[name] != nil ? await postbox.facts(of: name) : nil
    do throws(MaildirError) {
      let message = try snapshot.boxes.message(of: entry, facts: facts, maximumSize: maximumFileSize)
      message?.remove(countingIn: answered)
      return message
    } catch {
      postbox.report(error)
      throw .unavailable
    }
  }
}
