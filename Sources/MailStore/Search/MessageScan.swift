/// A walk through messages, newest first, for a page of those that a search finds.
struct MessageScan: Sendable {
  let matcher: MessageMatcher
  let start: Int
  let limit: Int

  /// Walks beside the caller, on the pool for computing.
  @concurrent
  func pageBeside(of list: MessageList) async throws(MailStoreError) -> MessagePage {
    try page(of: list)
  }

  /// Walks at once.
  func page(of list: MessageList) throws(MailStoreError) -> MessagePage {
    var total = 0
    var messages: [StoredMessage] = []
    for run in list.runs.reversed() {
      for entry in run.reversed() {
        // A message may be large and the caller long gone.
        if Task.isCancelled { throw .unavailable }
        guard matcher.matches(entry.message) else { continue }
        if total >= start, messages.count < limit { messages.append(entry.message) }
        total += 1
      }
    }
    return MessagePage(total: total, messages: messages)
  }
}
