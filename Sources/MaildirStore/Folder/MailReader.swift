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
    from start: Int,
    limit: Int
  ) async throws(MailStoreError) -> MessagePage {
    var (total, bytes) = (0, 0)
    var messages: [StoredMessage] = []
    for entry in snapshot.entries {
      if Task.isCancelled { throw .unavailable }
      guard let message = try await message(of: entry, in: snapshot), matcher.matches(message) else {
        continue
      }
      if total >= start, messages.count < limit {
        bytes += entry.size
        // What comes after the first that does not fit is for the next page.
        if messages.isEmpty || bytes <= pageBytes { messages.append(message) }
      }
      total += 1
    }
    return MessagePage(total: total, messages: messages)
  }

  private func message(of entry: Entry, in snapshot: Snapshot) async throws(MailStoreError) -> StoredMessage?
  {
    if let message = mailbox.recent(entry.id) { return message }
    let isKnown = entry.place.box == .top && snapshot.facts[entry.place.name] != nil
    let facts = isKnown ? await postbox.facts(of: entry.place.name) : nil
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
