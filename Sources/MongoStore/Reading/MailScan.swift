internal import MailStore

/// A walk through the documents that a search might find; what `MessageMatcher` says is what counts.
struct MailScan {
  let search: MailSearch
  /// How long the server may take.
  let milliseconds: Int64

  /// The page of those that are found.
  ///
  /// - Parameters:
  ///   - start: Where it begins.
  ///   - limit: The most messages of the page.
  ///   - reader: How to read.
  ///   - client: Through which.
  ///   - isWanted: Asked now and then whether anybody still waits.
  /// - Returns: The page, or nil if nobody waits any more.
  /// - Throws: What the server says, such as that it took too long.
  func page(
    from start: ListPlace,
    limit: Int,
    _ reader: MessageReader,
    through client: borrowing MongoClient,
    isWanted: () -> Bool
  ) throws(MongoFailure) -> MessagePage? {
    var (total, unread) = (0, 0)
    var first: Int?
    var last: DocumentPlace?
    var gathered = GatheredPage(reader.lending)
    let isDone = try forEachMatch(reader, through: client, isWanted: isWanted) { message, document in
      if start.isReached(total, document.place), gathered.messages.count < limit, !gathered.isFull {
        first = first ?? total
        gathered.add(message)
        if !gathered.isFull { last = document.place }
      }
      total += 1
      if !message.isRead { unread += 1 }
    }
    guard isDone else { return nil }
    let begin = first ?? start.index ?? total
    return MessagePage(
      total: total,
      unread: unread,
      start: begin,
      messages: gathered.messages,
      next: begin + gathered.messages.count < total ? last?.cursor : nil
    )
  }

  /// The names of those that are found; nil if nobody waits any more.
  func names(
    _ reader: MessageReader,
    through client: borrowing MongoClient,
    isWanted: () -> Bool
  ) throws(MongoFailure) -> [MessageID]? {
    var names: [MessageID] = []
    let isDone = try forEachMatch(reader, through: client, isWanted: isWanted) { message, _ in
      names.append(message.id)
    }
    return isDone ? names : nil
  }

  /// Walks, newest first, and says whether it came to the end.
  private func forEachMatch(
    _ reader: MessageReader,
    through client: borrowing MongoClient,
    isWanted: () -> Bool,
    _ body: (StoredMessage, MessageDocument) -> Void
  ) throws(MongoFailure) -> Bool {
    let options = BSONWriter.document { writer in
      writer.document("projection", encoded: MessageDocument.projection)
      writer.document("sort", encoded: MessageReader.order)
      writer.int64("maxTimeMS", milliseconds)
    }
    let matcher = MessageMatcher(search)
    var isWantedStill = true
    try reader.forEach(SearchFilter.filter(search), options, through: client) { message, document in
      isWantedStill = isWanted()
      if isWantedStill, matcher.matches(message) { body(message, document) }
      return isWantedStill
    }
    return isWantedStill
  }
}
