/// A walk through messages, newest first, for what a search finds.
struct MessageScan: Sendable {
  /// Where the page begins.
  enum Start: Sendable {
    /// At that place among those that are found.
    case place(Int)
    /// Behind the message of that number.
    case behind(UInt64)

    var index: Int? {
      if case .place(let place) = self { place } else { nil }
    }
  }

  let matcher: MessageMatcher

  /// The page of those that are found.
  func page(of list: MessageList, from start: Start, limit: Int) throws(MailStoreError) -> MessagePage {
    var (total, unread) = (0, 0)
    var first: Int?
    var given: [MessageList.Entry] = []
    try forEachMatch(in: list) { entry in
      let isWanted =
        switch start {
        case .place(let place): total >= place
        case .behind(let sequence): entry.sequence < sequence
        }
      if isWanted, given.count < limit {
        first = first ?? total
        given.append(entry)
      }
      total += 1
      if !entry.message.isRead { unread += 1 }
    }
    let begin = first ?? start.index ?? total
    return MessagePage(
      total: total,
      unread: unread,
      start: begin,
      messages: given.map(\.message),
      next: begin + given.count < total ? given.last?.cursor : nil
    )
  }

  /// The names of those that are found.
  func names(in list: MessageList) throws(MailStoreError) -> [MessageID] {
    var names: [MessageID] = []
    try forEachMatch(in: list) { names.append($0.message.id) }
    return names
  }

  private func forEachMatch(
    in list: MessageList,
    _ body: (MessageList.Entry) -> Void
  ) throws(MailStoreError) {
    for run in list.runs.reversed() {
      for entry in run.reversed() {
        // A message may be large and the caller long gone.
        if Task.isCancelled { throw .unavailable }
        if matcher.matches(entry.message) { body(entry) }
      }
    }
  }
}

extension MessageList.Entry {
  /// The place behind it.
  var cursor: MailCursor {
    MailCursor(encoding: (0..<8).map { UInt8(truncatingIfNeeded: sequence >> (56 - 8 * UInt64($0))) })
  }

  /// The number of the message that a cursor is behind; nil if no list has made it.
  static func sequence(_ cursor: MailCursor) -> UInt64? {
    guard let bytes = cursor.bytes, bytes.count == 8 else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
