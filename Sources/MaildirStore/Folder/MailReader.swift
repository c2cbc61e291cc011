internal import Bytes
internal import MailStore

/// Reads messages from their files, on a queue of its own.
actor MailReader {
  private nonisolated let executor: QueueExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

  private let postbox: Postbox
  private let mailbox: Mailbox
  private let maximumFileSize: Int

  init(_ postbox: Postbox, label: String) {
    executor = QueueExecutor(label: label)
    self.postbox = postbox
    mailbox = postbox.mailbox
    maximumFileSize = postbox.options.maximumFileSize
  }

  /// The messages of a snapshot, and those of its entries that have none any more.
  func read(_ snapshot: Snapshot) async throws(MailStoreError) -> (messages: [StoredMessage], gone: [Entry]) {
    var messages: [StoredMessage] = []
    var gone: [Entry] = []
    for entry in snapshot.entries {
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
    var total = 0
    var messages: [StoredMessage] = []
    for entry in snapshot.entries {
      if Task.isCancelled { throw .unavailable }
      guard let message = try await message(of: entry, in: snapshot), matcher.matches(message) else {
        continue
      }
      if total >= start, messages.count < limit { messages.append(message) }
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
      return try snapshot.boxes.message(of: entry, facts: facts, maximumSize: maximumFileSize)
    } catch {
      postbox.report(error)
      throw .unavailable
    }
  }
}
