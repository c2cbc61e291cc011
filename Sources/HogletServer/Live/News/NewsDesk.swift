internal import Bytes
internal import DequeModule
internal import HogletAPI
internal import MailStore

/// Has the events of a store made ready for those who follow them, each once.
///
/// By the number of the event, not by the name of the message: what is told of a message is asked of the store after the
/// event happened, so that nobody is told what was so before it.
struct NewsDesk {
  /// An event that somebody waits for.
  package struct Order {
    let number: UInt64
    let event: MailEvent
  }

  private struct Held {
    let number: UInt64
    /// Weak, as only those who read it keep it.
    weak var news: LiveNews?
  }

  /// What is kept for those who come next, in bytes.
  private static let keptBytes = 1024 * 1024

  /// Names this process to those who come back.
  let replica: ByteString
  private var orders: [Order] = []
  private var feeds: [UInt64: [ObjectIdentifier: NewsFeed]] = [:]
  private var isBusy = false
  private var kept: Deque<(number: UInt64, news: LiveNews)> = []
  private var bytes = 0
  private var held: [Held] = []
  private var searches: [MailSearch: (matcher: MessageMatcher, count: Int)] = [:]

  init(replica: ByteString) {
    self.replica = replica
  }

  /// The name of a place in the events.
  func id(_ number: UInt64) -> ByteString { ByteString("\(replica)-\(number)") }

  /// The place of that name; nil if it is another process's, or none.
  func number(_ id: ByteString) -> UInt64? {
    let text = id.description
    guard let dash = text.lastIndex(of: "-"), text[..<dash] == replica.description else { return nil }
    return UInt64(text[text.index(after: dash)...])
  }

  /// The searches of those who follow.
  var matchers: [MailSearch: MessageMatcher] { searches.mapValues(\.matcher) }

  mutating func add(_ search: MailSearch) {
    searches[search, default: (MessageMatcher(search), 0)].count += 1
  }

  mutating func remove(_ search: MailSearch) {
    guard let count = searches[search]?.count else { return }
    if count > 1 { searches[search]?.count = count - 1 } else { searches[search] = nil }
  }

  /// What is at hand of an event.
  func find(_ number: UInt64) -> LiveNews? { held.last { $0.number == number }?.news }

  /// Has an event made ready for a subscriber.
  mutating func order(_ order: Order, for feed: NewsFeed) {
    if feeds[order.number] == nil { orders.append(order) }
    feeds[order.number, default: [:]][ObjectIdentifier(feed)] = feed
  }

  /// Forgets a subscriber that has left.
  mutating func remove(_ feed: NewsFeed) {
    guard let number = feed.expected?.number else { return }
    feeds[number]?[ObjectIdentifier(feed)] = nil
  }

  /// What to make ready now; nil while something is, or if nothing is wanted.
  ///
  /// Those who are up to date come first.
  mutating func begin() -> Order? {
    guard !isBusy else { return nil }
    while let order = orders.popLast() {
      if feeds[order.number]?.isEmpty == false {
        isBusy = true
        return order
      }
      feeds[order.number] = nil
    }
    return nil
  }

  /// Takes what has been made ready, and says who has waited for it.
  mutating func end(_ number: UInt64, with news: LiveNews) -> [NewsFeed] {
    isBusy = false
    held.removeAll { $0.news == nil }
    held.append(Held(number: number, news: news))
    kept.append((number, news))
    bytes += news.footprint
    while bytes > Self.keptBytes, let oldest = kept.popFirst() { bytes -= oldest.news.footprint }
    return Array((feeds.removeValue(forKey: number) ?? [:]).values)
  }

  /// Takes out the oldest that somebody holds, if they are more than one and take more than `limit` bytes.
  mutating func oldestBeyond(_ limit: Int) -> LiveNews? {
    let bytes = held.reduce(0) { $0 + ($1.news?.footprint ?? 0) }
    guard held.count > 1, bytes > max(limit, Self.keptBytes) else { return nil }
    return held.removeFirst().news
  }
}
