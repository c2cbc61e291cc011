internal import MailStore

/// A walk through the documents that a search might find, for a page of those that it does.
struct MailScan {
  let search: MailSearch
  let start: Int
  let limit: Int

  /// Walks, newest first; what `MessageMatcher` says is what counts.
  ///
  /// - Parameters:
  ///   - reader: How to read.
  ///   - client: Through which.
  ///   - milliseconds: How long the server may take.
  ///   - isWanted: Asked now and then whether anybody still waits.
  /// - Returns: The page, or nil if nobody waits any more.
  /// - Throws: What the server says, such as that it took too long.
  func page(
    _ reader: MessageReader,
    through client: borrowing MongoClient,
    milliseconds: Int64,
    isWanted: () -> Bool
  ) throws(MongoFailure) -> MessagePage? {
    let options = BSONWriter.document { writer in
      writer.document("projection", encoded: MessageDocument.projection)
      writer.document("sort", encoded: MessageReader.order)
      writer.int64("maxTimeMS", milliseconds)
    }
    let matcher = MessageMatcher(search)
    let place = max(start, 0)
    var total = 0
    var gathered = GatheredPage(reader.lending)
    var isWantedStill = true
    try reader.forEach(SearchFilter.filter(search), options, through: client) { message, _ in
      isWantedStill = isWanted()
      guard isWantedStill else { return false }
      guard matcher.matches(message) else { return true }
      if total >= place, gathered.messages.count < limit { gathered.add(message) }
      total += 1
      return true
    }
    return isWantedStill ? MessagePage(total: total, messages: gathered.messages) : nil
  }
}
