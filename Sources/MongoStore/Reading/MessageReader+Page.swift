internal import MailStore

extension MessageReader {
  /// A page of all messages, of fewer than asked for if they are very large.
  func page(
    from start: ListPlace,
    limit: Int,
    countsUnread: Bool,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> MessagePage {
    var total = try count(through: client)
    let read = countsUnread ? try count(ReadFilter.filter(true), through: client) : nil
    let (place, filter) = try frame(start, total, through: client)
    // Not only what the count says is left: what came since would push the oldest out.
    let wanted = place < total ? min(max(limit, 0), Int(Int32.max)) : 0
    var page = GatheredPage(lending)
    var passed = 0
    var last: DocumentPlace?
    if wanted > 0 {
      let options = options(skipping: start.index, upTo: wanted, of: total)
      try forEach(filter, options, through: client) { message, document in
        guard start.isReached(place, document.place) else {
          passed += 1
          return true
        }
        page.add(message)
        if !page.isFull { last = document.place }
        return !page.isFull && page.messages.count < wanted
      }
    }
    let begin = place + passed
    let end = begin + page.messages.count
    // It ends where the count said that all do, and more may have come.
    if wanted > 0, page.messages.count == wanted, end >= total { total = try count(through: client) }
    if !page.messages.isEmpty { total = max(total, end) }
    return MessagePage(
      total: total,
      unread: read.map { max(total - $0, 0) } ?? 0,
      start: begin,
      messages: page.messages,
      next: end < total ? last?.cursor : nil
    )
  }

  /// The place from which on to read, as far as it can be told without reading, and what to read.
  private func frame(
    _ start: ListPlace,
    _ total: Int,
    through client: borrowing MongoClient
  ) throws(MongoFailure) -> (place: Int, filter: [UInt8]) {
    switch start {
    case .place(let place): return (place, BSONWriter.document { _ in })
    case .behind(let mark):
      return (max(total - (try count(mark.filter, through: client)), 0), mark.filter)
    }
  }

  private func options(skipping start: Int?, upTo wanted: Int, of total: Int) -> [UInt8] {
    BSONWriter.document { writer in
      writer.document("projection", encoded: MessageDocument.projection)
      writer.document("sort", encoded: Self.order)
      if let start {
        writer.int64("skip", Int64(start))
        writer.int64("limit", Int64(wanted))
      } else {
        // Some come first that are not behind the cursor, and nobody knows how many.
        writer.int64("batchSize", Int64(min(wanted, total)) + 8)
      }
    }
  }
}
