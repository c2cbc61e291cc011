package import Bytes
package import HTTP
package import HogletAPI
internal import MailStore

/// One subscriber's way through all that happens in a store.
///
/// It keeps a place in the store's events, and a place in the event that it is writing, which it shares with all who write
/// the same one. Nothing is made ahead of its client.
package final class NewsFeed: LiveSubscriber {
  private let hub: LiveHub
  private let search: MailSearch?
  private var cursor: MailEvents.Cursor
  /// What it is writing, and how much of it is written.
  private var news: LiveNews?
  private var written = 0
  /// What comes behind that, before anything else.
  private var opening: [LiveNews] = []
  /// The event that is made ready for it.
  private(set) var expected: NewsDesk.Order?
  /// How much of what it has written may still wait for the client, in bytes.
  private var waitingBytes = 0
  private var isKeepAliveDue = false
  private var lastWritten: Int

  package let keepAliveSeconds = 15
  package var onMore: (() -> Void)?
  /// Called when the connection is to be given up for the memory that this holds.
  package var onCutOff: (() -> Void)?

  /// Follows what happens from the place on that the request names, or else from now on, until `leave`.
  package init(_ request: NewsRequest, of hub: LiveHub) {
    self.hub = hub
    search = request.search
    lastWritten = hub.seconds
    cursor = hub.events.end
    let end = hub.add(self)
    let resumed = request.lastEventID.map { hub.news.number($0).flatMap(hub.events.cursor) }
    cursor = (resumed ?? nil) ?? end
    if let search { hub.news.add(search) }
    let id = hub.news.id(cursor.number)
    opening.append(LiveNews(.hello(version: request.version), id: id))
    if case .some(nil) = resumed { opening.append(LiveNews(.reset, id: id)) }
  }

  /// Follows no more; to be called before it is let go of.
  package func leave() {
    hub.waitingBytes -= waitingBytes
    waitingBytes = 0
    hub.news.remove(self)
    if let search { hub.news.remove(search) }
    hub.remove(self)
    (onMore, onCutOff, news, expected) = (nil, nil, nil, nil)
  }

  /// Whether it is writing that.
  func isWriting(_ news: LiveNews) -> Bool { self.news === news }

  /// Adds what is to be sent next; to be called when all that was written before is with the kernel.
  package func write(into buffer: inout ByteBuffer) -> BodyProgress {
    hub.waitingBytes -= waitingBytes
    let start = buffer.count
    let target = start + hub.room
    while buffer.count < target, writePiece(into: &buffer, target: target) || advance() {}
    if buffer.count == start, isKeepAliveDue { buffer.append(NewsEvent.keepAlive) }
    isKeepAliveDue = false
    waitingBytes = buffer.count - start
    hub.waitingBytes += waitingBytes
    guard waitingBytes == 0 else {
      lastWritten = hub.seconds
      return .more
    }
    if expected == nil { hub.wait(self) }
    return .waiting
  }

  /// Writes more of what it is in, and says whether there was any.
  private func writePiece(into buffer: inout ByteBuffer, target: Int) -> Bool {
    guard let news else { return false }
    let end = min(written + max(target - buffer.count, 1), news.bytes.count)
    buffer.append(contentsOf: news.bytes[written..<end])
    written = end
    if end == news.bytes.count { self.news = nil }
    return true
  }

  /// Goes to the next event that it is to tell, and says whether that can be written now.
  private func advance() -> Bool {
    if !opening.isEmpty {
      begin(opening.removeFirst())
      return true
    }
    while expected == nil {
      switch hub.events.read(&cursor) {
      case .event(let event): if take(event) { return true }
      case .missed(let count):
        hub.report(missed: count)
        // Whoever loads everything again has what is in between.
        cursor = hub.events.end
        begin(LiveNews(.reset, id: hub.news.id(cursor.number)))
        return true
      case .upToDate: return false
      }
    }
    return false
  }

  private func take(_ event: MailEvent) -> Bool {
    let id = hub.news.id(cursor.number)
    switch event {
    case .deleted(let message): begin(LiveNews(.deleted(message), id: id))
    case .cleared: begin(LiveNews(.cleared, id: id))
    case .stored, .updated:
      if let news = hub.news.find(cursor.number), let isWanted = news.isWanted(by: search) {
        if isWanted { begin(news) }
        return self.news != nil
      }
      expect(NewsDesk.Order(number: cursor.number, event: event))
      return false
    }
    return true
  }

  private func expect(_ order: NewsDesk.Order) {
    expected = order
    hub.get(order, for: self)
  }

  private func begin(_ news: LiveNews) {
    guard !news.bytes.isEmpty else { return }
    (self.news, written) = (news, 0)
  }

  /// Takes what it expects.
  func take(_ news: LiveNews) {
    guard let order = expected else { return }
    // Whoever came while the message was being looked at has it looked at again, for his search.
    guard let isWanted = news.isWanted(by: search) else { return expect(order) }
    expected = nil
    if isWanted { begin(news) }
  }

  // MARK: - Keeping alive

  package func isSilent(for limit: Int) -> Bool { hub.seconds - lastWritten >= limit }

  package func keepAlive() { isKeepAliveDue = true }
}
